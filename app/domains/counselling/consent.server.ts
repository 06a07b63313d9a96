import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { counsellingConsents as consents } from '#db/schema/counselling.ts'
import { consentsOf, partiesOf, tellOf, waitForPerson } from './case-context.server.ts'
import { digestOf } from './consent-digest.server.ts'
import { consentTextOn, CONSENT_TEXTS, type ConsentText } from './consent-text.policy.ts'
import { checkPaper, type ConsentParty } from './consent.policy.ts'
import type { OwnConsent, PaperConsent } from './consent.schema.ts'

type Word = Pick<
  typeof consents.$inferInsert,
  'party' | 'act' | 'manner' | 'signedOn' | 'textLocale' | 'guardianRelation' | 'guardianName'
>

async function addWord(
  tx: Tx,
  actor: Actor,
  personId: string,
  text: ConsentText,
  word: Word,
): Promise<{ id: string; round: number }> {
  const id = uuidv7()
  const round = await nextRound(tx, personId, word.party)
  await tx.insert(consents).values({
    ...{ id, countyId: actor.countyId, personId, round, ...word },
    ...{ textVersion: text.version, textDigest: digestOf(text) },
    recordedBy: actor.accountId,
    recordedAs: actor.role === 'counsellor' ? 'counsellor' : 'supervised-person',
  })
  return { id, round }
}

async function nextRound(tx: Tx, personId: string, party: ConsentParty): Promise<number> {
  const [row] = await tx.execute<{ round: number }>(
    sql`select door_counselling_round(${personId}::uuid, ${party}) as round`,
  )
  return row!.round
}

/**
 * The person says yes to the text they saw, in the language they read it in. Refuses `other-text` when that is no longer the one of today, and `given`
 * when it stands already.
 */
export async function giveConsent(
  actor: Actor,
  { version, locale = actor.locale }: { version: number; locale?: OwnConsent['locale'] },
): Promise<Outcome<{ consentId: string }, 'not-found' | 'other-text' | 'given'>> {
  const scope = scopeOf(actor)
  const today = dayAt(now())
  const text = consentTextOn(today)
  return inActorTransaction(scope, async (tx) => {
    if (actor.role !== 'supervised-person' || !actor.personId) return { refused: 'not-found' as const }
    if (text.version !== version) return { refused: 'other-text' as const }
    await waitForPerson(tx, actor.personId)
    const last = lastOwn(await consentsOf(tx, actor.countyId, actor.personId))
    if (last?.act === 'given' && last.textVersion === version) return { refused: 'given' as const }
    const added = await addWord(tx, actor, actor.personId, text, {
      ...{ party: 'person', act: 'given', manner: 'screen', signedOn: today, textLocale: locale },
    })
    const subject = { kind: 'counselling-consent' as const, id: added.id }
    await recordAudit(tx, scope, 'counselling.consent-given', subject, { version })
    return { consentId: added.id }
  })
}

/**
 * The person takes it back, without a reason, at once: from the commit on nothing opens. The counsellor is told. Refuses
 * `not-given` when there is none.
 */
export async function withdrawConsent(
  actor: Actor,
): Promise<Outcome<{ consentId: string }, 'not-found' | 'not-given'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    if (actor.role !== 'supervised-person' || !actor.personId) return { refused: 'not-found' as const }
    const { personId } = actor
    await waitForPerson(tx, personId)
    const last = lastOwn(await consentsOf(tx, actor.countyId, personId))
    if (last?.act !== 'given') return { refused: 'not-given' as const }
    // Taken back is the text that was agreed to, whatever is shown today.
    const text =
      CONSENT_TEXTS.find(({ version }) => version === last.textVersion) ?? consentTextOn(dayAt(now()))
    const added = await addWord(tx, actor, personId, text, {
      ...{ party: 'person', act: 'withdrawn', manner: 'screen', signedOn: dayAt(now()) },
      textLocale: actor.locale,
    })
    const subject = { kind: 'counselling-consent' as const, id: added.id }
    await recordAudit(tx, scope, 'counselling.consent-withdrawn', subject)
    const { counsellor } = await partiesOf(tx, personId)
    await tellOf(tx, actor, [counsellor], 'counselling-consent-withdrawn', `consent:${added.id}`)
    return { consentId: added.id }
  })
}

const lastOwn = (words: Awaited<ReturnType<typeof consentsOf>>) =>
  words.filter(({ party }) => party === 'person').sort((a, b) => b.round - a.round)[0]

/**
 * A counsellor enters a paper: the person's own, or the guardian's of somebody in the minors' regime. The person is told.
 * Refuses a number and name that are nobody's on the register together, and a day on which it cannot have been signed.
 */
export async function recordPaperConsent(
  actor: Actor,
  paper: PaperConsent,
): Promise<
  Outcome<{ consentId: string; personId: string }, 'not-found' | 'other-text' | 'in-the-future' | 'too-old'>
> {
  const scope = scopeOf(actor)
  const text = CONSENT_TEXTS.find(({ version }) => version === paper.version)
  if (!text) return { refused: 'other-text' }
  const early = checkPaper(paper.signedOn, dayAt(now()))
  if (early) return early
  return inActorTransaction(scope, async (tx) => {
    const personId = await knownPerson(tx, paper)
    if (!personId) return { refused: 'not-found' as const }
    await waitForPerson(tx, personId)
    const added = await addWord(tx, actor, personId, text, {
      ...{ party: paper.party, act: paper.act, manner: 'paper', signedOn: paper.signedOn },
      ...{ textLocale: paper.locale, guardianRelation: paper.guardian?.relation ?? null },
      guardianName: paper.guardian?.name ?? null,
    })
    await recordAudit(
      tx,
      scope,
      'counselling.consent-recorded',
      { kind: 'counselling-consent', id: added.id },
      { party: paper.party, act: paper.act, version: text.version },
    )
    const { person, counsellor } = await partiesOf(tx, personId)
    const [code, key] = ['counselling-consent-recorded', `consent:${added.id}`] as const
    await tellOf(tx, actor, [person, counsellor], code, key, { party: paper.party, act: paper.act })
    return { consentId: added.id, personId }
  })
}

/** Whom a counsellor names, in the running transaction; null unless number and name are one person's on the register. */
export async function knownPerson(
  tx: Tx,
  { number, name }: { number: string; name: string },
): Promise<string | null> {
  const [row] = await tx.execute<{ id: string | null }>(
    sql`select door_counselling_person(${number}, ${name}) as id`,
  )
  return row?.id ?? null
}

/**
 * Destroys what was kept by the person's consent, at their word, after they took it back: for good (个人信息保护法 47).
 * Days, minutes, agreed lines and what was lawfully told stay. Refuses while a consent stands or none was ever given.
 */
export async function eraseKept(
  actor: Actor,
): Promise<Outcome<{ erased: number }, 'not-found' | 'not-withdrawn'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    if (actor.role !== 'supervised-person' || !actor.personId) return { refused: 'not-found' as const }
    await waitForPerson(tx, actor.personId)
    const last = lastOwn(await consentsOf(tx, actor.countyId, actor.personId))
    if (last?.act !== 'withdrawn') return { refused: 'not-withdrawn' as const }
    const [row] = await tx.execute<{ erased: number }>(sql`select door_erase_own_counselling() as erased`)
    const erased = row?.erased ?? 0
    await recordAudit(
      tx,
      scope,
      'counselling.kept-erased',
      { kind: 'account', id: actor.accountId },
      { erased },
    )
    return { erased }
  })
}
