import { dayAt, type CalendarMonth } from '#app/shared/calendar-day.ts'
import type { DatedPolicy } from '#app/domains/hours/dated.policy.ts'
import { givePauses } from './drawn-roles.ts'
import type { MonthEvent } from './month-event.ts'
import { monthPlan } from './month-plan.ts'
import type { DemoPerson } from './demo-person.ts'
import { demoPeople } from './people.ts'
import { datedPolicies } from './policy-versions.ts'
import { volumesOf } from './volumes.ts'

/** Everything about the demo county that follows from the instant it was first seeded at. */
export type DemoWorld = {
  seededAt: Date
  current: DemoPerson[]
  past: DemoPerson[]
  policies: DatedPolicy[]
  plan(month: CalendarMonth): MonthEvent[]
}

export function demoWorld(seededAt: Date): DemoWorld {
  const { current, past } = demoPeople(seededAt)
  givePauses(current, dayAt(seededAt))
  const everyone = [...current, ...past]
  const policies = datedPolicies(seededAt)
  const volume = volumesOf(seededAt)
  return {
    ...{ seededAt, current, past, policies },
    plan: (month) => monthPlan(month, everyone, policies, volume(month)),
  }
}
