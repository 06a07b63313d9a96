import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { countyId, id, instant } from './columns.ts'
import { accounts } from './identity.ts'
import { counties } from './supervision.ts'

/** One message of the product to one account about one event. A code and neutral parameters; the words are the page's. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    countyId: countyId().references(() => counties.id),
    /** Whose inbox. */
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    /** What happened, once: `order:<id>:<version>`. Telling it again changes nothing. */
    eventKey: text().notNull(),
    /** From the closed list of the notices room. */
    code: text().notNull(),
    /** Codes, days, counts and ids: never a name, never typed words. */
    parameters: jsonb().$type<Record<string, string | number | boolean | null>>().notNull(),
    at: instant()
      .notNull()
      .default(sql`app_now()`),
    readAt: instant(),
  },
  (table) => [
    unique('notices_county_id_id').on(table.countyId, table.id),
    unique('notices_one_per_event').on(table.countyId, table.accountId, table.eventKey),
    index('notices_county_account').on(table.countyId, table.accountId, table.readAt, table.at),
    check('notices_code_shape', sql`${table.code} ~ '^[a-z]+(-[a-z]+)*$'`),
  ],
)
