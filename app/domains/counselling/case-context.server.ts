import { and, eq, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { ownStaffId } from '#app/domains/calendar/own-time.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { NoticeCode, NoticeParameters } from '#app/domains/notices/notice.policy.ts'
import { tell } from '#app/domains/notices/notice.server.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Tx } from '#db/client.server.ts'
import { counsellingCases as cases, counsellingConsents as consents } from '#db/schema/counselling.ts'
import type { Reader } from './case.policy.ts'
import { consentState, type ConsentState, type ConsentWord } from './consent.policy.ts'

/** What the commands of this room share: all in the caller's transaction. */

export type Case = typeof cases.$inferSelect
export type CaseWithConsent = Case & { consent: ConsentState; minorsRegime: boolean; leftOn: string | null }

/** Whatever happens to one person's counselling happens one after the other: a withdrawal is never overtaken. */
export async function waitForPerson(tx: Tx, personId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`counselling:person:${personId}`}, 0))`,
  )
}

export async function consentsOf(tx: Tx, countyId: string, personId: string): Promise<ConsentWord[]> {
  return tx
    .select({
      ...{ party: consents.party, round: consents.round, act: consents.act },
      ...{ textVersion: consents.textVersion, signedOn: consents.signedOn },
    })
    .from(consents)
    .where(and(eq(consents.countyId, countyId), eq(consents.personId, personId)))
}

/** A case in the actor's sight, with its person's turn taken and the consent as it stands now; null for any other. */
export async function caseIn(tx: Tx, actor: Actor, caseId: string): Promise<CaseWithConsent | null> {
  const here = and(eq(cases.countyId, actor.countyId), eq(cases.id, caseId))
  const [whose] = await tx.select({ personId: cases.personId }).from(cases).where(here)
  if (!whose || actor.role !== 'counsellor') return null
  await waitForPerson(tx, whose.personId)
  const [found] = await tx.select().from(cases).where(here)
  if (!found) return null
  const [face] = await tx.execute<{ minors_regime: boolean; left_on: string | null }>(
    sql`select minors_regime, left_on::text as left_on from door_counselling_faces() where case_id = ${caseId}::uuid`,
  )
  if (!face) return null
  const minorsRegime = face.minors_regime
  const words = await consentsOf(tx, actor.countyId, found.personId)
  const consent = consentState(words, { minorsRegime, today: dayAt(now()) })
  return { ...found, consent, minorsRegime, leftOn: face.left_on }
}

/** The same for the case's counsellor alone. */
export async function ownCaseIn(tx: Tx, actor: Actor, caseId: string): Promise<CaseWithConsent | null> {
  const found = await caseIn(tx, actor, caseId)
  return found && found.counsellorId === (await ownStaffId(tx)) ? found : null
}

export async function readerOf(tx: Tx, actor: Actor): Promise<Reader> {
  const [own] = await tx.execute<{ staff: string | null; supervises: boolean }>(
    sql`select door_own_staff() as staff, door_counselling_supervisor() as supervises`,
  )
  return { role: actor.role, staffId: own?.staff ?? null, supervises: own?.supervises ?? false }
}

/** Whom a person's counselling concerns: the person, and the counsellor of the open case. Accounts; null where there is none. */
export async function partiesOf(
  tx: Tx,
  personId: string,
): Promise<{ person: string | null; counsellor: string | null }> {
  const [row] = await tx.execute<{ person_account: string | null; counsellor_account: string | null }>(
    sql`select person_account, counsellor_account from door_counselling_parties(${personId}::uuid)`,
  )
  return { person: row?.person_account ?? null, counsellor: row?.counsellor_account ?? null }
}

/** Tells of an event of this room. `accounts`: whoever has none is left out. */
export async function tellOf(
  tx: Tx,
  actor: Actor,
  accounts: readonly (string | null)[],
  code: Extract<NoticeCode, `counselling-${string}`>,
  key: string,
  parameters: NoticeParameters = {},
): Promise<void> {
  const told = accounts.filter((account) => account !== null)
  await tell(tx, scopeOf(actor), told, { code, key: `counselling:${key}`, parameters })
}

/** Ends a transaction whose rule turned out against it half way, so that nothing of it stays. */
export class CounsellingRefused<Reason extends string> extends Error {
  constructor(readonly refused: Reason) {
    super(`refused: ${refused}`)
  }
}
