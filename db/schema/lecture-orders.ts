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
import { engagements, lectureRooms } from './calendar.ts'
import { countyId, day, id, instant, instantRange } from './columns.ts'
import { lecturers, menuTopics } from './lectures.ts'
import { judicialOffices } from './supervision.ts'

export const orderStates = [
  'draft',
  'requested',
  'held',
  'proposed',
  'accepted',
  'declined',
  'expired',
  'confirmed',
  'taught',
  'closed',
  'withdrawn',
  'cancelled-by-office',
  'cancelled-by-lecturer',
] as const
export const orderActs = [
  'draft',
  'request',
  'name',
  'take',
  'accept',
  'decline',
  'propose',
  'agree',
  'refuse-proposal',
  'confirm',
  'reschedule',
  'hand-over',
  'teach',
  'close',
  'withdraw',
  'cancel-by-office',
  'cancel-by-lecturer',
  'expire',
  'change',
  'resize',
  'share',
  'join',
  'leave',
] as const
export const orderReasons = [
  'not-needed',
  'too-few-people',
  'room-lost',
  'other-topic',
  'time-does-not-fit',
  'not-qualified',
  'too-far',
  'ill',
  'other-duty',
  'weather',
  'mistake',
] as const
/** For whom: minors and adults are never in one session (社矫法 52). */
export const orderRegimes = ['adults', 'minors'] as const
export const wishedTimes = ['any', 'weekend', 'evening', 'afternoon', 'morning'] as const

/** In these states a lecturer's and a room's time is held; until when stands in the row. */
const HELD = sql.raw(`'held', 'proposed', 'accepted'`)
const ON = sql.raw(`'confirmed', 'taught', 'closed'`)

/**
 * 点课: an office asks for a topic. One that is on has an engagement that is confirmed: `booked_state` makes the reference
 * to the engagement hold its state too (migration 0012, checked at commit). Moved by compare-and-set on `version`.
 */
export const lectureOrders = pgTable(
  'lecture_orders',
  {
    id: id(),
    countyId: countyId(),
    officeId: uuid().notNull(),
    /** The topic in the version of the menu that the order saw. */
    topicId: uuid().notNull(),
    topicCode: text().notNull(),
    regime: text({ enum: orderRegimes }).notNull(),
    /** `anyone` and `none` hold nobody's time. */
    asked: text({ enum: ['none', 'named', 'anyone'] }).notNull(),
    state: text({ enum: orderStates }).notNull(),
    version: integer().notNull().default(1),
    /** Of the office that ordered. */
    seats: integer().notNull(),
    /** With those of the offices that joined. */
    seatsTaken: integer().notNull(),
    /** Of the room, when there is one. */
    capacity: integer(),
    /** How many have which need: counts alone, for the lecturer. */
    needs: jsonb().$type<Record<string, number>>().notNull(),
    wantedFrom: day().notNull(),
    /** Last day. */
    wantedTo: day().notNull(),
    wantedTime: text({ enum: wishedTimes }).notNull(),
    lecturerId: uuid(),
    /** Who handed it on: they may still read it. */
    previousLecturerId: uuid(),
    roomId: uuid(),
    engagementId: uuid(),
    during: instantRange(),
    holdUntil: instant(),
    /** Other offices may join. */
    shared: boolean().notNull().default(false),
    createdBy: uuid(),
    createdAs: text().notNull(),
    createdAt: instant()
      .notNull()
      .default(sql`app_now()`),
    /** When it was first asked for: its place in the queue, with the id, also when it comes back. */
    requestedAt: instant(),
    bookedState: text().generatedAlwaysAs(sql`case when state in (${ON}) then 'confirmed' end`),
  },
  (table) => [
    unique('lecture_orders_county_id_id').on(table.countyId, table.id),
    // What a share points at: whose order, and for whom.
    unique('lecture_orders_county_id_regime').on(table.countyId, table.id, table.officeId, table.regime),
    uniqueIndex('lecture_orders_engagement')
      .on(table.countyId, table.engagementId)
      .where(sql`engagement_id is not null`),
    index('lecture_orders_county_office').on(table.countyId, table.officeId, table.state),
    index('lecture_orders_county_lecturer').on(table.countyId, table.lecturerId, table.state),
    index('lecture_orders_county_waiting')
      .on(table.countyId, table.topicCode, table.requestedAt, table.id)
      .where(sql`state = 'requested'`),
    foreignKey({
      name: 'lecture_orders_office',
      columns: [table.countyId, table.officeId],
      foreignColumns: [judicialOffices.countyId, judicialOffices.id],
    }),
    foreignKey({
      name: 'lecture_orders_topic',
      columns: [table.countyId, table.topicId, table.topicCode],
      foreignColumns: [menuTopics.countyId, menuTopics.id, menuTopics.code],
    }),
    foreignKey({
      name: 'lecture_orders_lecturer',
      columns: [table.countyId, table.lecturerId],
      foreignColumns: [lecturers.countyId, lecturers.id],
    }),
    foreignKey({
      name: 'lecture_orders_previous_lecturer',
      columns: [table.countyId, table.previousLecturerId],
      foreignColumns: [lecturers.countyId, lecturers.id],
    }),
    foreignKey({
      name: 'lecture_orders_room',
      columns: [table.countyId, table.roomId],
      foreignColumns: [lectureRooms.countyId, lectureRooms.id],
    }),
    foreignKey({
      name: 'lecture_orders_engagement_there',
      columns: [table.countyId, table.engagementId],
      foreignColumns: [engagements.countyId, engagements.id],
    }),
    check(
      'lecture_orders_time_with_state',
      sql`num_nonnulls(${table.engagementId}, ${table.during}, ${table.roomId}, ${table.capacity})
        = case when ${table.state} in (${HELD}, ${ON}) then 4 else 0 end`,
    ),
    check(
      'lecture_orders_lecturer_with_time',
      sql`${table.engagementId} is null or ${table.lecturerId} is not null`,
    ),
    check('lecture_orders_hold', sql`(${table.state} in (${HELD})) = (${table.holdUntil} is not null)`),
    check('lecture_orders_seats', sql`${table.seats} >= 1 and ${table.seatsTaken} >= ${table.seats}`),
    check(
      'lecture_orders_capacity',
      sql`${table.capacity} is null or ${table.seatsTaken} <= ${table.capacity}`,
    ),
    check('lecture_orders_wanted', sql`${table.wantedTo} >= ${table.wantedFrom}`),
    check(
      'lecture_orders_requested',
      sql`${table.state} in ('draft', 'withdrawn') or ${table.requestedAt} is not null`,
    ),
    check('lecture_orders_version', sql`${table.version} >= 1`),
  ],
)

/** Another office's people in the same session, for the same regime (the reference holds it). */
export const lectureOrderShares = pgTable(
  'lecture_order_shares',
  {
    id: id(),
    countyId: countyId(),
    orderId: uuid().notNull(),
    hostOfficeId: uuid().notNull(),
    regime: text({ enum: orderRegimes }).notNull(),
    officeId: uuid().notNull(),
    seats: integer().notNull(),
    joinedBy: uuid().notNull(),
    joinedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    leftAt: instant(),
  },
  (table) => [
    unique('lecture_order_shares_county_id_id').on(table.countyId, table.id),
    uniqueIndex('lecture_order_shares_once')
      .on(table.countyId, table.orderId, table.officeId)
      .where(sql`left_at is null`),
    foreignKey({
      name: 'lecture_order_shares_order',
      columns: [table.countyId, table.orderId, table.hostOfficeId, table.regime],
      foreignColumns: [
        lectureOrders.countyId,
        lectureOrders.id,
        lectureOrders.officeId,
        lectureOrders.regime,
      ],
    }),
    foreignKey({
      name: 'lecture_order_shares_office',
      columns: [table.countyId, table.officeId],
      foreignColumns: [judicialOffices.countyId, judicialOffices.id],
    }),
    check('lecture_order_shares_seats', sql`${table.seats} >= 1`),
    check('lecture_order_shares_other_office', sql`${table.officeId} <> ${table.hostOfficeId}`),
  ],
)

/** Every step of an order, one row for each version. Append-only. */
export const lectureOrderChanges = pgTable(
  'lecture_order_changes',
  {
    id: id(),
    countyId: countyId(),
    orderId: uuid().notNull(),
    /** The order's version after it. */
    version: integer().notNull(),
    act: text({ enum: orderActs }).notNull(),
    fromState: text({ enum: orderStates }),
    toState: text({ enum: orderStates }).notNull(),
    lecturerId: uuid(),
    engagementId: uuid(),
    during: instantRange(),
    reason: text({ enum: orderReasons }),
    actorAccountId: uuid(),
    actorRole: text().notNull(),
    actorOfficeId: uuid(),
    at: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('lecture_order_changes_county_id_id').on(table.countyId, table.id),
    unique('lecture_order_changes_version').on(table.countyId, table.orderId, table.version),
    foreignKey({
      name: 'lecture_order_changes_order',
      columns: [table.countyId, table.orderId],
      foreignColumns: [lectureOrders.countyId, lectureOrders.id],
    }),
  ],
)
