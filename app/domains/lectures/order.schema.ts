import { z } from 'zod'
import { isCalendarDay, instantAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { lecturerNeeds, orderReasons } from './order.policy.ts'
import { wishedTimes } from './slot-search.policy.ts'

const day = (missing: string) =>
  z
    .string(missing)
    .trim()
    .transform((text, context): CalendarDay => {
      if (isCalendarDay(text)) return text
      context.addIssue({ code: 'custom', message: missing })
      return z.NEVER
    })
const whole = (missing: string, most: number) =>
  z.coerce.number(missing).int(missing).min(1, missing).max(most, missing)

export { lecturerNeeds } from './order.policy.ts'

export const topicCodeSchema = z.string('topic-missing').regex(/^[a-z]\d{1,2}$/, 'topic-missing')

const size = {
  seats: whole('seats-number', 500),
  needs: z.partialRecord(z.enum(lecturerNeeds), whole('needs-number', 500), 'needs-unknown'),
}
const NOT_MORE = { error: 'needs-over-seats', path: ['needs'] }
const notMoreThanCome = ({ seats, needs }: { seats: number; needs: Partial<Record<string, number>> }) =>
  // A number that is none of people has its own problem.
  seats < 1 || Object.values(needs).every((count) => count === undefined || count <= seats)

/** How many come, and what they need. */
export const orderSizeSchema = z.object(size).refine(notMoreThanCome, NOT_MORE)

export const orderDraftSchema = z
  .object({
    topicCode: topicCodeSchema,
    ...size,
    regime: z.enum(['adults', 'minors'], 'regime-missing'),
    wantedFrom: day('from-missing'),
    wantedTo: day('to-missing'),
    wantedTime: z.enum(wishedTimes, 'time-missing'),
  })
  .refine(notMoreThanCome, NOT_MORE)
  .refine(({ wantedFrom, wantedTo }) => wantedTo >= wantedFrom, {
    error: 'to-before-from',
    path: ['wantedTo'],
  })
export type OrderDraft = z.infer<typeof orderDraftSchema>

/** Every form that moves an order says what it saw. */
export const orderStepSchema = z.object({
  order: z.uuid('order-missing'),
  version: whole('version-missing', 1_000_000),
})
export const orderReasonSchema = z.object({ reason: z.enum(orderReasons, 'reason-missing') })

/** Room and instant of a class: `room` and a day and time of the county. */
export const classTimeSchema = z
  .object({
    room: z.uuid('room-missing'),
    day: day('day-missing'),
    time: z
      .string('time-missing')
      .trim()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-missing'),
  })
  .transform(({ room, day: on, time }) => ({ roomId: room, start: instantAt(on, time) }))

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const SLOT = new RegExp(`^${UUID}\\.${UUID}\\.\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d$`)

/** A slot as it stands in the button that was pressed: `lecturer.room.start`. */
export const slotSchema = z
  .string('slot-missing')
  .regex(SLOT, 'slot-missing')
  .transform((text, context) => {
    const [lecturerId = '', roomId = '', at = ''] = text.split('.')
    const [on = '', time = ''] = at.split('T')
    if (isCalendarDay(on)) return { lecturerId, roomId, start: instantAt(on, time) }
    context.addIssue({ code: 'custom', message: 'slot-missing' })
    return z.NEVER
  })
export const joinSchema = z.object({
  seats: whole('seats-number', 500),
  regime: z.enum(['adults', 'minors'], 'regime-missing'),
})
