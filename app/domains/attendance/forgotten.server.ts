import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import type { ReversalReason } from '#app/domains/hours/explanation.policy.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { supervisedPersons } from '#db/schema/supervision.ts'
import type { MarkFacts } from './mark.policy.ts'
import {
  addRevisions,
  changedMarks,
  liveMarksIn,
  refusalOfMark,
  type NewMark,
  type RecordOutcome,
} from './mark.server.ts'
import { occasionIn, rosterIn } from './occasion-in.server.ts'
import { OUTCOMES } from './outcome.policy.ts'
import { confirm, tellOfLine, termsOf, type CorrectRefusal } from './register.server.ts'

/** Who is missing on a complete register, and who should not be on it: corrections, with a revision of their own each. */

/** `on-register`: the register says something of them, which is corrected. `why-missing`: what shows that they were there. */
export type ForgottenRefusal = CorrectRefusal | 'on-register' | 'why-missing' | 'only-who-came'

/**
 * Somebody who was there and was forgotten: a place, a mark with what shows it as its note, confirmed at once, and the minutes
 * that it is worth. The person is told. Sent twice, it is one line.
 */
export async function addForgotten(
  actor: Actor,
  occasionId: string,
  mark: NewMark,
): Promise<RecordOutcome | { refused: ForgottenRefusal }> {
  const scope = scopeOf(actor)
  if (actor.role !== 'office' || !actor.officeId) return { refused: 'not-yours' }
  const of = { countyId: actor.countyId, occasionId, officeId: actor.officeId }
  const { personId } = mark
  if (!mark.outcome || !OUTCOMES[mark.outcome].attended) return { refused: 'only-who-came' }
  if (!mark.note) return { refused: 'why-missing' }
  try {
    return await inActorTransaction(scope, async (tx) => {
      const found = await rosterIn(tx, of, 'row')
      if (!found) return { refused: 'not-found' as const }
      const { occasion, roster } = found
      if (!roster.completedAt) return { refused: 'not-complete' as const }
      if (!(await isSeen(tx, actor, personId))) return { refused: 'not-found' as const, personId }
      const live = (await liveMarksIn(tx, of, [personId])).get(personId)
      const changed = await changedMarks(tx, of, occasion, [{ ...mark, seen: live?.revision ?? 0 }])
      if (changed.length === 0) return { recorded: 0 }
      if (live?.outcome) return { refused: 'on-register' as const, personId }
      const [door] = await tx.execute<{ it: 'joined' | 'not-complete' | 'gone' | 'elsewhere' | 'full' }>(
        sql`select door_seat_forgotten(${occasionId}::uuid, ${personId}::uuid) as it`,
      )
      if (door!.it !== 'joined') return { refused: door!.it, personId }
      const [added] = await addRevisions(tx, actor, of, changed)
      const line = { ...changed[0]!, id: added!.id, revision: changed[0]!.seen + 1 }
      const terms = await termsOf(tx, actor, occasion)
      // Lines that an earlier correction took back come again.
      const { minutes } = await confirm(tx, actor, occasion, [line], terms, null)
      await recordAudit(
        ...([tx, scope, 'attendance.person-added'] as const),
        { kind: 'occasion', id: occasionId, personId },
        { minutes, revision: line.revision },
      )
      await tellOfLine(tx, actor, occasion, personId, 'occasion-line-added')
      return { recorded: 1 }
    })
  } catch (error) {
    const refused = refusalOfMark(error)
    if (refused) return refused
    if (violatedConstraint(error) === 'attendance_marks_revision') return { refused: 'stale' }
    throw error
  }
}

/** Whether the person is one of the actor's own office's, as its walls show them. */
async function isSeen(tx: Tx, actor: Actor, personId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: supervisedPersons.id })
    .from(supervisedPersons)
    .where(
      and(
        ...[eq(supervisedPersons.countyId, actor.countyId), eq(supervisedPersons.id, personId)],
        eq(supervisedPersons.officeId, actor.officeId!),
      ),
    )
  return rows.length > 0
}

const NOTHING: MarkFacts = { outcome: null, inAt: null, outAt: null, lateMinutes: null, note: null }

/**
 * Strikes somebody off a complete register who stands on it by mistake: a revision that says nothing, and their minutes are
 * taken back with the reason. What was said stays readable. The person is told.
 */
export async function strikeMark(
  actor: Actor,
  occasionId: string,
  { personId, seen }: { personId: string; seen: number },
  reason: ReversalReason,
): Promise<RecordOutcome | { refused: CorrectRefusal }> {
  const scope = scopeOf(actor)
  if (actor.role !== 'office' || !actor.officeId) return { refused: 'not-yours' }
  const of = { countyId: actor.countyId, occasionId, officeId: actor.officeId }
  try {
    return await inActorTransaction(scope, async (tx) => {
      const found = await rosterIn(tx, of, 'row')
      if (!found) return { refused: 'not-found' as const }
      const { occasion, roster } = found
      if (!roster.completedAt) return { refused: 'not-complete' as const }
      if (seen === 0) return { refused: 'not-found' as const, personId }
      const changed = await changedMarks(tx, of, occasion, [{ personId, seen, ...NOTHING }])
      const [added] = await addRevisions(tx, actor, of, changed)
      if (!added) return { recorded: 0 }
      const line = { ...NOTHING, personId, id: added.id, revision: seen + 1 }
      await confirm(tx, actor, occasion, [line], await termsOf(tx, actor, occasion), reason)
      await tx.execute(sql`select door_strike_place(${occasionId}::uuid, ${personId}::uuid)`)
      await recordAudit(
        ...([tx, scope, 'attendance.person-struck'] as const),
        { kind: 'occasion', id: occasionId, personId },
        { reason, revision: line.revision },
      )
      await tellOfLine(tx, actor, occasion, personId, 'occasion-line-struck')
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
 * Of whom a complete register of the actor's office says nothing, and who was in its care on the day of the class: those who
 * may have been forgotten. Part of the register that is being looked at, under its audit row.
 */
export function notOnRegister(
  actor: Actor,
  occasionId: string,
): Promise<{ personId: string; name: string }[]> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const occasion = actor.officeId ? await occasionIn(tx, actor.countyId, occasionId) : null
    if (!occasion) return []
    const day = dayAt(occasion.during.from)
    const of = { countyId: actor.countyId, occasionId, officeId: actor.officeId! }
    const [live, people] = await Promise.all([
      liveMarksIn(tx, of),
      tx
        .select({ personId: supervisedPersons.id, name: supervisedPersons.name })
        .from(supervisedPersons)
        .where(
          and(
            ...[
              eq(supervisedPersons.countyId, of.countyId),
              eq(supervisedPersons.officeId, of.officeId),
              eq(supervisedPersons.minorsRegime, occasion.regime === 'minors'),
            ],
            lte(supervisedPersons.enteredOn, day),
            or(isNull(supervisedPersons.leftOn), gt(supervisedPersons.leftOn, day)),
          ),
        )
        .orderBy(asc(supervisedPersons.registerNumber)),
    ])
    return people.filter(({ personId }) => !live.get(personId)?.outcome)
  })
}
