import { describe, expect, test } from 'vitest'
import { POLICY_PACKS, policyPack } from '#db/seed/policy-packs.ts'
import { hoursPolicySchema } from './hours-policy.schema.ts'

const demo = policyPack('demo-county').policy

describe('the policy packs', () => {
  test.each(POLICY_PACKS)('$code has the stored shape and survives JSON', ({ policy }) => {
    expect(hoursPolicySchema.parse(policy)).toEqual(policy)
    expect(hoursPolicySchema.parse(JSON.parse(JSON.stringify(policy)))).toEqual(policy)
  })

  test.each(POLICY_PACKS)(
    '$code says what it stands on',
    ({ legalBasis, tag, validFrom, validTo, parent }) => {
      expect(legalBasis.some((basis) => basis.tag === tag)).toBe(true)
      for (const basis of legalBasis) {
        expect(basis.verifiedOn !== null).toBe(basis.tag === 'V')
        expect(basis.quote === null).toBe(basis.tag === 'ours')
      }
      expect(validTo === null || validFrom < validTo).toBe(true)
      expect(parent === null || POLICY_PACKS.some(({ code }) => code === parent)).toBe(true)
    },
  )

  test('the demo county: 240, 480, 120; online half, counselling 120; no public-benefit quota', () => {
    expect(demo.targets?.byGrade).toEqual({ strict: 480, ordinary: 240, lenient: 120 })
    expect(demo.caps.bySource).toEqual({
      online: { kind: 'share', percent: 50 },
      counselling: { kind: 'minutes', minutes: 120 },
      'self-study': null,
    })
    expect(demo.publicBenefit.mandatory).toBe(false)
    expect(demo.credit).toMatchObject({ quizMovesMinutes: false, latenessToleranceMinutes: 0 })
  })

  test('the nation sets no number since the law; two eights end the day it begins', () => {
    expect(policyPack('national-2020').policy.targets).toBeNull()
    expect(policyPack('national-2012').validTo).toBe(policyPack('national-2020').validFrom)
  })
})

describe('the shape at the door', () => {
  const refuses = (policy: unknown) => expect(hoursPolicySchema.safeParse(policy).success).toBe(false)

  test('refuses fractions, negative minutes, unknown keys and unknown kinds', () => {
    refuses({ ...demo, targets: { byGrade: { strict: 480.5, ordinary: 240, lenient: 120 }, byPhase: {} } })
    refuses({ ...demo, targets: { byGrade: { strict: -1, ordinary: 240, lenient: 120 }, byPhase: {} } })
    refuses({ ...demo, targets: { byGrade: { ordinary: 240, lenient: 120 }, byPhase: {} } })
    refuses({ ...demo, caps: { ...demo.caps, perday: 90 } })
    refuses({ ...demo, pauses: ['holiday'] })
    refuses({ ...demo, proration: { ...demo.proration, roundUpTo: 0 } })
  })

  test('refuses a policy that mixes minors with adults', () => {
    refuses({ ...demo, minors: { ownSessionsOnly: false } })
  })

  test('takes a target for one grade in one phase', () => {
    const targets = { byGrade: demo.targets!.byGrade, byPhase: { intake: { ordinary: 300 } } }
    expect(hoursPolicySchema.parse({ ...demo, targets }).targets).toEqual(targets)
  })
})
