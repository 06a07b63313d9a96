import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDay, calendarMonth, instantAt } from '#app/shared/calendar-day.ts'
import { lengthMs, unionOf } from '#app/shared/instants.ts'
import { policyPack } from '#db/seed/policy-packs.ts'
import { assess, SOURCE_GROUPS } from './assessment.policy.ts'
import { anyMonth, between, credit, reversal } from './hours-entry.factory.ts'
import type { HoursPolicy } from './hours-policy.policy.ts'
import type { HoursEntry } from './ledger.policy.ts'
import type { Requirement } from './requirement.policy.ts'

const demo = policyPack('demo-county').policy
const month = calendarMonth('2026-07')
const owing = (minutes: number): Requirement => ({
  kind: 'target',
  minutes,
  eligibleDays: 31,
  daysInMonth: 31,
  steps: [],
  publicBenefitMinutes: null,
})
const nothing = { eligibleDays: 0, daysInMonth: 31, steps: [], publicBenefitMinutes: null }
const noTarget: Requirement = { kind: 'no-target', ...nothing }
const july = (entries: HoursEntry[], requirement: Requirement = owing(240), policy: HoursPolicy = demo) =>
  assess({ entries, requirement, policy, month })
const countedOf = (assessment: ReturnType<typeof july>) =>
  Object.fromEntries(assessment.lines.map(({ entryId, counted }) => [entryId, counted]))

const online = (id: string, day: string, minutes: number) =>
  credit(id, 'online_unit', null, { countyDay: calendarDay(day), minutes })

describe('the test vectors of the demo policy', () => {
  test('online cap 50 % of 240: 200 online + 60 class counts 120 + 60 = 180 → part', () => {
    const class60 = credit('class', 'lecture', between('2026-07-03', '19:00', '20:00'))
    const assessment = july([online('a', '2026-07-05', 100), online('b', '2026-07-09', 100), class60])
    expect(assessment).toMatchObject({ counted: 180, required: 240, short: 60, result: 'part' })
    expect(assessment.bySource.online).toEqual({
      credited: 200,
      counted: 120,
      cutByOverlap: 0,
      cutByCap: 80,
      cutOtherwise: 0,
    })
    expect(assessment.lines.find(({ entryId }) => entryId === 'b')?.cuts).toEqual([
      { reason: 'online-cap', minutes: 80 },
    ])
  })

  test('transfers in 20 April with 100 min recognised: required 90 → met', () => {
    const transfer = credit('t', 'transfer', null, { countyDay: calendarDay('2026-04-20'), minutes: 100 })
    const requirement = { ...owing(90), eligibleDays: 11, daysInMonth: 30 }
    const given = { entries: [transfer], requirement, month: calendarMonth('2026-04') }
    expect(assess({ ...given, policy: demo })).toMatchObject({ counted: 100, short: 0, result: 'met' })

    const unrecognised = assess({ ...given, policy: { ...demo, transferIn: { recognised: false } } })
    expect(unrecognised).toMatchObject({ counted: 0, result: 'missed' })
    expect(unrecognised.lines[0]!.cuts).toEqual([{ reason: 'transfer-not-recognised', minutes: 100 }])
  })

  test('the drawn month of zhou12: 60 + 18 + 32 = 110 of 240, the wrong 48 struck', () => {
    const wrong = credit('H-31', 'lecture', between('2026-07-03', '19:12', '20:00'))
    const corrected = credit('H-282', 'lecture', between('2026-07-03', '19:00', '20:00'), {
      sourceId: wrong.sourceId,
      revision: 2,
      postedAt: instantAt(calendarDay('2026-07-16'), '10:06'),
    })
    const assessment = july([
      wrong,
      credit('H-112', 'online_unit', between('2026-07-08', '21:05', '21:15')),
      credit('H-207', 'online_unit', between('2026-07-12', '20:40', '20:48')),
      credit('H-266', 'talk', between('2026-07-15', '14:00', '14:32')),
      reversal('H-281', wrong, instantAt(calendarDay('2026-07-16'), '10:05')),
      corrected,
    ])
    expect(assessment).toMatchObject({ counted: 110, short: 130, result: 'part' })
    expect(assessment.bySource).toMatchObject({
      lecture: { counted: 60, credited: 60 },
      online: { counted: 18 },
      talk: { counted: 32 },
    })
    expect(assessment.lines.filter(({ struck }) => struck).map(({ entryId }) => entryId)).toEqual([
      'H-31',
      'H-281',
    ])
  })
})

describe('overlaps are counted once', () => {
  const lecture = credit('lecture', 'lecture', between('2026-07-03', '19:00', '20:00'))

  test('an attended class keeps its time; online study in it does not count', () => {
    const unit = credit('unit', 'online_unit', between('2026-07-03', '19:55', '20:05'))
    const assessment = july([unit, lecture])
    expect(countedOf(assessment)).toEqual({ lecture: 60, unit: 5 })
    expect(assessment.lines.find(({ entryId }) => entryId === 'unit')?.cuts).toEqual([
      { reason: 'overlap', minutes: 5, with: 'lecture' },
    ])
  })

  test('class before talk before online, whatever came first', () => {
    const unit = credit('unit', 'online_unit', between('2026-07-03', '18:30', '19:30'))
    const talk = credit('talk', 'talk', between('2026-07-03', '18:45', '19:15'))
    expect(countedOf(july([unit, talk, lecture]))).toEqual({ lecture: 60, talk: 15, unit: 15 })
  })

  test('among equals the earlier start keeps it, then the id', () => {
    const late = credit('a-late', 'collective_class', between('2026-07-03', '19:30', '20:30'))
    expect(countedOf(july([late, lecture]))).toEqual({ lecture: 60, 'a-late': 30 })
    const twin = credit('twin', 'lecture', between('2026-07-03', '19:00', '20:00'))
    expect(countedOf(july([twin, lecture]))).toEqual({ lecture: 60, twin: 0 })
    // When it was confirmed says nothing about who was there first.
    const confirmedFirst = { ...twin, postedAt: instantAt(calendarDay('2026-07-03'), '20:00') }
    const confirmedLater = { ...lecture, postedAt: instantAt(calendarDay('2026-07-09'), '09:00') }
    expect(countedOf(july([confirmedFirst, confirmedLater]))).toEqual({ lecture: 60, twin: 0 })
  })

  test('an entry with spare time outside the overlap keeps its minutes', () => {
    const long = credit('long', 'online_unit', between('2026-07-03', '18:00', '19:30'), { minutes: 20 })
    expect(countedOf(july([long, lecture]))).toMatchObject({ long: 20 })
  })

  test('a part of a minute that is left counts nothing', () => {
    const [span] = between('2026-07-03', '19:59', '20:01')
    const unit = credit('unit', 'online_unit', [[span![0], span![1] - 500]])
    expect(countedOf(july([unit, lecture]))).toMatchObject({ unit: 0 })
  })

  test('recognised and adjusted minutes without an interval overlap nothing', () => {
    const adjustment = credit('adj', 'adjustment', null, {
      countyDay: calendarDay('2026-07-03'),
      minutes: 30,
    })
    expect(countedOf(july([adjustment, lecture]))).toEqual({ lecture: 60, adj: 30 })
  })

  test('time in a class is not public-benefit time as well', () => {
    const benefit = credit('benefit', 'public_benefit', between('2026-07-03', '19:30', '20:30'))
    const assessment = july([benefit, lecture])
    expect(countedOf(assessment)).toEqual({ lecture: 60, benefit: 30 })
    expect(assessment.publicBenefit).toMatchObject({ credited: 60, counted: 30, result: 'not-required' })
    expect(assessment.counted).toBe(60)
  })

  test('minutes without time of their own do not count', () => {
    const unit = credit('unit', 'online_unit', between('2026-07-03', '21:00', '21:10'), { minutes: 12 })
    const assessment = july([unit])
    expect(assessment.lines[0]).toMatchObject({
      counted: 10,
      cuts: [{ reason: 'beyond-interval', minutes: 2 }],
    })
    expect(assessment.bySource.online.cutOtherwise).toBe(2)
  })
})

describe('caps', () => {
  test('the share is of the prorated requirement, floored', () => {
    expect(july([online('a', '2026-07-20', 100)], owing(135)).counted).toBe(67)
  })

  test('counselling counts to 120 minutes, the latest give way', () => {
    const first = credit('first', 'counselling', between('2026-07-04', '09:00', '10:30'))
    const second = credit('second', 'counselling', between('2026-07-11', '09:00', '10:00'))
    const assessment = july([second, first])
    expect(countedOf(assessment)).toEqual({ first: 90, second: 30 })
    expect(assessment.lines[1]!.cuts).toEqual([{ reason: 'counselling-cap', minutes: 30 }])
  })

  test('of two without instants on one day the one posted later gives way, then the later id', () => {
    const posted = (id: string, time: string) => ({
      ...online(id, '2026-07-05', 100),
      postedAt: instantAt(calendarDay('2026-07-06'), time),
    })
    expect(countedOf(july([posted('a', '10:00'), posted('b', '09:00')]))).toEqual({ b: 100, a: 20 })
    expect(countedOf(july([posted('b', '09:00'), posted('a', '09:00')]))).toEqual({ a: 100, b: 20 })
  })

  test('without a target a share cuts nothing; a cap in minutes still does', () => {
    const entries = [
      online('a', '2026-07-20', 300),
      credit('c', 'counselling', between('2026-07-04', '09:00', '12:00')),
    ]
    const assessment = july(entries, noTarget)
    expect(assessment).toMatchObject({ counted: 420, required: 0, short: 0, result: 'no-target' })
    expect(july(entries, { kind: 'none', reason: 'paused', ...nothing }).bySource.online.counted).toBe(300)
  })

  test('a cap for a day takes from online study first and leaves recognised minutes alone', () => {
    const policy = { ...demo, caps: { ...demo.caps, perDay: 90 } }
    const entries = [
      credit('unit', 'online_unit', between('2026-07-03', '17:00', '17:50')),
      credit('class', 'lecture', between('2026-07-03', '19:00', '20:00')),
      credit('transfer', 'transfer', null, { countyDay: calendarDay('2026-07-03'), minutes: 100 }),
    ]
    expect(countedOf(july(entries, owing(240), policy))).toEqual({ unit: 30, class: 60, transfer: 100 })
  })
})

describe('results', () => {
  test('met to the minute, part, missed, exempt and paused', () => {
    const lecture = credit('lecture', 'lecture', between('2026-07-03', '19:00', '20:00'))
    expect(july([lecture], owing(60))).toMatchObject({ result: 'met', short: 0 })
    expect(july([lecture], owing(61))).toMatchObject({ result: 'part', short: 1 })
    expect(july([]).result).toBe('missed')
    expect(july([], { kind: 'none', reason: 'paused', ...nothing }).result).toBe('paused')
    for (const reason of ['exempt', 'below-minimum-days', 'not-on-register'] as const) {
      expect(july([], { kind: 'none', reason, ...nothing }).result).toBe('exempt')
    }
  })

  test('lines of other months are left out, and a reversal cancels its credit wherever it stands', () => {
    const june = credit('june', 'lecture', between('2026-06-30', '19:00', '20:00'))
    const lecture = credit('lecture', 'lecture', between('2026-07-03', '19:00', '20:00'))
    const later = {
      ...reversal('back', lecture, new Date('2026-08-02T02:00:00Z')),
      countyDay: calendarDay('2026-08-02'),
    }
    expect(july([june, lecture]).lines).toHaveLength(1)
    expect(july([june, lecture, later])).toMatchObject({
      counted: 0,
      lines: [{ entryId: 'lecture', struck: true }],
    })
  })

  test('public benefit where it is owed', () => {
    const benefit = credit('b', 'public_benefit', between('2026-07-05', '09:00', '12:00'))
    const requirement = { ...owing(480), publicBenefitMinutes: 480 }
    const { publicBenefit } = july([benefit], requirement, policyPack('national-2012').policy)
    expect(publicBenefit).toEqual({ credited: 180, counted: 180, required: 480, short: 300, result: 'part' })
  })

  test('carry-over: up to the policy’s most, and never handed on twice', () => {
    const policy = { ...demo, carryOver: { maxMinutes: 60 } }
    const lectures = [0, 1, 2, 3, 4].map((n) =>
      credit(`l${n}`, 'lecture', between(`2026-07-0${n + 1}`, '19:00', '20:00')),
    )
    const given = { entries: lectures, policy, month }
    expect(assess({ ...given, requirement: owing(240), carriedIn: 100 })).toMatchObject({
      counted: 360,
      carried: { in: 60, out: 60 },
    })
    expect(assess({ ...given, requirement: owing(240), policy: demo, carriedIn: 100 })).toMatchObject({
      counted: 300,
      carried: { in: 0, out: 0 },
    })
    expect(assess({ ...given, entries: [], requirement: owing(0), carriedIn: 60 }).carried.out).toBe(0)
  })
})

describe('for any month', () => {
  const policies = fc.constantFrom<HoursPolicy>(
    demo,
    { ...demo, caps: { ...demo.caps, perDay: 45 }, transferIn: { recognised: false } },
    policyPack('national-2012').policy,
  )
  const requirements = fc.constantFrom<Requirement>(owing(240), owing(135), noTarget)
  const options = { numRuns: 200, seed: 20260722 }

  test('the order of entries does not matter', () => {
    const shuffled = anyMonth().chain((entries) =>
      fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
    )
    fc.assert(
      fc.property(shuffled, policies, requirements, ([entries, others], policy, requirement) => {
        expect(july(others, requirement, policy)).toEqual(july(entries, requirement, policy))
      }),
      options,
    )
  })

  test('counted ≤ credited on every line, and every minute not counted has its cut', () => {
    fc.assert(
      fc.property(anyMonth(), policies, requirements, (entries, policy, requirement) => {
        const assessment = july(entries, requirement, policy)
        expect(assessment.lines).toHaveLength(entries.length)
        for (const line of assessment.lines.filter(({ struck }) => !struck)) {
          const cut = line.cuts.reduce((sum, { minutes }) => sum + minutes, 0)
          expect(line.counted).toBeGreaterThanOrEqual(0)
          expect(line.counted + cut).toBe(line.credited)
        }
        for (const line of assessment.lines.filter(({ struck }) => struck)) expect(line.counted).toBe(0)
        let counted = 0
        for (const group of SOURCE_GROUPS) {
          const sum = assessment.bySource[group]
          counted += sum.counted
          expect(sum.credited).toBe(sum.counted + sum.cutByOverlap + sum.cutByCap + sum.cutOtherwise)
        }
        expect(counted).toBe(assessment.counted)
      }),
      options,
    )
  })

  test('what counts of entries with instants ≤ their wall clock taken together', () => {
    fc.assert(
      fc.property(anyMonth(), policies, requirements, (entries, policy, requirement) => {
        const timed = entries.filter(({ during, reversesId }) => during && !reversesId)
        const wallClock = lengthMs(unionOf(timed.flatMap(({ during }) => [...during!])))
        const { lines } = july(entries, requirement, policy)
        const counted = lines
          .filter(({ entryId }) => timed.some(({ id }) => id === entryId))
          .reduce((sum, line) => sum + line.counted, 0)
        expect(counted * 60_000).toBeLessThanOrEqual(wallClock)
      }),
      options,
    )
  })

  test('assessing under another policy touches no entry', () => {
    fc.assert(
      fc.property(anyMonth(), policies, requirements, (entries, policy, requirement) => {
        const before = structuredClone(entries)
        july(entries, requirement, policy)
        july(entries, requirement, demo)
        expect(entries).toEqual(before)
      }),
      options,
    )
  })

  test('a credit and its reversal leave no trace in what counts', () => {
    fc.assert(
      fc.property(anyMonth(), (entries) => {
        const extra = credit('extra', 'lecture', between('2026-07-02', '08:10', '09:20'))
        const undone = [...entries, extra, reversal('undo', extra, new Date('2026-07-20T00:00:00Z'))]
        expect(july(undone).counted).toBe(july(entries).counted)
      }),
      options,
    )
  })
})
