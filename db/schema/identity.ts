import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { countyId, day, id, instant } from './columns.ts'
import { judicialOffices } from './supervision.ts'

/** Someone who can sign in. No county: a staff account may hold appointments in two. */
export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    passwordHash: text().notNull(),
    locale: text({ enum: ['zh', 'en'] })
      .notNull()
      .default('zh'),
    createdAt: instant()
      .notNull()
      .default(sql`app_now()`),
    passwordChangedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    disabledAt: instant(),
    /** The password came from a slip: nothing is opened before its holder has chosen one of their own. */
    mustChangePassword: boolean().notNull().default(false),
    /** Until when the slip's password signs in; null once it has been used, and for a chosen password. */
    temporaryUntil: instant(),
  },
  (table) => [
    check('accounts_temporary', sql`${table.temporaryUntil} is null or ${table.mustChangePassword}`),
  ],
)

/** Every name an account signs in with, normalised: 8-digit number, phone, or a chosen name (staff). */
export const signInNames = pgTable(
  'sign_in_names',
  {
    id: id(),
    name: text().notNull(),
    kind: text({ enum: ['number', 'phone', 'chosen'] }).notNull(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
  },
  (table) => [
    unique('sign_in_names_name').on(table.name),
    index('sign_in_names_account').on(table.accountId),
    check('sign_in_names_normalised', sql`${table.name} = lower(${table.name}) and ${table.name} !~ '\\s'`),
  ],
)

/** A member of staff, across counties. */
export const staff = pgTable(
  'staff',
  {
    id: id(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    name: text().notNull(),
  },
  (table) => [unique('staff_account').on(table.accountId)],
)

export const staffRoles = ['office', 'social-worker', 'lecturer', 'counsellor', 'bureau'] as const

/** In which role, where and from when to when someone serves. One is active per sign-in. */
export const staffAppointments = pgTable(
  'staff_appointments',
  {
    id: id(),
    countyId: countyId(),
    staffId: uuid()
      .notNull()
      .references(() => staff.id),
    role: text({ enum: staffRoles }).notNull(),
    officeId: uuid(),
    validFrom: day().notNull(),
    /** First day on which it no longer holds; null = open. */
    validTo: day(),
    /** 督导: a counsellor who may open others' sealed notes, each time with a stated reason. */
    supervises: boolean().notNull().default(false),
  },
  (table) => [
    unique('staff_appointments_county_id_id').on(table.countyId, table.id),
    index('staff_appointments_county_staff').on(table.countyId, table.staffId),
    index('staff_appointments_staff').on(table.staffId),
    foreignKey({
      name: 'staff_appointments_office',
      columns: [table.countyId, table.officeId],
      foreignColumns: [judicialOffices.countyId, judicialOffices.id],
    }),
    check(
      'staff_appointments_office_iff_office_role',
      sql`(${table.role} in ('office', 'social-worker')) = (${table.officeId} is not null)`,
    ),
    check('staff_appointments_order', sql`${table.validTo} is null or ${table.validTo} > ${table.validFrom}`),
    check('staff_appointments_supervises', sql`not ${table.supervises} or ${table.role} = 'counsellor'`),
  ],
)

/** A sign-in that lasts. `id` is the sha256 of the cookie's secret: a copy of this table opens nothing. */
export const loginSessions = pgTable(
  'login_sessions',
  {
    id: text().primaryKey().notNull(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    /** The active appointment of a member of staff. No foreign key into a county's table (schema rule 7). */
    appointmentId: uuid(),
    /** Opened with a slip's password: it leads to choosing one's own, and nowhere else. */
    passwordOnly: boolean().notNull().default(false),
    createdAt: instant()
      .notNull()
      .default(sql`app_now()`),
    expiresAt: instant().notNull(),
  },
  (table) => [index('login_sessions_account').on(table.accountId)],
)

/** Counters of the rate limiter (rate-limiter-flexible's shape). Keys are hashes, never names or addresses. */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey().notNull(),
  points: integer().notNull(),
  expire: instant(),
})
