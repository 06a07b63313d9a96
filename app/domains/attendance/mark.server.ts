import { and, eq, inArray, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { idArray } from '#app/domains/supervision/register-facts.queries.server.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { attendanceMarks, occasionPlaces } from '#db/schema/attendance.ts'
import { checkMark, type MarkFacts, type MarkRefusal } from './mark.policy.ts'
import { movedOnBy, movedOnIn, rosterIn, type Occasion } from './occasion-in.server.ts'
import { OUTCOMES } from './outcome.policy.ts'
import { joinIn, leaveIn, type JoinRefusal } from './place.server.ts'

/** What somebody says of one person; `seen`: the revision that they saw, 0 when nothing was said yet. */
export type NewMark = MarkFacts & { personId: string; seen: number }

/**
 * `complete`: the register is, a change is a correction. `stale`: somebody else said something meanwhile. Of whom it is
 * stands beside it, when it is about one.
 */
export type RecordRefusal = MarkRefusal | JoinRefusal | 'not-found' | 'stale' | 'complete' | 'nobody'
export type RecordOutcome = { recorded: number } | { refused: RecordRefusal; personId?: string }

export type LiveMark = MarkFacts & { id: string; personId: string; revision: number }

/** What holds of each of these people now (or of everybody on the roster), in the running transaction. */
export async function liveMarksIn(
  tx: Tx,
  of: { countyId: string; occasionId: string; officeId: string },
  personIds: readonly string[] | null = null,
): Promise<Map<string, LiveMark>> {
  const mark = attendanceMarks
  const rows = await tx
    .selectDistinctOn([mark.personId], {
      ...{ id: mark.id, personId: mark.personId, revision: mark.revision, outcome: mark.outcome },
      ...{ inAt: mark.inAt, outAt: mark.outAt, lateMinutes: mark.lateMinutes, note: mark.note },
    })
    .from(mark)
    .where(
      and(
        ...[eq(mark.countyId, of.countyId), eq(mark.occasionId, of.occasionId)],
        ...[eq(mark.officeId, of.officeId), personIds ? inArray(mark.personId, [...personIds]) : undefined],
      ),
    )
    .orderBy(mark.personId, sql`${mark.revision} desc`)
  return new Map(rows.map((row) => [row.personId, row]))
}

export class MarkRefused extends Error {
  constructor(readonly refusal: { refused: RecordRefusal; personId?: string }) {
    super(`refused: ${refusal.refused}`)
  }
}

/**
 * Records what is known of many people at once, as new revisions; one without an outcome takes back what was said. All of
 * them or none. Whoever came without a seat gets one while there is room; an excuse before the class frees the seat.
 */
export async function recordMarks(
  actor: Actor,
  occasionId: string,
  marks: readonly NewMark[],
): Promise<RecordOutcome> {
  const scope = scopeOf(actor)
  if (!actor.officeId) return { refused: 'not-found' }
  if (marks.length === 0) return { refused: 'nobody' }
  const of = { countyId: actor.countyId, occasionId, officeId: actor.officeId }
  try {
    return await inActorTransaction(scope, async (tx) => {
      const found = await rosterIn(tx, of, 'turn')
      if (!found) return { refused: 'not-found' as const }
      if (found.roster.completedAt) return { refused: 'complete' as const }
      const changed = await changedMarks(tx, of, found.occasion, marks)
      await movePlaces(tx, actor, found.occasion, changed)
      await addRevisions(tx, actor, of, changed)
      await recordAudit(
        ...([tx, scope, 'attendance.marks-recorded'] as const),
        { kind: 'occasion', id: occasionId },
        { recorded: changed.length, people: changed.map(({ personId }) => personId) },
      )
      return { recorded: changed.length }
    })
  } catch (error) {
    if (error instanceof MarkRefused) return error.refusal
    if (violatedConstraint(error) === 'attendance_marks_revision') return { refused: 'stale' }
    throw error
  }
}

/** Those of the marks that say something new. Throws MarkRefused for the first one that cannot be. */
export async function changedMarks(
  tx: Tx,
  of: { countyId: string; occasionId: string; officeId: string },
  occasion: Occasion,
  marks: readonly NewMark[],
): Promise<NewMark[]> {
  const live = await liveMarksIn(
    tx,
    of,
    marks.map(({ personId }) => personId),
  )
  const at = now()
  return marks.filter((mark) => {
    const before = live.get(mark.personId)
    // A form that was sent twice says the same thing once.
    if (before ? sameFacts(before, mark) : mark.outcome === null) return false
    if ((before?.revision ?? 0) !== mark.seen)
      throw new MarkRefused({ refused: 'stale', personId: mark.personId })
    const refusal = checkMark(mark, { session: occasion.during, state: occasion.state, now: at })
    if (refusal) throw new MarkRefused({ ...refusal, personId: mark.personId })
    return true
  })
}

const sameInstant = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime()
const sameFacts = (a: MarkFacts, b: MarkFacts) =>
  a.outcome === b.outcome &&
  sameInstant(a.inAt, b.inAt) &&
  sameInstant(a.outAt, b.outAt) &&
  a.lateMinutes === b.lateMinutes &&
  a.note === b.note

const byPerson = (a: NewMark, b: NewMark) => Number(a.personId > b.personId) - Number(a.personId < b.personId)

/** Who came has a seat; who is excused before the class has none. People without a place on this roster are not found. */
async function movePlaces(
  tx: Tx,
  actor: Actor,
  occasion: Occasion,
  marks: readonly NewMark[],
): Promise<void> {
  const ids = marks.map(({ personId }) => personId)
  const rows = await tx
    .select({ personId: occasionPlaces.personId, state: occasionPlaces.state })
    .from(occasionPlaces)
    .where(
      and(
        ...[eq(occasionPlaces.countyId, actor.countyId), eq(occasionPlaces.occasionId, occasion.id)],
        sql`${occasionPlaces.personId} = any(${idArray(ids)}::uuid[]) and ${occasionPlaces.officeId} = ${actor.officeId}`,
      ),
    )
  const stateOf = new Map(rows.map(({ personId, state }) => [personId, state]))
  const begun = occasion.during.from <= now()
  const movedOn = await movedOnIn(tx, occasion.id)
  // Always in one order, so that two registers never wait for each other.
  for (const { personId, outcome } of [...marks].sort(byPerson)) {
    const state = stateOf.get(personId)
    if (!state) throw new MarkRefused({ refused: 'not-found', personId })
    // Who had moved on by then was not there as one of this office's people.
    if (outcome && OUTCOMES[outcome].attended && movedOnBy(movedOn, personId, occasion))
      throw new MarkRefused({ refused: 'gone', personId })
    if (outcome && OUTCOMES[outcome].attended && state !== 'joined') {
      const joined = await joinIn(tx, occasion.id, personId)
      if (isRefused(joined)) throw new MarkRefused({ ...joined, personId })
      if (joined.state === 'waiting') throw new MarkRefused({ refused: 'full', personId })
    }
    if (outcome === 'excused' && !begun && state !== 'excused') {
      const left = await leaveIn(tx, actor, occasion, personId, true)
      if (isRefused(left)) throw new MarkRefused({ ...left, personId })
    }
  }
}

/** Adds the revisions in one statement. The new rows' ids, in the order of the marks. */
export async function addRevisions(
  tx: Tx,
  actor: Actor,
  of: { countyId: string; occasionId: string; officeId: string },
  marks: readonly NewMark[],
): Promise<{ id: string; personId: string }[]> {
  if (marks.length === 0) return []
  const rows = marks.map(({ personId, seen, ...facts }) => ({
    ...{ id: uuidv7(), ...of, personId, revision: seen + 1, ...facts },
    attended: facts.outcome && OUTCOMES[facts.outcome].attended,
    needsNote: facts.outcome && OUTCOMES[facts.outcome].needsNote,
    ...{ recordedBy: actor.accountId, recordedAs: actor.role as 'office' | 'social-worker' },
  }))
  await tx.insert(attendanceMarks).values(rows)
  return rows.map(({ id, personId }) => ({ id, personId }))
}

/** Takes back what was said of one person. */
export const takeBackMark = (
  actor: Actor,
  occasionId: string,
  personId: string,
  seen: number,
): Promise<RecordOutcome> =>
  recordMarks(actor, occasionId, [
    { personId, seen, outcome: null, inAt: null, outAt: null, lateMinutes: null, note: null },
  ])

/** What a refusal thrown on the way says, or null. */
export const refusalOfMark = (error: unknown): Extract<RecordOutcome, Outcome<never, string>> | null =>
  error instanceof MarkRefused ? error.refusal : null
