import { addDays, type CalendarDay, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { isHere, presenceIn } from './month-event.ts'
import type { DemoPerson } from './demo-person.ts'
import { randomOf } from './random.ts'

export type Service = {
  id: string
  /** Only counselling becomes education hours. */
  kind: 'legal-advice' | 'counselling' | 'other'
  person: DemoPerson
  day: CalendarDay
}

const KINDS = ['legal-advice', 'counselling', 'legal-advice', 'counselling', 'other'] as const

/** The month's services, each for somebody else. */
export function servicesIn(month: CalendarMonth, people: readonly DemoPerson[], count: number): Service[] {
  const random = randomOf(`services ${month}`)
  const services: Service[] = []
  for (const person of random.shuffled(people)) {
    if (services.length === count) break
    const presence = presenceIn(person, month)
    if (!presence) continue
    const day = addDays(
      presence.from,
      random.below(Number(presence.to.slice(8)) - Number(presence.from.slice(8)) + 1),
    )
    if (!isHere(person, day)) continue
    const kind = KINDS[services.length % KINDS.length]!
    services.push({
      id: `service:${month}:${String(services.length + 1).padStart(3, '0')}`,
      kind,
      person,
      day,
    })
  }
  return services
}
