import { calendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { GradeTargets, HoursPolicy } from '#app/domains/hours/hours-policy.policy.ts'

/** V: read word for word in a stored full text. Q: seen quoted, the instrument was not read whole. */
export type LegalBasisTag = 'V' | 'Q' | 'ours'

export type LegalBasis = {
  document: string
  /** As the issuer numbers it; null where the law has none or the number was not seen. */
  number: string | null
  article: string | null
  quote: string | null
  /** The day somebody read the quote in the full text; null: nobody has. */
  verifiedOn: CalendarDay | null
  tag: LegalBasisTag
}

export type PolicyPack = {
  code: 'national-2012' | 'national-2020' | 'provincial-graded' | 'demo-county'
  name: { zh: string; en: string }
  /** Who may stand above a county's own policy. */
  level: 'national' | 'provincial' | 'county'
  parent: PolicyPack['code'] | null
  validFrom: CalendarDay
  /** The first day on which it is no longer in force. */
  validTo: CalendarDay | null
  tag: LegalBasisTag
  legalBasis: LegalBasis[]
  policy: HoursPolicy
}

const HOUR = 60
const CORRECTIONS_LAW = '中华人民共和国社区矫正法'
const READ_ON = calendarDay('2026-11-23')

const noNumber: GradeTargets = { strict: null, ordinary: null, lenient: null }

/** What the product does where an instrument is silent; no pack's legal basis speaks of it. */
const silentDefaults: Omit<HoursPolicy, 'targets' | 'publicBenefit'> = {
  categories: ['01', '02', '03', '04'],
  caps: { bySource: { online: null, counselling: null, 'self-study': null }, perDay: null },
  proration: {
    mode: 'daily',
    minimumEligibleDays: 7,
    countEntryDay: true,
    countExitDay: true,
    roundUpTo: 15,
  },
  pauses: [
    'medical-leave',
    'hospital',
    'childbirth',
    'detention',
    'leave-without-online-access',
    'force-majeure',
  ],
  gradeChange: 'daily-weighted',
  transferIn: { recognised: true },
  credit: {
    readingFactor: { usual: 1, recordedNeed: 2 },
    repeatWindowDays: 180,
    idleLimitSeconds: 120,
    beatSeconds: 30,
    quizPassMark: 60,
    quizWaitMinutes: 10,
    oralEquivalent: true,
    latenessToleranceMinutes: 0,
    rounding: 'down',
    quizMovesMinutes: false,
  },
  carryOver: null,
  makeUp: null,
  minors: { ownSessionsOnly: true },
}

const LAW_36: LegalBasis = {
  document: CORRECTIONS_LAW,
  number: null,
  article: '第三十六条',
  quote: '对社区矫正对象的教育应当根据其个体特征、日常表现等实际情况，充分考虑其工作和生活情况，因人施教。',
  verifiedOn: READ_ON,
  tag: 'V',
}

const LAW_42: LegalBasis = {
  document: CORRECTIONS_LAW,
  number: null,
  article: '第四十二条',
  quote: '社区矫正机构可以根据社区矫正对象的个人特长，组织其参加公益活动，修复社会关系，培养社会责任感。',
  verifiedOn: READ_ON,
  tag: 'V',
}

export const POLICY_PACKS: readonly PolicyPack[] = [
  {
    code: 'national-2012',
    name: {
      zh: '全国 2012 年至 2020 年 6 月：“两个八小时”（已废止）',
      en: 'National, 2012 to June 2020: “two eights” (repealed)',
    },
    level: 'national',
    parent: null,
    validFrom: calendarDay('2012-03-01'),
    validTo: calendarDay('2020-07-01'),
    tag: 'Q',
    legalBasis: [
      {
        document: '社区矫正实施办法（2012）',
        number: null,
        article: '第十五条',
        quote: '社区矫正人员每月参加教育学习时间不少于8小时',
        verifiedOn: null,
        tag: 'Q',
      },
      {
        document: '社区矫正实施办法（2012）',
        number: null,
        article: '第十六条',
        quote: '社区矫正人员每月参加社区服务时间不少于8小时',
        verifiedOn: null,
        tag: 'Q',
      },
    ],
    policy: {
      ...silentDefaults,
      targets: { byGrade: { strict: 8 * HOUR, ordinary: 8 * HOUR, lenient: 8 * HOUR }, byPhase: {} },
      publicBenefit: {
        mandatory: true,
        needsLabourCapacity: true,
        minutes: { strict: 8 * HOUR, ordinary: 8 * HOUR, lenient: 8 * HOUR },
      },
    },
  },
  {
    code: 'national-2020',
    name: { zh: '全国 2020 年 7 月起：不设学时数', en: 'National, since July 2020: no number of hours' },
    level: 'national',
    parent: null,
    validFrom: calendarDay('2020-07-01'),
    validTo: null,
    tag: 'V',
    legalBasis: [LAW_36, LAW_42],
    policy: {
      ...silentDefaults,
      targets: null,
      publicBenefit: { mandatory: false, needsLabourCapacity: true, minutes: noNumber },
    },
  },
  {
    code: 'provincial-graded',
    name: {
      zh: '某省分类管理办法（严管，未核对全文）',
      en: 'A province’s classified management, strict grade (not read whole)',
    },
    level: 'provincial',
    parent: 'national-2020',
    // The day of issue was not seen; it cites the law, so it is not earlier than the law.
    validFrom: calendarDay('2020-07-01'),
    validTo: null,
    tag: 'Q',
    legalBasis: [
      {
        document: '某省社区矫正对象分类管理办法',
        number: null,
        article: '第六条',
        quote: '每月参加学习教育时长不少于12小时',
        verifiedOn: null,
        tag: 'Q',
      },
      {
        document: '某省社区矫正对象分类管理办法',
        number: null,
        article: '第六条',
        quote: '有劳动能力的，每月参加公益活动时长不少于12小时',
        verifiedOn: null,
        tag: 'Q',
      },
    ],
    policy: {
      ...silentDefaults,
      // Only the strict grade was seen; the others stay without a number rather than with a guess.
      targets: { byGrade: { ...noNumber, strict: 12 * HOUR }, byPhase: {} },
      publicBenefit: {
        mandatory: true,
        needsLabourCapacity: true,
        minutes: { ...noNumber, strict: 12 * HOUR },
      },
    },
  },
  {
    code: 'demo-county',
    name: { zh: '云溪县 2026 年第 1 版（演示）', en: 'Yunxi county, 2026 version 1 (demo)' },
    level: 'county',
    parent: 'national-2020',
    validFrom: calendarDay('2026-01-01'),
    validTo: null,
    tag: 'ours',
    legalBasis: [
      {
        document: '云溪县教育学习学时规则（演示，虚构）',
        number: null,
        article: null,
        quote: null,
        verifiedOn: null,
        tag: 'ours',
      },
      LAW_36,
    ],
    policy: {
      ...silentDefaults,
      targets: { byGrade: { strict: 8 * HOUR, ordinary: 4 * HOUR, lenient: 2 * HOUR }, byPhase: {} },
      publicBenefit: { mandatory: false, needsLabourCapacity: true, minutes: noNumber },
      caps: {
        bySource: {
          online: { kind: 'share', percent: 50 },
          counselling: { kind: 'minutes', minutes: 2 * HOUR },
          'self-study': null,
        },
        perDay: null,
      },
    },
  },
]

/** Throws on an unknown code. */
export function policyPack(code: PolicyPack['code']): PolicyPack {
  const pack = POLICY_PACKS.find((candidate) => candidate.code === code)
  if (!pack) throw new RangeError(`no such policy pack: ${code}`)
  return pack
}
