import { sql } from 'drizzle-orm'
import {
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { countyId, id, instant } from './columns.ts'

/** A transaction's number, 64 bits: it never comes round. Decimal text. */
const transactionNumber = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' })
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

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
    /**
     * Which transaction wrote it. Times and ids are given before a commit; whoever commits late would fall behind a seal
     * that went by them. Below the oldest running transaction nothing can be added any more.
     */
    writtenIn: transactionNumber()
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    unique('audit_events_county_id_id').on(table.countyId, table.id),
    index('audit_events_county_at_id').on(table.countyId, table.at, table.id),
    index('audit_events_county_actor_at').on(table.countyId, table.actorAccountId, table.at),
    index('audit_events_county_act_at').on(table.countyId, table.act, table.at),
    index('audit_events_county_written').on(table.countyId, table.writtenIn, table.id),
    index('audit_events_county_person_at').on(table.countyId, table.personId, table.at),
  ],
)

/** A root over the rows of one batch, chained to the root before (seal.policy.ts). Written by the owner's job alone. */
export const auditSeals = pgTable(
  'audit_seals',
  {
    id: id(),
    countyId: countyId(),
    sequence: integer().notNull(),
    era: integer().notNull(),
    horizonXid: transactionNumber().notNull(),
    horizonId: uuid().notNull(),
    firstId: uuid().notNull(),
    lastId: uuid().notNull(),
    count: integer().notNull(),
    treeRoot: bytes().notNull(),
    previousHash: bytes().notNull(),
    headerHash: bytes().notNull(),
    sealedAt: instant().notNull(),
  },
  (table) => [
    unique('audit_seals_county_id_id').on(table.countyId, table.id),
    unique('audit_seals_county_sequence').on(table.countyId, table.sequence),
  ],
)

/**
 * Which row stands where under which seal, and its hash. `id` is the row's. No reference to audit_events: this is the
 * witness of a row that somebody deleted, and a reference would write to every row that is sealed.
 */
export const auditSealMembers = pgTable(
  'audit_seal_members',
  {
    id: id(),
    countyId: countyId(),
    sealId: uuid().notNull(),
    /** 0, 1, 2 … in the order of the leaves. */
    position: integer().notNull(),
    leaf: bytes().notNull(),
  },
  (table) => [
    unique('audit_seal_members_county_id_id').on(table.countyId, table.id),
    unique('audit_seal_members_place').on(table.countyId, table.sealId, table.position),
    foreignKey({
      name: 'audit_seal_members_of_seal',
      columns: [table.countyId, table.sealId],
      foreignColumns: [auditSeals.countyId, auditSeals.id],
    }),
  ],
)
