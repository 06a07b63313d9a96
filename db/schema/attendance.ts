import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import { countyId, id, instant, instantRange } from './columns.ts'
import { judicialOffices, supervisedPersons } from './supervision.ts'

export const occasionStates = [
  'planned',
  'unsettled',
  'took-place',
  'did-not-take-place',
  'cancelled',
] as const
export const occasionSources = ['lecture', 'collective_class'] as const
export const occasionRegimes = ['adults', 'minors'] as const
export const placeStates = ['offered', 'joined', 'waiting', 'withdrawn', 'excused'] as const
export const outcomeCodes = ['attended', 'left-early', 'excused', 'absent', 'could-not-take-place'] as const

/** A class at a time and place, whatever it comes from. Minutes are earned between the two ends of `during`. */
export const occasions = pgTable(
  'occasions',
  {
    id: id(),
    countyId: countyId(),
    /** Whose class it is. */
    officeId: uuid().notNull(),
    sourceKind: text({ enum: occasionSources }).notNull(),
    /** What it comes from, once: the order of a lecture, or itself. */
    sourceId: uuid().notNull(),
    /** For whom: minors and adults are never on one roster (社矫法 52). */
    regime: text({ enum: occasionRegimes }).notNull(),
    /** The topic as it was called when the class was agreed. */
    titleCode: text().notNull(),
    titleZh: text().notNull(),
    titleEn: text().notNull(),
    during: instantRange().notNull(),
    roomZh: text().notNull(),
    roomEn: text().notNull(),
    /** Of the room. */
    capacity: integer().notNull(),
    state: text({ enum: occasionStates }).notNull(),
    version: integer().notNull().default(1),
    createdBy: uuid(),
    createdAs: text().notNull(),
    createdAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('occasions_county_id_id').on(table.countyId, table.id),
    // What a roster points at, and what holds its regime.
    unique('occasions_county_id_office').on(table.countyId, table.id, table.officeId),
    unique('occasions_county_id_regime').on(table.countyId, table.id, table.regime),
    unique('occasions_source_once').on(table.countyId, table.sourceKind, table.sourceId),
    index('occasions_county_office').on(table.countyId, table.officeId, table.state),
    foreignKey({
      name: 'occasions_office',
      columns: [table.countyId, table.officeId],
      foreignColumns: [judicialOffices.countyId, judicialOffices.id],
    }),
    check(
      'occasions_span',
      sql`lower_inc(${table.during}) and not upper_inc(${table.during}) and upper(${table.during}) > lower(${table.during})
        and upper(${table.during}) - lower(${table.during}) <= interval '12 hours'`,
    ),
    check('occasions_capacity', sql`${table.capacity} between 1 and 500`),
    check('occasions_title_code', sql`${table.titleCode} ~ '^[a-z][a-z0-9-]{0,19}$'`),
    check('occasions_version', sql`${table.version} >= 1`),
  ],
)

/**
 * One office's people in an occasion: its seats, and its register. An office that joined keeps a register of its own, because
 * nobody sees another office's people. `joined` and `last_ordinal` are moved by the doors alone.
 */
export const occasionRosters = pgTable(
  'occasion_rosters',
  {
    id: id(),
    countyId: countyId(),
    occasionId: uuid().notNull(),
    hostOfficeId: uuid().notNull(),
    officeId: uuid().notNull(),
    seats: integer().notNull(),
    /** How many have a seat. */
    joined: integer().notNull().default(0),
    /** The last number given in the waiting list. */
    lastOrdinal: integer().notNull().default(0),
    /** The register is complete: from here on its minutes stand, and a change is a correction. */
    completedAt: instant(),
    completedBy: uuid(),
  },
  (table) => [
    unique('occasion_rosters_county_id_id').on(table.countyId, table.id),
    unique('occasion_rosters_once').on(table.countyId, table.occasionId, table.officeId),
    index('occasion_rosters_county_office').on(table.countyId, table.officeId),
    foreignKey({
      name: 'occasion_rosters_occasion',
      columns: [table.countyId, table.occasionId, table.hostOfficeId],
      foreignColumns: [occasions.countyId, occasions.id, occasions.officeId],
    }),
    foreignKey({
      name: 'occasion_rosters_office',
      columns: [table.countyId, table.officeId],
      foreignColumns: [judicialOffices.countyId, judicialOffices.id],
    }),
    check('occasion_rosters_seats', sql`${table.joined} >= 0 and ${table.joined} <= ${table.seats}`),
    check(
      'occasion_rosters_completed_whole',
      sql`num_nonnulls(${table.completedAt}, ${table.completedBy}) in (0, 2)`,
    ),
  ],
)

/** A person on a roster. The regime is the occasion's and the person's own: two references hold that they are the same. */
export const occasionPlaces = pgTable(
  'occasion_places',
  {
    id: id(),
    countyId: countyId(),
    occasionId: uuid().notNull(),
    officeId: uuid().notNull(),
    personId: uuid().notNull(),
    regime: text({ enum: occasionRegimes }).notNull(),
    minorsRegime: boolean().generatedAlwaysAs(sql`regime = 'minors'`),
    state: text({ enum: placeStates }).notNull(),
    /** Its number in the waiting list: the smallest one comes first. */
    ordinal: integer(),
    version: integer().notNull().default(1),
    offeredBy: uuid().notNull(),
    offeredAs: text({ enum: ['office', 'social-worker'] }).notNull(),
    offeredAt: instant()
      .notNull()
      .default(sql`app_now()`),
    /** Who moved it last: whoever was taken out by staff does not come back by themselves. */
    changedBy: uuid().notNull(),
    changedAs: text().notNull(),
    changedAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('occasion_places_county_id_id').on(table.countyId, table.id),
    unique('occasion_places_once').on(table.countyId, table.occasionId, table.personId),
    unique('occasion_places_roster_person').on(
      table.countyId,
      table.occasionId,
      table.officeId,
      table.personId,
    ),
    uniqueIndex('occasion_places_waiting')
      .on(table.countyId, table.occasionId, table.officeId, table.ordinal)
      .where(sql`state = 'waiting'`),
    index('occasion_places_county_person').on(table.countyId, table.personId),
    foreignKey({
      name: 'occasion_places_roster',
      columns: [table.countyId, table.occasionId, table.officeId],
      foreignColumns: [occasionRosters.countyId, occasionRosters.occasionId, occasionRosters.officeId],
    }),
    foreignKey({
      name: 'occasion_places_regime_of_occasion',
      columns: [table.countyId, table.occasionId, table.regime],
      foreignColumns: [occasions.countyId, occasions.id, occasions.regime],
    }),
    foreignKey({
      name: 'occasion_places_regime_of_person',
      columns: [table.countyId, table.personId, table.minorsRegime],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id, supervisedPersons.minorsRegime],
    }),
    check('occasion_places_ordinal', sql`(${table.state} = 'waiting') = (${table.ordinal} is not null)`),
    check('occasion_places_version', sql`${table.version} >= 1`),
  ],
)

/** What a mark can say, as rows with flags: the words of the field, the same in every county. */
export const attendanceOutcomes = pgTable(
  'attendance_outcomes',
  {
    code: text({ enum: outcomeCodes }).primaryKey().notNull(),
    position: integer().notNull(),
    /** The person was there. */
    attended: boolean().notNull(),
    /** Minutes are counted. */
    credited: boolean().notNull(),
    /** Not being there is in order. */
    excusable: boolean().notNull(),
    /** A line must say why. */
    needsNote: boolean().notNull(),
  },
  (table) => [
    // What a mark points at, so that its own checks can ask the flags.
    unique('attendance_outcomes_flags').on(table.code, table.attended, table.needsNote),
    check('attendance_outcomes_credit_needs_presence', sql`not ${table.credited} or ${table.attended}`),
  ],
)

/**
 * What is known of a person in an occasion. Rows are only added: the latest revision is the one that holds, and one without
 * an outcome takes back what was said before.
 */
export const attendanceMarks = pgTable(
  'attendance_marks',
  {
    id: id(),
    countyId: countyId(),
    occasionId: uuid().notNull(),
    officeId: uuid().notNull(),
    personId: uuid().notNull(),
    revision: integer().notNull(),
    outcome: text({ enum: outcomeCodes }),
    /** The outcome's flags, held by the reference. */
    attended: boolean(),
    needsNote: boolean(),
    inAt: instant(),
    outAt: instant(),
    /** Only where there is no in-time (decisions 4). */
    lateMinutes: integer(),
    /** As typed by staff, at most 200 characters. */
    note: text(),
    recordedBy: uuid().notNull(),
    recordedAs: text({ enum: ['office', 'social-worker'] }).notNull(),
    recordedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    followsRevision: integer().generatedAlwaysAs(sql`case when revision > 1 then revision - 1 end`),
  },
  (table) => [
    unique('attendance_marks_county_id_id').on(table.countyId, table.id),
    unique('attendance_marks_id_person').on(table.countyId, table.id, table.occasionId, table.personId),
    unique('attendance_marks_revision').on(table.countyId, table.occasionId, table.personId, table.revision),
    foreignKey({
      name: 'attendance_marks_place',
      columns: [table.countyId, table.occasionId, table.officeId, table.personId],
      foreignColumns: [
        occasionPlaces.countyId,
        occasionPlaces.occasionId,
        occasionPlaces.officeId,
        occasionPlaces.personId,
      ],
    }),
    foreignKey({
      name: 'attendance_marks_follow_on',
      columns: [table.countyId, table.occasionId, table.personId, table.followsRevision],
      foreignColumns: [
        table.countyId as AnyPgColumn,
        table.occasionId as AnyPgColumn,
        table.personId as AnyPgColumn,
        table.revision as AnyPgColumn,
      ],
    }),
    foreignKey({
      name: 'attendance_marks_outcome',
      columns: [table.outcome, table.attended, table.needsNote],
      foreignColumns: [attendanceOutcomes.code, attendanceOutcomes.attended, attendanceOutcomes.needsNote],
    }),
    check('attendance_marks_revision_from_one', sql`${table.revision} >= 1`),
    check(
      'attendance_marks_flags_with_outcome',
      sql`num_nonnulls(${table.outcome}, ${table.attended}, ${table.needsNote}) in (0, 3)`,
    ),
    check(
      'attendance_marks_times_of_presence',
      sql`coalesce(${table.attended}, false) or num_nonnulls(${table.inAt}, ${table.outAt}, ${table.lateMinutes}) = 0`,
    ),
    check('attendance_marks_in_before_out', sql`${table.inAt} <= ${table.outAt}`),
    check(
      'attendance_marks_late',
      sql`${table.lateMinutes} is null or (${table.inAt} is null and ${table.lateMinutes} between 1 and 720)`,
    ),
    check(
      'attendance_marks_left_has_time',
      sql`${table.outcome} is distinct from 'left-early' or ${table.outAt} is not null`,
    ),
    check(
      'attendance_marks_note',
      sql`(${table.note} is null or char_length(${table.note}) between 1 and 200)
        and (${table.note} is not null or not coalesce(${table.needsNote}, false))`,
    ),
  ],
)

/** An office stands for a mark (社矫法 10; decisions 10): from here on its minutes are in the ledger. Rows are only added. */
export const attendanceConfirmations = pgTable(
  'attendance_confirmations',
  {
    id: id(),
    countyId: countyId(),
    occasionId: uuid().notNull(),
    personId: uuid().notNull(),
    markId: uuid().notNull(),
    /** What the mark is worth; 0 where nothing is counted. */
    minutes: integer().notNull(),
    /** Why a complete register was changed, as a code (ReversalReason); null when it was completed. */
    reason: text(),
    confirmedBy: uuid().notNull(),
    confirmedAs: text({ enum: ['office'] }).notNull(),
    confirmedAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('attendance_confirmations_county_id_id').on(table.countyId, table.id),
    unique('attendance_confirmations_mark_once').on(table.countyId, table.markId),
    index('attendance_confirmations_county_occasion').on(table.countyId, table.occasionId),
    foreignKey({
      name: 'attendance_confirmations_mark',
      columns: [table.countyId, table.markId, table.occasionId, table.personId],
      foreignColumns: [
        attendanceMarks.countyId,
        attendanceMarks.id,
        attendanceMarks.occasionId,
        attendanceMarks.personId,
      ],
    }),
    check('attendance_confirmations_minutes', sql`${table.minutes} between 0 and 720`),
  ],
)
