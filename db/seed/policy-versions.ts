import { firstDayOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { DatedPolicy } from '#app/domains/hours/dated.policy.ts'
import { policyPack, type PolicyPack } from './policy-packs.ts'
import { demoId } from './random.ts'
import { historyMonths } from './register-flow.ts'

export type PolicyVersion = {
  id: string
  pack: PolicyPack
  validFrom: CalendarDay
  validTo: CalendarDay | null
}

/** The county's rows: the national rule of the day, and its own from the first month of the history on. */
export function demoPolicyVersions(seededAt: Date): PolicyVersion[] {
  const own = firstDayOf(historyMonths(seededAt)[0]!)
  const before = (['national-2012', 'national-2020'] as const)
    .map((code) => policyPack(code))
    .map((pack) => ({ pack, validFrom: pack.validFrom, validTo: earlier(pack.validTo, own) }))
    .filter(({ validFrom, validTo }) => validFrom < validTo)
  return [...before, { pack: policyPack('demo-county'), validFrom: own, validTo: null }].map((version) => ({
    id: demoId('policy version', version.pack.code),
    ...version,
  }))
}

export function datedPolicies(seededAt: Date): DatedPolicy[] {
  return demoPolicyVersions(seededAt).map(({ pack, validFrom, validTo }) => ({
    policy: pack.policy,
    ...{ validFrom, validTo },
  }))
}

/** The version every demo entry names. */
export const OWN_VERSION_ID = demoId('policy version', 'demo-county')

function earlier(a: CalendarDay | null, b: CalendarDay): CalendarDay {
  return a && a < b ? a : b
}
