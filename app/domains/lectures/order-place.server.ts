import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { isRefused, type Refusal } from '#app/shared/outcome.ts'
import { violatedConstraint } from '#db/outage.ts'
import { asking, draftIn, naming, outsideOf, wishing, type Ask, type Wish } from './order-ask.server.ts'
import type { WantedSlot } from './order-claim.server.ts'
import type { OrderDraft } from './order.schema.ts'
import {
  stepIn,
  StepRefused,
  takeSteps,
  type StepDone,
  type StepOutcome,
  type Taking,
} from './order-step.server.ts'

/** What the office's order page sends: the whole of it in one transaction, or nothing. */

/** With a lecturer and a time, or without a time. */
export type Way = { slot: WantedSlot } | { ask: Ask }

const KEY = 'lecture_orders_pkey'

/**
 * Begins an order and sends it. The id comes from the form, so that a form that arrives twice is one order: the second is
 * refused as `placed-before`. A time that is lost leaves nothing behind, and is answered with the next free ones.
 */
export async function placeOrder(
  actor: Actor,
  orderId: string,
  draft: OrderDraft,
  way: Way,
): Promise<StepOutcome<'topic-gone' | 'wanted-past' | 'wanted-far' | 'placed-before'>> {
  try {
    return await takeSteps(actor, async (taking) => {
      const begun = whole(await draftIn(taking.tx, actor, orderId, draft))
      return whole(await send(taking, orderId, begun.version, way))
    })
  } catch (error) {
    if (violatedConstraint(error) === KEY) return { refused: 'placed-before' }
    throw error
  }
}

/** Sends one that is there: a draft, one that waits, or one that came back. `wish`: what it wants from now on, where that is open. */
export async function placeAgain(
  actor: Actor,
  orderId: string,
  seenVersion: number,
  wish: Wish | null,
  way: Way,
): Promise<StepOutcome<'topic-gone' | 'wanted-past' | 'wanted-far'>> {
  const outside = wish && outsideOf(wish.wantedTo)
  if (outside) return outside
  return takeSteps(actor, async (taking) => {
    const { version } = wish
      ? whole(await stepIn(taking, { orderId, seenVersion, act: 'change' }, wishing(wish)))
      : { version: seenVersion }
    return whole(await send(taking, orderId, version, way))
  })
}

function send(taking: Taking, orderId: string, seenVersion: number, way: Way) {
  return 'slot' in way
    ? stepIn(taking, { orderId, seenVersion, act: 'name' }, naming(way.slot))
    : stepIn(taking, { orderId, seenVersion, act: 'request' }, asking(way.ask))
}

/** The step, or the end of the whole transaction. */
function whole(outcome: StepDone | Refusal<string>): StepDone {
  if (isRefused(outcome)) throw new StepRefused(outcome)
  return outcome
}
