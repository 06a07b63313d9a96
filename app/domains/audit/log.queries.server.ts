import { sql, type SQL } from 'drizzle-orm'
import { addDays, startOfDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Scope, type Tx } from '#db/client.server.ts'
import type { Anchor } from './anchor.schema.ts'
import type { LogFilter } from './log-filter.schema.ts'
import type { LogRow } from './log-row.policy.ts'
import { actsOf, isLook } from './look.policy.ts'
import { recordAudit } from './record.server.ts'

export const ROWS_PER_PAGE = 50
/** How many of those who opened a file stand on it. */
export const READERS_SHOWN = 20

export type SealState = {
  batches: number
  sealedUpTo: string | null
  /** Rows that wait, and the oldest of them. */
  waiting: number
  since: string | null
}

const ISO = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`)

/**
 * A page of the log, newest first, for the bureau of the scope's county; looking is itself written down. `before` of the
 * answer leads on to older rows; null at the end. Minors' numbers are left out by row-level security without a grant.
 */
export async function readLog(scope: Scope, filter: LogFilter) {
  return inActorTransaction(scope, async (tx) => {
    const found = await rowsOf(tx, filtersOf(scope, filter), ROWS_PER_PAGE + 1)
    const rows = found.slice(0, ROWS_PER_PAGE)
    const last = rows.at(-1)
    const [staff, seals, person] = await Promise.all([
      staffOf(tx, scope),
      sealStateOf(tx, scope),
      filter.person ? numberOf(tx, scope, filter.person) : null,
    ])
    const filtered = (['act', 'who', 'person', 'from', 'to', 'before'] as const).filter((one) => filter[one])
    await recordAudit(
      tx,
      scope,
      'audit.log-listed',
      { kind: 'audit-log', id: null, ...(filter.person && person ? { personId: filter.person } : {}) },
      { shown: rows.length, filtered },
    )
    const before = found.length > rows.length && last ? `${last.at}_${last.id}` : null
    return { rows, staff, seals, personNumber: person, before }
  })
}

/** Who opened a person's file lately, in the transaction of the opening (which leaves the row of looking at this too). */
export async function readersOfPerson(tx: Tx, scope: Scope, personId: string): Promise<LogRow[]> {
  const looks = actsOf('look')!
  return rowsOf(
    tx,
    [
      sql`e.county_id = ${scope.countyId}`,
      sql`e.person_id = ${personId}`,
      sql`e.act in (${sql.join(
        looks.map((act) => sql`${act}`),
        sql`, `,
      )})`,
    ],
    READERS_SHOWN,
  )
}

/** The id behind a register number that the bureau typed; null: not in the county, or of the minors' regime without a grant. */
export async function personOfNumber(scope: Scope, number: string): Promise<string | null> {
  const [found] = await inActorTransaction(scope, (tx) =>
    tx.execute<{ id: string }>(sql`select p.id from supervised_persons p
      where p.county_id = ${scope.countyId} and p.register_number = ${number}`),
  )
  return found?.id ?? null
}

/** The county's last seal, to be kept elsewhere; null while nothing is sealed. Taking it out is written down. */
export async function takeAnchor(scope: Scope): Promise<Omit<Anchor, 'version'> | null> {
  return inActorTransaction(scope, async (tx) => {
    const [seal] = await tx.execute<Omit<Anchor, 'version'>>(sql`
      select c.code as "countyCode", s.county_id as "countyId", s.sequence, encode(s.header_hash, 'hex') as "headerHash",
        (select sum(a.count)::int from audit_seals a where a.county_id = s.county_id) as count,
        to_char(s.sealed_at at time zone 'UTC', ${ISO}) as "sealedAt"
      from audit_seals s join counties c on c.id = s.county_id
      where s.county_id = ${scope.countyId} order by s.sequence desc limit 1`)
    if (!seal) return null
    await recordAudit(
      tx,
      scope,
      'audit.anchor-taken-out',
      { kind: 'audit-log', id: null },
      { sequence: seal.sequence },
    )
    return seal
  })
}

function filtersOf(scope: Scope, filter: LogFilter): SQL[] {
  const acts = actsOf(filter.act)
  const [at, id] = filter.before?.split('_') ?? []
  return [
    sql`e.county_id = ${scope.countyId}`,
    acts &&
      sql`e.act in (${sql.join(
        acts.map((act) => sql`${act}`),
        sql`, `,
      )})`,
    filter.who && sql`e.actor_account_id = ${filter.who}`,
    filter.person && sql`e.person_id = ${filter.person}`,
    filter.from && sql`e.at >= ${startOfDay(filter.from).toISOString()}::timestamptz`,
    filter.to && sql`e.at < ${startOfDay(addDays(filter.to, 1)).toISOString()}::timestamptz`,
    at && id && sql`(e.at, e.id) < (${at}::timestamptz, ${id}::uuid)`,
  ].filter((part): part is SQL => part !== null && part !== undefined && part !== '')
}

/** The page first, by an index; names and seals of its rows alone after it. */
async function rowsOf(tx: Tx, where: readonly SQL[], limit: number): Promise<LogRow[]> {
  const rows = await tx.execute<Omit<LogRow, 'look'>>(sql`
    with page as materialized (
      select e.* from audit_events e where ${sql.join([...where], sql` and `)}
      order by e.at desc, e.id desc limit ${limit})
    select e.id, to_char(e.at at time zone 'UTC', ${ISO}) as at, e.actor_role as role, e.act,
      e.subject_kind as "subjectKind", f.name as "staffName", own.register_number as "actorNumber",
      o.name_zh as "officeZh", o.name_en as "officeEn", e.person_id is not null as "aboutPerson",
      p.register_number as "personNumber", g.name as "aboutStaff", theirs.register_number as "aboutNumber",
      case when jsonb_typeof(e.detail -> 'shown') = 'number' then (e.detail ->> 'shown')::int end as shown,
      s.sequence as batch
    from page e
    left join staff f on f.account_id = e.actor_account_id and e.actor_role <> 'supervised-person'
    left join lateral (
      select q.register_number from supervised_persons q
      where q.county_id = e.county_id and q.account_id = e.actor_account_id and f.id is null
      order by q.entered_on desc limit 1
    ) own on true
    left join lateral (
      select case when e.subject_kind = 'account' and e.subject_id ~ '^[0-9a-f-]{36}$' then e.subject_id::uuid end as account_id
    ) subject on true
    left join staff g on g.account_id = subject.account_id
    left join lateral (
      select q.register_number from supervised_persons q
      where q.county_id = e.county_id and q.account_id = subject.account_id and g.id is null
      order by q.entered_on desc limit 1
    ) theirs on true
    left join judicial_offices o on o.county_id = e.county_id and o.id = e.actor_office_id
    left join supervised_persons p on p.county_id = e.county_id and p.id = e.person_id
    left join audit_seal_members m on m.county_id = e.county_id and m.id = e.id
    left join audit_seals s on s.county_id = m.county_id and s.id = m.seal_id
    order by e.at desc, e.id desc`)
  return rows.map((row) => ({ ...row, look: isLook(row.act) }))
}

/** Members of staff who ever acted for the county, by account; the caller sorts them. */
async function staffOf(tx: Tx, scope: Scope): Promise<{ accountId: string; name: string }[]> {
  const rows = await tx.execute<{ accountId: string; name: string }>(sql`
    select f.account_id as "accountId", f.name from staff f
    where f.account_id is not null and f.id in (
      select a.staff_id from staff_appointments a where a.county_id = ${scope.countyId})`)
  return [...rows]
}

async function numberOf(tx: Tx, scope: Scope, personId: string): Promise<string | null> {
  const [row] = await tx.execute<{
    number: string
  }>(sql`select p.register_number as number from supervised_persons p
    where p.county_id = ${scope.countyId} and p.id = ${personId}`)
  return row?.number ?? null
}

async function sealStateOf(tx: Tx, scope: Scope): Promise<SealState> {
  const [row] = await tx.execute<SealState>(sql`
    with last as (
      select s.sequence, s.sealed_at, s.horizon_xid, s.horizon_id from audit_seals s
      where s.county_id = ${scope.countyId} order by s.sequence desc limit 1)
    select coalesce((select sequence from last), 0) as batches,
      (select to_char(sealed_at at time zone 'UTC', ${ISO}) from last) as "sealedUpTo",
      count(*)::int as waiting, to_char(min(e.at) at time zone 'UTC', ${ISO}) as since
    from audit_events e
    where e.county_id = ${scope.countyId}
      and (e.written_in, e.id) > (coalesce((select horizon_xid from last), '0'::xid8),
        coalesce((select horizon_id from last), '00000000-0000-0000-0000-000000000000'::uuid))
      and not exists (select 1 from audit_seal_members m where m.county_id = e.county_id and m.id = e.id)`)
  return row!
}
