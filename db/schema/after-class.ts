import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { occasionPlaces, occasions } from './attendance.ts'
import { countyId, day, id, instant } from './columns.ts'

export const feedbackFaces = ['good', 'fair', 'poor'] as const
export const absenceReasons = ['ill', 'work', 'family', 'travel', 'other'] as const

/**
 * Who has answered about which class: a spent token, so that nobody answers twice. No time, no answer, and an id that says
 * nothing of when (decisions 14). Written by its door alone.
 */
export const feedbackTokens = pgTable(
  'feedback_tokens',
  {
    id: id(),
    countyId: countyId(),
    occasionId: uuid().notNull(),
    personId: uuid().notNull(),
  },
  (table) => [
    unique('feedback_tokens_county_id_id').on(table.countyId, table.id),
    unique('feedback_tokens_once').on(table.countyId, table.occasionId, table.personId),
    foreignKey({
      name: 'feedback_tokens_place',
      columns: [table.countyId, table.occasionId, table.personId],
      foreignColumns: [occasionPlaces.countyId, occasionPlaces.occasionId, occasionPlaces.personId],
    }),
  ],
)

/**
 * What was said about a class, by nobody: no person, no instant. The day is the class's own, the same for all of its answers;
 * the ids are drawn by lot, and with each new answer all of the class's are written anew in an order drawn by lot, so that
 * neither place nor transaction of a row says which came when. Read and written through doors alone.
 */
export const feedbackAnswers = pgTable(
  'feedback_answers',
  {
    id: id(),
    countyId: countyId(),
    occasionId: uuid().notNull(),
    day: day().notNull(),
    face: text({ enum: feedbackFaces }).notNull(),
    /** As typed, at most 300 characters. */
    comment: text(),
  },
  (table) => [
    unique('feedback_answers_county_id_id').on(table.countyId, table.id),
    index('feedback_answers_county_occasion').on(table.countyId, table.occasionId),
    foreignKey({
      name: 'feedback_answers_occasion',
      columns: [table.countyId, table.occasionId],
      foreignColumns: [occasions.countyId, occasions.id],
    }),
    check('feedback_answers_face', sql`${table.face} in ('good', 'fair', 'poor')`),
    check(
      'feedback_answers_comment',
      sql`${table.comment} is null or char_length(${table.comment}) between 1 and 300`,
    ),
  ],
)

/** Somebody cannot come, and says why: a code, the latest one holds. Whether it excuses them, the office decides. */
export const absenceNotices = pgTable(
  'absence_notices',
  {
    id: id(),
    countyId: countyId(),
    occasionId: uuid().notNull(),
    personId: uuid().notNull(),
    reason: text({ enum: absenceReasons }).notNull(),
    saidAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('absence_notices_county_id_id').on(table.countyId, table.id),
    index('absence_notices_county_occasion').on(table.countyId, table.occasionId, table.personId),
    foreignKey({
      name: 'absence_notices_place',
      columns: [table.countyId, table.occasionId, table.personId],
      foreignColumns: [occasionPlaces.countyId, occasionPlaces.occasionId, occasionPlaces.personId],
    }),
    check('absence_notices_reason', sql`${table.reason} in ('ill', 'work', 'family', 'travel', 'other')`),
  ],
)
