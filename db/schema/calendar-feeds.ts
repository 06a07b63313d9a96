import { sql } from 'drizzle-orm'
import { check, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { countyId, id, instant } from './columns.ts'
import { accounts } from './identity.ts'
import { counties } from './supervision.ts'

export const calendarFeedKinds = ['lecturer', 'office'] as const

/**
 * A link under which a calendar program fetches a lecturer's or an office's classes. Whoever holds it reads them, without
 * signing in: so it is one person's, ends with their appointment, and can be taken back. Of its token the hash alone is kept.
 */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    id: id(),
    countyId: countyId().references(() => counties.id),
    /** Whose link. */
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    kind: text({ enum: calendarFeedKinds }).notNull(),
    /** Whose classes: a lecturer, or an office. */
    forId: uuid().notNull(),
    /** sha256 of the token, in hex. */
    tokenHash: text().notNull(),
    madeAt: instant()
      .notNull()
      .default(sql`app_now()`),
    revokedAt: instant(),
  },
  (table) => [
    unique('calendar_feeds_county_id_id').on(table.countyId, table.id),
    unique('calendar_feeds_token').on(table.tokenHash),
    uniqueIndex('calendar_feeds_one_live')
      .on(table.countyId, table.accountId, table.forId)
      .where(sql`revoked_at is null`),
    check('calendar_feeds_hash_shape', sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
  ],
)
