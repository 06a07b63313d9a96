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
    /** What the server saw, and what late evidence added; only ever between `openedAt` and the last sign or arrival. */
    witnessed: instants().notNull(),
    /** When late evidence of this session last arrived (late_evidence). */
    lateUntil: instant(),
    /** Opened for late evidence of another unit under this session's lease: it begins when that one did. */
    leaseId: uuid(),
    endedAt: instant(),
    endReason: text({
      enum: [
        ...(['finished', 'moved-on', 'taken-over', 'signed-out', 'left-register', 'withdrawn'] as const),
        'arrived-late',
      ],
    }),
  },
  (table) => [
    unique('study_sessions_county_id_id').on(table.countyId, table.id),
    unique('study_sessions_as_lease').on(table.countyId, table.id, table.personId, table.openedAt),
    uniqueIndex('study_sessions_once_under_lease')
      .on(table.countyId, table.leaseId, table.unitStudyId)
      .where(sql`lease_id is not null`),
    uniqueIndex('study_sessions_one_active')
      .on(table.countyId, table.personId)
      .where(sql`ended_at is null`),
    index('study_sessions_county_study').on(table.countyId, table.unitStudyId),
    index('study_sessions_county_person').on(table.countyId, table.personId),
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
    // Of the same person, and not an instant earlier than the lease.
    foreignKey({
      name: 'study_sessions_lease',
      columns: [table.countyId, table.leaseId, table.personId, table.openedAt],
      foreignColumns: [table.countyId, table.id, table.personId, table.openedAt],
    }),
    check(
      'study_sessions_under_lease_ended',
      sql`(${table.leaseId} is not null) = (coalesce(${table.endReason}, '') = 'arrived-late')`,
    ),
    check('study_sessions_ended_with_reason', sql`(${table.endedAt} is null) = (${table.endReason} is null)`),
    check(
      'study_sessions_within_wall_clock',
      sql`${table.witnessed} <@ tstzmultirange(tstzrange(${table.openedAt}, greatest(${table.lastSeenAt}, ${table.lateUntil})))`,
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
    /** What was chosen, as in `quizAnswers`, parted by spaces: `b`, `a c`, `true`, `10`. */
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

export const quizModes = ['written', 'oral'] as const
/** Who asks aloud and writes the answers down. It is recording, which social workers may do; no hour hangs on it. */
export const askingRoles = ['office', 'social-worker'] as const

/**
 * One try at a module's quiz. What was drawn is pinned here, with what is right and the law as it read, so that neither
 * a question that is withdrawn nor a lesson that is rewritten changes a try that is running or a result that was given.
 */
export const quizAttempts = pgTable(
  'quiz_attempts',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    /** `a1` */
    moduleCode: text().notNull(),
    /** The module's content version the questions were drawn from. */
    moduleVersion: text().notNull(),
    /** Decides the draw and the order of questions and options; the same seed and bank draw the same. */
    seed: integer().notNull(),
    questionCount: integer().notNull(),
    /** How many right answers pass, frozen when it was started. */
    passRight: integer().notNull(),
    /** Minutes after a miss until the next one may be started, frozen likewise; 10 is what held before it was policy. */
    waitMinutes: integer().notNull().default(10),
    /** `oral`: staff asked the questions aloud and wrote the answers down (口头考试). It counts the same. */
    mode: text({ enum: quizModes }).notNull().default('written'),
    /** The account that asks, and in which role; null for a written one. Never the person's own (row-level security). */
    takenBy: uuid(),
    takenAs: text({ enum: askingRoles }),
    /** Questions as shown (`AskedQuestion[]`), in their order; holds nothing of what is right. */
    asked: jsonb().$type<unknown>().notNull(),
    /** What is right and why (`PinnedKey[]`); leaves the database only to judge, and for a result. */
    keys: jsonb().$type<unknown>().notNull(),
    startedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    submittedAt: instant(),
    rightCount: integer(),
    /** Ids of the questions not answered right, as judged when it was submitted. */
    missed: text().array(),
  },
  (table) => [
    unique('quiz_attempts_county_id_id').on(table.countyId, table.id),
    uniqueIndex('quiz_attempts_one_open')
      .on(table.countyId, table.personId, table.moduleCode)
      .where(sql`submitted_at is null`),
    index('quiz_attempts_county_person').on(table.countyId, table.personId, table.moduleCode),
    foreignKey({
      name: 'quiz_attempts_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    check('quiz_attempts_wait', sql`${table.waitMinutes} between 0 and 1440`),
    check('quiz_attempts_asked_aloud', sql`(${table.mode} = 'oral') = (${table.takenBy} is not null)`),
    check('quiz_attempts_asker_whole', sql`(${table.takenBy} is null) = (${table.takenAs} is null)`),
    check('quiz_attempts_pass_mark', sql`${table.passRight} between 1 and ${table.questionCount}`),
    check(
      'quiz_attempts_pinned',
      sql`jsonb_array_length(${table.asked}) = ${table.questionCount} and jsonb_array_length(${table.keys}) = ${table.questionCount}`,
    ),
    check(
      'quiz_attempts_judged',
      sql`(${table.submittedAt} is null and ${table.rightCount} is null and ${table.missed} is null) or (${table.submittedAt} >= ${table.startedAt} and ${table.rightCount} >= 0 and ${table.rightCount} + cardinality(${table.missed}) = ${table.questionCount})`,
    ),
  ],
)

/** An answer as given: written over until the attempt is submitted, and refused by the database afterwards. */
export const quizAnswers = pgTable(
  'quiz_answers',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    attemptId: uuid().notNull(),
    /** `q01` */
    questionId: text().notNull(),
    /** Letters, `true` or `false`, or digits; empty = taken back. */
    chosen: text().array().notNull(),
    /** The account that wrote down what was said; null: the person answered. */
    recordedBy: uuid(),
    /** When it was given, as the server places it; the one given last stands. */
    savedAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('quiz_answers_county_id_id').on(table.countyId, table.id),
    unique('quiz_answers_once').on(table.countyId, table.attemptId, table.questionId),
    foreignKey({
      name: 'quiz_answers_attempt',
      columns: [table.countyId, table.attemptId],
      foreignColumns: [quizAttempts.countyId, quizAttempts.id],
    }),
    foreignKey({
      name: 'quiz_answers_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    check('quiz_answers_short', sql`cardinality(${table.chosen}) <= 8`),
  ],
)
