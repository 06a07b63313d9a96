import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.server.ts'
import type { TimeSpan } from './engagement.policy.ts'

/** When somebody or some room is taken: no word of for whom. */
export type BusyTime = {
  staffId: string | null
  roomId: string | null
  during: TimeSpan
  blocked: TimeSpan
  /** Counts towards a lecturer's limits. */
  lecture: boolean
  /** Not yet answered: it may come free. */
  held: boolean
}

type Row = {
  staff_id: string | null
  room_id: string | null
  during_from: string
  during_to: string
  blocked_from: string
  blocked_to: string
  lecture: boolean
  held: boolean
}

const uuids = (ids: readonly string[]) => `{${ids.join(',')}}`

/** What takes these members of staff and rooms in a span, wherever it was entered; in the running transaction. */
export async function freeBusy(
  tx: Tx,
  staffIds: readonly string[],
  roomIds: readonly string[],
  { from, to }: TimeSpan,
): Promise<BusyTime[]> {
  const rows = await tx.execute<Row>(sql`
    select staff_id, room_id, lower(during) as during_from, upper(during) as during_to,
      lower(blocked) as blocked_from, upper(blocked) as blocked_to, lecture, held
    from door_free_busy(${uuids(staffIds)}::uuid[], ${uuids(roomIds)}::uuid[],
      tstzrange(${from.toISOString()}::timestamptz, ${to.toISOString()}::timestamptz))`)
  return rows.map((row) => ({
    staffId: row.staff_id,
    roomId: row.room_id,
    during: { from: new Date(row.during_from), to: new Date(row.during_to) },
    blocked: { from: new Date(row.blocked_from), to: new Date(row.blocked_to) },
    lecture: row.lecture,
    held: row.held,
  }))
}
