import { and, asc, eq, isNull } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { servesElsewhere } from '#app/domains/identity/serves-elsewhere.server.ts'
import { slipMark, type Slip } from '#app/domains/identity/slip.policy.ts'
import {
  newTemporaryPassword,
  replaceWithTemporary,
  temporaryColumns,
} from '#app/domains/identity/temporary-password.server.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { accounts, signInNames } from '#db/schema/identity.ts'
import { judicialOffices, supervisedPersons as person } from '#db/schema/supervision.ts'

export type PersonSlipRefusal =
  'unknown' | 'gone' | 'disabled' | 'elsewhere' | 'made-already' | 'number-taken'

const NAME_KEY = 'sign_in_names_name'
/** An account given meanwhile by another slip: the update finds nobody, and this one starts again from what is there. */
class GivenMeanwhile extends Error {}

const facts = {
  id: person.id,
  name: person.name,
  number: person.registerNumber,
  leftOn: person.leftOn,
  accountId: person.accountId,
  officeZh: judicialOffices.nameZh,
  officeEn: judicialOffices.nameEn,
  officePhone: judicialOffices.phone,
}

const inCare = (actor: Actor) =>
  and(
    eq(person.countyId, actor.countyId),
    actor.role === 'bureau' ? undefined : eq(person.officeId, actor.officeId!),
  )

function peopleInCare(tx: Tx) {
  return tx
    .select(facts)
    .from(person)
    .innerJoin(
      judicialOffices,
      and(eq(judicialOffices.countyId, person.countyId), eq(judicialOffices.id, person.officeId)),
    )
}

type Facts = Awaited<ReturnType<typeof peopleInCare>>[number]

const slipOf = (one: Facts, signInName: string, password: string, hash: string): Slip => ({
  ...{ name: one.name, signInName, password },
  until: temporaryColumns(hash).temporaryUntil.toISOString(),
  office: { zh: one.officeZh, en: one.officeEn },
  officePhone: one.officePhone,
})

/**
 * Makes a one-time slip for one person: the first one makes the account and the sign-in name (the register number), a later
 * one voids the former password and every login session. `mark` as in makeStaffSlip. Refuses somebody outside the
 * actor's care, who has left, whose account is disabled or also of another county, and a number that is somebody's
 * sign-in name already.
 */
export async function makePersonSlip(
  actor: Actor,
  personId: string,
  mark: string,
): Promise<Outcome<Slip, PersonSlipRefusal>> {
  const scope = scopeOf(actor)
  const { password, hash } = await newTemporaryPassword()
  try {
    return await inActorTransaction(scope, async (tx): Promise<Outcome<Slip, PersonSlipRefusal>> => {
      const [one] = await peopleInCare(tx).where(and(inCare(actor), eq(person.id, personId)))
      if (!one) return { refused: 'unknown' }
      if (one.leftOn !== null) return { refused: 'gone' }
      let accountId = one.accountId
      let signInName = one.number
      if (accountId === null) {
        if (mark !== slipMark(null)) return { refused: 'made-already' }
        accountId = await giveAccount(tx, one, hash)
      } else {
        const [account] = await tx
          .select({ changedAt: accounts.passwordChangedAt, disabledAt: accounts.disabledAt })
          .from(accounts)
          .where(eq(accounts.id, accountId))
        if (!account) return { refused: 'unknown' }
        if (account.disabledAt !== null) return { refused: 'disabled' }
        if (await servesElsewhere(tx, accountId)) return { refused: 'elsewhere' }
        const [locked] = await tx
          .select({ changedAt: accounts.passwordChangedAt })
          .from(accounts)
          .where(eq(accounts.id, accountId))
          .for('no key update')
        if (!locked || slipMark(locked.changedAt) !== mark) return { refused: 'made-already' }
        if (!(await replaceWithTemporary(tx, accountId, hash))) return { refused: 'unknown' }
        signInName = (await numberNameOf(tx, accountId)) ?? one.number
      }
      await recordAudit(
        tx,
        scope,
        'identity.slip-made',
        { kind: 'account', id: accountId, personId },
        { for: 'person', first: one.accountId === null },
      )
      return slipOf(one, signInName, password, hash)
    })
  } catch (error) {
    if (error instanceof GivenMeanwhile) return { refused: 'made-already' }
    if (violatedConstraint(error) === NAME_KEY) return { refused: 'number-taken' }
    throw error
  }
}

/** The number an account signs in with, where the actor may see it (the bureau); an office prints the register number. */
async function numberNameOf(tx: Tx, accountId: string): Promise<string | null> {
  const [found] = await tx
    .select({ name: signInNames.name })
    .from(signInNames)
    .where(and(eq(signInNames.accountId, accountId), eq(signInNames.kind, 'number')))
  return found?.name ?? null
}

/** A new account for somebody who has none; the sign-in name is their register number. */
async function giveAccount(tx: Tx, one: Facts, hash: string): Promise<string> {
  const accountId = uuidv7()
  await tx.insert(accounts).values({ id: accountId, ...temporaryColumns(hash) })
  const given = await tx
    .update(person)
    .set({ accountId })
    .where(and(eq(person.id, one.id), isNull(person.accountId)))
    .returning({ id: person.id })
  if (given.length === 0) throw new GivenMeanwhile()
  await tx.insert(signInNames).values({ id: uuidv7(), name: one.number, kind: 'number', accountId })
  return accountId
}

/** Slips of one request: forty hashes are half a second of one core, and two sheets of paper to hand out. */
export const SLIPS_AT_ONCE = 40

/**
 * First slips for an office's people who have never had one, by number, at most SLIPS_AT_ONCE. Nobody's password is
 * replaced. `expected`: how many waited when the form was made; another number since refuses `made-already`, so that
 * loading the page again makes none. `left`: how many still wait. A number that is somebody's sign-in name already is
 * passed over and named.
 */
export async function makeOfficeSlips(
  actor: Actor,
  officeId: string,
  expected: number,
): Promise<Outcome<{ slips: Slip[]; left: number; taken: string[] }, 'made-already'>> {
  const scope = scopeOf(actor)
  const waiting = await inActorTransaction(scope, (tx) =>
    peopleInCare(tx)
      .where(
        and(inCare(actor), eq(person.officeId, officeId), isNull(person.accountId), isNull(person.leftOn)),
      )
      .orderBy(asc(person.registerNumber)),
  )
  if (waiting.length !== expected) return { refused: 'made-already' }
  const taken: string[] = []
  const slips: Slip[] = []
  for (const one of waiting) {
    if (slips.length === SLIPS_AT_ONCE) break
    const made = await makePersonSlip(actor, one.id, slipMark(null))
    if (!('refused' in made)) slips.push(made)
    else if (made.refused === 'number-taken') taken.push(one.number)
  }
  if (slips.length > 0) {
    await inActorTransaction(scope, (tx) =>
      recordAudit(
        tx,
        scope,
        'supervision.slips-made',
        { kind: 'office', id: officeId },
        { count: slips.length },
      ),
    )
  }
  return { slips, left: waiting.length - slips.length - taken.length, taken }
}
