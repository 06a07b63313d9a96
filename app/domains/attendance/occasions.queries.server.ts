import { and, asc, eq, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { creditPolicyOn } from '#app/domains/hours/policy-versions.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { idArray } from '#app/domains/supervision/register-facts.queries.server.ts'
import { addDays, dayAt, startOfDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import {
  attendanceConfirmations,
  attendanceMarks,
  occasionPlaces,
  occasionRosters,
  occasions,
} from '#db/schema/attendance.ts'
import { supervisedPersons } from '#db/schema/supervision.ts'
import { worthOf } from './credit.policy.ts'
import {
  anyComplete,
  movedOnIn,
  occasionIn,
  rosterIn,
  type MovedOn,
  type Occasion,
  type Roster,
} from './occasion-in.server.ts'
import { listedAs, type ListedAs, type PlaceState } from './occasion.policy.ts'
import type { MarkFacts } from './mark.policy.ts'

/** How long a class that is done stays on the list. */
const LISTED_DAYS = 92

export type OccasionCounts = { seats: number; joined: number; waiting: number; offered: number }
const NONE: OccasionCounts = { seats: 0, joined: 0, waiting: 0, offered: 0 }

export type ListedOccasion = Pick<
  Occasion,
  | 'id'
  | 'officeId'
  | 'sourceKind'
  | 'regime'
  | 'titleCode'
  | 'titleZh'
  | 'titleEn'
  | 'during'
  | 'roomZh'
  | 'roomEn'
  | 'state'
> & {
  listed: ListedAs
  /** Of the actor's office. */
  counts: OccasionCounts
  /** How many on the roster have an outcome. */
  marked: number
  completedAt: Date | null
}

/**
 * An office's occasions, its own and those it joined: what waits for its register first, the oldest first; then what is to
 * come; then what is done or called off, the latest first. Numbers alone.
 */
export async function listOccasions(actor: Actor): Promise<ListedOccasion[]> {
  const at = now()
  const since = startOfDay(addDays(dayAt(at), -LISTED_DAYS))
  const rows = await inActorTransaction(scopeOf(actor), async (tx) => {
    const found = await tx
      .select({ occasion: occasions, roster: occasionRosters, marked: markedCount })
      .from(occasionRosters)
      .innerJoin(
        occasions,
        and(eq(occasions.countyId, occasionRosters.countyId), eq(occasions.id, occasionRosters.occasionId)),
      )
      .where(
        and(
          ...[eq(occasionRosters.countyId, actor.countyId), eq(occasionRosters.officeId, actor.officeId!)],
          sql`(upper(${occasions.during}) > ${since.toISOString()}
            or (${occasionRosters.completedAt} is null and ${occasions.state} in ('planned', 'took-place')))`,
        ),
      )
      .orderBy(sql`lower(${occasions.during})`, asc(occasions.id))
    const counts = await countsIn(
      tx,
      found.map(({ occasion }) => occasion.id),
    )
    return found.map((row) => ({
      ...row,
      counts: counts.get(`${row.occasion.id} ${actor.officeId}`) ?? NONE,
    }))
  })
  const listed = rows.map(({ occasion, roster, marked, counts }): ListedOccasion => {
    const { completedAt } = roster
    return {
      ...occasion,
      counts,
      marked,
      completedAt,
      listed: listedAs({ ...occasion, completedAt, now: at }),
    }
  })
  const group = (wanted: readonly ListedAs[]) => listed.filter((one) => wanted.includes(one.listed))
  return [...group(['to-complete']), ...group(['planned']), ...group(['done', 'off']).reverse()]
}

// Table names in full: drizzle leaves them out of a column of the outer query.
const markedCount = sql<number>`(select count(*)::int from occasion_places p
  where p.county_id = occasion_rosters.county_id and p.occasion_id = occasion_rosters.occasion_id
    and p.office_id = occasion_rosters.office_id and p.state = 'joined' and (
      select m.outcome from attendance_marks m where m.county_id = p.county_id and m.occasion_id = p.occasion_id
        and m.person_id = p.person_id order by m.revision desc limit 1) is not null)`

/** By occasion and office; in the running transaction. */
async function countsIn(tx: Tx, occasionIds: readonly string[]): Promise<Map<string, OccasionCounts>> {
  const rows = await tx.execute<OccasionCounts & { occasion_id: string; office_id: string }>(
    sql`select * from door_occasion_counts(${idArray(occasionIds)}::uuid[])`,
  )
  return new Map(
    rows.map(({ occasion_id: occasionId, office_id: officeId, ...counts }) => [
      `${occasionId} ${officeId}`,
      counts,
    ]),
  )
}

/**
 * How full occasions are, all offices together or one alone: numbers, also for whoever sees no names (the lecturer, the
 * bureau).
 */
export async function occasionCounts(
  actor: Actor,
  occasionIds: readonly string[],
  ofOffice: string | null = null,
): Promise<Map<string, OccasionCounts>> {
  const byOffice = await inActorTransaction(scopeOf(actor), (tx) => countsIn(tx, occasionIds))
  const sums = new Map<string, OccasionCounts>()
  for (const [key, counts] of byOffice) {
    const [id = '', office] = key.split(' ')
    if (ofOffice && office !== ofOffice) continue
    const before = sums.get(id) ?? NONE
    sums.set(id, {
      ...{ seats: before.seats + counts.seats, joined: before.joined + counts.joined },
      ...{ waiting: before.waiting + counts.waiting, offered: before.offered + counts.offered },
    })
  }
  return sums
}

export type RegisterLine = {
  personId: string
  name: string
  registerNumber: string
  noPhone: boolean
  place: PlaceState
  ordinal: number | null
  /** The revision that holds; 0: nothing was said. */
  revision: number
  mark: MarkFacts | null
  /** What the mark is worth; of a class to come or somebody not marked: null. */
  minutes: Minutes | null
  confirmed: boolean
  /** In another office's or county's care now: what they did here is still this office's to say. */
  movedOn: boolean
}
export type Register = {
  occasion: Occasion
  roster: Roster
  lines: RegisterLine[]
  counts: OccasionCounts
  toleranceMinutes: Minutes
  /** With a seat, and not to be seen by this actor: of the minors' regime, without a grant. */
  hidden: number
}

/**
 * The register of the actor's office, by name; null where it has none. Opening it leaves one audit row, as every list of
 * names does.
 */
export function findRegister(actor: Actor, occasionId: string): Promise<Register | null> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    if (!actor.officeId) return null
    const of = { countyId: actor.countyId, occasionId, officeId: actor.officeId }
    const found = await rosterIn(tx, of)
    if (!found) return null
    const { occasion, roster } = found
    const [rows, movedOn, counts, policy] = await Promise.all([
      linesIn(tx, of),
      movedOnIn(tx, occasionId),
      countsIn(tx, [occasionId]),
      creditPolicyOn(tx, actor.countyId, dayAt(occasion.during.from)),
    ])
    const toleranceMinutes = policy.latenessToleranceMinutes
    const lines = rows.flatMap((row) => lineOf(row, movedOn, occasion, toleranceMinutes) ?? []).sort(byName)
    const seen = lines.filter(({ place }) => place === 'joined').length
    await recordAudit(
      ...([tx, scopeOf(actor), 'attendance.register-opened'] as const),
      { kind: 'occasion', id: occasionId },
      { shown: lines.length },
    )
    return {
      ...{ occasion, roster, lines, toleranceMinutes, hidden: roster.joined - seen },
      counts: counts.get(`${occasionId} ${actor.officeId}`) ?? NONE,
    }
  })
}

function linesIn(tx: Tx, of: { countyId: string; occasionId: string; officeId: string }) {
  const last = tx
    .selectDistinctOn([attendanceMarks.personId])
    .from(attendanceMarks)
    .where(
      and(
        ...[eq(attendanceMarks.countyId, of.countyId), eq(attendanceMarks.occasionId, of.occasionId)],
        eq(attendanceMarks.officeId, of.officeId),
      ),
    )
    .orderBy(attendanceMarks.personId, sql`${attendanceMarks.revision} desc`)
    .as('last')
  return tx
    .select({
      ...{ personId: occasionPlaces.personId, place: occasionPlaces.state, ordinal: occasionPlaces.ordinal },
      ...{ name: supervisedPersons.name, registerNumber: supervisedPersons.registerNumber },
      accessNeeds: supervisedPersons.accessNeeds,
      ...{ revision: last.revision, outcome: last.outcome, inAt: last.inAt, outAt: last.outAt },
      ...{ lateMinutes: last.lateMinutes, note: last.note, confirmation: attendanceConfirmations.id },
    })
    .from(occasionPlaces)
    .leftJoin(
      supervisedPersons,
      and(
        eq(supervisedPersons.countyId, occasionPlaces.countyId),
        eq(supervisedPersons.id, occasionPlaces.personId),
      ),
    )
    .leftJoin(last, eq(last.personId, occasionPlaces.personId))
    .leftJoin(
      attendanceConfirmations,
      and(
        eq(attendanceConfirmations.countyId, occasionPlaces.countyId),
        eq(attendanceConfirmations.markId, last.id),
      ),
    )
    .where(
      and(
        ...[eq(occasionPlaces.countyId, of.countyId), eq(occasionPlaces.occasionId, of.occasionId)],
        eq(occasionPlaces.officeId, of.officeId),
      ),
    )
}

function lineOf(
  row: Awaited<ReturnType<typeof linesIn>>[number],
  movedOn: readonly MovedOn[],
  { during }: Occasion,
  toleranceMinutes: Minutes,
): RegisterLine | null {
  const moved = row.name === null ? movedOn.find(({ personId }) => personId === row.personId) : undefined
  const name = row.name ?? moved?.name
  const registerNumber = row.registerNumber ?? moved?.registerNumber
  if (name === undefined || registerNumber === undefined) return null
  const { outcome, inAt, outAt, lateMinutes, note } = row
  const mark = outcome ? { outcome, inAt, outAt, lateMinutes, note } : null
  return {
    ...{ personId: row.personId, name, registerNumber, movedOn: moved !== undefined },
    ...{ place: row.place, ordinal: row.ordinal, revision: row.revision ?? 0, mark },
    noPhone: row.accessNeeds?.includes('no-smartphone') ?? false,
    minutes: mark && worthOf(mark, { session: during, toleranceMinutes }).minutes,
    confirmed: row.confirmation !== null,
  }
}

const byName = (a: RegisterLine, b: RegisterLine) =>
  Number(a.registerNumber > b.registerNumber) - Number(a.registerNumber < b.registerNumber)

/** The office's register of what somebody knows by its source (an order), or null. */
export async function occasionOfSource(
  actor: Actor,
  kind: Occasion['sourceKind'],
  sourceId: string,
): Promise<{ id: string; state: Occasion['state'] } | null> {
  const [found] = await inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .select({ id: occasions.id, state: occasions.state })
      .from(occasions)
      .where(
        and(
          ...[eq(occasions.countyId, actor.countyId), eq(occasions.sourceKind, kind)],
          eq(occasions.sourceId, sourceId),
        ),
      ),
  )
  return found ?? null
}

/** An occasion that the actor may see, with whether minutes of it are in the ledger; or null. */
export function findOccasion(
  actor: Actor,
  occasionId: string,
): Promise<{ occasion: Occasion; anyComplete: boolean } | null> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const occasion = await occasionIn(tx, actor.countyId, occasionId)
    return occasion && { occasion, anyComplete: await anyComplete(tx, occasion) }
  })
}

/** Who has a seat and no outcome yet, with the revision that holds; of the actor's office. */
export function unmarkedPeople(
  actor: Actor,
  occasionId: string,
): Promise<{ personId: string; seen: number }[]> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    if (!actor.officeId) return []
    const rows = await linesIn(tx, { countyId: actor.countyId, occasionId, officeId: actor.officeId })
    return rows
      .filter(({ place, outcome }) => place === 'joined' && !outcome)
      .map(({ personId, revision }) => ({ personId, seen: revision ?? 0 }))
  })
}
