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
  type PgTableExtraConfigValue,
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
    /** Arrived after its month had ended, or kept on a device until there was a network (decisions 6, 7). */
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
    // What questions and answers point at: a line together with whose it is.
    unique('hours_entries_county_id_person').on(table.countyId, table.id, table.personId),
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

export const questionAskers = ['supervised-person', 'office', 'social-worker', 'bureau'] as const
export const answerVerdicts = ['upheld', 'reversed', 'recredited'] as const

/**
 * Somebody says that a line of the ledger is wrong (社矫法 34). Rows are only added. A line is asked about in rounds: round
 * n + 1 only when round n is answered, so that at most one question of a line waits; held by keys, not by code.
 */
export const entryQuestions = pgTable(
  'entry_questions',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    entryId: uuid().notNull(),
    round: integer().notNull(),
    /** As typed, at most 500 characters. */
    words: text().notNull(),
    askedBy: uuid().notNull(),
    /** The person themselves, or who wrote it down for them. */
    askedAs: text({ enum: questionAskers }).notNull(),
    askedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    /** The last county day on which an answer is in time. */
    answerDue: day().notNull(),
    /** The round that must be answered before. */
    followsRound: integer().generatedAlwaysAs(sql`case when round > 1 then round - 1 end`),
  },
  // Said out loud, because the two tables point at each other.
  (table): PgTableExtraConfigValue[] => [
    unique('entry_questions_round_once').on(table.countyId, table.entryId, table.round),
    unique('entry_questions_county_id_id').on(
      table.countyId,
      table.id,
      table.personId,
      table.entryId,
      table.round,
    ),
    index('entry_questions_county_person').on(table.countyId, table.personId),
    foreignKey({
      name: 'entry_questions_entry_of_person',
      columns: [table.countyId, table.entryId, table.personId],
      foreignColumns: [hoursEntries.countyId, hoursEntries.id, hoursEntries.personId],
    }),
    foreignKey({
      name: 'entry_questions_follow_on',
      columns: [table.countyId, table.entryId, table.followsRound],
      foreignColumns: [
        entryAnswers.countyId as AnyPgColumn,
        entryAnswers.entryId as AnyPgColumn,
        entryAnswers.round as AnyPgColumn,
      ],
    }),
    check('entry_questions_round_from_one', sql`${table.round} >= 1`),
    check('entry_questions_words', sql`char_length(${table.words}) between 1 and 500`),
    check(
      'entry_questions_asked_as',
      sql`${table.askedAs} in ('supervised-person', 'office', 'social-worker', 'bureau')`,
    ),
    check(
      'entry_questions_due_after_asking',
      sql`${table.answerDue} > (${table.askedAt} at time zone 'Asia/Shanghai')::date`,
    ),
  ],
)

/**
 * What an office or the bureau answers: the line stands, is taken back, or is taken back and recorded anew. Rows are only
 * added; the lines it names are of the same person, and what they undo and follow is checked on adding (policy `answering`).
 */
export const entryAnswers = pgTable(
  'entry_answers',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    entryId: uuid().notNull(),
    questionId: uuid().notNull(),
    round: integer().notNull(),
    verdict: text({ enum: answerVerdicts }).notNull(),
    /** Why the line was taken back, as a code (ReversalReason); null when it stands. */
    reason: text(),
    /** For the person, in the answerer's words; needed when the line stands. */
    words: text(),
    answeredBy: uuid().notNull(),
    answeredAs: text({ enum: ['office', 'bureau'] }).notNull(),
    answeredAt: instant()
      .notNull()
      .default(sql`app_now()`),
    reversalId: uuid(),
    creditId: uuid(),
  },
  // Said out loud, because the two tables point at each other.
  (table): PgTableExtraConfigValue[] => [
    unique('entry_answers_question_once').on(table.countyId, table.questionId),
    unique('entry_answers_round_once').on(table.countyId, table.entryId, table.round),
    unique('entry_answers_county_id_id').on(table.countyId, table.id),
    index('entry_answers_county_person').on(table.countyId, table.personId),
    foreignKey({
      name: 'entry_answers_question',
      columns: [table.countyId, table.questionId, table.personId, table.entryId, table.round],
      foreignColumns: [
        entryQuestions.countyId as AnyPgColumn,
        entryQuestions.id as AnyPgColumn,
        entryQuestions.personId as AnyPgColumn,
        entryQuestions.entryId as AnyPgColumn,
        entryQuestions.round as AnyPgColumn,
      ],
    }),
    foreignKey({
      name: 'entry_answers_reversal',
      columns: [table.countyId, table.reversalId, table.personId],
      foreignColumns: [hoursEntries.countyId, hoursEntries.id, hoursEntries.personId],
    }),
    foreignKey({
      name: 'entry_answers_credit',
      columns: [table.countyId, table.creditId, table.personId],
      foreignColumns: [hoursEntries.countyId, hoursEntries.id, hoursEntries.personId],
    }),
    check('entry_answers_verdict', sql`${table.verdict} in ('upheld', 'reversed', 'recredited')`),
    check('entry_answers_answered_as', sql`${table.answeredAs} in ('office', 'bureau')`),
    check(
      'entry_answers_lines_of_verdict',
      sql`(${table.verdict} <> 'upheld') = (${table.reversalId} is not null) and (${table.verdict} = 'recredited') = (${table.creditId} is not null)`,
    ),
    check(
      'entry_answers_reason_of_verdict',
      sql`(${table.verdict} <> 'upheld') = (${table.reason} is not null) and (${table.verdict} <> 'upheld' or ${table.words} is not null)`,
    ),
    check(
      'entry_answers_words',
      sql`${table.words} is null or char_length(${table.words}) between 1 and 500`,
    ),
  ],
)
