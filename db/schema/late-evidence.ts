import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { countyId, id, instant, instants } from './columns.ts'
import { studySessions, unitStudies } from './learning.ts'
import { supervisedPersons } from './supervision.ts'

export const lateKinds = ['time', 'check'] as const
export const lateOutcomes = ['counted', 'nothing-counted', 'month-closed', 'right', 'wrong'] as const

/**
 * What a device kept while there was no network, as it was judged when it arrived (decisions 6, 7). Rows are only added:
 * one for each item, whatever is sent again. The study session is the lease: its nonce, opened by the server's clock.
 * What counts lies between the lease and the arrival, in a month that still takes evidence (checks), and never overlaps
 * other late evidence (exclusion) nor what the server witnessed of this person (policy `own_late_evidence`).
 */
export const lateEvidence = pgTable(
  'late_evidence',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    unitStudyId: uuid().notNull(),
    sessionId: uuid().notNull(),
    /** Made on the device; the same item counts once. */
    itemId: uuid().notNull(),
    kind: text({ enum: lateKinds }).notNull(),
    outcome: text({ enum: lateOutcomes }).notNull(),
    /** When the session was opened: nothing earlier counts. */
    issuedAt: instant().notNull(),
    /** When it happened by the device's word, clamped to the lease and the arrival. */
    deviceFrom: instant().notNull(),
    deviceUntil: instant().notNull(),
    arrivedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    /** Seconds of use by the device's word, at most those between lease and arrival; 0 of an answer. */
    claimedSeconds: integer().notNull(),
    /** Of these, seconds in a month that no longer takes evidence. */
    closedSeconds: integer().notNull(),
    counted: instants().notNull(),
    /** Of an answer: which passage, and what was chosen. */
    passage: integer(),
    chosen: text(),
  },
  (table) => [
    unique('late_evidence_county_id_id').on(table.countyId, table.id),
    unique('late_evidence_item_once').on(table.countyId, table.personId, table.itemId),
    index('late_evidence_county_study').on(table.countyId, table.unitStudyId),
    foreignKey({
      name: 'late_evidence_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    foreignKey({
      name: 'late_evidence_unit_study',
      columns: [table.countyId, table.unitStudyId],
      foreignColumns: [unitStudies.countyId, unitStudies.id],
    }),
    foreignKey({
      name: 'late_evidence_session',
      columns: [table.countyId, table.sessionId],
      foreignColumns: [studySessions.countyId, studySessions.id],
    }),
    check(
      'late_evidence_within_lease',
      sql`${table.counted} <@ tstzmultirange(tstzrange(${table.issuedAt}, ${table.arrivedAt}))`,
    ),
    check(
      'late_evidence_device_clamped',
      sql`${table.issuedAt} <= ${table.deviceFrom} and ${table.deviceFrom} <= ${table.deviceUntil} and ${table.deviceUntil} <= ${table.arrivedAt}`,
    ),
    // A month takes evidence until day 5 of the next one, in the county's zone.
    check(
      'late_evidence_month_open',
      sql`${table.counted} <@ tstzmultirange(tstzrange(date_trunc('month', (${table.arrivedAt} at time zone 'Asia/Shanghai') - interval '5 days') at time zone 'Asia/Shanghai', null))`,
    ),
    check(
      'late_evidence_within_claim',
      sql`${table.closedSeconds} between 0 and ${table.claimedSeconds} and floor(seconds_of(${table.counted})) <= ${table.claimedSeconds}`,
    ),
    check(
      'late_evidence_kind',
      sql`(${table.kind} = 'check') = (${table.passage} is not null) and (${table.kind} = 'check') = (${table.chosen} is not null) and (${table.kind} = 'check') = (${table.outcome} in ('right', 'wrong')) and (${table.kind} = 'time' or ${table.claimedSeconds} = 0)`,
    ),
    check('late_evidence_chosen_short', sql`char_length(${table.chosen}) <= 40`),
  ],
)
