import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { lengthMs, unionOf, type Instants, type Span } from '#app/shared/instants.ts'
import { isRefused, type Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { lateEvidence } from '#db/schema/late-evidence.ts'
import { studySessions, unitStudies } from '#db/schema/learning.ts'
import { contactExpressions } from './beat.server.ts'
import {
  finishStudy,
  keepAnswer,
  keptChoice,
  rightPassagesOf,
  subjectOf,
  type Study,
} from './check-answer.server.ts'
import { shownCheck } from './check-question.policy.ts'
import { placeInstant, placeLate, type PlacedTime } from './late-evidence.policy.ts'
import { judgedBefore } from './late-evidence.queries.server.ts'
import { findUnit, isRightAnswer, type Unit } from './lessons.server.ts'
import type { StudyItem } from './outbox.schema.ts'
import { readAnswer } from './quiz-answer.policy.ts'
import { mayStudy, placeIn } from './study-place.policy.ts'

/** How one item was judged; the same however often it is sent. Whole seconds. */
export type ItemJudged =
  | { id: string; kind: 'time'; claimed: number; counted: number; closed: number }
  | { id: string; kind: 'check'; passage: number; right: boolean }
  | { id: string; refused: 'finished' | 'unreadable' }
/** Where the unit stands now. */
export type StudyStands = {
  unit: string
  finished: boolean
  /** The first passage whose check is not answered right. */
  place: number
  minutes: number
}
export type LateRefusal = 'unknown' | 'left' | 'withdrawn'

type Lease = { session: string; nonce: string }
type Session = typeof studySessions.$inferSelect
type TimeItem = Extract<StudyItem, { kind: 'time' }>
type CheckItem = Extract<StudyItem, { kind: 'check' }>

/**
 * Takes what a device kept of one study session while there was no network (decisions 7): first the time, then the
 * answers in their order, each item judged once whatever is sent again. The session is the lease: its nonce was given to
 * this person by the server, and nothing before it was opened counts. A miss leaves the unit at that passage; when all
 * checks are right the unit is finished and its minutes are posted. Refuses `unknown` (no such session of this person),
 * `left` (no longer on the register), `withdrawn` (the unit is no longer taught); nothing is written then.
 */
export async function receiveLate(
  actor: Actor,
  lease: Lease,
  sentAt: number,
  items: readonly StudyItem[],
): Promise<Outcome<{ items: ItemJudged[]; stands: StudyStands }, LateRefusal>> {
  const personId = actor.personId
  if (!personId) return { refused: 'unknown' }
  if (!mayStudy(actor, dayAt(now()))) return { refused: 'left' }
  return inActorTransaction(
    scopeOf(actor),
    async (tx) => {
      const locked = await lockStudy(tx, actor, lease)
      if (!locked) return { refused: 'unknown' as const }
      const { study, session } = locked
      const [module = '', code = ''] = study.unitId.split('/')
      const lesson = findUnit(module, code, actor.minorsRegime)
      if (!lesson) return { refused: 'withdrawn' as const }

      const key = { countyId: study.countyId, personId }
      const before = await judgedBefore(
        tx,
        key,
        items.map(({ id }) => id),
      )
      const fresh = items.filter(
        ({ id }, index) => !before.has(id) && items.findIndex((one) => one.id === id) === index,
      )
      const judged = new Map<string, ItemJudged>([...before].map(([id, row]) => [id, judgedOf(row)]))
      let stands: StudyStands
      if (study.finishedAt) {
        for (const { id } of fresh) judged.set(id, { id, refused: 'finished' })
        stands = {
          ...{ unit: study.unitId, finished: true },
          place: Math.min(study.passageCount, lesson.unit.passages.length),
          minutes: study.creditedMinutes ?? 0,
        }
      } else {
        const { arrived, taken } = await noteArrival(tx, actor, session)
        const write = { tx, actor, study, session, sentAt, arrived }
        await judgeTime(write, taken, fresh.filter(isTime), judged)
        stands = await judgeChecks(write, lesson, fresh.filter(isCheck), judged)
        if (fresh.some((item) => isLate(item, sentAt, session))) await recordArrival(write, judged, fresh)
      }
      return { items: items.map(({ id }) => judged.get(id)!), stands }
    },
    { idempotent: true },
  )
}

const isTime = (item: StudyItem): item is TimeItem => item.kind === 'time'
const isCheck = (item: StudyItem): item is CheckItem => item.kind === 'check'

/** An answer that is sent as it is given comes this way too, and has an audit row of its own. */
const isLate = (item: StudyItem, sentAt: number, { idleLimitSeconds }: Session) =>
  isTime(item) || sentAt - item.at > idleLimitSeconds * 1000

type Judging = { tx: Tx; actor: Actor; study: Study; session: Session; sentAt: number; arrived: number }

/** The session of this person with this nonce, and its study, whose row is locked before that of any session. */
async function lockStudy(
  tx: Tx,
  actor: Actor,
  lease: Lease,
): Promise<{ study: Study; session: Session } | null> {
  const own = and(
    eq(studySessions.countyId, actor.countyId),
    eq(studySessions.personId, actor.personId!),
    eq(studySessions.id, lease.session),
    eq(studySessions.nonce, lease.nonce),
  )
  const [known] = await tx.select({ unitStudyId: studySessions.unitStudyId }).from(studySessions).where(own)
  if (!known) return null
  const [study] = await tx
    .select()
    .from(unitStudies)
    .where(and(eq(unitStudies.countyId, actor.countyId), eq(unitStudies.id, known.unitStudyId)))
    .for('update')
  const [session] = await tx.select().from(studySessions).where(own)
  return study && session ? { study, session } : null
}

/**
 * The arrival is a sign like a beat: on the session that is open here, a gap within the idle limit is witnessed as ever.
 * Answers when it arrived, and what late evidence may no longer fill: all that was witnessed of this person since the
 * lease, and what a session open elsewhere may still witness with its next sign.
 */
async function noteArrival(
  tx: Tx,
  actor: Actor,
  session: Session,
): Promise<{ arrived: number; taken: Instants }> {
  await tx
    .update(studySessions)
    .set(contactExpressions('beat'))
    .where(
      and(
        eq(studySessions.countyId, actor.countyId),
        eq(studySessions.id, session.id),
        eq(studySessions.loginSessionId, actor.loginSessionId),
        isNull(studySessions.endedAt),
      ),
    )
  // What another arrival of this person added to a session that this statement's first sight left out is seen by a second
  // one: both hold the later session's row, so that one of them is through before the other asks again.
  await heldSessions(tx, actor, session)
  const sessions = await heldSessions(tx, actor, session)
  const [clock] = await tx.execute<{ arrived: string }>(
    sql`select (extract(epoch from app_now()) * 1000)::bigint::text as arrived`,
  )
  const arrived = Number(clock!.arrived)
  const taken = sessions.flatMap((one): readonly Span[] => {
    const last = one.lastSeenAt.getTime()
    const open = one.endedAt === null && one.id !== session.id
    const gap = 1000 * Math.max(one.idleLimitSeconds, one.viewNominalSeconds)
    return [...one.witnessed, ...(open ? [[last, Math.min(arrived, last + gap)] as const] : [])]
  })
  return { arrived, taken: unionOf(taken) }
}

/** Locked in the order of ids, so that two arrivals of one person never wait for each other. */
const heldSessions = (tx: Tx, actor: Actor, session: Session) =>
  tx
    .select()
    .from(studySessions)
    .where(
      and(
        eq(studySessions.countyId, actor.countyId),
        eq(studySessions.personId, actor.personId!),
        or(
          isNull(studySessions.endedAt),
          gt(studySessions.lastSeenAt, session.openedAt),
          gt(studySessions.lateUntil, session.openedAt),
        ),
      ),
    )
    .orderBy(studySessions.id)
    .for('update')

async function judgeTime(
  { tx, actor, study, session, sentAt, arrived }: Judging,
  taken: Instants,
  items: readonly TimeItem[],
  judged: Map<string, ItemJudged>,
): Promise<void> {
  if (items.length === 0) return
  const placed = placeLate({ items, sentAt, issued: session.openedAt.getTime(), arrived, taken })
  const rows = items.map(({ id }) => {
    const { device, claimedMs, counted, closedMs } = placed.get(id)!
    return {
      ...{ id: uuidv7(), itemId: id, kind: 'time' as const, outcome: outcomeOf(placed.get(id)!) },
      ...{ countyId: actor.countyId, personId: study.personId, unitStudyId: study.id, sessionId: session.id },
      ...{ issuedAt: session.openedAt, arrivedAt: new Date(arrived) },
      ...{ deviceFrom: new Date(device[0]), deviceUntil: new Date(device[1]) },
      ...{ claimedSeconds: Math.ceil(claimedMs / 1000), closedSeconds: Math.floor(closedMs / 1000), counted },
    }
  })
  await tx.insert(lateEvidence).values(rows)
  for (const row of rows) judged.set(row.itemId, judgedOf(row))
  const counted = unionOf(rows.flatMap((row) => row.counted))
  if (counted.length === 0) return
  await tx
    .update(studySessions)
    .set({
      witnessed: sql`${studySessions.witnessed} + ${sql.param(counted, studySessions.witnessed)}::tstzmultirange`,
      lateUntil: new Date(arrived),
    })
    .where(and(eq(studySessions.countyId, actor.countyId), eq(studySessions.id, session.id)))
}

function outcomeOf({ counted, closedMs }: PlacedTime): 'counted' | 'month-closed' | 'nothing-counted' {
  if (counted.length > 0) return 'counted'
  return closedMs > 0 ? 'month-closed' : 'nothing-counted'
}

/** Judges the answers in the order they were given; answers may come before those of an earlier passage. */
async function judgeChecks(
  { tx, actor, study, session, sentAt, arrived }: Judging,
  lesson: NonNullable<ReturnType<typeof findUnit>>,
  items: readonly CheckItem[],
  judged: Map<string, ItemJudged>,
): Promise<StudyStands> {
  const { unit } = lesson
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
    const at = new Date(placeInstant(item.at, sentAt, session.openedAt.getTime(), arrived))
    const row = {
      ...{ id: uuidv7(), itemId: item.id, kind: 'check' as const },
      // What was answered right before stays right.
      outcome: right.has(item.passage) ? ('right' as const) : ('wrong' as const),
      ...{ countyId: actor.countyId, personId: study.personId, unitStudyId: study.id, sessionId: session.id },
      ...{ issuedAt: session.openedAt, arrivedAt: new Date(arrived), deviceFrom: at, deviceUntil: at },
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
  { tx, actor, study, arrived }: Judging,
  judged: ReadonlyMap<string, ItemJudged>,
  fresh: readonly StudyItem[],
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
