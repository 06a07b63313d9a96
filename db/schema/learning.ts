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
} from 'drizzle-orm/pg-core'
import { countyId, dayRange, id, instant, instants } from './columns.ts'
import { supervisedPersons } from './supervision.ts'

/** One person working through one unit, from the first page to the last check, over as many days as it takes. */
export const unitStudies = pgTable(
  'unit_studies',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    /** `a1/1` */
    unitId: text().notNull(),
    /** The module's content version this study was opened with. */
    moduleVersion: text().notNull(),
    nominalMinutes: integer().notNull(),
    /** 1, or 2 for a recorded reading need (decisions 3). */
    readingFactor: integer().notNull(),
    passageCount: integer().notNull(),
    /** The passage to come back to. */
    place: integer().notNull(),
    openedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    finishedAt: instant(),
    creditedMinutes: integer(),
    /** While this range lasts the unit cannot count again (exclusion constraint, per person and unit). */
    countedDuring: dayRange(),
  },
  (table) => [
    unique('unit_studies_county_id_id').on(table.countyId, table.id),
    uniqueIndex('unit_studies_one_open')
      .on(table.countyId, table.personId, table.unitId)
      .where(sql`finished_at is null`),
    index('unit_studies_county_person').on(table.countyId, table.personId),
    foreignKey({
      name: 'unit_studies_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    check('unit_studies_nominal', sql`${table.nominalMinutes} between 1 and 60`),
    check('unit_studies_reading_factor', sql`${table.readingFactor} in (1, 2)`),
    check('unit_studies_place', sql`${table.place} between 1 and ${table.passageCount}`),
    check(
      'unit_studies_within_nominal',
      sql`${table.creditedMinutes} is null or (${table.finishedAt} is not null and ${table.creditedMinutes} between 0 and ${table.nominalMinutes} * ${table.readingFactor})`,
    ),
  ],
)

/** The open lesson on one device. One that has not ended per person (partial unique index). */
export const studySessions = pgTable(
  'study_sessions',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    unitStudyId: uuid().notNull(),
    /** The hashed login session that opened it: which device. */
    loginSessionId: text().notNull(),
    nonce: text().notNull(),
    openedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    lastSeenAt: instant()
      .notNull()
      .default(sql`app_now()`),
    lastSeq: integer().notNull(),
    /** Whether beats have come since the page now open was sent. */
    scripted: boolean().notNull(),
    viewPassage: integer().notNull(),
    viewNominalSeconds: integer().notNull(),
    /** Frozen from the hours policy when the session was opened. */
    idleLimitSeconds: integer().notNull(),
    /** What the server saw, as instants; only ever between `openedAt` and `lastSeenAt`. */
    witnessed: instants().notNull(),
    endedAt: instant(),
    endReason: text({ enum: ['finished', 'moved-on', 'taken-over', 'signed-out', 'left-register'] }),
  },
  (table) => [
    unique('study_sessions_county_id_id').on(table.countyId, table.id),
    uniqueIndex('study_sessions_one_active')
      .on(table.countyId, table.personId)
      .where(sql`ended_at is null`),
    index('study_sessions_county_study').on(table.countyId, table.unitStudyId),
    foreignKey({
      name: 'study_sessions_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    foreignKey({
      name: 'study_sessions_unit_study',
      columns: [table.countyId, table.unitStudyId],
      foreignColumns: [unitStudies.countyId, unitStudies.id],
    }),
    check('study_sessions_ended_with_reason', sql`(${table.endedAt} is null) = (${table.endReason} is null)`),
    check(
      'study_sessions_within_wall_clock',
      sql`${table.witnessed} <@ tstzmultirange(tstzrange(${table.openedAt}, ${table.lastSeenAt}))`,
    ),
    check('study_sessions_order', sql`${table.lastSeenAt} >= ${table.openedAt}`),
  ],
)

/** Every answer to a check question; a right one once per passage of a study. */
export const checkAnswers = pgTable(
  'check_answers',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    unitStudyId: uuid().notNull(),
    passage: integer().notNull(),
    chosen: text().notNull(),
    correct: boolean().notNull(),
    answeredAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('check_answers_county_id_id').on(table.countyId, table.id),
    uniqueIndex('check_answers_right_once')
      .on(table.countyId, table.unitStudyId, table.passage)
      .where(sql`correct`),
    index('check_answers_county_study').on(table.countyId, table.unitStudyId),
    foreignKey({
      name: 'check_answers_unit_study',
      columns: [table.countyId, table.unitStudyId],
      foreignColumns: [unitStudies.countyId, unitStudies.id],
    }),
    foreignKey({
      name: 'check_answers_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
  ],
)
