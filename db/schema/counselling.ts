import { sql } from 'drizzle-orm'
import {
  check,
  customType,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { engagements } from './calendar.ts'
import { countyId, day, id, instant, instantRange } from './columns.ts'
import { staff } from './identity.ts'
import { judicialOffices, supervisedPersons } from './supervision.ts'

/** A transaction's number, 64 bits. */
const transactionNumber = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' })
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

export const consentParties = ['person', 'guardian'] as const
export const guardianRelations = ['parent', 'grandparent', 'sibling', 'appointed'] as const

/**
 * 知情同意, as it was given and taken back. Rows are only added; of one party the last round stands. Of the minors' regime
 * the guardian's stands beside the person's own (door_counselling_consent).
 */
export const counsellingConsents = pgTable(
  'counselling_consents',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    party: text({ enum: consentParties }).notNull(),
    round: integer().notNull(),
    act: text({ enum: ['given', 'withdrawn'] }).notNull(),
    /** Which text was shown, and what it was then: the SHA-256 of its words. */
    textVersion: integer().notNull(),
    textDigest: text().notNull(),
    textLocale: text({ enum: ['zh', 'en'] }).notNull(),
    /** On the person's own screen, or signed on paper and entered by a counsellor. */
    manner: text({ enum: ['screen', 'paper'] }).notNull(),
    /** The day on the paper; on a screen, today. */
    signedOn: day().notNull(),
    guardianRelation: text({ enum: guardianRelations }),
    guardianName: text(),
    recordedBy: uuid().notNull(),
    recordedAs: text({ enum: ['supervised-person', 'counsellor'] }).notNull(),
    at: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('counselling_consents_county_id_id').on(table.countyId, table.id),
    unique('counselling_consents_round_once').on(table.countyId, table.personId, table.party, table.round),
    foreignKey({
      name: 'counselling_consents_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    check('counselling_consents_party', sql`${table.party} in ('person', 'guardian')`),
    check(
      'counselling_consents_first_is_given',
      sql`${table.round} >= 1 and ${table.act} in ('given', 'withdrawn') and (${table.round} > 1 or ${table.act} = 'given')`,
    ),
    check(
      'counselling_consents_guardian_whole',
      sql`num_nonnulls(${table.guardianRelation}, ${table.guardianName}) = case when ${table.party} = 'guardian' then 2 else 0 end`,
    ),
    check(
      'counselling_consents_guardian_name',
      sql`${table.guardianName} is null or char_length(${table.guardianName}) between 1 and 40`,
    ),
    check(
      'counselling_consents_manner',
      sql`(${table.manner} = 'screen') = (${table.recordedAs} = 'supervised-person') and (${table.manner} = 'paper' or ${table.party} = 'person')`,
    ),
  ],
)

export const requestWays = ['person', 'office'] as const
export const referralReasons = [
  'asked-at-office',
  'settling-in',
  'family',
  'sleep-or-mood',
  'anger',
  'loss',
  'drink-or-games',
  'worry-for-safety',
] as const
export const requestStates = ['waiting', 'taken', 'withdrawn', 'set-aside'] as const

/** Somebody wishes to talk, or an office refers. Words of the person's own are sealed (`counselling_records`). */
export const counsellingRequests = pgTable(
  'counselling_requests',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    way: text({ enum: requestWays }).notNull(),
    /** A referral's, as a code; a person needs none. */
    reason: text({ enum: referralReasons }),
    wished: text({ enum: ['anyone', 'woman', 'man'] }).notNull(),
    /** Whose referral it is. */
    officeId: uuid(),
    state: text({ enum: requestStates }).notNull(),
    askedBy: uuid().notNull(),
    askedAs: text({ enum: ['supervised-person', 'office', 'social-worker'] }).notNull(),
    askedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    settledBy: uuid(),
    settledAt: instant(),
    version: integer().notNull().default(1),
  },
  (table) => [
    unique('counselling_requests_county_id_id').on(table.countyId, table.id),
    unique('counselling_requests_of_person').on(table.countyId, table.id, table.personId),
    uniqueIndex('counselling_requests_one_waiting')
      .on(table.countyId, table.personId, table.way)
      .where(sql`state = 'waiting'`),
    index('counselling_requests_county_state').on(table.countyId, table.state, table.askedAt),
    foreignKey({
      name: 'counselling_requests_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    foreignKey({
      name: 'counselling_requests_office',
      columns: [table.countyId, table.officeId],
      foreignColumns: [judicialOffices.countyId, judicialOffices.id],
    }),
    check(
      'counselling_requests_way_whole',
      sql`num_nonnulls(${table.reason}, ${table.officeId}) = case when ${table.way} = 'office' then 2 else 0 end
        and (${table.way} = 'person') = (${table.askedAs} = 'supervised-person')`,
    ),
    check(
      'counselling_requests_settled',
      sql`num_nonnulls(${table.settledBy}, ${table.settledAt}) = case when ${table.state} = 'waiting' then 0 else 2 end`,
    ),
  ],
)

export const caseOutcomes = [
  'as-agreed',
  'person-ended',
  'referred-on',
  'left-register',
  'not-begun',
] as const
export const handOverReasons = ['counsellor-leaves', 'person-asked', 'other-skill', 'workload'] as const

/** 个案: one counsellor and one person. One open case of a person. Moved by compare-and-set on `version`. */
export const counsellingCases = pgTable(
  'counselling_cases',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    counsellorId: uuid()
      .notNull()
      .references(() => staff.id),
    /** What it came from; null: the counsellor opened it. */
    requestId: uuid(),
    openedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    closedAt: instant(),
    outcome: text({ enum: caseOutcomes }),
    version: integer().notNull().default(1),
  },
  (table) => [
    unique('counselling_cases_county_id_id').on(table.countyId, table.id),
    unique('counselling_cases_of_person').on(table.countyId, table.id, table.personId),
    unique('counselling_cases_request_once').on(table.countyId, table.requestId),
    uniqueIndex('counselling_cases_one_open')
      .on(table.countyId, table.personId)
      .where(sql`closed_at is null`),
    index('counselling_cases_county_counsellor').on(table.countyId, table.counsellorId, table.closedAt),
    foreignKey({
      name: 'counselling_cases_person',
      columns: [table.countyId, table.personId],
      foreignColumns: [supervisedPersons.countyId, supervisedPersons.id],
    }),
    foreignKey({
      name: 'counselling_cases_request',
      columns: [table.countyId, table.requestId, table.personId],
      foreignColumns: [counsellingRequests.countyId, counsellingRequests.id, counsellingRequests.personId],
    }),
    check('counselling_cases_closed', sql`(${table.closedAt} is null) = (${table.outcome} is null)`),
    check('counselling_cases_version', sql`${table.version} >= 1`),
  ],
)

/** Every step of a case, one row for each version. Append-only. */
export const counsellingCaseChanges = pgTable(
  'counselling_case_changes',
  {
    id: id(),
    countyId: countyId(),
    caseId: uuid().notNull(),
    version: integer().notNull(),
    act: text({ enum: ['open', 'hand-over', 'close'] }).notNull(),
    counsellorId: uuid().notNull(),
    previousCounsellorId: uuid(),
    reason: text({ enum: handOverReasons }),
    outcome: text({ enum: caseOutcomes }),
    actorId: uuid().notNull(),
    at: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('counselling_case_changes_county_id_id').on(table.countyId, table.id),
    unique('counselling_case_changes_version').on(table.countyId, table.caseId, table.version),
    foreignKey({
      name: 'counselling_case_changes_case',
      columns: [table.countyId, table.caseId],
      foreignColumns: [counsellingCases.countyId, counsellingCases.id],
    }),
    check(
      'counselling_case_changes_whole',
      sql`(${table.act} = 'hand-over') = (${table.reason} is not null)
        and (${table.act} = 'hand-over') = (${table.previousCounsellorId} is not null)
        and (${table.act} = 'close') = (${table.outcome} is not null)`,
    ),
  ],
)

export const appointmentPlaces = ['in-person', 'phone', 'video'] as const
export const appointmentOutcomes = ['kept', 'moved', 'not-kept', 'cancelled'] as const

/**
 * When a person and their counsellor meet. The counsellor's time is an engagement of the calendar, which knows nothing of
 * whom it is for. One that was not kept has no other effect: nothing reads it but the counsellor and the person.
 */
export const counsellingAppointments = pgTable(
  'counselling_appointments',
  {
    id: id(),
    countyId: countyId(),
    caseId: uuid().notNull(),
    personId: uuid().notNull(),
    engagementId: uuid().notNull(),
    during: instantRange().notNull(),
    place: text({ enum: appointmentPlaces }).notNull(),
    outcome: text({ enum: appointmentOutcomes }),
    /** The appointment that took its place. */
    movedTo: uuid(),
    version: integer().notNull().default(1),
    madeAt: instant()
      .notNull()
      .default(sql`app_now()`),
    settledAt: instant(),
    bookedState: text().generatedAlwaysAs(
      sql`case when outcome is null or outcome in ('kept', 'not-kept') then 'confirmed' end`,
    ),
  },
  (table) => [
    unique('counselling_appointments_county_id_id').on(table.countyId, table.id),
    unique('counselling_appointments_of_case').on(table.countyId, table.id, table.caseId),
    unique('counselling_appointments_engagement').on(table.countyId, table.engagementId),
    index('counselling_appointments_county_case').on(table.countyId, table.caseId),
    foreignKey({
      name: 'counselling_appointments_case',
      columns: [table.countyId, table.caseId, table.personId],
      foreignColumns: [counsellingCases.countyId, counsellingCases.id, counsellingCases.personId],
    }),
    foreignKey({
      name: 'counselling_appointments_time',
      columns: [table.countyId, table.engagementId],
      foreignColumns: [engagements.countyId, engagements.id],
    }),
    check(
      'counselling_appointments_settled',
      sql`(${table.outcome} is null) = (${table.settledAt} is null)
        and (${table.outcome} is not distinct from 'moved') = (${table.movedTo} is not null)`,
    ),
    check('counselling_appointments_version', sql`${table.version} >= 1`),
  ],
)

/** What a counsellor is writing: the whole form, sealed. Emptied when it is signed, put away or erased. */
export const counsellingDrafts = pgTable(
  'counselling_drafts',
  {
    /** The id of the session that it becomes. */
    id: id(),
    countyId: countyId(),
    caseId: uuid().notNull(),
    personId: uuid().notNull(),
    /** The account that writes it. */
    authorId: uuid().notNull(),
    version: integer().notNull().default(1),
    nonce: bytes(),
    sealed: bytes(),
    keyId: text(),
    keyNonce: bytes(),
    wrappedKey: bytes(),
    savedAt: instant()
      .notNull()
      .default(sql`app_now()`),
    endedAt: instant(),
    endedAs: text({ enum: ['signed', 'discarded', 'erased'] }),
  },
  (table) => [
    unique('counselling_drafts_county_id_id').on(table.countyId, table.id),
    index('counselling_drafts_county_case').on(table.countyId, table.caseId),
    index('counselling_drafts_county_key').on(table.countyId, table.keyId),
    foreignKey({
      name: 'counselling_drafts_case',
      columns: [table.countyId, table.caseId, table.personId],
      foreignColumns: [counsellingCases.countyId, counsellingCases.id, counsellingCases.personId],
    }),
    check(
      'counselling_drafts_emptied',
      sql`num_nonnulls(${table.nonce}, ${table.sealed}, ${table.keyId}, ${table.keyNonce}, ${table.wrappedKey})
        = case when ${table.endedAt} is null then 5 else 0 end and (${table.endedAt} is null) = (${table.endedAs} is null)`,
    ),
    check('counselling_drafts_version', sql`${table.version} >= 1`),
  ],
)

/** One signed session. What was said of it stands in its revisions, what was said in it in the sealed records. Append-only. */
export const counsellingSessions = pgTable(
  'counselling_sessions',
  {
    id: id(),
    countyId: countyId(),
    caseId: uuid().notNull(),
    personId: uuid().notNull(),
    appointmentId: uuid(),
    signedBy: uuid().notNull(),
    signedAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('counselling_sessions_county_id_id').on(table.countyId, table.id),
    unique('counselling_sessions_of_case').on(table.countyId, table.id, table.caseId, table.personId),
    unique('counselling_sessions_appointment_once').on(table.countyId, table.appointmentId),
    index('counselling_sessions_county_case').on(table.countyId, table.caseId),
    index('counselling_sessions_county_person').on(table.countyId, table.personId),
    foreignKey({
      name: 'counselling_sessions_case',
      columns: [table.countyId, table.caseId, table.personId],
      foreignColumns: [counsellingCases.countyId, counsellingCases.id, counsellingCases.personId],
    }),
    foreignKey({
      name: 'counselling_sessions_appointment',
      columns: [table.countyId, table.appointmentId, table.caseId],
      foreignColumns: [
        counsellingAppointments.countyId,
        counsellingAppointments.id,
        counsellingAppointments.caseId,
      ],
    }),
  ],
)

export const sessionKinds = ['alone', 'couple', 'family', 'remote'] as const
export const correctionReasons = ['times-wrong', 'line-wrong', 'did-not-take-place'] as const

/** The outer layer of a session: all that leaves the room. Revision n + 1 takes the place of n. Append-only. */
export const counsellingSessionRevisions = pgTable(
  'counselling_session_revisions',
  {
    id: id(),
    countyId: countyId(),
    sessionId: uuid().notNull(),
    caseId: uuid().notNull(),
    personId: uuid().notNull(),
    revision: integer().notNull(),
    kind: text({ enum: sessionKinds }).notNull(),
    /** On whole minutes. Null, with the next two: it did not take place. */
    during: instantRange(),
    minutes: integer(),
    /** Written for the office and shown to the person. */
    agreedLine: text(),
    reason: text({ enum: correctionReasons }),
    writtenBy: uuid().notNull(),
    writtenAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('counselling_session_revisions_county_id_id').on(table.countyId, table.id),
    unique('counselling_session_revisions_once').on(table.countyId, table.sessionId, table.revision),
    foreignKey({
      name: 'counselling_session_revisions_session',
      columns: [table.countyId, table.sessionId, table.caseId, table.personId],
      foreignColumns: [
        counsellingSessions.countyId,
        counsellingSessions.id,
        counsellingSessions.caseId,
        counsellingSessions.personId,
      ],
    }),
    check(
      'counselling_session_revisions_reason',
      sql`${table.revision} >= 1 and (${table.revision} = 1) = (${table.reason} is null)`,
    ),
    check(
      'counselling_session_revisions_whole',
      sql`num_nonnulls(${table.during}, ${table.minutes}, ${table.agreedLine})
        = case when ${table.reason} is not distinct from 'did-not-take-place' then 0 else 3 end`,
    ),
    check(
      'counselling_session_revisions_minutes',
      sql`${table.during} is null or (lower_inc(${table.during}) and not upper_inc(${table.during})
        and date_trunc('minute', lower(${table.during})) = lower(${table.during}) and ${table.minutes} between 1 and 240
        and upper(${table.during}) - lower(${table.during}) = make_interval(mins => ${table.minutes}))`,
    ),
    check(
      'counselling_session_revisions_line',
      sql`${table.agreedLine} is null or char_length(${table.agreedLine}) between 1 and 60`,
    ),
  ],
)

export const readingReasons = ['quality', 'complaint', 'safety', 'hand-over'] as const

/**
 * Every opening of what is sealed: who, when, as what and why. It comes first: row-level security hands a sealed record
 * out only to the transaction that has written its reading. Append-only.
 */
export const counsellingReadings = pgTable(
  'counselling_readings',
  {
    id: id(),
    countyId: countyId(),
    caseId: uuid().notNull(),
    personId: uuid().notNull(),
    /** A session, a request or a disclosure. */
    subjectId: uuid().notNull(),
    readerId: uuid().notNull(),
    readerRole: text().notNull(),
    capacity: text({ enum: ['counsellor', 'supervisor'] }).notNull(),
    reason: text({ enum: readingReasons }),
    at: instant()
      .notNull()
      .default(sql`app_now()`),
    writtenIn: transactionNumber()
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    unique('counselling_readings_county_id_id').on(table.countyId, table.id),
    unique('counselling_readings_of_case').on(table.countyId, table.id, table.caseId, table.personId),
    index('counselling_readings_county_case').on(table.countyId, table.caseId, table.at),
    index('counselling_readings_county_transaction').on(table.countyId, table.writtenIn),
    foreignKey({
      name: 'counselling_readings_case',
      columns: [table.countyId, table.caseId, table.personId],
      foreignColumns: [counsellingCases.countyId, counsellingCases.id, counsellingCases.personId],
    }),
    check(
      'counselling_readings_capacity',
      sql`${table.capacity} in ('counsellor', 'supervisor') and (${table.capacity} = 'supervisor') = (${table.reason} is not null)`,
    ),
  ],
)

export const disclosureGrounds = ['danger-to-life', 'harm-to-minor', 'order-of-law', 'duty-of-law'] as const
export const disclosureRecipients = [
  'family',
  'hospital',
  'police',
  'civil-affairs',
  'education',
  'court',
  'procuratorate',
  'office',
] as const

/** Something was told outside: on one of the grounds of the consent's text, to whom, and when the person was told. */
export const counsellingDisclosures = pgTable(
  'counselling_disclosures',
  {
    id: id(),
    countyId: countyId(),
    caseId: uuid().notNull(),
    personId: uuid().notNull(),
    ground: text({ enum: disclosureGrounds }).notNull(),
    recipient: text({ enum: disclosureRecipients }).notNull(),
    madeAt: instant().notNull(),
    /** When the person was told; null: telling them would have added danger so far. Until then they do not see it here. */
    toldAt: instant(),
    writtenBy: uuid().notNull(),
    writtenAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('counselling_disclosures_county_id_id').on(table.countyId, table.id),
    unique('counselling_disclosures_of_case').on(table.countyId, table.id, table.caseId, table.personId),
    index('counselling_disclosures_county_case').on(table.countyId, table.caseId),
    foreignKey({
      name: 'counselling_disclosures_case',
      columns: [table.countyId, table.caseId, table.personId],
      foreignColumns: [counsellingCases.countyId, counsellingCases.id, counsellingCases.personId],
    }),
    check(
      'counselling_disclosures_ground',
      sql`${table.ground} in ('danger-to-life', 'harm-to-minor', 'order-of-law', 'duty-of-law')`,
    ),
  ],
)

/**
 * What is sealed: AES-256-GCM under a key of its own, which lies, wrapped, in `counselling_record_keys`. Append-only: an
 * amendment is the next position of the same subject.
 */
export const counsellingRecords = pgTable(
  'counselling_records',
  {
    id: id(),
    countyId: countyId(),
    personId: uuid().notNull(),
    /** Null for the words of a request: there is no case yet. */
    caseId: uuid(),
    sessionId: uuid(),
    requestId: uuid(),
    disclosureId: uuid(),
    readingId: uuid(),
    subjectId: uuid()
      .notNull()
      .generatedAlwaysAs(sql`coalesce(session_id, request_id, disclosure_id, reading_id)`),
    /** 1 the note, 2 and on its amendments; bound into what is sealed. */
    position: integer().notNull(),
    authorId: uuid().notNull(),
    authorRole: text().notNull(),
    nonce: bytes().notNull(),
    sealed: bytes().notNull(),
    writtenAt: instant()
      .notNull()
      .default(sql`app_now()`),
  },
  (table) => [
    unique('counselling_records_county_id_id').on(table.countyId, table.id),
    unique('counselling_records_position_once').on(table.countyId, table.subjectId, table.position),
    index('counselling_records_county_person').on(table.countyId, table.personId),
    foreignKey({
      name: 'counselling_records_session',
      columns: [table.countyId, table.sessionId, table.caseId, table.personId],
      foreignColumns: [
        counsellingSessions.countyId,
        counsellingSessions.id,
        counsellingSessions.caseId,
        counsellingSessions.personId,
      ],
    }),
    foreignKey({
      name: 'counselling_records_request',
      columns: [table.countyId, table.requestId, table.personId],
      foreignColumns: [counsellingRequests.countyId, counsellingRequests.id, counsellingRequests.personId],
    }),
    foreignKey({
      name: 'counselling_records_disclosure',
      columns: [table.countyId, table.disclosureId, table.caseId, table.personId],
      foreignColumns: [
        counsellingDisclosures.countyId,
        counsellingDisclosures.id,
        counsellingDisclosures.caseId,
        counsellingDisclosures.personId,
      ],
    }),
    foreignKey({
      name: 'counselling_records_reading',
      columns: [table.countyId, table.readingId, table.caseId, table.personId],
      foreignColumns: [
        counsellingReadings.countyId,
        counsellingReadings.id,
        counsellingReadings.caseId,
        counsellingReadings.personId,
      ],
    }),
    check(
      'counselling_records_one_subject',
      sql`num_nonnulls(${table.sessionId}, ${table.requestId}, ${table.disclosureId}, ${table.readingId}) = 1
        and (${table.requestId} is null) = (${table.caseId} is not null)`,
    ),
    check(
      'counselling_records_position',
      sql`${table.position} >= 1 and (${table.position} = 1 or ${table.sessionId} is not null)`,
    ),
    check('counselling_records_nonce', sql`octet_length(${table.nonce}) = 12`),
  ],
)

/**
 * The key of each record, wrapped under a key of the ring, which is in no database. The owner's rotation wraps it anew
 * and never sees a body; without it the record is noise for ever, which is how one is erased.
 */
export const counsellingRecordKeys = pgTable(
  'counselling_record_keys',
  {
    /** The record's. */
    id: id(),
    countyId: countyId(),
    keyId: text().notNull(),
    nonce: bytes(),
    wrapped: bytes(),
    sealedBy: uuid().notNull(),
    /** When it was destroyed, after consent was withdrawn. */
    erasedAt: instant(),
  },
  (table) => [
    unique('counselling_record_keys_county_id_id').on(table.countyId, table.id),
    index('counselling_record_keys_county_key').on(table.countyId, table.keyId),
    foreignKey({
      name: 'counselling_record_keys_record',
      columns: [table.countyId, table.id],
      foreignColumns: [counsellingRecords.countyId, counsellingRecords.id],
    }),
    check(
      'counselling_record_keys_erased',
      sql`num_nonnulls(${table.nonce}, ${table.wrapped}) = case when ${table.erasedAt} is null then 2 else 0 end`,
    ),
    check('counselling_record_keys_nonce', sql`${table.nonce} is null or octet_length(${table.nonce}) = 12`),
  ],
)
