import type { Sql, TransactionSql } from 'postgres'
import type { Hex, SealedRow, SealHeader, SealPlace } from '#app/shared/sealed-row.ts'

/** The owner's statements on the audit log and its seals. What they mean stands in app/domains/audit/seal.policy.ts. */
type Db = Sql | TransactionSql
/** A connection as the owner of the tables (connectOwner). */
export type OwnerSql = Sql

/** One sealer at a time over all machines; given back with the transaction, also when the process is killed. */
const SEALING = 7113013

export type County = { id: string; code: string }

/** A seal as it is kept: with its own id, and the hash of its header. */
export type StoredSeal = SealHeader & { id: string; headerHash: Hex }

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`
const ROW = `e.id, e.county_id as "countyId", to_char(e.at at time zone 'UTC', ${INSTANT}) as at,
  e.actor_account_id as "actorAccountId", e.actor_role as "actorRole", e.actor_office_id as "actorOfficeId", e.act,
  e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.person_id as "personId", e.detail::text as detail,
  e.written_in::text as "writtenIn"`
const SEAL = `id, county_id as "countyId", sequence, era, horizon_xid::text as "horizonXid", horizon_id as "horizonId",
  first_id as "firstId", last_id as "lastId", count, encode(tree_root, 'hex') as "treeRoot",
  encode(previous_hash, 'hex') as "previousHash", encode(header_hash, 'hex') as "headerHash",
  to_char(sealed_at at time zone 'UTC', ${INSTANT}) as "sealedAt"`

export async function countiesOf(sql: Db): Promise<County[]> {
  return sql<County[]>`select id, code from counties order by code`
}

/** False: another machine is sealing. Held until the transaction ends; no writer of the log ever takes it. */
export async function takeSealing(tx: TransactionSql): Promise<boolean> {
  const [row] = await tx<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(${SEALING}) as taken`
  return row!.taken
}

export async function lastSeal(sql: Db, countyId: string): Promise<StoredSeal | null> {
  const [seal] = await sql.unsafe<StoredSeal[]>(
    `select ${SEAL} from audit_seals where county_id = $1 order by sequence desc limit 1`,
    [countyId],
  )
  return seal ?? null
}

/** Below this number every transaction has ended: whatever it wrote is visible, and nothing more can come. */
export async function oldestRunning(sql: Db): Promise<string> {
  const [row] = await sql<{ it: string }[]>`select pg_snapshot_xmin(pg_current_snapshot())::text as it`
  return row!.it
}

/**
 * The next rows for a seal, in the order (transaction, id). `below` comes from an earlier statement, so all of what lies
 * under it is visible here.
 */
export async function rowsAfter(
  tx: TransactionSql,
  countyId: string,
  place: Pick<SealPlace, 'afterXid' | 'afterId' | 'sweep'>,
  below: string,
  limit: number,
): Promise<SealedRow[]> {
  const inNoSeal = `not exists (select 1 from audit_seal_members m where m.county_id = e.county_id and m.id = e.id)`
  if (place.sweep)
    return tx.unsafe<SealedRow[]>(
      `select ${ROW} from audit_events e where e.county_id = $1 and ${inNoSeal} order by e.written_in, e.id limit $2`,
      [countyId, limit],
    )
  return tx.unsafe<SealedRow[]>(
    `select ${ROW} from audit_events e
     where e.county_id = $1 and (e.written_in, e.id) > ($2::text::xid8, $3::uuid) and e.written_in < $4::text::xid8
       and ${inNoSeal}
     order by e.written_in, e.id limit $5`,
    [countyId, place.afterXid, place.afterId, below, limit],
  )
}

/** The database's time as the product counts it, to the millisecond. */
export async function sealingTime(tx: TransactionSql, clockOffsetMs: number): Promise<string> {
  await tx`select set_config('app.clock_offset_ms', ${String(clockOffsetMs)}, true)`
  const [row] = await tx.unsafe<{ it: string }[]>(
    `select to_char(app_now() at time zone 'UTC', ${INSTANT}) as it`,
  )
  return row!.it
}

export async function insertSeal(
  tx: TransactionSql,
  seal: StoredSeal,
  members: readonly { id: string; leaf: string }[],
): Promise<void> {
  await tx.unsafe(
    `insert into audit_seals (id, county_id, sequence, era, horizon_xid, horizon_id, first_id, last_id, count, tree_root,
       previous_hash, header_hash, sealed_at)
     values ($1, $2, $3, $4, $5::text::xid8, $6, $7, $8, $9, decode($10, 'hex'), decode($11, 'hex'), decode($12, 'hex'), $13::text::timestamptz)`,
    [
      ...[seal.id, seal.countyId, seal.sequence, seal.era, seal.horizonXid, seal.horizonId, seal.firstId],
      ...[seal.lastId, seal.count, seal.treeRoot, seal.previousHash, seal.headerHash, seal.sealedAt],
    ],
  )
  await tx.unsafe(
    `insert into audit_seal_members (id, county_id, seal_id, position, leaf)
     select m.id, $1, $2, m.place - 1, decode(m.leaf, 'hex')
     from unnest($3::uuid[], $4::text[]) with ordinality as m (id, leaf, place)`,
    [seal.countyId, seal.id, members.map(({ id }) => id), members.map(({ leaf }) => leaf)],
  )
}

/** A seal's places with the rows that stand there now; `row` null: gone. At most one seal's rows in memory. */
export async function placesOf(
  sql: Db,
  countyId: string,
  sealId: string,
): Promise<{ position: number; id: string; leaf: string; row: SealedRow | null }[]> {
  const found = await sql.unsafe<(SealedRow & { position: number; memberId: string; leaf: string })[]>(
    `select m.position, m.id as "memberId", encode(m.leaf, 'hex') as leaf, ${ROW}
     from audit_seal_members m left join audit_events e on e.county_id = m.county_id and e.id = m.id
     where m.county_id = $1 and m.seal_id = $2 order by m.position`,
    [countyId, sealId],
  )
  return found.map(({ position, memberId, leaf, ...row }) => ({
    position,
    id: memberId,
    leaf,
    row: row.countyId ? row : null,
  }))
}

/** The next seals after a sequence, a handful at a time. */
export async function sealsAfter(sql: Db, countyId: string, sequence: number): Promise<StoredSeal[]> {
  return sql.unsafe<StoredSeal[]>(
    `select ${SEAL} from audit_seals where county_id = $1 and sequence > $2 order by sequence limit 100`,
    [countyId, sequence],
  )
}

/** Places whose seal is gone. */
export async function placesWithoutSeal(sql: Db, countyId: string): Promise<number> {
  const [row] = await sql<{ it: number }[]>`select count(*)::int as it from audit_seal_members m
    where m.county_id = ${countyId} and not exists (
      select 1 from audit_seals s where s.county_id = m.county_id and s.id = m.seal_id)`
  return row!.it
}

/** Rows under no seal: before the last seal's place (where nothing can come any more), and after it (waiting). */
export async function unsealedRows(
  sql: Db,
  countyId: string,
  last: { horizonXid: string; horizonId: string },
): Promise<{ before: number; beforeIds: string[]; after: number; since: string | null }> {
  const [row] = await sql.unsafe<
    { before: number; beforeIds: string[] | null; after: number; since: string | null }[]
  >(
    `with free as (
       select e.id, e.at, (e.written_in, e.id) <= ($2::text::xid8, $3::uuid) as before from audit_events e
       where e.county_id = $1
         and not exists (select 1 from audit_seal_members m where m.county_id = e.county_id and m.id = e.id))
     select (count(*) filter (where before))::int as before,
       (select array_agg(f.id) from (select id from free where before order by id limit 20) f) as "beforeIds",
       (count(*) filter (where not before))::int as after,
       to_char(min(at) filter (where not before) at time zone 'UTC', ${INSTANT}) as since
     from free`,
    [countyId, last.horizonXid, last.horizonId],
  )
  return { ...row!, beforeIds: row!.beforeIds ?? [] }
}

export type SnapshotSql = TransactionSql

/** Reads that all see the same moment, and can change nothing. */
export async function inOneSnapshot<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  const [result] = await sql.begin('isolation level repeatable read read only', async (tx) => [
    await work(tx),
  ])
  return result as T
}

/** Rows under all seals up to the last. */
export async function rowsUnderSeals(sql: Db, countyId: string): Promise<number> {
  const [row] = await sql<{ it: number }[]>`select coalesce(sum(count), 0)::int as it from audit_seals
    where county_id = ${countyId}`
  return row!.it
}

/** Whether the tables of the seals are there: an older installation has them after its next start. */
export async function knowsSeals(sql: Db): Promise<boolean> {
  const [row] = await sql<{ it: boolean }[]>`select to_regclass('public.audit_seals') is not null as it`
  return row!.it
}
