import { and, desc, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { peopleImports } from '#db/schema/supervision.ts'
import { decodeCsv, readCsv } from './csv.server.ts'
import { insertPeople, NUMBER_KEY } from './intake.server.ts'
import { listOffices } from './office.server.ts'
import {
  knownNumbers,
  readPeople,
  type ImportProblem,
  type ImportRow,
  type ImportWords,
} from './people-import.policy.ts'
import { isOfMinorsRegime } from './regime.policy.ts'

/** A list that is not entered within a day is read anew: the register has moved on, and names do not lie about. */
export const DRAFT_HOURS = 24
const HOUR_MS = 3_600_000

/**
 * Reads an uploaded file. With problems: all of them, and nothing is kept. Without: a draft of the actor's own, which
 * `applyImport` enters. A former draft of the actor's is put away.
 */
export async function draftImport(
  actor: Actor,
  file: Uint8Array,
  words: ImportWords,
): Promise<{ draftId: string } | { problems: ImportProblem[] }> {
  const offices = await listOffices(actor)
  const read = readPeople(readCsv(decodeCsv(file)), { offices, words })
  if (read.problems.length > 0) return { problems: read.problems }
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const known = await takenNumbers(tx, read.people)
    const problems = knownNumbers(read.people, known)
    if (problems.length > 0) return { problems }
    await tx.execute(sql`select door_empty_expired_imports()`)
    await closeDrafts(tx, actor, 'discarded')
    const draftId = uuidv7()
    await tx.insert(peopleImports).values({
      id: draftId,
      countyId: actor.countyId,
      createdBy: actor.accountId,
      expiresAt: new Date(now().getTime() + DRAFT_HOURS * HOUR_MS),
      count: read.people.length,
      rows: read.people,
    })
    await recordAudit(
      tx,
      scope,
      'supervision.import-drafted',
      { kind: 'county', id: actor.countyId },
      { count: read.people.length },
    )
    return { draftId }
  })
}

async function takenNumbers(tx: Tx, people: readonly ImportRow[]): Promise<Set<string>> {
  const numbers = `{${people.map(({ number }) => number).join(',')}}`
  const rows = await tx.execute<{ register_number: string }>(
    sql`select register_number from door_known_numbers(${numbers}::text[])`,
  )
  return new Set([...rows].map((row) => row.register_number))
}

const ownDraft = (actor: Actor) =>
  and(
    eq(peopleImports.countyId, actor.countyId),
    eq(peopleImports.createdBy, actor.accountId),
    eq(peopleImports.state, 'draft'),
  )

function closeDrafts(tx: Tx, actor: Actor, state: 'discarded') {
  return tx.update(peopleImports).set({ state, rows: null, closedAt: now() }).where(ownDraft(actor))
}

/** As many as the preview shows; the counts beside it are of all. */
const PREVIEW = 20

/** The actor's own draft: its first rows and what will be entered where. Null without one, or when it has expired. */
export async function previewImport(actor: Actor) {
  const found = await inActorTransaction(scopeOf(actor), async (tx) => {
    const [draft] = await tx
      .select({ id: peopleImports.id, expiresAt: peopleImports.expiresAt, rows: peopleImports.rows })
      .from(peopleImports)
      .where(ownDraft(actor))
      .orderBy(desc(peopleImports.createdAt))
      .limit(1)
    return draft
  })
  if (!found || found.expiresAt <= now()) return null
  const people = found.rows as ImportRow[]
  const offices = await listOffices(actor)
  return {
    id: found.id,
    expiresAt: found.expiresAt.toISOString(),
    count: people.length,
    minors: people.filter((one) => isOfMinorsRegime(one.birthDay, one.enteredOn)).length,
    byOffice: offices
      .map(({ id, nameZh, nameEn }) => ({
        ...{ id, nameZh, nameEn },
        people: people.filter((one) => one.officeId === id).length,
      }))
      .filter((office) => office.people > 0),
    first: people.slice(0, PREVIEW).map((one) => {
      const office = offices.find(({ id }) => id === one.officeId)
      return {
        ...{ line: one.line, number: one.number, name: one.name, category: one.category, grade: one.grade },
        ...{ enteredOn: one.enteredOn, dueOn: one.dueOn },
        ...{ officeZh: office?.nameZh ?? '', officeEn: office?.nameEn ?? '' },
      }
    }),
  }
}

/**
 * Enters everybody of a draft in one transaction, and empties it. Refuses `nothing-to-do` for a draft that was entered,
 * put away or has expired (of two at once, the second), and `register-changed` when a number was given meanwhile: then
 * nobody is entered.
 */
export async function applyImport(
  actor: Actor,
  draftId: string,
): Promise<Outcome<{ count: number }, 'nothing-to-do' | 'register-changed'>> {
  const scope = scopeOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      const [draft] = await tx
        .select({ rows: peopleImports.rows, expiresAt: peopleImports.expiresAt })
        .from(peopleImports)
        .where(and(ownDraft(actor), eq(peopleImports.id, draftId)))
        .for('update')
      if (!draft?.rows || draft.expiresAt <= now()) return { refused: 'nothing-to-do' }
      const people = draft.rows as ImportRow[]
      const entered = await insertPeople(tx, actor, people)
      await tx
        .update(peopleImports)
        .set({ state: 'applied', rows: null, closedAt: now() })
        .where(and(ownDraft(actor), eq(peopleImports.id, draftId)))
      await recordAudit(
        tx,
        scope,
        'supervision.people-imported',
        { kind: 'county', id: actor.countyId },
        { import: draftId, count: entered.length, minors: entered.filter((one) => one.minorsRegime).length },
      )
      return { count: entered.length }
    })
  } catch (error) {
    if (violatedConstraint(error) === NUMBER_KEY) return { refused: 'register-changed' }
    throw error
  }
}

/** Puts the actor's draft away and empties it. */
export async function discardImport(
  actor: Actor,
  draftId: string,
): Promise<Outcome<{ discarded: true }, 'nothing-to-do'>> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const closed = await tx
      .update(peopleImports)
      .set({ state: 'discarded', rows: null, closedAt: now() })
      .where(and(ownDraft(actor), eq(peopleImports.id, draftId)))
      .returning({ id: peopleImports.id })
    if (closed.length === 0) return { refused: 'nothing-to-do' }
    await recordAudit(
      tx,
      scope,
      'supervision.import-discarded',
      { kind: 'county', id: actor.countyId },
      { import: draftId },
    )
    return { discarded: true }
  })
}
