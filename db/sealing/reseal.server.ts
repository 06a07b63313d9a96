import type { Sql, TransactionSql } from 'postgres'
import { rewrap, type Wrapped } from './cipher.ts'
import type { KeyRing } from './key-ring.ts'

/** Work of the owner on sealed rows. No body is opened here: only the wrapped keys are. */

const BATCH = 200

export type WrongRow = { id: string; refused: 'unknown-key' | 'damaged' }
export type Resealed = { resealed: number; wrong: WrongRow[]; stopped: boolean }

/** Whether this database has sealed rows at all: the tables stand since migration 0018. */
export async function knowsSealing(owner: Sql): Promise<boolean> {
  const [found] = await owner<
    { is: boolean }[]
  >`select to_regclass('counselling_record_keys') is not null as is`
  return found!.is
}

/** Ids of the keys that rows need, each with how many. Erased rows need none. */
export async function neededKeys(owner: Sql): Promise<{ keyId: string; rows: number }[]> {
  return owner<{ keyId: string; rows: number }[]>`
    select key_id as "keyId", count(*)::int as rows from (
      select key_id from counselling_record_keys where erased_at is null
      union all select key_id from counselling_drafts where ended_at is null) needed
    group by key_id order by key_id`
}

type Row = Wrapped & { id: string; countyId: string; version: number }
/** The two places where wrapped keys lie, by the same names. */
const PLACES = [
  {
    next: `select k.id, k.county_id as "countyId", k.key_id as "keyId", k.nonce as "keyNonce", k.wrapped as "wrappedKey",
        r.position as version
      from counselling_record_keys k join counselling_records r on r.county_id = k.county_id and r.id = k.id
      where k.erased_at is null and k.key_id <> $1 and k.id > $2 order by k.id limit $3 for update of k`,
    set: `update counselling_record_keys k set key_id = n.key_id, nonce = decode(n.nonce, 'hex'), wrapped = decode(n.wrapped, 'hex')`,
  },
  {
    next: `select id, county_id as "countyId", key_id as "keyId", key_nonce as "keyNonce", wrapped_key as "wrappedKey", version
      from counselling_drafts
      where ended_at is null and key_id <> $1 and id > $2 order by id limit $3 for update`,
    set: `update counselling_drafts k set key_id = n.key_id, key_nonce = decode(n.nonce, 'hex'), wrapped_key = decode(n.wrapped, 'hex')`,
  },
] as const
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Wraps the key of every record and draft under the ring's active key, batch by batch, each batch in a transaction of its
 * own. Killed anywhere, it goes on at the next call with what is left. A row that does not open is named and left as it
 * is; the others go on. `stopped` is asked between two batches.
 */
export async function resealAll(
  owner: Sql,
  ring: KeyRing,
  { stopped = () => false, batch = BATCH }: { stopped?: () => boolean; batch?: number } = {},
): Promise<Resealed> {
  const done: Resealed = { resealed: 0, wrong: [], stopped: false }
  for (const place of PLACES) {
    for (let after: string = FIRST; ;) {
      if (stopped()) return { ...done, stopped: true }
      const last = await owner.begin(async (tx) => {
        const rows = await tx.unsafe<Row[]>(place.next, [ring.active.id, after, batch])
        const renewed = rows.flatMap((row) => {
          const { id, countyId, version } = row
          const next = rewrap(row, { countyId, recordId: id, version }, ring.find, ring.active)
          if (!('refused' in next)) return [{ id, ...next }]
          done.wrong.push({ id, refused: next.refused })
          return []
        })
        await writeAll(tx, place.set, renewed)
        done.resealed += renewed.length
        return rows.at(-1)?.id
      })
      if (last === undefined) break
      after = last
    }
  }
  return done
}

async function writeAll(tx: TransactionSql, set: string, rows: (Wrapped & { id: string })[]): Promise<void> {
  if (rows.length === 0) return
  await tx.unsafe(
    `${set} from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as n (id, key_id, nonce, wrapped) where k.id = n.id`,
    [
      ...[rows.map(({ id }) => id), rows.map(({ keyId }) => keyId)],
      ...[rows.map(({ keyNonce }) => hex(keyNonce)), rows.map(({ wrappedKey }) => hex(wrappedKey))],
    ],
  )
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Days after withdrawn consent after which what was kept by consent is erased; the consent's text says the same. */
export const ERASED_AFTER_DAYS = 30

/**
 * Destroys the keys of people who withdrew their consent that long ago and have not given it again: their records and
 * drafts are noise from then on (个人信息保护法 47). What stays is the outer layer: days, minutes and the agreed line.
 */
export async function eraseWithdrawn(owner: Sql, now: Date): Promise<number> {
  return owner.begin(async (tx) => {
    const people = tx`
      select c.county_id, c.person_id from counselling_consents c
      where c.party = 'person' and c.act = 'withdrawn' and c.at <= ${now}::timestamptz - make_interval(days => ${ERASED_AFTER_DAYS})
        and not exists (select 1 from counselling_consents l where l.county_id = c.county_id and l.person_id = c.person_id
          and l.party = 'person' and l.round > c.round)`
    const records = await tx`
      update counselling_record_keys k set nonce = null, wrapped = null, erased_at = ${now}
      from counselling_records r where r.county_id = k.county_id and r.id = k.id and k.erased_at is null
        and r.disclosure_id is null and (r.county_id, r.person_id) in (${people})`
    const drafts = await tx`
      update counselling_drafts d set nonce = null, sealed = null, key_id = null, key_nonce = null, wrapped_key = null,
        ended_at = ${now}, ended_as = 'erased', version = d.version + 1
      where d.ended_at is null and (d.county_id, d.person_id) in (${people})`
    return records.count + drafts.count
  })
}
