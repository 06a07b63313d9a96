import { and, eq, isNull } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { counsellingDisclosures as disclosure } from '#db/schema/counselling.ts'
import { ownCaseIn, partiesOf, tellOf } from './case-context.server.ts'
import { checkDisclosure } from './disclosure.policy.ts'
import type { DisclosureForm } from './disclosure.schema.ts'
import { activeKey, addRecord } from './sealed-records.server.ts'

/**
 * Writes down that something was told outside, on one of the grounds of the consent's text: to whom, when, and, sealed,
 * what and why. It needs no standing consent: the exceptions hold without one, and what was done has to be on record.
 */
export async function recordDisclosure(
  actor: Actor,
  caseId: string,
  { ground, recipient, madeAt, told, words }: DisclosureForm,
): Promise<
  Outcome<{ disclosureId: string }, 'not-found' | 'in-the-future' | 'recipient-not-of-ground' | 'sealing-off'>
> {
  const refusal = checkDisclosure({ ground, recipient, madeAt }, now())
  if (refusal) return refusal
  const key = activeKey()
  if (!key) return { refused: 'sealing-off' }
  const scope = scopeOf(actor)
  const id = uuidv7()
  return inActorTransaction(scope, async (tx) => {
    const of = await ownCaseIn(tx, actor, caseId)
    if (!of) return { refused: 'not-found' as const }
    await tx.insert(disclosure).values({
      ...{ id, countyId: actor.countyId, caseId, personId: of.personId, ground, recipient, madeAt },
      ...{ toldAt: told ? now() : null, writtenBy: actor.accountId },
    })
    const { personId } = of
    const subject = { kind: 'disclosure' as const, id, caseId }
    await addRecord(tx, scope, key, { subject, personId, position: 1, words })
    const about = { kind: 'counselling-disclosure' as const, id }
    await recordAudit(tx, scope, 'counselling.disclosed', about, { ground, recipient, told })
    if (told) await tellPerson(tx, actor, personId, id)
    return { disclosureId: id }
  })
}

/** The person has been told since: from now on they see it, too. Refuses when they had been told before. */
export async function noteTold(
  actor: Actor,
  disclosureId: string,
): Promise<Outcome<{ disclosureId: string }, 'not-found' | 'told'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const here = and(eq(disclosure.countyId, actor.countyId), eq(disclosure.id, disclosureId))
    const [found] = await tx.select().from(disclosure).where(here)
    const of = found && (await ownCaseIn(tx, actor, found.caseId))
    if (!of) return { refused: 'not-found' as const }
    const told = await tx
      .update(disclosure)
      .set({ toldAt: now() })
      .where(and(here, isNull(disclosure.toldAt)))
      .returning({ id: disclosure.id })
    if (told.length === 0) return { refused: 'told' as const }
    const about = { kind: 'counselling-disclosure' as const, id: disclosureId }
    await recordAudit(tx, scope, 'counselling.disclosure-told', about)
    await tellPerson(tx, actor, of.personId, disclosureId)
    return { disclosureId }
  })
}

async function tellPerson(tx: Tx, actor: Actor, personId: string, disclosureId: string): Promise<void> {
  const { person } = await partiesOf(tx, personId)
  await tellOf(tx, actor, [person], 'counselling-disclosed', `disclosure:${disclosureId}`)
}
