import { desc, sql } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { db, inActorTransaction } from '#db/client.server.ts'
import { notices } from '#db/schema/notices.ts'
import { noticeCodes, type NoticeCode, type NoticeParameters } from './notice.policy.ts'

export const NOTICES_SHOWN = 50

export type Notice = {
  id: string
  code: NoticeCode
  parameters: NoticeParameters
  at: Date
  readAt: Date | null
}

const own = sql`${notices.countyId} = ${sql.placeholder('countyId')} and ${notices.accountId} = ${sql.placeholder('accountId')}`
const latest = db
  .select({
    id: notices.id,
    code: notices.code,
    parameters: notices.parameters,
    at: notices.at,
    readAt: notices.readAt,
  })
  .from(notices)
  .where(own)
  .orderBy(sql`${notices.readAt} is not null`, desc(notices.at), desc(notices.id))
  .limit(NOTICES_SHOWN)
  .prepare('own_notices')
const unread = db
  .select({ count: sql<number>`count(*)::int` })
  .from(notices)
  .where(sql`${own} and ${notices.readAt} is null`)
  .prepare('own_unread_notices')

const isKnown = (code: string): code is NoticeCode => (noticeCodes as readonly string[]).includes(code)

/** One's own inbox: what is unread first, then the latest. A code of a later version is left out. */
export async function ownNotices(actor: Actor): Promise<Notice[]> {
  const { countyId, accountId } = actor
  const rows = await inActorTransaction(scopeOf(actor), () => latest.execute({ countyId, accountId }))
  return rows.flatMap(({ code, ...notice }) => (isKnown(code) ? [{ code, ...notice }] : []))
}

/** How many one has not read; in the running transaction. */
export async function unreadNotices({ countyId, accountId }: Actor): Promise<number> {
  const [row] = await unread.execute({ countyId, accountId })
  return row?.count ?? 0
}
