import { and, asc, eq, ilike, isNull, or, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { signInState } from '#app/domains/identity/sign-in-state.policy.ts'
import { slipMark } from '#app/domains/identity/slip.policy.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { accounts } from '#db/schema/identity.ts'
import { judicialOffices, supervisedPersons as person } from '#db/schema/supervision.ts'

/** Rows of one page: a list that goes on is searched. */
export const SIGN_INS_SHOWN = 100

const inCare = (actor: Actor) =>
  and(
    eq(person.countyId, actor.countyId),
    actor.role === 'bureau' ? undefined : eq(person.officeId, actor.officeId!),
  )

const columns = {
  id: person.id,
  name: person.name,
  number: person.registerNumber,
  leftOn: person.leftOn,
  accountId: accounts.id,
  changedAt: accounts.passwordChangedAt,
  disabledAt: accounts.disabledAt,
  mustChangePassword: accounts.mustChangePassword,
  temporaryUntil: accounts.temporaryUntil,
  officeZh: judicialOffices.nameZh,
  officeEn: judicialOffices.nameEn,
  officePhone: judicialOffices.phone,
}

function peopleWithAccounts(tx: Tx) {
  return tx
    .select(columns)
    .from(person)
    .innerJoin(
      judicialOffices,
      and(eq(judicialOffices.countyId, person.countyId), eq(judicialOffices.id, person.officeId)),
    )
    .leftJoin(accounts, eq(accounts.id, person.accountId))
}

const stateOf = (row: {
  accountId: string | null
  disabledAt: Date | null
  mustChangePassword: boolean | null
  temporaryUntil: Date | null
}) =>
  signInState(
    row.accountId === null ? null : { ...row, mustChangePassword: row.mustChangePassword ?? false },
    now(),
  )

/**
 * People on the register and whether they can sign in: without a search those who never could, with one whoever is found
 * by name or number. One audit row.
 */
export async function listPersonSignIns(actor: Actor, q: string) {
  const scope = scopeOf(actor)
  const typed = q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
  return inActorTransaction(scope, async (tx) => {
    const where = and(
      inCare(actor),
      isNull(person.leftOn),
      q
        ? or(ilike(person.name, `%${typed}%`), ilike(person.registerNumber, `${typed}%`))
        : isNull(person.accountId),
    )
    const [all] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(person)
      .where(where)
    const rows = await peopleWithAccounts(tx)
      .where(where)
      .orderBy(asc(person.registerNumber))
      .limit(SIGN_INS_SHOWN)
    await recordAudit(
      tx,
      scope,
      'supervision.sign-ins-listed',
      { kind: 'county', id: actor.countyId },
      { shown: rows.length, filtered: q !== '' },
    )
    return {
      count: all?.count ?? 0,
      people: rows.map(({ id, name, number, officeZh, officeEn, ...row }) => ({
        ...{ id, name, number, officeZh, officeEn, state: stateOf(row) },
      })),
    }
  })
}

/** One person's sign-in, for giving a slip or closing it; null outside the actor's care. One audit row. */
export async function findPersonSignIn(actor: Actor, personId: string) {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const [row] = await peopleWithAccounts(tx).where(and(inCare(actor), eq(person.id, personId)))
    if (!row) return null
    await recordAudit(tx, scope, 'supervision.sign-in-opened', { kind: 'person', id: personId, personId })
    return {
      ...{ id: row.id, name: row.name, number: row.number, gone: row.leftOn !== null },
      ...{ officeZh: row.officeZh, officeEn: row.officeEn },
      state: stateOf(row),
      temporaryUntil: row.temporaryUntil?.toISOString() ?? null,
      mark: slipMark(row.changedAt),
    }
  })
}

/** The account behind one person in the actor's care; null for none. */
export async function accountOfPerson(actor: Actor, personId: string): Promise<string | null> {
  const [row] = await inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .select({ accountId: person.accountId })
      .from(person)
      .where(and(inCare(actor), eq(person.id, personId))),
  )
  return row?.accountId ?? null
}

/** How many of each office's people can be given a first slip now. */
export async function withoutSignInByOffice(actor: Actor) {
  return inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .select({
        id: judicialOffices.id,
        nameZh: judicialOffices.nameZh,
        nameEn: judicialOffices.nameEn,
        waiting: sql<number>`count(${person.id})::int`,
      })
      .from(judicialOffices)
      .leftJoin(
        person,
        and(
          eq(person.countyId, judicialOffices.countyId),
          eq(person.officeId, judicialOffices.id),
          isNull(person.accountId),
          isNull(person.leftOn),
        ),
      )
      .where(eq(judicialOffices.countyId, actor.countyId))
      .groupBy(judicialOffices.id, judicialOffices.nameZh, judicialOffices.nameEn, judicialOffices.code)
      .orderBy(asc(judicialOffices.code)),
  )
}
