import { z } from 'zod'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { isId } from '#app/http/ids.ts'
import { parseFields, type FormProblems } from '#app/http/parse-form.server.ts'
import { findLecturer } from '#app/domains/lectures/lecturers.queries.server.ts'
import {
  acceptOrder,
  declineOrder,
  proposeOtherTime,
  takeNextWaiting,
  takeOrder,
} from '#app/domains/lectures/order-answer.server.ts'
import { cancelByLecturer, handOver } from '#app/domains/lectures/order-change.server.ts'
import {
  classTimeSchema,
  orderReasonSchema,
  orderStepSchema,
  slotSchema,
} from '#app/domains/lectures/order.schema.ts'
import type { StepOutcome } from '#app/domains/lectures/order-step.server.ts'
import { markTaught } from '#app/domains/lectures/order-settle.server.ts'

export const LECTURER_ACTS = [
  ...(['accept', 'decline', 'propose', 'take', 'give', 'hand-over', 'cancel', 'teach'] as const),
] as const
export type LecturerAct = (typeof LECTURER_ACTS)[number]

/** What came of a form: where the class is now and what to say there, or why not. */
export type Taken =
  | { ok: true; orderId: string; did: string }
  | { ok: false; status: 400 | 409; problems: FormProblems; lost: boolean }

const versionSchema = orderStepSchema.pick({ version: true })
const substituteSchema = z.object({ substitute: z.uuid('colleague-missing') })

const bad = (problems: FormProblems): Taken => ({ ok: false, status: 400, problems, lost: false })
const refused = (field: string, code: string): Taken => ({
  ...{ ok: false, status: 409, problems: { [field]: code } },
  // Somebody else has it now, or it waits no more.
  lost: code === 'not-found',
})

/** A time as it was chosen from the list, or as it was written: `slot` is `other` for one that was written. */
function timeOf(fields: Record<string, string>) {
  if (fields.slot === 'other') return parseFields(fields, classTimeSchema)
  const chosen = parseFields(fields, z.object({ slot: slotSchema }))
  if (!chosen.ok) return chosen
  const { roomId, start } = chosen.value.slot
  return { ...chosen, value: { roomId, start } }
}

/** What a lecturer does with an order. Nothing is done when a field is missing or the order moved. */
export async function takeLecturerAct(
  actor: Actor,
  act: LecturerAct,
  order: { id: string; topicCode: string },
  fields: Record<string, string>,
): Promise<Taken> {
  const seen = parseFields(fields, versionSchema)
  if (!seen.ok) return bad(seen.problems)
  const { version } = seen.value
  const reason = parseFields(fields, orderReasonSchema)
  const settle = (outcome: StepOutcome<string>, did: string, field = 'act'): Taken =>
    'refused' in outcome ? refused(field, outcome.refused) : { ok: true, orderId: outcome.orderId, did }
  switch (act) {
    case 'accept':
      return settle(await acceptOrder(actor, order.id, version), 'accepted')
    case 'teach':
      return settle(await markTaught(actor, order.id, version), 'taught')
    case 'decline':
      if (!reason.ok) return bad(reason.problems)
      return settle(await declineOrder(actor, order.id, version, reason.value.reason), 'declined')
    case 'cancel':
      if (!reason.ok) return bad(reason.problems)
      return settle(await cancelByLecturer(actor, order.id, version, reason.value.reason), 'cancelled')
    case 'hand-over': {
      const to = parseFields(fields, substituteSchema)
      if (!to.ok || !reason.ok)
        return bad({ ...(to.ok ? {} : to.problems), ...(reason.ok ? {} : reason.problems) })
      const { substitute } = to.value
      // Only a colleague of the registry: an id that is none is a form that was tampered with.
      if (!isId(substitute) || !(await findLecturer(actor, substitute)))
        return bad({ substitute: 'colleague-missing' })
      const outcome = await handOver(actor, order.id, version, substitute, reason.value.reason)
      return settle(outcome, 'handed', 'substitute')
    }
    case 'propose': {
      const time = timeOf(fields)
      if (!time.ok || !reason.ok)
        return bad({ ...(time.ok ? {} : time.problems), ...(reason.ok ? {} : reason.problems) })
      const outcome = await proposeOtherTime(actor, order.id, version, time.value, reason.value.reason)
      return settle(outcome, 'proposed', 'slot')
    }
    case 'take': {
      const time = timeOf(fields)
      if (!time.ok) return bad(time.problems)
      return settle(await takeOrder(actor, order.id, version, time.value), 'taken', 'slot')
    }
    case 'give': {
      const time = timeOf(fields)
      if (!time.ok) return bad(time.problems)
      return settle(await takeNextWaiting(actor, order.topicCode, time.value.start), 'taken', 'slot')
    }
  }
}
