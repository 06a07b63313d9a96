import { redirect } from '@remix-run/node'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { changeWish, resizeOrder } from '#app/domains/lectures/order-ask.server.ts'
import { cancelByOffice, rescheduleOrder, withdrawOrder } from '#app/domains/lectures/order-change.server.ts'
import { parseSize, parseWish, versionSchema } from '#app/domains/lectures/order-form.schema.ts'
import { findOrder } from '#app/domains/lectures/orders.queries.server.ts'
import { joinSchema, orderReasonSchema, slotSchema } from '#app/domains/lectures/order.schema.ts'
import { agreeToTime, confirmOrder, refuseTime } from '#app/domains/lectures/order-settle.server.ts'
import { joinOrder, leaveOrder, shareOrder } from '#app/domains/lectures/order-share.server.ts'
import type { FreeSlot } from '#app/domains/lectures/slot-search.policy.ts'
import { toDid } from '#app/http/did.ts'
import { parseFields } from '#app/http/parse-form.server.ts'
import { isRefused, type Refusal } from '#app/shared/outcome.ts'

type Fields = Record<string, string>
export type RefusedAct = {
  act: string
  status: 400 | 409
  problems: Record<string, string>
  next: FreeSlot[]
}
type Problems = { problems: Record<string, string> }
type Run = { run: (version: number) => Promise<object>; did: string } | Problems

/** What each button of an order's page does: read from its fields, or what they lack. */
const ACTS: Record<string, (actor: Actor, order: string, fields: Fields) => Run | Promise<Run>> = {
  confirm: (actor, order) => ({ run: (version) => confirmOrder(actor, order, version), did: 'confirm' }),
  agree: (actor, order) => ({ run: (version) => agreeToTime(actor, order, version), did: 'agree' }),
  'refuse-proposal': (actor, order, fields) =>
    withReason(fields, (reason) => ({
      run: (version) => refuseTime(actor, order, version, reason),
      did: 'refused',
    })),
  reschedule: async (actor, order, fields) => {
    const slot = slotSchema.safeParse(fields.slot)
    const reason = parseFields(fields, orderReasonSchema)
    const found = slot.success ? await findOrder(actor, order) : null
    // Another lecturer is another order: this one is moved with its own.
    const ofThem = slot.success && found?.lecturerId === slot.data.lecturerId
    if (!ofThem || !reason.ok)
      return {
        problems: { ...(ofThem ? {} : { slot: 'slot-missing' }), ...(reason.ok ? {} : reason.problems) },
      }
    return {
      run: (version) => rescheduleOrder(actor, order, version, slot.data, reason.value.reason),
      did: 'moved',
    }
  },
  change: async (actor, order, fields) => {
    const found = await findOrder(actor, order)
    const wish = parseWish(found?.topicCode ?? '', { ...fields, regime: found?.regime ?? '' }, null)
    if (!wish.ok) return wish
    return { run: (version) => changeWish(actor, order, version, wish.value), did: 'changed' }
  },
  resize: (actor, order, fields) => {
    const size = parseSize(fields)
    if (!size.ok) return size
    return { run: (version) => resizeOrder(actor, order, version, size.value), did: 'resized' }
  },
  share: (actor, order) => ({ run: (version) => shareOrder(actor, order, version, true), did: 'shared' }),
  unshare: (actor, order) => ({
    run: (version) => shareOrder(actor, order, version, false),
    did: 'unshared',
  }),
  join: (actor, order, fields) => {
    const form = parseFields(fields, joinSchema)
    if (!form.ok) return form
    return { run: (version) => joinOrder(actor, order, version, form.value), did: 'joined' }
  },
  leave: (actor, order) => ({ run: (version) => leaveOrder(actor, order, version), did: 'left' }),
  withdraw: (actor, order) => ({ run: (version) => withdrawOrder(actor, order, version), did: 'withdrawn' }),
  'cancel-by-office': (actor, order, fields) =>
    withReason(fields, (reason) => ({
      run: (version) => cancelByOffice(actor, order, version, reason),
      did: 'cancelled',
    })),
}

function withReason(fields: Fields, then: (reason: Parameters<typeof refuseTime>[3]) => Run): Run {
  const form = parseFields(fields, orderReasonSchema)
  return form.ok ? then(form.value.reason) : form
}

/** Where a refusal belongs on the page: beside the field that it is about, or above everything. */
const FIELD_OF: Record<string, string> = {
  'no-seats': 'seats',
  'wanted-past': 'wantedTo',
  'wanted-far': 'wantedTo',
  'reason-missing': 'reason',
}
const ABOUT_ALL: readonly string[] = [
  ...['stale', 'not-yours', 'not-now', 'hold-expired', 'begun', 'not-over', 'not-delegated', 'not-found'],
  ...['own-order', 'other-regime', 'joined-before'],
]

/**
 * Takes the act of a posted form, and leads back to the order. Otherwise why not, with what is free next where a time was
 * lost; nothing is changed then.
 */
export async function takeOrderAct(actor: Actor, order: string, fields: Fields): Promise<RefusedAct> {
  const act = fields.act ?? ''
  const refused = (status: 400 | 409, problems: RefusedAct['problems'], next: FreeSlot[] = []) => ({
    ...{ act, status, problems, next },
  })
  const known = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined
  if (!known) return refused(400, { act: 'act-missing' })
  const seen = parseFields(fields, versionSchema)
  const wanted = await known(actor, order, fields)
  if (!seen.ok || 'problems' in wanted)
    return refused(400, {
      ...(seen.ok ? {} : seen.problems),
      ...('problems' in wanted ? wanted.problems : {}),
    })
  const outcome = (await wanted.run(seen.value.version)) as Refusal<string> & { next?: FreeSlot[] }
  if (!isRefused(outcome)) throw redirect(toDid(`/office/orders/${order}`, wanted.did), 303)
  const { refused: code, next = [] } = outcome
  const field = ABOUT_ALL.includes(code) ? 'version' : (FIELD_OF[code] ?? 'slot')
  return refused(code.startsWith('wanted-') ? 400 : 409, { [field]: code }, next)
}
