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
import { roomEquipment } from './calendar.ts'
import { countyId, day, id, instant } from './columns.ts'
import { staff } from './identity.ts'
import { counties } from './supervision.ts'

export const menuLetters = ['A', 'B', 'C'] as const
export const menuStates = ['draft', 'published', 'discarded'] as const

/** A menu as it stands from a day on. Published once, then never changed: an order keeps the version it saw. */
export const menuVersions = pgTable(
  'menu_versions',
  {
    id: id(),
    countyId: countyId().references(() => counties.id),
    menu: text({ enum: menuLetters }).notNull(),
    /** 1, 2, 3 … within its menu. */
    number: integer().notNull(),
    state: text({ enum: menuStates }).notNull(),
    titleZh: text().notNull(),
    titleEn: text().notNull(),
    /** For staff. */
    fullZh: text().notNull(),
    fullEn: text().notNull(),
    groupZh: text().notNull(),
    groupEn: text().notNull(),
    /** First day on which it is the menu. */
    effectiveFrom: day(),
    publishedAt: instant(),
    publishedBy: uuid(),
  },
  (table) => [
    unique('menu_versions_county_id_id').on(table.countyId, table.id),
    unique('menu_versions_number').on(table.countyId, table.menu, table.number),
    uniqueIndex('menu_versions_one_draft')
      .on(table.countyId, table.menu)
      .where(sql`state = 'draft'`),
    uniqueIndex('menu_versions_one_a_day')
      .on(table.countyId, table.menu, table.effectiveFrom)
      .where(sql`state = 'published'`),
    check(
      'menu_versions_published_whole',
      sql`num_nonnulls(${table.effectiveFrom}, ${table.publishedAt}) = case when ${table.state} = 'published' then 2 else 0 end`,
    ),
  ],
)

/** A topic as one version of its menu has it. */
export const menuTopics = pgTable(
  'menu_topics',
  {
    id: id(),
    countyId: countyId(),
    menuVersionId: uuid().notNull(),
    /** `a7`: the same in every version. */
    code: text().notNull(),
    position: integer().notNull(),
    /** Of one sitting. */
    minutes: integer().notNull(),
    sittings: integer().notNull(),
    publicZh: text().notNull(),
    publicEn: text().notNull(),
    fullZh: text().notNull(),
    fullEn: text().notNull(),
    audienceZh: text().notNull(),
    audienceEn: text().notNull(),
    stage: text({ enum: ['any', 'intake', 'regular', 'pre-discharge'] }).notNull(),
    /** What its room must have. */
    roomNeeds: text({ enum: roomEquipment }).array().notNull(),
    /** The lessons on the same subject, where there are any. */
    moduleCode: text(),
    /** No longer on the menu from this version on: it cannot be ordered. */
    withdrawn: boolean().notNull().default(false),
  },
  (table) => [
    unique('menu_topics_county_id_id').on(table.countyId, table.id),
    // What an order points at: the topic as it saw it, with its code and length.
    unique('menu_topics_county_id_code').on(table.countyId, table.id, table.code),
    unique('menu_topics_once').on(table.countyId, table.menuVersionId, table.code),
    foreignKey({
      name: 'menu_topics_version',
      columns: [table.countyId, table.menuVersionId],
      foreignColumns: [menuVersions.countyId, menuVersions.id],
    }),
    check('menu_topics_code_shape', sql`${table.code} ~ '^[a-z][0-9]{1,2}$'`),
    check('menu_topics_minutes', sql`${table.minutes} between 15 and 180`),
    check('menu_topics_sittings', sql`${table.sittings} between 1 and 4`),
  ],
)

/** A member of staff who can be invited, with what an office must know to choose. */
export const lecturers = pgTable(
  'lecturers',
  {
    id: id(),
    countyId: countyId(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    /** The group, by its menu. */
    menu: text({ enum: menuLetters }).notNull(),
    credentialsZh: text().notNull(),
    credentialsEn: text().notNull(),
    /** `mandarin`, `dialect`, `sign`. */
    languages: text({ enum: ['mandarin', 'dialect', 'sign'] })
      .array()
      .notNull(),
    /** How far they go, one way from the county town. */
    travelLimitMinutes: integer().notNull(),
    dayLimit: integer().notNull(),
    monthLimit: integer().notNull(),
    fromOn: day().notNull(),
    /** First day on which they no longer lecture; null: open. */
    toOn: day(),
  },
  (table) => [
    unique('lecturers_county_id_id').on(table.countyId, table.id),
    unique('lecturers_county_staff').on(table.countyId, table.staffId),
    check(
      'lecturers_limits',
      sql`${table.dayLimit} between 1 and 6 and ${table.monthLimit} between 1 and 60`,
    ),
    check('lecturers_travel', sql`${table.travelLimitMinutes} between 0 and 180`),
    check('lecturers_order', sql`${table.toOn} is null or ${table.toOn} > ${table.fromOn}`),
  ],
)

/** What a lecturer may teach, from when to when; periods of one topic cannot overlap (exclusion constraint). */
export const lecturerTopics = pgTable(
  'lecturer_topics',
  {
    id: id(),
    countyId: countyId(),
    lecturerId: uuid().notNull(),
    topicCode: text().notNull(),
    fromOn: day().notNull(),
    toOn: day(),
  },
  (table) => [
    unique('lecturer_topics_county_id_id').on(table.countyId, table.id),
    index('lecturer_topics_county_lecturer').on(table.countyId, table.lecturerId),
    foreignKey({
      name: 'lecturer_topics_lecturer',
      columns: [table.countyId, table.lecturerId],
      foreignColumns: [lecturers.countyId, lecturers.id],
    }),
    check('lecturer_topics_order', sql`${table.toOn} is null or ${table.toOn} > ${table.fromOn}`),
  ],
)

/** Open hours of a weekday, in minutes of the county's day; those of one weekday cannot overlap (exclusion constraint). */
export const lecturerHours = pgTable(
  'lecturer_hours',
  {
    id: id(),
    countyId: countyId(),
    lecturerId: uuid().notNull(),
    /** 1 Monday … 7 Sunday. */
    weekday: integer().notNull(),
    fromMinute: integer().notNull(),
    toMinute: integer().notNull(),
    fromOn: day().notNull(),
    toOn: day(),
  },
  (table) => [
    unique('lecturer_hours_county_id_id').on(table.countyId, table.id),
    index('lecturer_hours_county_lecturer').on(table.countyId, table.lecturerId),
    foreignKey({
      name: 'lecturer_hours_lecturer',
      columns: [table.countyId, table.lecturerId],
      foreignColumns: [lecturers.countyId, lecturers.id],
    }),
    check('lecturer_hours_weekday', sql`${table.weekday} between 1 and 7`),
    check(
      'lecturer_hours_span',
      sql`${table.fromMinute} >= 0 and ${table.toMinute} > ${table.fromMinute} and ${table.toMinute} <= 1440`,
    ),
    check('lecturer_hours_order', sql`${table.toOn} is null or ${table.toOn} >= ${table.fromOn}`),
  ],
)

/** One day that is otherwise: hours more, or hours less. Taken back by a mark, never deleted. */
export const lecturerExceptions = pgTable(
  'lecturer_exceptions',
  {
    id: id(),
    countyId: countyId(),
    lecturerId: uuid().notNull(),
    day: day().notNull(),
    open: boolean().notNull(),
    fromMinute: integer().notNull(),
    toMinute: integer().notNull(),
    withdrawnAt: instant(),
  },
  (table) => [
    unique('lecturer_exceptions_county_id_id').on(table.countyId, table.id),
    index('lecturer_exceptions_county_lecturer').on(table.countyId, table.lecturerId, table.day),
    foreignKey({
      name: 'lecturer_exceptions_lecturer',
      columns: [table.countyId, table.lecturerId],
      foreignColumns: [lecturers.countyId, lecturers.id],
    }),
    check(
      'lecturer_exceptions_span',
      sql`${table.fromMinute} >= 0 and ${table.toMinute} > ${table.fromMinute} and ${table.toMinute} <= 1440`,
    ),
  ],
)
