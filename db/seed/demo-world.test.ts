import { describe, expect, test } from 'vitest'
import { addMonths, dayAt, monthOf, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { lengthMs, unionOf } from '#app/shared/instants.ts'
import { assess } from '#app/domains/hours/assessment.policy.ts'
import type { HoursEntry } from '#app/domains/hours/ledger.policy.ts'
import { linesBetween, linesOfHistory } from './county-lines.ts'
import { OFFICES } from './county.ts'
import { demoWorld } from './demo-world.ts'
import type { LedgerLine } from './ledger-line.ts'
import { presenceIn } from './month-event.ts'
import { requirementOf } from './month-required.ts'
import { policyPack } from './policy-packs.ts'
import { historyMonths } from './register-flow.ts'
import { servicesIn } from './services.ts'
import { demoStaff } from './staff.ts'
import { SERVICES, volumesOf } from './volumes.ts'

const NOW = new Date('2026-07-22T18:00:00+08:00')
const { policy } = policyPack('demo-county')
const world = demoWorld(NOW)

function countsOf<Item>(items: readonly Item[], valueOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[valueOf(item)] = (counts[valueOf(item)] ?? 0) + 1
  return counts
}

function entriesByPerson(lines: readonly LedgerLine[]): Map<string, HoursEntry[]> {
  const byPerson = new Map<string, HoursEntry[]>()
  for (const line of lines) {
    const list = byPerson.get(line.personId) ?? []
    list.push({ ...line, bucket: 'study', postedAt: new Date(line.postedAtMs) })
    byPerson.set(line.personId, list)
  }
  return byPerson
}

describe('the register', () => {
  test('splits the 365 exactly as the county has them', () => {
    const { current } = world
    expect(countsOf(current, ({ office }) => office)).toEqual(
      Object.fromEntries(OFFICES.map(({ code, people }) => [code, people])),
    )
    expect(countsOf(current, ({ category }) => category)).toEqual({ '02': 322, '03': 36, '04': 7 })
    expect(countsOf(current, ({ grades }) => grades.at(-1)!.grade)).toEqual({
      ...{ strict: 55, ordinary: 292, lenient: 18 },
    })
    expect(countsOf(current, ({ phase }) => phase)).toEqual({ intake: 42, regular: 303, 'pre-discharge': 20 })
    expect(countsOf(current, ({ sex }) => sex)).toEqual({ male: 321, female: 44 })
    expect(countsOf(current, ({ schooling }) => schooling)).toEqual({
      ...{ none: 9, primary: 74, junior: 171, senior: 72, college: 30, degree: 9 },
    })
    expect(countsOf(current, ({ work }) => work)).toEqual({
      ...{ employed: 251, 'self-employed': 38, unemployed: 66, student: 5, retired: 5 },
    })
    expect(countsOf(current, ({ offenceClass }) => offenceClass)).toEqual({
      ...{
        'public-safety': 121,
        'social-order': 101,
        property: 86,
        'market-order': 31,
        person: 22,
        corruption: 4,
      },
    })
    expect(countsOf(current, ({ local }) => String(local))).toEqual({ true: 206, false: 159 })
    expect(
      countsOf(
        current.flatMap(({ accessNeeds }) => accessNeeds),
        String,
      ),
    ).toEqual({
      ...{ 'no-smartphone': 17, 'low-vision': 4, hearing: 3, 'reading-help': 20, 'pregnant-or-nursing': 3 },
      'no-labour-capacity': 26,
    })
  })

  test('has the ages of the county on the day of the seed', () => {
    const today = dayAt(NOW)
    const ageOf = (birthDay: string) =>
      Number(today.slice(0, 4)) - Number(birthDay.slice(0, 4)) - (birthDay.slice(5) > today.slice(5) ? 1 : 0)
    const bands = countsOf(world.current, ({ birthDay, minorsRegime }) => {
      const age = ageOf(birthDay)
      if (minorsRegime) return age >= 18 ? 'minor-now-adult' : 'minor'
      if (age < 18) return 'under age outside the regime'
      if (age < 30) return '18-29'
      if (age < 45) return '30-44'
      return age < 60 ? '45-59' : '60+'
    })
    expect(bands).toEqual({
      'minor-now-adult': 1,
      minor: 3,
      '18-29': 92,
      '30-44': 151,
      '45-59': 96,
      '60+': 22,
    })
  })

  test('adds up to the people ever received, nobody twice, and the leavers have left', () => {
    const everyone = [...world.current, ...world.past]
    expect([world.current.length, world.past.length]).toEqual([365, 1861])
    for (const of of ['id', 'registerNumber', 'name'] as const) {
      expect(new Set(everyone.map((person) => person[of])).size).toBe(2226)
    }
    expect(world.past.every(({ enteredOn, leftOn }) => enteredOn < leftOn! && leftOn! <= dayAt(NOW))).toBe(
      true,
    )
  })

  test('keeps about 300 to 365 on the register through all five years', () => {
    for (const month of historyMonths(NOW)) {
      const count = [...world.current, ...world.past].filter((person) => presenceIn(person, month)).length
      expect(count, month).toBeGreaterThan(295)
      expect(count, month).toBeLessThan(390)
    }
  })
})

test('the staff of the county: 13, 15, 5 and 14, of whom eight also counsel', () => {
  const staff = demoStaff()
  expect(
    countsOf(
      staff.flatMap(({ appointments }) => appointments),
      ({ role }) => role,
    ),
  ).toEqual({
    ...{ office: 13, 'social-worker': 15, bureau: 5, lecturer: 14, counsellor: 8 },
  })
  expect(staff.filter(({ appointments }) => appointments.length === 2)).toHaveLength(8)
})

test('the services of five years are 597', () => {
  const volume = volumesOf(NOW)
  const everyone = [...world.current, ...world.past]
  const services = historyMonths(NOW).flatMap((month) => servicesIn(month, everyone, volume(month).services))
  expect(services).toHaveLength(SERVICES)
  expect(new Set(services.map(({ id }) => id)).size).toBe(597)
})

test('in the months of the history about nine in ten meet what is asked of them', () => {
  const people = [...world.current, ...world.past]
  // Every seventh month: each calendar month comes up, February twice.
  for (const month of historyMonths(NOW).filter((_, index) => index % 7 === 0)) {
    const byPerson = entriesByPerson(linesOfHistory(world, month))
    const results = people
      .filter((person) => presenceIn(person, month))
      .map((person) => {
        const requirement = requirementOf(person, month, world.policies)
        return assess({ entries: byPerson.get(person.id) ?? [], requirement, policy, month })
      })
      .filter(({ requirement }) => requirement.kind === 'target')
    const share = results.filter(({ result }) => result === 'met').length / results.length
    expect(share, month).toBeGreaterThanOrEqual(0.85)
    expect(share, month).toBeLessThanOrEqual(0.95)
  }
})

test('two seeds of one moment are the same to the last id', () => {
  const again = demoWorld(NOW)
  expect(again.current).toEqual(world.current)
  expect(again.past).toEqual(world.past)
  const month = addMonths(monthOf(dayAt(NOW)), -7)
  expect(linesOfHistory(again, month)).toEqual(linesOfHistory(world, month))
  expect(linesBetween(again, null, NOW, [])).toEqual(linesBetween(world, null, NOW, []))
})

describe.each([
  '2026-08-01T00:10:00+08:00',
  '2026-09-03T09:00:00+08:00',
  '2026-10-11T09:00:00+08:00',
  '2026-12-31T23:00:00+08:00',
  '2026-11-02T08:00:00+08:00',
  '2027-02-09T12:00:00+08:00',
  '2028-02-29T23:50:00+08:00',
])('seeded at %s', (moment) => {
  const now = new Date(moment)
  const other = demoWorld(now)
  const lines = linesBetween(other, null, now, [])

  test('nothing lies in the future, outside the month or outside the stay on the register', () => {
    const people = new Map(other.current.map((person) => [person.id, person]))
    const month: CalendarMonth = monthOf(dayAt(now))
    for (const line of lines) {
      expect(line.postedAtMs).toBeLessThanOrEqual(now.getTime())
      expect(monthOf(line.countyDay)).toBe(month)
      const person = people.get(line.personId)
      if (person) expect(line.countyDay >= person.enteredOn).toBe(true)
    }
  })

  test('nobody is in two places at once', () => {
    const undone = new Set(lines.map(({ reversesId }) => reversesId))
    const standing = lines.filter(({ id, reversesId }) => !reversesId && !undone.has(id))
    for (const entries of entriesByPerson(standing).values()) {
      const spans = entries.flatMap(({ during }) => [...during!])
      expect(lengthMs(unionOf(spans))).toBe(lengthMs(spans))
    }
  })

  test('the questioned line is told in order as far as the month has come', () => {
    const questioner = other.current.find(({ name }) => name === '周某12')!
    const told = lines.filter(({ personId }) => personId === questioner.id)
    expect(told.map(({ minutes }) => minutes).reduce((sum, minutes) => sum + minutes, 0)).toBe(
      dayAt(now).endsWith('-01') ? 0 : 110,
    )
    const [credit, reversal, again] = [1, -1, 2].map((revision) =>
      told.find((line) => line.sourceKind === 'lecture' && line.revision === revision),
    )
    if (credit) {
      expect(reversal!.reversesId).toBe(credit.id)
      expect(reversal!.postedAtMs).toBeGreaterThan(credit.postedAtMs)
      expect(again!.postedAtMs).toBeGreaterThan(reversal!.postedAtMs)
    }
  })
})
