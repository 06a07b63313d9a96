import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import { countyId, day, dayRange, id, instant, instants } from './columns.ts'
import { counties, supervisedPersons } from './supervision.ts'

/** The rules of a stretch of time, as data with its legal basis. Versions of a county cannot overlap (exclusion constraint). */
export const hoursPolicyVersions = pgTable(
  'hours_policy_versions',
  {
    id: id(),
    countyId: countyId().references(() => counties.id),
    /** Which pack it came from: `national-2012`, `national-2020`, `yunxi`… */
    pack: text().notNull(),
    titleZh: text().notNull(),
    titleEn: text().notNull(),
    /** Validated by `hoursPolicySchema` on every read. */
    parameters: jsonb().$type<unknown>().notNull(),
    legalBasis: jsonb().$type<unknown>().notNull(),
    valid: dayRange().notNull(),
  },
  (table) => [unique('hours_policy_versions_county_id_id').on(table.countyId, table.id)],
)

export const sourceKinds = [
  'online_unit',
  'lecture',
  'collective_class',
  'key_date_briefing',
  'counselling',
  'talk',
  'self_study',
  'public_benefit',
  'transfer',
  'adjustment',
] as const

/**
 * The ledger. Rows are only added. A credit has revision n ≥ 1, its reversal revision −n with the same source and
 * day and the minutes negated; credit n + 1 needs reversal −n. All of that is held by keys and checks, not by code.
 */
export const hoursEntries = pgTable(
  'hours_entries',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    bucket: text({ enum: ['study', 'public_benefit'] }).notNull(),
    sourceKind: text({ enum: sourceKinds }).notNull(),
    sourceId: text().notNull(),
    countyDay: day().notNull(),
    revision: integer().notNull(),
    /** Whole minutes; negative only in a reversal. */
    minutes: integer().notNull(),
    /** The credited instants, where there are any; always inside `countyDay` in the county's zone. */
    during: instants(),
    reversesId: uuid(),
    /** Structured: codes and numbers a page turns into sentences, never prose or names. */
    explanation: jsonb().$type<unknown>().notNull(),
    policyVersionId: uuid(),
    /** Arrived after its month had ended (decisions 6). */
    late: boolean().notNull().default(false),
    postedBy: uuid(),
    postedAs: text().notNull(),
    postedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    /** The revision that must already be there: what a reversal reverses, what a re-credit follows. */
    dependsOnRevision: integer().generatedAlwaysAs(
      sql`case when revision < 0 then -revision when revision > 1 then 1 - revision end`,
    ),
    /** The minutes of the reversed entry, so that a reversal takes back all of it, once. */
    reversedMinutes: integer().generatedAlwaysAs(sql`case when revision < 0 then -minutes end`),
  },
  (table) => [
    unique('hours_entries_key').on(
      table.countyId,
      table.personId,
      table.sourceKind,
      table.sourceId,
      table.countyDay,
      table.revision,
    ),
    unique('hours_entries_reverses_once').on(table.reversesId),
    unique('hours_entries_county_id_id').on(
      table.countyId,
      table.id,
      table.personId,
      table.sourceKind,
      table.sourceId,
      table.countyDay,
      table.bucket,
      table.minutes,
    ),
    index('hours_entries_county_person_day').on(table.countyId, table.personId, table.countyDay),
    foreignKey({
      name: 'hours_entries_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    foreignKey({
      name: 'hours_entries_policy_version',
      columns: [table.countyId, table.policyVersionId],
      foreignColumns: [hoursPolicyVersions.countyId, hoursPolicyVersions.id],
    }),
    foreignKey({
      name: 'hours_entries_follow_on',
      columns: [
        table.countyId,
        table.personId,
        table.sourceKind,
        table.sourceId,
        table.countyDay,
        table.dependsOnRevision,
      ],
      foreignColumns: [
        table.countyId as AnyPgColumn,
        table.personId as AnyPgColumn,
        table.sourceKind as AnyPgColumn,
        table.sourceId as AnyPgColumn,
        table.countyDay as AnyPgColumn,
        table.revision as AnyPgColumn,
      ],
    }),
    foreignKey({
      name: 'hours_entries_reverses_whole',
      columns: [
        table.countyId,
        table.reversesId,
        table.personId,
        table.sourceKind,
        table.sourceId,
        table.countyDay,
        table.bucket,
        table.reversedMinutes,
      ],
      foreignColumns: [
        table.countyId as AnyPgColumn,
        table.id as AnyPgColumn,
        table.personId as AnyPgColumn,
        table.sourceKind as AnyPgColumn,
        table.sourceId as AnyPgColumn,
        table.countyDay as AnyPgColumn,
        table.bucket as AnyPgColumn,
        table.minutes as AnyPgColumn,
      ],
    }),
    check(
      'hours_entries_revision_sign',
      sql`${table.revision} <> 0 and (${table.revision} > 0) = (${table.minutes} > 0)`,
    ),
    check(
      'hours_entries_minutes_of_a_day',
      sql`${table.minutes} between -1440 and 1440 and ${table.minutes} <> 0`,
    ),
    check(
      'hours_entries_reversal_names_entry',
      sql`(${table.revision} < 0) = (${table.reversesId} is not null)`,
    ),
    check(
      'hours_entries_bucket',
      sql`(${table.bucket} = 'public_benefit') = (${table.sourceKind} = 'public_benefit') or ${table.sourceKind} in ('transfer', 'adjustment')`,
    ),
    check(
      'hours_entries_online_has_instants',
      sql`${table.sourceKind} <> 'online_unit' or ${table.during} is not null`,
    ),
    check(
      'hours_entries_within_wall_clock',
      sql`${table.during} is null or abs(${table.minutes}) * 60 <= seconds_of(${table.during})`,
    ),
    check(
      'hours_entries_within_day',
      sql`${table.during} is null or ${table.during} <@ tstzmultirange(tstzrange(${table.countyDay}::timestamp at time zone 'Asia/Shanghai', (${table.countyDay} + 1)::timestamp at time zone 'Asia/Shanghai'))`,
    ),
  ],
)
