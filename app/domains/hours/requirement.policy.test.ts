import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDay, calendarMonth, daysOf } from '#app/shared/calendar-day.ts'
import { policyPack } from '#db/seed/policy-packs.ts'
import type { DatedPolicy } from './dated.policy.ts'
import type { HoursPolicy } from './hours-policy.policy.ts'
import { requirementFor, type RequirementFacts } from './requirement.policy.ts'

const demo = policyPack('demo-county').policy
const day = calendarDay
const always = (policy: HoursPolicy): DatedPolicy[] => [
  { policy, validFrom: day('2012-03-01'), validTo: null },
]

const april = calendarMonth('2026-04')
/** Somebody of the ordinary grade who was on the register long before and stays. */
const ordinary: RequirementFacts = {
  month: april,
  policies: always(demo),
  onRegister: [{ entered: day('2025-01-10') }],
  grades: [{ grade: 'ordinary', from: day('2025-01-10') }],
}
const minutesOf = (facts: RequirementFacts) => {
  const requirement = requirementFor(facts)
  return requirement.kind === 'target' ? requirement.minutes : requirement.kind
}

describe('the test vectors of the demo policy', () => {
  test('enters 16 April, ordinary (15/30 days): 120', () => {
    expect(minutesOf({ ...ordinary, onRegister: [{ entered: day('2026-04-16') }] })).toBe(120)
  })

  test('enters 25 April (6 days): nothing', () => {
    const requirement = requirementFor({ ...ordinary, onRegister: [{ entered: day('2026-04-25') }] })
    expect(requirement).toMatchObject({ kind: 'none', reason: 'below-minimum-days', eligibleDays: 6 })
    expect(requirement.steps).toContainEqual({ code: 'minimum-days', eligibleDays: 6, minimum: 7 })
  })

  test('whole April, 10 days in hospital: 160 → 165', () => {
    const requirement = requirementFor({
      ...ordinary,
      pauses: [{ kind: 'hospital', from: day('2026-04-06'), to: day('2026-04-16') }],
    })
    expect(requirement).toMatchObject({ kind: 'target', minutes: 165, eligibleDays: 20 })
    expect(requirement.steps).toEqual([
      { code: 'on-register', days: 30, daysInMonth: 30 },
      { code: 'paused', kind: 'hospital', days: 10 },
      { code: 'target', grade: 'ordinary', phase: null, minutes: 240, days: 20 },
      { code: 'prorated', exact: { numerator: 4800, denominator: 30 } },
      { code: 'rounded-up', to: 15, minutes: 165 },
    ])
  })

  test('strict to 15 April, then ordinary: 360', () => {
    const grades: RequirementFacts['grades'] = [
      { grade: 'strict', from: day('2026-01-01'), to: day('2026-04-16') },
      { grade: 'ordinary', from: day('2026-04-16') },
    ]
    expect(minutesOf({ ...ordinary, grades })).toBe(360)
  })

  test('leaves 10 March (10/31): 77.4 → 90', () => {
    const facts = {
      ...ordinary,
      month: calendarMonth('2026-03'),
      onRegister: [{ entered: day('2025-01-10'), left: day('2026-03-10') }],
    }
    expect(minutesOf(facts)).toBe(90)
    expect(requirementFor(facts).steps).toContainEqual({
      code: 'prorated',
      exact: { numerator: 2400, denominator: 31 },
    })
  })

  test('transfers in 20 April: 11/30 × 240 = 88 → 90', () => {
    expect(minutesOf({ ...ordinary, onRegister: [{ entered: day('2026-04-20') }] })).toBe(90)
  })

  test('whole February of a leap year, ordinary: 240', () => {
    const month = calendarMonth('2028-02')
    expect(minutesOf({ ...ordinary, month })).toBe(240)
    expect(requirementFor({ ...ordinary, month }).daysInMonth).toBe(29)
  })

  test('the drawn board: on the register from 16 July, 16/31 × 240 = 123.9 → 135', () => {
    const month = calendarMonth('2026-07')
    expect(minutesOf({ ...ordinary, month, onRegister: [{ entered: day('2026-07-16') }] })).toBe(135)
  })
})

describe('nothing to ask', () => {
  test('a jurisdiction without a number of hours has no target', () => {
    expect(minutesOf({ ...ordinary, policies: always(policyPack('national-2020').policy) })).toBe('no-target')
  })

  test('no policy version in force on the last day: no target', () => {
    const policies = [{ policy: demo, validFrom: day('2026-01-01'), validTo: day('2026-04-20') }]
    expect(minutesOf({ ...ordinary, policies })).toBe('no-target')
  })

  test('a category the policy does not name has no target', () => {
    const policies = always({ ...demo, categories: ['02', '03'] })
    expect(minutesOf({ ...ordinary, policies, category: '04' })).toBe('no-target')
    expect(minutesOf({ ...ordinary, policies, category: '02' })).toBe(240)
  })

  test('a grade for which the province names no number has no target', () => {
    const policies = always(policyPack('provincial-graded').policy)
    expect(minutesOf({ ...ordinary, policies })).toBe('no-target')
    const grades = [{ grade: 'strict' as const, from: day('2026-01-01') }]
    expect(minutesOf({ ...ordinary, policies, grades })).toBe(720)
  })

  test('left before the month: not on the register', () => {
    const onRegister = [{ entered: day('2025-01-10'), left: day('2026-03-31') }]
    expect(requirementFor({ ...ordinary, onRegister })).toMatchObject({ reason: 'not-on-register' })
  })

  test('paused the whole month, or so long that too few days are left: paused', () => {
    const from = day('2026-03-20')
    const pauses = (to?: string) => [{ kind: 'childbirth' as const, from, to: to ? day(to) : null }]
    expect(requirementFor({ ...ordinary, pauses: pauses() })).toMatchObject({ reason: 'paused' })
    expect(requirementFor({ ...ordinary, pauses: pauses('2026-04-25') })).toMatchObject({
      reason: 'paused',
      eligibleDays: 6,
    })
    expect(minutesOf({ ...ordinary, pauses: pauses('2026-04-24') })).toBe(60)
  })

  test('an exemption over the whole month: exempt', () => {
    const exemptions = [{ from: day('2026-04-01'), to: day('2026-05-01') }]
    expect(requirementFor({ ...ordinary, exemptions })).toMatchObject({ kind: 'none', reason: 'exempt' })
  })

  test('a pause of a kind the policy does not name takes no days', () => {
    const policies = always({ ...demo, pauses: ['hospital'] })
    const pauses = [{ kind: 'detention' as const, from: day('2026-04-01'), to: day('2026-04-11') }]
    expect(minutesOf({ ...ordinary, policies, pauses })).toBe(240)
  })
})

describe('how days are counted', () => {
  test('entry and exit day are the policy’s to count', () => {
    const proration = { ...demo.proration, countEntryDay: false, countExitDay: false, roundUpTo: 1 }
    const policies = always({ ...demo, proration })
    const onRegister = [{ entered: day('2026-04-06'), left: day('2026-04-20') }]
    expect(requirementFor({ ...ordinary, policies, onRegister }).eligibleDays).toBe(13)
    expect(requirementFor({ ...ordinary, onRegister }).eligibleDays).toBe(15)
  })

  test('two periods that touch count each day once', () => {
    const onRegister = [
      { entered: day('2026-01-01'), left: day('2026-04-10') },
      { entered: day('2026-04-10'), left: null },
    ]
    expect(requirementFor({ ...ordinary, onRegister }).eligibleDays).toBe(30)
  })

  test('half months: a half that was begun is a whole half', () => {
    const policies = always({ ...demo, proration: { ...demo.proration, mode: 'half-month' } })
    expect(minutesOf({ ...ordinary, policies, onRegister: [{ entered: day('2026-04-20') }] })).toBe(120)
    expect(minutesOf({ ...ordinary, policies, onRegister: [{ entered: day('2026-04-14') }] })).toBe(240)
  })

  test('no proration: the whole month from the minimum on', () => {
    const policies = always({ ...demo, proration: { ...demo.proration, mode: 'none' } })
    expect(minutesOf({ ...ordinary, policies, onRegister: [{ entered: day('2026-04-24') }] })).toBe(240)
    expect(minutesOf({ ...ordinary, policies, onRegister: [{ entered: day('2026-04-25') }] })).toBe('none')
  })

  test('a change of grade: higher, lower, next month', () => {
    const grades: RequirementFacts['grades'] = [
      { grade: 'strict', from: day('2026-01-01'), to: day('2026-04-16') },
      { grade: 'ordinary', from: day('2026-04-16') },
    ]
    const under = (gradeChange: HoursPolicy['gradeChange']) =>
      minutesOf({ ...ordinary, grades, policies: always({ ...demo, gradeChange }) })
    expect([under('higher'), under('lower'), under('next-month')]).toEqual([480, 240, 480])
  })

  test('a phase has its own target where the policy says so', () => {
    const byPhase = { intake: { ordinary: 300 } }
    const policies = always({ ...demo, targets: { byGrade: demo.targets!.byGrade, byPhase } })
    const phases: RequirementFacts['phases'] = [
      { phase: 'intake', from: day('2026-03-20'), to: day('2026-04-16') },
      { phase: 'regular', from: day('2026-04-16') },
    ]
    expect(minutesOf({ ...ordinary, policies, phases })).toBe(270)
  })

  test('a policy that changes on the 16th: each day under its own version, rounding of the later one', () => {
    const later: HoursPolicy = {
      ...demo,
      targets: { byGrade: { strict: 480, ordinary: 301, lenient: 120 }, byPhase: {} },
      proration: { ...demo.proration, roundUpTo: 1 },
    }
    const policies = [
      { policy: demo, validFrom: day('2026-01-01'), validTo: day('2026-04-16') },
      { policy: later, validFrom: day('2026-04-16'), validTo: null },
    ]
    expect(minutesOf({ ...ordinary, policies })).toBe(271) // (15 × 240 + 15 × 301) / 30 = 270.5
  })

  test('days without a grade are shown and ask nothing', () => {
    const requirement = requirementFor({
      ...ordinary,
      grades: [{ grade: 'ordinary', from: day('2026-04-16') }],
    })
    expect(requirement).toMatchObject({ kind: 'target', minutes: 120 })
    expect(requirement.steps).toContainEqual({
      code: 'target',
      grade: null,
      phase: null,
      minutes: null,
      days: 15,
    })
  })
})

describe('public benefit', () => {
  test('two eights: asked only of someone able to labour, prorated like study', () => {
    const policies = always(policyPack('national-2012').policy)
    const benefit = (facts: Partial<RequirementFacts>) =>
      requirementFor({ ...ordinary, policies, ...facts }).publicBenefitMinutes
    expect(benefit({ labourCapacity: true })).toBe(480)
    expect(benefit({ labourCapacity: false })).toBeNull()
    expect(benefit({})).toBeNull()
    expect(benefit({ labourCapacity: true, onRegister: [{ entered: day('2026-04-16') }] })).toBe(240)
  })

  test('the demo county asks for none', () => {
    expect(requirementFor({ ...ordinary, labourCapacity: true }).publicBenefitMinutes).toBeNull()
  })
})

test('the requirement never falls when a day more is eligible', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1199 }),
      fc.integer({ min: 0, max: 30 }),
      fc.constantFrom('daily' as const, 'half-month' as const, 'none' as const),
      fc.integer({ min: 1, max: 60 }),
      (monthIndex, entry, mode, roundUpTo) => {
        const year = 2000 + Math.floor(monthIndex / 12)
        const month = calendarMonth(`${year}-${String((monthIndex % 12) + 1).padStart(2, '0')}`)
        const days = daysOf(month)
        const entered = days[Math.min(entry, days.length - 1)]!
        const policies = [
          {
            policy: { ...demo, proration: { ...demo.proration, mode, roundUpTo } },
            validFrom: day('1990-01-01'),
            validTo: null,
          },
        ]
        const grades = [{ grade: 'ordinary' as const, from: day('1990-01-01') }]
        const owed = (from: typeof entered) => {
          const requirement = requirementFor({ month, policies, grades, onRegister: [{ entered: from }] })
          return requirement.kind === 'target' ? requirement.minutes : 0
        }
        expect(owed(addDays(entered, -1))).toBeGreaterThanOrEqual(owed(entered))
        expect(owed(entered) % roundUpTo).toBe(0)
      },
    ),
    { numRuns: 200, seed: 20260722 },
  )
})
