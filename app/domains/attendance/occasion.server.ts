import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { tell } from '#app/domains/notices/notice.server.ts'
import type { NoticeCode } from '#app/domains/notices/notice.policy.ts'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import type { Scope, Tx } from '#db/client.server.ts'
import { occasionRosters, occasions } from '#db/schema/attendance.ts'
import type { OccasionSource, OccasionState, Regime } from './occasion.policy.ts'
import type { ClassSpan } from './minutes.policy.ts'

/** What the source of an occasion says of it now. */
export type SourceNow = {
  kind: OccasionSource
  sourceId: string
  officeId: string
  regime: Regime
  title: { code: string; zh: string; en: string }
  /** Null: it has no time (any more). */
  slot: { during: ClassSpan; room: { zh: string; en: string; capacity: number } } | null
  /** Of the office whose class it is. */
  seats: number
  /** `planned` makes an occasion where there is none; of anything else there is nothing to say without one. */
  state: OccasionState
}

/**
 * The occasion follows its source, in the transaction of the step and under its audit row: made when the class is agreed,
 * moved, put in suspense, called off, or over. Places stay through all of it, and whoever has one is told. Throws when an
 * office gave away more seats than it keeps (`occasion_rosters_seats`).
 */
export async function followSource(tx: Tx, scope: Scope, source: SourceNow): Promise<void> {
  const countyId = scope.countyId!
  const [known] = await tx
    .select()
    .from(occasions)
    .where(
      and(
        eq(occasions.countyId, countyId),
        eq(occasions.sourceKind, source.kind),
        eq(occasions.sourceId, source.sourceId),
      ),
    )
  if (!known) {
    if (source.state === 'planned') await plan(tx, scope, source)
    return
  }
  // What took place stays what it is; so does a class that somebody said was not held.
  if (known.state === 'took-place' || known.state === 'did-not-take-place') return
  // Called off, until it is on again: that somebody is asked once more is nothing to tell.
  if (known.state === 'cancelled' && source.state !== 'planned') return
  const during = source.slot?.during ?? known.during
  const changed = known.state !== source.state || !sameSpan(known.during, during)
  const version = known.version + 1
  await tx
    .update(occasions)
    .set({ state: source.state, version, ...(source.state === 'planned' ? asPlanned(source) : {}) })
    .where(
      and(eq(occasions.countyId, countyId), eq(occasions.id, known.id), eq(occasions.version, known.version)),
    )
  if (source.state === 'planned') await setSeats(tx, scope, known.id, source)
  const notice = changed ? NOTICES[source.state] : undefined
  if (notice) await tellPlaces(tx, scope, { ...known, during, version }, notice)
}

const NOTICES: Partial<Record<OccasionState, NoticeCode>> = {
  planned: 'occasion-moved',
  unsettled: 'occasion-unsettled',
  cancelled: 'occasion-cancelled',
  'did-not-take-place': 'occasion-cancelled',
}

const sameSpan = (a: ClassSpan, b: ClassSpan) =>
  a.from.getTime() === b.from.getTime() && a.to.getTime() === b.to.getTime()

function asPlanned({ title, slot }: SourceNow) {
  if (!slot) throw new Error('a class that is on has a time')
  const { during, room } = slot
  return {
    ...{ titleCode: title.code, titleZh: title.zh, titleEn: title.en, during },
    ...{ roomZh: room.zh, roomEn: room.en, capacity: room.capacity },
  }
}

async function plan(tx: Tx, scope: Scope, source: SourceNow): Promise<string> {
  const { kind, sourceId, officeId, regime, seats } = source
  const id = uuidv7()
  await tx.insert(occasions).values({
    ...{ id, countyId: scope.countyId!, officeId, sourceKind: kind, sourceId, regime, ...asPlanned(source) },
    ...{ state: 'planned', createdBy: scope.accountId, createdAs: scope.role },
  })
  await tx.insert(occasionRosters).values({
    ...{ id: uuidv7(), countyId: scope.countyId!, occasionId: id, hostOfficeId: officeId, officeId, seats },
  })
  return id
}

/** The host's seats, when they changed; who waits moves up. */
async function setSeats(
  tx: Tx,
  scope: Scope,
  occasionId: string,
  { officeId, seats }: SourceNow,
): Promise<void> {
  const grown = await tx
    .update(occasionRosters)
    .set({ seats })
    .where(
      and(
        ...[eq(occasionRosters.countyId, scope.countyId!), eq(occasionRosters.occasionId, occasionId)],
        ...[eq(occasionRosters.officeId, officeId), sql`${occasionRosters.seats} <> ${seats}`],
      ),
    )
    .returning({ id: occasionRosters.id })
  if (grown.length === 0) return
  const [moved] = await tx.execute<{ accounts: string[] }>(
    sql`select door_promote_places(${occasionId}::uuid, ${officeId}::uuid) as accounts`,
  )
  const [occasion] = await tx
    .select()
    .from(occasions)
    .where(and(eq(occasions.countyId, scope.countyId!), eq(occasions.id, occasionId)))
  if (occasion && moved) await tellOf(tx, scope, occasion, 'occasion-promoted', moved.accounts)
}

/** The rosters of the offices that share an order follow its shares (the database reads them). After followSource(). */
export async function followShares(tx: Tx, orderId: string): Promise<void> {
  await tx.execute(sql`select door_follow_shares(${orderId}::uuid)`)
}

type Told = { id: string; version: number; titleCode: string; during: ClassSpan }

/** Tells everybody who has a place: their accounts, not who they are. */
async function tellPlaces(tx: Tx, scope: Scope, occasion: Told, code: NoticeCode): Promise<void> {
  const rows = await tx.execute<{ account_id: string }>(
    sql`select account_id from door_accounts_of_occasion(${occasion.id}::uuid)`,
  )
  await tellOf(
    ...([tx, scope, occasion, code] as const),
    rows.map(({ account_id: accountId }) => accountId),
  )
}

/** Tells some of them. One notice per account, event and version. */
export async function tellOf(
  tx: Tx,
  scope: Scope,
  { id, version, titleCode, during }: Told,
  code: NoticeCode,
  accounts: readonly string[],
  event: string | number = version,
): Promise<void> {
  await tell(tx, scope, accounts, {
    code,
    key: `occasion:${id}:${code}:${event}`,
    parameters: { occasion: id, topic: titleCode, day: dayAt(during.from), time: timeOfDay(during.from) },
  })
}
