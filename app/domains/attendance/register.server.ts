import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import type { ReversalReason } from '#app/domains/hours/explanation.policy.ts'
import type { Credit } from '#app/domains/hours/ledger.server.ts'
import { creditPolicyOn } from '#app/domains/hours/policy-versions.queries.server.ts'
import { settleSource } from '#app/domains/hours/settle-source.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { attendanceConfirmations, occasionPlaces, occasionRosters, occasions } from '#db/schema/attendance.ts'
import { creditsOf, worthOf, type CreditTerms } from './credit.policy.ts'
import {
  addRevisions,
  changedMarks,
  liveMarksIn,
  refusalOfMark,
  type LiveMark,
  type NewMark,
  type RecordOutcome,
} from './mark.server.ts'
import { accountsOfPeople, anyComplete, occasionIn, rosterIn, type Occasion } from './occasion-in.server.ts'
import { ledgerSource } from './occasion.policy.ts'
import { tellOf } from './occasion.server.ts'

export type CompleteRefusal =
  | 'not-found'
  | 'not-yours'
  /** It has not ended. */
  | 'not-over'
  | 'called-off'
  /** Somebody on the roster has no outcome. */
  | 'marks-missing'
  /** Somebody on the roster cannot be seen: of the minors' regime without a grant, or gone to another office. */
  | 'hidden-people'

export type Completed = { people: number; credited: number; minutes: number; again: boolean }

/**
 * The register is complete: office staff stand for it, and its minutes go to the ledger, one line for each person and county
 * day. Repeating it changes nothing. Everybody with a seat needs an outcome; nobody is marked down for a class that did not
 * take place.
 */
export async function completeRegister(
  actor: Actor,
  occasionId: string,
): Promise<Outcome<Completed, CompleteRefusal>> {
  const scope = scopeOf(actor)
  if (actor.role !== 'office' || !actor.officeId) return { refused: 'not-yours' }
  const of = { countyId: actor.countyId, occasionId, officeId: actor.officeId }
  return inActorTransaction(scope, async (tx) => {
    const found = await rosterIn(tx, of, 'row')
    if (!found) return { refused: 'not-found' as const }
    const { occasion, roster } = found
    if (roster.completedAt) return { people: roster.joined, credited: 0, minutes: 0, again: true }
    if (occasion.state !== 'planned' && occasion.state !== 'took-place')
      return { refused: 'called-off' as const }
    if (occasion.during.to > now()) return { refused: 'not-over' as const }
    const [seated, live, terms] = await Promise.all([
      seatedIn(tx, of),
      liveMarksIn(tx, of),
      termsOf(tx, actor, occasion),
    ])
    if (seated.length < roster.joined) return { refused: 'hidden-people' as const }
    if (seated.some((personId) => !live.get(personId)?.outcome)) return { refused: 'marks-missing' as const }
    const marks = [...live.values()].filter(({ outcome }) => outcome !== null)
    const done = await confirm(tx, actor, occasion, marks, terms, null)
    await tx
      .update(occasionRosters)
      .set({ completedAt: now(), completedBy: actor.accountId })
      .where(and(eq(occasionRosters.countyId, actor.countyId), eq(occasionRosters.id, roster.id)))
    if (occasion.state === 'planned' && occasion.officeId === actor.officeId)
      await setState(tx, occasion, 'took-place')
    const counts = { people: marks.length, ...done }
    await recordAudit(
      ...([tx, scope, 'attendance.register-completed'] as const),
      { kind: 'occasion', id: occasionId },
      counts,
    )
    return { ...counts, again: false }
  })
}

async function seatedIn(
  tx: Tx,
  of: { countyId: string; occasionId: string; officeId: string },
): Promise<string[]> {
  const rows = await tx
    .select({ personId: occasionPlaces.personId })
    .from(occasionPlaces)
    .where(
      and(
        ...[eq(occasionPlaces.countyId, of.countyId), eq(occasionPlaces.occasionId, of.occasionId)],
        ...[eq(occasionPlaces.officeId, of.officeId), eq(occasionPlaces.state, 'joined')],
      ),
    )
  return rows.map(({ personId }) => personId)
}

/** How an occasion is credited on its day. */
export async function termsOf(tx: Tx, actor: Actor, occasion: Occasion): Promise<CreditTerms> {
  const policy = await creditPolicyOn(tx, actor.countyId, dayAt(occasion.during.from))
  return {
    ...{ sourceKind: occasion.sourceKind, sourceId: ledgerSource(occasion.id), session: occasion.during },
    subject: { code: occasion.titleCode, zh: occasion.titleZh, en: occasion.titleEn },
    ...{ toleranceMinutes: policy.latenessToleranceMinutes, policyVersionId: policy.versionId },
    today: dayAt(now()),
  }
}

/** Stands for marks and settles their minutes, in the running transaction. */
export async function confirm(
  tx: Tx,
  actor: Actor,
  occasion: Occasion,
  marks: readonly LiveMark[],
  terms: CreditTerms,
  reason: ReversalReason | null,
): Promise<{ credited: number; minutes: number }> {
  if (marks.length === 0) return { credited: 0, minutes: 0 }
  const worth = marks.map((mark) => ({ mark, worth: worthOf(mark, terms) }))
  await tx.insert(attendanceConfirmations).values(
    worth.map(({ mark, worth: { minutes } }) => ({
      ...{ id: uuidv7(), countyId: actor.countyId, occasionId: occasion.id, personId: mark.personId },
      ...{ markId: mark.id, minutes, reason, confirmedBy: actor.accountId, confirmedAs: 'office' as const },
    })),
  )
  const credits = worth.flatMap(({ mark, worth }): Credit[] => creditsOf(mark.personId, worth, mark, terms))
  const { sourceKind, sourceId } = terms
  const personIds = marks.map(({ personId }) => personId)
  await settleSource(tx, actor, { sourceKind, sourceId, personIds }, credits, reason ?? 'times-wrong')
  return {
    credited: worth.filter(({ worth: { minutes } }) => minutes > 0).length,
    minutes: worth.reduce((sum, { worth: { minutes } }) => sum + minutes, 0),
  }
}

async function setState(
  tx: Tx,
  occasion: Occasion,
  state: 'took-place' | 'did-not-take-place',
): Promise<boolean> {
  const moved = await tx
    .update(occasions)
    .set({ state, version: sql`${occasions.version} + 1` })
    .where(
      and(
        ...[eq(occasions.countyId, occasion.countyId), eq(occasions.id, occasion.id)],
        eq(occasions.version, occasion.version),
      ),
    )
    .returning({ id: occasions.id })
  return moved.length > 0
}

/** Tells a person that what a register says of them has changed: they find the minutes on their statement. */
export async function tellOfLine(
  tx: Tx,
  actor: Actor,
  occasion: Occasion,
  personId: string,
  code: 'occasion-line-added' | 'occasion-line-struck' | 'occasion-line-corrected',
): Promise<void> {
  const accounts = await accountsOfPeople(tx, actor.countyId, [personId])
  // Each change is an event of its own.
  await tellOf(tx, scopeOf(actor), occasion, code, accounts, uuidv7())
}

export type CorrectRefusal = 'not-yours' | 'not-complete'

/**
 * Corrects one line of a complete register, with a reason: a new revision, confirmed at once, and the ledger follows by
 * reversal and new credit.
 */
export async function correctMark(
  actor: Actor,
  occasionId: string,
  mark: NewMark,
  reason: ReversalReason,
): Promise<RecordOutcome | { refused: CorrectRefusal }> {
  const scope = scopeOf(actor)
  if (actor.role !== 'office' || !actor.officeId) return { refused: 'not-yours' }
  const of = { countyId: actor.countyId, occasionId, officeId: actor.officeId }
  try {
    return await inActorTransaction(scope, async (tx) => {
      const found = await rosterIn(tx, of, 'row')
      if (!found) return { refused: 'not-found' as const }
      if (!found.roster.completedAt) return { refused: 'not-complete' as const }
      // A line of a complete register says something: taking it back would leave it incomplete.
      if (mark.outcome === null || mark.seen === 0)
        return { refused: 'not-found' as const, personId: mark.personId }
      const changed = await changedMarks(tx, of, found.occasion, [mark])
      const [added] = await addRevisions(tx, actor, of, changed)
      if (!added) return { recorded: 0 }
      const terms = await termsOf(tx, actor, found.occasion)
      const line = { ...mark, id: added.id, revision: mark.seen + 1 }
      const { minutes } = await confirm(tx, actor, found.occasion, [line], terms, reason)
      await recordAudit(
        ...([tx, scope, 'attendance.mark-corrected'] as const),
        { kind: 'occasion', id: occasionId, personId: mark.personId },
        { reason, minutes, revision: line.revision },
      )
      await tellOfLine(tx, actor, found.occasion, mark.personId, 'occasion-line-corrected')
      return { recorded: 1 }
    })
  } catch (error) {
    const refused = refusalOfMark(error)
    if (refused) return refused
    if (violatedConstraint(error) === 'attendance_marks_revision') return { refused: 'stale' }
    throw error
  }
}

/**
 * A class of the office's own was not held: no mark counts, nobody is marked down. A lecture's says its order. Refuses one
 * whose register is complete.
 */
export async function didNotTakePlace(
  actor: Actor,
  occasionId: string,
): Promise<Outcome<{ occasionId: string }, 'not-found' | 'not-yours' | 'not-over' | 'complete' | 'stale'>> {
  const scope = scopeOf(actor)
  if (actor.role !== 'office' || !actor.officeId) return { refused: 'not-yours' }
  return inActorTransaction(scope, async (tx) => {
    const occasion = await occasionIn(tx, actor.countyId, occasionId)
    if (!occasion || occasion.officeId !== actor.officeId) return { refused: 'not-found' as const }
    if (occasion.during.from > now()) return { refused: 'not-over' as const }
    if (await anyComplete(tx, occasion)) return { refused: 'complete' as const }
    if (occasion.state !== 'planned' || !(await setState(tx, occasion, 'did-not-take-place')))
      return { refused: 'stale' as const }
    await recordAudit(...([tx, scope, 'attendance.did-not-take-place'] as const), {
      kind: 'occasion',
      id: occasionId,
    })
    return { occasionId }
  })
}
