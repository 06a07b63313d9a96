import { sql } from 'drizzle-orm'
import {
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
import { countyId, day, id, instant, instantRange } from './columns.ts'
import { staff } from './identity.ts'
import { counties, judicialOffices } from './supervision.ts'

export const roomEquipment = ['projector', 'sound', 'induction-loop', 'step-free', 'movable-chairs'] as const

/** Where a class can be held: a room of an office or near it. */
export const lectureRooms = pgTable(
  'lecture_rooms',
  {
    id: id(),
    countyId: countyId(),
    officeId: uuid().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    /** Seats. */
    capacity: integer().notNull(),
    equipment: text({ enum: roomEquipment }).array().notNull(),
    /** From the county town, one way. The buffer on each side of a class here: see `blocked` below. */
    travelMinutes: integer().notNull(),
    /** First day on which it can no longer be taken; null: open. */
    retiredOn: day(),
  },
  (table) => [
    unique('lecture_rooms_county_id_id').on(table.countyId, table.id),
    index('lecture_rooms_county_office').on(table.countyId, table.officeId),
    foreignKey({
      name: 'lecture_rooms_office',
      columns: [table.countyId, table.officeId],
      foreignColumns: [judicialOffices.countyId, judicialOffices.id],
    }),
    check('lecture_rooms_capacity', sql`${table.capacity} between 1 and 500`),
    check('lecture_rooms_travel', sql`${table.travelMinutes} between 0 and 180`),
  ],
)

export const engagementKinds = ['lecture', 'counselling', 'leave', 'block'] as const
export const engagementStates = ['held', 'confirmed', 'released', 'expired'] as const

/**
 * The one calendar: what takes a member of staff's time, a room, or both. Rows that are live (`held`, `confirmed`) never
 * overlap for one member of staff or one room, whoever wrote them and in whatever county (exclusion constraints on
 * `blocked`). A row is moved by compare-and-set on `version`; it is never moved in time: another one takes its place.
 */
export const engagements = pgTable(
  'engagements',
  {
    id: id(),
    countyId: countyId(),
    kind: text({ enum: engagementKinds }).notNull(),
    staffId: uuid().references(() => staff.id),
    roomId: uuid(),
    /** Whose class it is; null for a member of staff's own time. */
    officeId: uuid(),
    /** What it is for, in the room that asked for it: an order. No reference: the calendar knows no orders. */
    forId: uuid(),
    during: instantRange().notNull(),
    /** `during` with the buffers on both sides: what nobody else can have. */
    blocked: instantRange().notNull(),
    state: text({ enum: engagementStates }).notNull(),
    /** Until when a hold holds; kept afterwards. */
    holdUntil: instant(),
    version: integer().notNull().default(1),
    placedBy: uuid(),
    placedAs: text().notNull(),
    placedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    /** When it was released or expired. */
    endedAt: instant(),
  },
  (table) => [
    unique('engagements_county_id_id').on(table.countyId, table.id),
    // What an order that is on points at: its time, and that the time is confirmed.
    unique('engagements_county_id_state').on(table.countyId, table.id, table.state),
    uniqueIndex('engagements_one_live')
      .on(table.countyId, table.forId)
      .where(sql`for_id is not null and state in ('held', 'confirmed')`),
    index('engagements_county_staff').on(table.countyId, table.staffId),
    foreignKey({
      name: 'engagements_room',
      columns: [table.countyId, table.roomId],
      foreignColumns: [lectureRooms.countyId, lectureRooms.id],
    }),
    foreignKey({
      name: 'engagements_office',
      columns: [table.countyId, table.officeId],
      foreignColumns: [judicialOffices.countyId, judicialOffices.id],
    }),
    check('engagements_of_something', sql`num_nonnulls(${table.staffId}, ${table.roomId}) > 0`),
    check(
      'engagements_lecture_whole',
      sql`${table.kind} <> 'lecture' or num_nonnulls(${table.staffId}, ${table.roomId}, ${table.officeId}, ${table.forId}) = 4`,
    ),
    check(
      'engagements_span',
      sql`lower_inc(${table.during}) and not upper_inc(${table.during}) and upper(${table.during}) > lower(${table.during})
        and upper(${table.during}) - lower(${table.during}) <= interval '92 days'`,
    ),
    check(
      'engagements_buffered',
      sql`${table.blocked} @> ${table.during} and lower_inc(${table.blocked}) and not upper_inc(${table.blocked})
        and upper(${table.blocked}) - lower(${table.blocked}) <= interval '93 days'`,
    ),
    check('engagements_hold_ends', sql`${table.state} <> 'held' or ${table.holdUntil} is not null`),
    check(
      'engagements_ended',
      sql`(${table.state} in ('released', 'expired')) = (${table.endedAt} is not null)`,
    ),
    check('engagements_version', sql`${table.version} >= 1`),
  ],
)

export const countyDayKinds = ['holiday', 'workday'] as const

/** Days that are not what their weekday says: public holidays, and weekend days worked instead. Data, with its source. */
export const countyDays = pgTable(
  'county_days',
  {
    id: id(),
    countyId: countyId().references(() => counties.id),
    day: day().notNull(),
    kind: text({ enum: countyDayKinds }).notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    /** The notice that says so. */
    source: text().notNull(),
    /** No longer so since; a new row may say otherwise. */
    withdrawnAt: instant(),
  },
  (table) => [
    unique('county_days_county_id_id').on(table.countyId, table.id),
    uniqueIndex('county_days_one_standing')
      .on(table.countyId, table.day)
      .where(sql`withdrawn_at is null`),
  ],
)
