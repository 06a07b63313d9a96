import type { Refusal } from '#app/shared/outcome.ts'

export const appointmentPlaces = ['in-person', 'phone', 'video'] as const
export type AppointmentPlace = (typeof appointmentPlaces)[number]
export const appointmentOutcomes = ['kept', 'moved', 'not-kept', 'cancelled'] as const
export type AppointmentOutcome = (typeof appointmentOutcomes)[number]

/** How long one is, at most; a longer one is a slip of typing. */
export const LONGEST_APPOINTMENT_MINUTES = 240
const MINUTE_MS = 60_000

/** Whether a time fits a counselling appointment; whether it is free is the calendar's to say. */
export function checkLength({ from, to }: { from: Date; to: Date }): Refusal<'too-long'> | null {
  return to.getTime() - from.getTime() > LONGEST_APPOINTMENT_MINUTES * MINUTE_MS
    ? { refused: 'too-long' }
    : null
}

/**
 * What can become of an appointment, once. Before its time it is moved or called off; whether somebody came is known from
 * its beginning on. None of it is a judgement: "not kept" goes nowhere (no hours, no office, no count).
 */
export function checkSettling(
  appointment: { outcome: AppointmentOutcome | null; version: number; from: Date },
  outcome: AppointmentOutcome,
  seenVersion: number,
  now: Date,
): Refusal<'settled' | 'stale' | 'not-yet' | 'begun'> | null {
  if (appointment.outcome !== null) return { refused: 'settled' }
  if (appointment.version !== seenVersion) return { refused: 'stale' }
  const begun = appointment.from <= now
  if (outcome === 'kept' || outcome === 'not-kept') return begun ? null : { refused: 'not-yet' }
  return begun && outcome === 'cancelled' ? { refused: 'begun' } : null
}
