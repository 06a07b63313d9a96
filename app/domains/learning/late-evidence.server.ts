import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { lengthMs, unionOf, type Instants } from '#app/shared/instants.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { lateEvidence } from '#db/schema/late-evidence.ts'
import { studySessions, unitStudies } from '#db/schema/learning.ts'
import { finishStudy, keepAnswer, keptChoice, rightPassagesOf, subjectOf } from './check-answer.server.ts'
import { shownCheck } from './check-question.policy.ts'
import { placeInstant, placeLate, type PlacedTime } from './late-evidence.policy.ts'
import { judgedBefore } from './late-evidence.queries.server.ts'
import {
  leasedLesson,
  leasedStudy,
  noteArrival,
  takeLease,
  type Finished,
  type Lease,
  type LeasedStudy,
} from './late-lease.server.ts'
import { isRightAnswer, type Unit } from './lessons.server.ts'
import type { StudyItem } from './outbox.schema.ts'
import { readAnswer } from './quiz-answer.policy.ts'
import { mayStudy, placeIn } from './study-place.policy.ts'

/** How one item was judged; the same however often it is sent. Whole seconds. */
export type ItemJudged =
  | { id: string; kind: 'time'; claimed: number; counted: number; closed: number }
  | { id: string; kind: 'check'; passage: number; right: boolean }
  | { id: string; refused: ItemRefusal }
/** Where a unit stands now. */
export type StudyStands = {
  unit: string
  finished: boolean
  /** The first passage whose check is not answered right. */
  place: number
  minutes: number
}
export type LateRefusal = 'unknown' | 'left'
/**
 * `finished`: the unit was finished meanwhile, or counted lately. `withdrawn`: it is no longer taught. `unknown`: it is
 * none of the lease's module, or not for this person. `unreadable`: an answer that is none of this question.
 */
export type ItemRefusal = 'finished' | 'withdrawn' | 'unknown' | 'unreadable'

type TimeItem = Extract<StudyItem, { kind: 'time' }>
type CheckItem = Extract<StudyItem, { kind: 'check' }>

/**
 * Takes what a device kept under one lease while there was no network (decisions 7): first the time, then the answers in
 * their order, each item judged once whatever is sent again. The lease is a study session of this person; its evidence
 * may name any unit of the module (late-lease.server.ts). All units together come to no more than the server's time
 * between the lease's opening and the arrival, and each to no more than its own. A miss leaves a unit at that passage;
 * when all checks of a unit are right it is finished and its minutes are posted. A unit that takes nothing more refuses
 * its own items and leaves the others alone. Refuses `unknown` (no such session of this person) and `left` (no longer on
 * the register); nothing is written then.
 */
export async function receiveLate(
  actor: Actor,
  given: { session: string; nonce: string },
  sentAt: number,
  items: readonly StudyItem[],
): Promise<Outcome<{ items: ItemJudged[]; studies: StudyStands[] }, LateRefusal>> {
  const personId = actor.personId
  if (!personId) return { refused: 'unknown' }
  if (!mayStudy(actor, dayAt(now()))) return { refused: 'left' }
  try {
    return await inActorTransaction(
      scopeOf(actor),
      async (tx) => {
        const lease = await takeLease(tx, actor, given)
        if (!lease) return { refused: 'unknown' as const }
        const before = await judgedBefore(
          tx,
          { countyId: actor.countyId, personId },
          items.map(({ id }) => id),
        )
        const judged = new Map<string, ItemJudged>([...before].map(([id, row]) => [id, judgedOf(row)]))
        const unitsLeased = await unitsOf(tx, actor, lease, items, judged)
        const studies = await judgeUnits({ tx, actor, lease, sentAt, judged }, unitsLeased)
        return { items: items.map(({ id }) => judged.get(id)!), studies }
      },
      { idempotent: true },
    )
  } catch (error) {
    // A page of another device opened the same unit in the same instant: its study is there now.
    if (violatedConstraint(error) === 'unit_studies_one_open') return receiveLate(actor, given, sentAt, items)
    throw error
  }
}

const isTime = (item: StudyItem): item is TimeItem => item.kind === 'time'
const isCheck = (item: StudyItem): item is CheckItem => item.kind === 'check'

/** An answer that is sent as it is given comes this way too, and has an audit row of its own. */
const isLate = (item: StudyItem, sentAt: number, { idleLimitSeconds }: Lease) =>
  isTime(item) || sentAt - item.at > idleLimitSeconds * 1000

type Arrival = { tx: Tx; actor: Actor; lease: Lease; sentAt: number; judged: Map<string, ItemJudged> }
type Judging = Arrival & { arrived: number }
/** A unit of the lease with what of its evidence has not been judged before. */
type Named = LeasedStudy & { fresh: StudyItem[] }

/** The units that items name, in the order of their ids, their studies locked; items of one that takes none are refused. */
async function unitsOf(
  tx: Tx,
  actor: Actor,
  lease: Lease,
  items: readonly StudyItem[],
  judged: Map<string, ItemJudged>,
): Promise<(Named | Finished)[]> {
  const named = new Map<string, StudyItem[]>()
  items.forEach((item, index) => {
    const unitId = item.unit ?? lease.unitId
    const own = named.get(unitId) ?? []
    named.set(unitId, own)
    const fresh = !judged.has(item.id) && items.findIndex(({ id }) => id === item.id) === index
    if (fresh) own.push(item)
  })
  const units: (Named | Finished)[] = []
  for (const [unitId, fresh] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const refuse = (refused: ItemRefusal) => fresh.forEach(({ id }) => judged.set(id, { id, refused }))
    const lesson = leasedLesson(actor, lease, unitId)
    if (isRefused(lesson)) {
      refuse(lesson.refused)
      continue
    }
    // Nothing is begun for the sake of what says nothing.
    const begin = fresh.some((item) => (isTime(item) ? item.spans.length > 0 : chosenOf(lesson.unit, item)))
    const found = await leasedStudy(tx, actor, lease, lesson, { begin })
    if (!found) refuse('unreadable')
    else if (isRefused(found)) {
      refuse(found.refused)
      units.push(found)
    } else units.push({ ...found, fresh })
  }
  return units
}

/** Judges the evidence of each unit; answers where all of them stand. */
async function judgeUnits(arrival: Arrival, units: readonly (Named | Finished)[]): Promise<StudyStands[]> {
  const { tx, actor, lease, sentAt, judged } = arrival
  const open = units.filter((unit): unit is Named => !isRefused(unit))
  if (open.length === 0) return units.filter((unit) => isRefused(unit)).map(standsFinished)
  const { arrived, taken } = await noteArrival(tx, actor, lease, {
    ownUnit: open.every(({ session, fresh }) => session.id === lease.id || fresh.length === 0),
  })
  const judging = { ...arrival, arrived }
  await judgeTime(judging, taken, open)
  const stands: StudyStands[] = []
  for (const unit of units) {
    if (isRefused(unit)) {
      stands.push(standsFinished(unit))
      continue
    }
    stands.push(await judgeChecks(judging, unit))
    if (unit.fresh.some((item) => isLate(item, sentAt, lease))) await recordArrival(judging, unit, judged)
  }
  return stands
}

const standsFinished = ({ lesson, study }: Finished): StudyStands => ({
  ...{ unit: study.unitId, finished: true },
  place: Math.min(study.passageCount, lesson.unit.passages.length),
  minutes: study.creditedMinutes ?? 0,
})

/**
 * Lays the time of all units into the one stretch between lease and arrival, so that together they never come to more
 * than the server's own time, nor the same minute to two of them.
 */
async function judgeTime(
  { tx, actor, lease, sentAt, arrived, judged }: Judging,
  taken: Instants,
  units: readonly Named[],
): Promise<void> {
  const told = units.flatMap(({ fresh, ...unit }) => fresh.filter(isTime).map((item) => ({ ...unit, item })))
  if (told.length === 0) return
  const items = told.map(({ item }) => item)
  const placed = placeLate({ items, sentAt, issued: lease.openedAt.getTime(), arrived, taken })
  const rows = told.map(({ study, session, item: { id } }) => {
    const { device, claimedMs, counted, closedMs } = placed.get(id)!
    return {
      ...{ id: uuidv7(), itemId: id, kind: 'time' as const, outcome: outcomeOf(placed.get(id)!) },
      ...{ countyId: actor.countyId, personId: study.personId, unitStudyId: study.id, sessionId: session.id },
      ...{ issuedAt: lease.openedAt, arrivedAt: new Date(arrived) },
      ...{ deviceFrom: new Date(device[0]), deviceUntil: new Date(device[1]) },
      ...{ claimedSeconds: Math.ceil(claimedMs / 1000), closedSeconds: Math.floor(closedMs / 1000), counted },
    }
  })
  await tx.insert(lateEvidence).values(rows)
  for (const row of rows) judged.set(row.itemId, judgedOf(row))
  for (const { session } of units) {
    const counted = unionOf(rows.flatMap((row) => (row.sessionId === session.id ? row.counted : [])))
    if (counted.length === 0) continue
    await tx
      .update(studySessions)
      .set({
        witnessed: sql`${studySessions.witnessed} + ${sql.param(counted, studySessions.witnessed)}::tstzmultirange`,
        lateUntil: new Date(arrived),
      })
      .where(and(eq(studySessions.countyId, actor.countyId), eq(studySessions.id, session.id)))
  }
}

function outcomeOf({ counted, closedMs }: PlacedTime): 'counted' | 'month-closed' | 'nothing-counted' {
  if (counted.length > 0) return 'counted'
  return closedMs > 0 ? 'month-closed' : 'nothing-counted'
}

/**
 * Judges the answers in the order they were given; answers may come before those of an earlier passage. Each makes a row
 * of late_evidence, also one that was sent as it was given: the row is its only “once”. An answer whose acknowledgement
 * was lost is sent again, and a miss would be told as two; check_answers knows no item.
 */
async function judgeChecks(
  { tx, actor, lease, sentAt, arrived, judged }: Judging,
  { lesson, study, session, fresh }: Named,
): Promise<StudyStands> {
  const { unit } = lesson
  const items = fresh.filter(isCheck)
  const right = new Set(await rightPassagesOf(tx, study))
  const passageCount = Math.min(study.passageCount, unit.passages.length)
  for (const item of items) {
    const chosen = chosenOf(unit, item)
    if (chosen === null) {
      judged.set(item.id, { id: item.id, refused: 'unreadable' })
      continue
    }
    const correct = isRightAnswer(unit, item.passage, chosen)
    if (!right.has(item.passage)) await keepAnswer(tx, actor, study, item.passage, chosen, correct)
    if (correct) right.add(item.passage)
    const at = new Date(placeInstant(item.at, sentAt, lease.openedAt.getTime(), arrived))
    const row = {
      ...{ id: uuidv7(), itemId: item.id, kind: 'check' as const },
      // What was answered right before stays right.
      outcome: right.has(item.passage) ? ('right' as const) : ('wrong' as const),
      ...{ countyId: actor.countyId, personId: study.personId, unitStudyId: study.id, sessionId: session.id },
      ...{ issuedAt: lease.openedAt, arrivedAt: new Date(arrived), deviceFrom: at, deviceUntil: at },
      ...{
        claimedSeconds: 0,
        closedSeconds: 0,
        counted: [],
        passage: item.passage,
        chosen: keptChoice(chosen),
      },
    }
    await tx.insert(lateEvidence).values(row)
    judged.set(item.id, judgedOf(row))
  }
  const answered = [...right]
  const place = placeIn(passageCount, answered)
  if (right.size > 0 && right.has(place)) {
    return {
      unit: unit.id,
      finished: true,
      place,
      minutes: await finishStudy(tx, actor, study, subjectOf(lesson)),
    }
  }
  if (items.length > 0) {
    await tx
      .update(unitStudies)
      .set({ place })
      .where(and(eq(unitStudies.countyId, study.countyId), eq(unitStudies.id, study.id)))
  }
  return { unit: unit.id, finished: false, place, minutes: 0 }
}

/** What was chosen, by the passage's own check; null where it cannot be read. */
function chosenOf(unit: Unit, { passage, typed }: CheckItem): string[] | null {
  const check = unit.passages.find(({ number }) => number === passage)?.check
  const read = check && readAnswer(shownCheck(check), typed)
  return read && !isRefused(read) && read.chosen.length > 0 ? read.chosen : null
}

async function recordArrival(
  { tx, actor, arrived }: Judging,
  { study, fresh }: Named,
  judged: ReadonlyMap<string, ItemJudged>,
): Promise<void> {
  const outcomes = fresh.map(({ id }) => judged.get(id)!)
  const sum = (of: 'counted' | 'claimed' | 'closed') =>
    outcomes.reduce((total, one) => total + ('kind' in one && one.kind === 'time' ? one[of] : 0), 0)
  await recordAudit(
    tx,
    scopeOf(actor),
    'learning.late-evidence-received',
    { kind: 'unit-study', id: study.id, personId: study.personId },
    {
      ...{ unit: study.unitId, items: fresh.length, arrived: new Date(arrived).toISOString() },
      ...{ claimedSeconds: sum('claimed'), countedSeconds: sum('counted'), closedSeconds: sum('closed') },
    },
  )
}

type Row = Pick<
  typeof lateEvidence.$inferSelect,
  'itemId' | 'kind' | 'outcome' | 'claimedSeconds' | 'closedSeconds' | 'counted'
> & { passage?: number | null }

function judgedOf(row: Row): ItemJudged {
  if (row.kind === 'check') {
    return { id: row.itemId, kind: 'check', passage: row.passage!, right: row.outcome === 'right' }
  }
  return {
    ...{ id: row.itemId, kind: 'time', claimed: row.claimedSeconds },
    ...{ counted: Math.floor(lengthMs(row.counted) / 1000), closed: row.closedSeconds },
  }
}
