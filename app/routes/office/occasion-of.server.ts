import type { Occasion } from '#app/domains/attendance/occasion-in.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { lecturerNameOf } from '#app/domains/lectures/class-over.server.ts'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'

/** What every page of one occasion says of it: what, when, where, with whom. */
export async function shownOccasion(actor: Actor, occasion: Occasion) {
  const { during } = occasion
  return {
    ...{ id: occasion.id, state: occasion.state, code: occasion.titleCode, regime: occasion.regime },
    title: { zh: occasion.titleZh, en: occasion.titleEn },
    room: { zh: occasion.roomZh, en: occasion.roomEn },
    ...{ day: dayAt(during.from), from: timeOfDay(during.from), to: timeOfDay(during.to) },
    host: occasion.officeId === actor.officeId,
    lecturer: await lecturerNameOf(actor, occasion),
  }
}
export type ShownOccasion = Awaited<ReturnType<typeof shownOccasion>>
