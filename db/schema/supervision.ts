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
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { countyId, day, dayRange, id, instant } from './columns.ts'

export const counties = pgTable(
  'counties',
  {
    id: id(),
    code: text().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    /** Whom a person turns to about supervision itself (社矫法 34). */
    procuratorateZh: text().notNull(),
    procuratorateEn: text().notNull(),
    procuratoratePhone: text().notNull(),
  },
  (table) => [unique('counties_code').on(table.code)],
)

/** 司法所 */
export const judicialOffices = pgTable(
  'judicial_offices',
  {
    id: id(),
    countyId: countyId().references(() => counties.id),
    code: text().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    phone: text().notNull(),
    /** 委托 (社矫法 9): first day on which the office works for the county's agency. */
    delegatedFrom: day()
      .notNull()
      .default('2020-07-01' as CalendarDay),
    /** First day on which it does no longer. */
    delegatedTo: day(),
  },
  (table) => [
    unique('judicial_offices_county_id_id').on(table.countyId, table.id),
    unique('judicial_offices_county_code').on(table.countyId, table.code),
    check(
      'judicial_offices_delegated',
      sql`${table.delegatedTo} is null or ${table.delegatedTo} > ${table.delegatedFrom}`,
    ),
  ],
)

/** 管制 01 · 缓刑 02 · 假释 03 · 暂予监外执行 04 */
export const categories = ['01', '02', '03', '04'] as const
export const departures = ['discharged', 'transferred', 'recalled', 'died'] as const

/** 社区矫正对象: one row per stay on one office's register; a transfer closes one and opens another. */
export const supervisedPersons = pgTable(
  'supervised_persons',
  {
    id: id(),
    countyId: countyId(),
    officeId: uuid().notNull(),
    /** Null for people of the past and those who have never been given a sign-in. */
    accountId: uuid(),
    /** 8 digits, given by the office; unique in the county. */
    registerNumber: text().notNull(),
    name: text().notNull(),
    sex: text({ enum: ['male', 'female'] }).notNull(),
    birthDay: day().notNull(),
    category: text({ enum: categories }).notNull(),
    /** Fixed at intake and kept after the 18th birthday (社矫法 58). */
    minorsRegime: boolean().notNull(),
    phase: text({ enum: ['intake', 'regular', 'pre-discharge'] }).notNull(),
    offenceClass: text({
      enum: ['public-safety', 'social-order', 'property', 'market-order', 'person', 'corruption'],
    }).notNull(),
    schooling: text({ enum: ['none', 'primary', 'junior', 'senior', 'college', 'degree'] }).notNull(),
    work: text({ enum: ['employed', 'self-employed', 'unemployed', 'student', 'retired'] }).notNull(),
    local: boolean().notNull(),
    /** What the person needs to take part; see `accessNeeds` in the supervision room. */
    accessNeeds: text().array().notNull(),
    enteredOn: day().notNull(),
    /** The day the order ends by itself. */
    dueOn: day().notNull(),
    /** First day no longer on this register. */
    leftOn: day(),
    departure: text({ enum: departures }),
    /** The stay this one continues after a change of office. */
    continuesId: uuid(),
    createdAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('supervised_persons_county_id_id').on(table.countyId, table.id),
    // What a place in a class points at, so that its regime is the person's.
    unique('supervised_persons_county_id_regime').on(table.countyId, table.id, table.minorsRegime),
    unique('supervised_persons_county_number').on(table.countyId, table.registerNumber),
    index('supervised_persons_county_office').on(table.countyId, table.officeId, table.leftOn),
    index('supervised_persons_county_account').on(table.countyId, table.accountId),
    index('supervised_persons_account').on(table.accountId),
    foreignKey({
      name: 'supervised_persons_office',
      columns: [table.countyId, table.officeId],
      foreignColumns: [judicialOffices.countyId, judicialOffices.id],
    }),
    foreignKey({
      name: 'supervised_persons_continues',
      columns: [table.countyId, table.continuesId],
      foreignColumns: [table.countyId as AnyPgColumn, table.id as AnyPgColumn],
    }),
    check('supervised_persons_number_shape', sql`${table.registerNumber} ~ '^[0-9]{8}$'`),
    check(
      'supervised_persons_left_with_reason',
      sql`(${table.leftOn} is null) = (${table.departure} is null)`,
    ),
    check('supervised_persons_order', sql`${table.leftOn} is null or ${table.leftOn} >= ${table.enteredOn}`),
  ],
)

/** 严管 / 普管 / 宽管, by dated periods that cannot overlap (exclusion constraint). */
export const gradePeriods = pgTable(
  'grade_periods',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    grade: text({ enum: ['strict', 'ordinary', 'lenient'] }).notNull(),
    during: dayRange().notNull(),
  },
  (table) => [
    unique('grade_periods_county_id_id').on(table.countyId, table.id),
    index('grade_periods_county_person').on(table.countyId, table.personId),
    foreignKey({
      name: 'grade_periods_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
  ],
)

/** Days on which nothing is asked, with who approved it and on what evidence. */
export const pauses = pgTable(
  'pauses',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    kind: text({
      enum: [
        'medical-leave',
        'hospital',
        'childbirth',
        'detention',
        'leave-without-online-access',
        'force-majeure',
      ],
    }).notNull(),
    during: dayRange().notNull(),
    evidence: text().notNull(),
    approvedBy: uuid(),
  },
  (table) => [
    unique('pauses_county_id_id').on(table.countyId, table.id),
    index('pauses_county_person').on(table.countyId, table.personId),
    foreignKey({
      name: 'pauses_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
  ],
)

/** The bureau's leave to open one minor's record: for whom, why, until when (社矫法 54; decisions 11). */
export const minorRecordGrants = pgTable(
  'minor_record_grants',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    accountId: uuid().notNull(),
    reason: text().notNull(),
    grantedBy: uuid().notNull(),
    grantedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    revokedBy: uuid(),
  },
  (table) => [
    unique('minor_record_grants_county_id_id').on(table.countyId, table.id),
    index('minor_record_grants_account').on(table.countyId, table.accountId, table.personId),
    foreignKey({
      name: 'minor_record_grants_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    check('minor_record_grants_order', sql`${table.expiresAt} > ${table.grantedAt}`),
    check('minor_record_grants_reason', sql`length(trim(${table.reason})) >= 4`),
  ],
)

/** An office asks the bureau to open a minor's record to the account that asks. By number: the id is not the office's to know. */
export const minorGrantRequests = pgTable(
  'minor_grant_requests',
  {
    id: id(),
    countyId: countyId(),
    officeId: uuid().notNull(),
    registerNumber: text().notNull(),
    reason: text().notNull(),
    askedBy: uuid().notNull(),
    askedAs: text({ enum: ['office', 'social-worker'] }).notNull(),
    askedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    answer: text({ enum: ['granted', 'declined'] }),
    answeredBy: uuid(),
    answeredAt: instant(),
  },
  (table) => [
    unique('minor_grant_requests_county_id_id').on(table.countyId, table.id),
    uniqueIndex('minor_grant_requests_one_open')
      .on(table.countyId, table.registerNumber, table.askedBy)
      .where(sql`answered_at is null`),
    index('minor_grant_requests_county_asked').on(table.countyId, table.askedAt),
    foreignKey({
      name: 'minor_grant_requests_office',
      columns: [table.countyId, table.officeId],
      foreignColumns: [judicialOffices.countyId, judicialOffices.id],
    }),
    foreignKey({
      name: 'minor_grant_requests_person',
      columns: [table.countyId, table.registerNumber],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.registerNumber],
    }),
    check('minor_grant_requests_reason', sql`length(trim(${table.reason})) >= 4`),
    check(
      'minor_grant_requests_answered_whole',
      sql`num_nonnulls(${table.answer}, ${table.answeredBy}, ${table.answeredAt}) in (0, 3)`,
    ),
  ],
)

export const importStates = ['draft', 'applied', 'discarded', 'expired'] as const

/** A list of people that was read from a file and waits to be entered. Its rows go when it is entered or put away. */
export const peopleImports = pgTable(
  'people_imports',
  {
    id: id(),
    countyId: countyId().references(() => counties.id),
    /** The account that brought the file: nobody else sees it. */
    createdBy: uuid().notNull(),
    createdAt: instant()
      .notNull()
      .default(sql`app_now()`),
    expiresAt: instant().notNull(),
    state: text({ enum: importStates }).notNull().default('draft'),
    count: integer().notNull(),
    /** What will be entered; null as soon as it is not a draft any more. */
    rows: jsonb(),
    closedAt: instant(),
  },
  (table) => [
    unique('people_imports_county_id_id').on(table.countyId, table.id),
    index('people_imports_county_creator').on(table.countyId, table.createdBy, table.state),
    check('people_imports_emptied', sql`(${table.state} = 'draft') = (${table.rows} is not null)`),
    check('people_imports_closed', sql`(${table.state} = 'draft') = (${table.closedAt} is null)`),
    check('people_imports_count', sql`${table.count} > 0`),
  ],
)
