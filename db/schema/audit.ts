import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { countyId, id, instant } from './columns.ts'

/** Who did, and who looked. Append-only: the database refuses UPDATE, DELETE and TRUNCATE. */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: id(),
    countyId: countyId(),
    at: instant()
      .notNull()
      .default(sql`app_now()`),
    /** Null for a named system actor (`actorRole` says which). */
    actorAccountId: uuid(),
    actorRole: text().notNull(),
    actorOfficeId: uuid(),
    /** `room.verb`, from the closed list in the audit room. */
    act: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: text(),
    /** The supervised person it is about, when it is about one. */
    personId: uuid(),
    detail: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    unique('audit_events_county_id_id').on(table.countyId, table.id),
    index('audit_events_county_at').on(table.countyId, table.at),
    index('audit_events_county_person_at').on(table.countyId, table.personId, table.at),
  ],
)
