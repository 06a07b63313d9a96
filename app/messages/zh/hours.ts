import type { CalendarDay, CalendarMonth } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import type { NoteWords, ReversalWords } from '../note.ts'
import { formatsFor } from '../formats.ts'
import { lateNote } from './late.ts'

const format = formatsFor('zh')

const spanOf = (seconds: number) => format.span(Math.max(1, Math.round(seconds / 60)))

const reasons: ReversalWords = {
  'clock-wrong': '签到的钟走得不准',
  'wrong-person': '记到了别人名下',
  'did-not-take-place': '这一次没有办',
  'entered-twice': '同一次记了两遍',
  'times-wrong': '起止时间登记错了',
}

const why: NoteWords = {
  'over-nominal': ({ nominalMinutes, cutSeconds }) =>
    `这一节最多计 ${nominalMinutes} 分，多出的 ${spanOf(cutSeconds)}不计。`,
  idle: ({ cutSeconds }) => `中间 ${spanOf(cutSeconds)}没有动静，不计。`,
  'arrived-late': lateNote,
  'late-arrival': ({ starts, arrived, cutMinutes }) =>
    `${starts} 开始，${arrived} 签到，晚到的 ${cutMinutes} 分不计。`,
  'left-early': ({ ends, left, cutMinutes }) => `${ends} 结束，${left} 离开，早走的 ${cutMinutes} 分不计。`,
  'split-at-midnight': ({ otherDay }) => `学过了零点，按零点分开记，另一笔在 ${format.day(otherDay)}。`,
  'reading-factor': ({ nominalMinutes, limitMinutes }) =>
    `这一节一般计 ${nominalMinutes} 分，按您登记的阅读需要，最多可计 ${limitMinutes} 分。`,
  overlap: ({ cutMinutes }) => `有 ${cutMinutes} 分和另一笔是同一段时间，同一段时间只计一次。`,
  'online-cap': ({ cutMinutes }) => `网上学习这个月已经计满，有 ${cutMinutes} 分留在账上，不算进本月。`,
  'counselling-cap': ({ cutMinutes }) => `心理辅导这个月已经计满，有 ${cutMinutes} 分留在账上，不算进本月。`,
  'other-cut': ({ cutMinutes }) => `按本地的规则，有 ${cutMinutes} 分留在账上，不算进本月。`,
  replaced: ({ onDay }) => `已在 ${format.day(onDay)}更正。`,
  reversal: ({ ofDay, reason, askedOn }) =>
    `${askedOn ? `您 ${format.day(askedOn)}提出，核对属实：` : `冲掉 ${format.day(ofDay)}那条：`}${reasons[reason]}。`,
  correction: ({ ofDay }) => `${format.day(ofDay)}那条重新记。`,
  import: () => '从以前的记录转来，按原来的计。',
  transfer: ({ fromZh }) => `从${fromZh}转来时已经有的，照样计。`,
}

export const hours = {
  title: (month: CalendarMonth) => `${format.month(month)}学时`,
  paperTitle: '学时对账单',
  sums: { required: '本月要', counted: '已计', short: '还差', over: '多出', credited: '账上' },
  noRequirement: '不要求',
  previous: '上个月',
  next: '下个月',
  every: '每一笔',
  lead: '每一笔都写明怎么算的，觉得不对就点开问。',
  empty: '这个月还没有记录',
  emptyMore: '学完一节，或者来听一堂课，就会在这里记一笔。',
  toStudy: '去看有哪些课',
  labels: { day: '日期', source: '来源', when: '起止', minutes: '计入', running: '累计', who: '谁确认' },
  running: '累计',
  undone: '已冲掉',
  interval: (from: string, to: string, spentMinutes: Minutes | null) =>
    spentMinutes === null ? `${from}–${to}` : `${from}–${to}，共 ${spentMinutes} 分`,
  entryTitle: (source: string, subject: string | null) => (subject ? `${source}：${subject}` : source),
  reversalTitle: (day: CalendarDay) => `更正：冲掉 ${format.dayOfMonth(day)}那条`,
  correctionTitle: (day: CalendarDay) => `更正：${format.dayOfMonth(day)}那条重新记`,
  who: {
    server: '服务器计时，小问题答对',
    confirmed: (place: string, person: string) => `${place} ${person} 确认`,
    corrected: (place: string, person: string) => `${place} ${person} 更正`,
    counsellor: '心理老师记录',
    imported: '从以前的记录转来',
  },
  why,
  reasons,
  /** What the month's caps leave out, said once under the lines. */
  caps: {
    online: (cap: Minutes, used: Minutes) =>
      `网上学习每月最多计 ${format.minutes(cap)}，已用 ${format.minutes(used)}。`,
    counselling: (cap: Minutes, used: Minutes) =>
      `心理辅导每月最多计 ${format.minutes(cap)}，已用 ${format.minutes(used)}。`,
    overlap: '同一段时间只计一次。',
    cut: (minutes: Minutes) => `超过上限的 ${format.minutes(minutes)}留在账上，不算进本月。`,
  },
  prorated: (days: number, all: number, required: Minutes) =>
    `本月按 ${all} 天里的 ${days} 天折算，要 ${format.minutes(required)}。`,
  publicBenefit: '公益活动另外记，不算在学时里。',
  procuratorate: (name: string, phone: string) => ({
    before: `对答复不满意，可以向${name}反映，电话 `,
    phone,
    after: '。',
  }),
  procuratorateNoPhone: (name: string) => `对答复不满意，可以向${name}反映。`,
  paper: {
    person: (name: string, office: string) => `${name}，${office}`,
    number: (number: string) => `编号 ${number}`,
    period: (from: CalendarDay, to: CalendarDay) => `${format.dayRange(from, to)}（北京时间）`,
    policy: (name: string) => `规则：${name}`,
    printed: (stamp: string) => `打印：${stamp}`,
    appendOnly: '账目只增不改，更正另记一笔并写明原因。',
    self: '本人看过',
    office: '司法所',
  },
  closed: (day: CalendarDay) => `这个月已在 ${format.day(day)}结清。之后的更正另记。`,
  notClosed: (day: CalendarDay) => `这个月的补记到 ${format.day(day)}为止。`,
}
