import type { TransactionSql } from 'postgres'
import { addDays, dayAt, instantAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { consentTextOn } from '#app/domains/counselling/consent-text.policy.ts'
import { digestOf } from '#app/domains/counselling/consent-digest.server.ts'
import { seal, type RingKey } from '#db/sealing/cipher.ts'
import { insertRows } from './bulk.ts'
import { AGREED_LINES, HALF_WRITTEN, NOTES, OWN_WORDS, TAKEN_BACK_WORDS } from './counselling-notes.ts'
import { COUNTY, officeOf } from './county.ts'
import type { DemoPerson } from './demo-person.ts'
import { demoId } from './random.ts'
import { counsellorOf, staffAccountId } from './staff.ts'

type Session = { id: string; from: Date; to: Date; postedAt: Date }
type DemoCase = {
  id: string
  person: DemoPerson
  /** The member of staff's first sign-in name. */
  seat: string
  consentDay: CalendarDay
  sessions: Session[]
}

/** Who agreed to talk and has no session yet: the demo's counsellor has more than one name on the list. */
const AGREED_ONLY = ['wei14', 'chen17']
const SUPERVISOR = 'lecturer-psy-8'
const HOUR_MS = 3_600_000

/**
 * The counselling of a demo county: a case for everybody who has lines of counselling this month, with sealed notes; two
 * that have just begun; two requests and one referral that wait; one of the minors' regime whose guardian has not signed,
 * one who took everything back. The demo's counsellor has times to come and one that is over, a note that is not signed
 * and a case that has ended. Nothing when it is there, and nothing without keys to seal with.
 */
export async function writeCounselling(
  tx: TransactionSql,
  people: readonly DemoPerson[],
  now: Date,
): Promise<void> {
  // Not before it is needed: it reads the settings.
  const { keyRing } = await import('#db/sealing/key-ring.ts')
  const key = keyRing()?.active
  const [there] = await tx`select 1 from counselling_consents where county_id = ${COUNTY.id} limit 1`
  if (there || !key) return
  await tx`update staff_appointments set supervises = true
    where county_id = ${COUNTY.id} and role = 'counsellor' and id = ${demoId('appointment', `${SUPERVISOR}:counsellor`)}`
  const cases = await demoCases(tx, people, now)
  await writeConsents(tx, cases)
  await writeCases(tx, cases)
  await writeSessions(tx, cases, key)
  await writeAppointments(tx, cases, now)
  await writeDraft(tx, cases, now, key)
  await endOne(tx, cases, now)
  await writeRequests(tx, people, now, key)
  await writeSayings(tx, people, cases, now, key)
  await writeReadyRequest(tx, people, cases, now)
}

const staffId = (seat: string) => demoId('staff', seat)

async function demoCases(tx: TransactionSql, people: readonly DemoPerson[], now: Date): Promise<DemoCase[]> {
  const rows = await tx<{ id: string; person_id: string; from: Date; to: Date; posted_at: Date }[]>`
    select source_id as id, person_id, lower(during) as from, upper(during) as to, posted_at from hours_entries
    where county_id = ${COUNTY.id} and source_kind = 'counselling' and posted_as = 'counsellor' and revision = 1
      and source_id ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$'
    order by lower(during), person_id`
  return people
    .filter(({ leftOn }) => leftOn === null)
    .flatMap((person): DemoCase[] => {
      const sessions = rows
        .filter((row) => row.person_id === person.id)
        .map(({ id, from, to, posted_at: postedAt }) => ({ id, from, to, postedAt }))
      const begun = AGREED_ONLY.includes(person.story?.signInName ?? '')
      if (sessions.length === 0 && !begun) return []
      const first = sessions[0] ? dayAt(sessions[0].from) : dayAt(now)
      const before = addDays(first, -2)
      const consentDay = before < person.enteredOn ? person.enteredOn : before
      const seat = begun ? 'lecturer-psy-1' : counsellorOf(person)
      return [{ id: demoId('counselling case', person.id), person, seat, consentDay, sessions }]
    })
}

const consentedAt = ({ consentDay }: DemoCase) => instantAt(consentDay, '09:00')
const openedAt = ({ consentDay }: DemoCase) => instantAt(consentDay, '09:30')

type Word = {
  person: DemoPerson
  party: 'person' | 'guardian'
  round: number
  act: 'given' | 'withdrawn'
  day: CalendarDay
  at: Date
  /** The counsellor who entered the paper; null: said on the person's own screen. */
  enteredBy: string | null
}

async function writeWords(tx: TransactionSql, words: readonly Word[]): Promise<void> {
  await insertRows(
    tx,
    'counselling_consents',
    [
      ...[
        'id',
        'county_id',
        'person_id',
        'party',
        'round',
        'act',
        'text_version',
        'text_digest',
        'text_locale',
      ],
      ...['manner', 'signed_on', 'guardian_relation', 'guardian_name', 'recorded_by', 'recorded_as', 'at'],
    ],
    words.map(({ person, party, round, act, day, at, enteredBy }) => {
      const text = consentTextOn(day)
      const name = round === 1 ? `${person.id} ${party}` : `${person.id} ${party} ${round}`
      return [
        ...[demoId('counselling consent', name), COUNTY.id, person.id, party, round, act],
        ...[text.version, digestOf(text), 'zh', enteredBy ? 'paper' : 'screen', day],
        ...(party === 'guardian' ? ['parent', '监护人'] : [null, null]),
        ...[enteredBy ?? person.accountId, enteredBy ? 'counsellor' : 'supervised-person', at.toISOString()],
      ]
    }),
  )
}

async function writeConsents(tx: TransactionSql, cases: readonly DemoCase[]): Promise<void> {
  await writeWords(
    tx,
    cases.flatMap((one) => {
      const { accountId, minorsRegime } = one.person
      const counsellor = staffAccountId(one.seat)
      const given = (party: 'person' | 'guardian', enteredBy: string | null): Word => ({
        ...{ person: one.person, party, round: 1, act: 'given', enteredBy },
        ...{ day: one.consentDay, at: consentedAt(one) },
      })
      const own = given('person', accountId ? null : counsellor)
      return minorsRegime ? [own, given('guardian', counsellor)] : [own]
    }),
  )
}

/** Who has said something and has no case: one of the minors' regime whose guardian's paper is not there yet, and one who took it back. */
async function writeSayings(
  tx: TransactionSql,
  people: readonly DemoPerson[],
  cases: readonly DemoCase[],
  now: Date,
  key: RingKey,
): Promise<void> {
  const without = (name: string) =>
    people.find(
      ({ id, story, accountId }) =>
        story?.signInName === name && accountId && !cases.some(({ person }) => person.id === id),
    )
  const said = (person: DemoPerson, round: number, act: Word['act'], daysAgo: number): Word => {
    const day = addDays(dayAt(now), -daysAgo)
    return { person, party: 'person', round, act, day, at: instantAt(day, '20:10'), enteredBy: null }
  }
  const minor = without('feng01')
  if (minor?.minorsRegime) await writeWords(tx, [said(minor, 1, 'given', 2)])
  const gone = without('wu31')
  if (!gone?.accountId) return
  await writeWords(tx, [said(gone, 1, 'given', 12), said(gone, 2, 'withdrawn', 4)])
  const id = demoId('counselling request', gone.id)
  const [asked, settled] = [said(gone, 1, 'given', 12).at, said(gone, 2, 'withdrawn', 4).at]
  await tx`insert into counselling_requests (id, county_id, person_id, way, wished, state, asked_by, asked_as, asked_at,
      settled_by, settled_at, version)
    values (${id}, ${COUNTY.id}, ${gone.id}, 'person', 'anyone', 'withdrawn', ${gone.accountId}, 'supervised-person', ${asked},
      ${gone.accountId}, ${settled}, 2)`
  await writeSealed(tx, key, [ownWords(id, gone, asked, TAKEN_BACK_WORDS)])
}

async function writeCases(tx: TransactionSql, cases: readonly DemoCase[]): Promise<void> {
  await insertRows(
    tx,
    'counselling_cases',
    ['id', 'county_id', 'person_id', 'counsellor_id', 'opened_at', 'version'],
    cases.map((one) => [one.id, COUNTY.id, one.person.id, staffId(one.seat), openedAt(one).toISOString(), 1]),
  )
  await insertRows(
    tx,
    'counselling_case_changes',
    ['id', 'county_id', 'case_id', 'version', 'act', 'counsellor_id', 'actor_id', 'at'],
    cases.map((one) => [
      ...[demoId('counselling case change', one.id), COUNTY.id, one.id, 1, 'open', staffId(one.seat)],
      ...[staffAccountId(one.seat), openedAt(one).toISOString()],
    ]),
  )
}

const MINUTE_MS = 60_000
const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`

async function writeSessions(tx: TransactionSql, cases: readonly DemoCase[], key: RingKey): Promise<void> {
  const all = cases.flatMap((one, at) => one.sessions.map((session, index) => ({ one, session, index, at })))
  await insertRows(
    tx,
    'counselling_sessions',
    ['id', 'county_id', 'case_id', 'person_id', 'signed_by', 'signed_at'],
    all.map(({ one, session }) => [
      ...[session.id, COUNTY.id, one.id, one.person.id, staffAccountId(one.seat)],
      session.postedAt.toISOString(),
    ]),
  )
  await insertRows(
    tx,
    'counselling_session_revisions',
    [
      ...['id', 'county_id', 'session_id', 'case_id', 'person_id', 'revision', 'kind', 'during', 'minutes'],
      ...['agreed_line', 'written_by', 'written_at'],
    ],
    all.map(({ one, session, index }) => [
      ...[
        demoId('counselling revision', session.id),
        COUNTY.id,
        session.id,
        one.id,
        one.person.id,
        1,
        'alone',
      ],
      `[${session.from.toISOString()},${session.to.toISOString()})`,
      (session.to.getTime() - session.from.getTime()) / MINUTE_MS,
      ...[AGREED_LINES[index % AGREED_LINES.length]!, staffAccountId(one.seat)],
      session.postedAt.toISOString(),
    ]),
  )
  await writeSealed(
    tx,
    key,
    all.map(({ one, session, index, at }) => ({
      ...{ id: demoId('counselling record', session.id), personId: one.person.id, caseId: one.id },
      ...{ sessionId: session.id, requestId: null, author: staffAccountId(one.seat), role: 'counsellor' },
      ...{ at: session.postedAt, words: JSON.stringify(NOTES[(index + at) % NOTES.length]) },
    })),
  )
}

type SealedRow = {
  id: string
  personId: string
  caseId: string | null
  sessionId: string | null
  requestId: string | null
  author: string
  role: string
  at: Date
  words: string
}

const ownWords = (requestId: string, person: DemoPerson, at: Date, words: string): SealedRow => ({
  ...{ id: demoId('counselling record', requestId), personId: person.id, caseId: null, sessionId: null },
  ...{ requestId, author: person.accountId!, role: 'supervised-person', at, words },
})

async function writeSealed(tx: TransactionSql, key: RingKey, rows: readonly SealedRow[]): Promise<void> {
  const sealed = rows.map((row) => ({
    row,
    it: seal(row.words, { countyId: COUNTY.id, recordId: row.id, version: 1 }, key),
  }))
  await insertRows(
    tx,
    'counselling_records',
    [
      ...['id', 'county_id', 'person_id', 'case_id', 'session_id', 'request_id', 'position', 'author_id'],
      ...['author_role', 'nonce', 'sealed', 'written_at'],
    ],
    sealed.map(({ row, it }) => [
      ...[row.id, COUNTY.id, row.personId, row.caseId, row.sessionId, row.requestId, 1, row.author, row.role],
      ...[hex(it.nonce), hex(it.sealed), row.at.toISOString()],
    ]),
  )
  await insertRows(
    tx,
    'counselling_record_keys',
    ['id', 'county_id', 'key_id', 'nonce', 'wrapped', 'sealed_by'],
    sealed.map(({ row, it }) => [
      row.id,
      COUNTY.id,
      it.keyId,
      hex(it.keyNonce),
      hex(it.wrappedKey),
      row.author,
    ]),
  )
}

const MINE = 'lecturer-psy-1'
const caseOf = (cases: readonly DemoCase[], signInName: string) =>
  cases.find(({ person }) => person.story?.signInName === signInName)
/** Cases of the demo's counsellor with sessions and without a story. */
const quietCases = (cases: readonly DemoCase[]) =>
  cases.filter(({ person, seat, sessions }) => seat === MINE && sessions.length > 0 && !person.story)

/**
 * The next time with lin09, the first afternoon from a week on that the counsellor has free; one the day after tomorrow at
 * the earliest; and one of yesterday of which nobody has said what became of it.
 */
async function writeAppointments(tx: TransactionSql, cases: readonly DemoCase[], now: Date): Promise<void> {
  await bookFirstFree(tx, caseOf(cases, 'lin09'), now, { from: 7, to: 21, time: '15:00' })
  await bookFirstFree(tx, caseOf(cases, 'chen17'), now, { from: 2, to: 12, time: '10:00' })
  await bookFirstFree(tx, caseOf(cases, 'wei14'), now, { from: -1, to: 0, time: '16:30' })
}

/** On the first of some days, counted from today, on which the counsellor has that hour free; none is no harm. */
async function bookFirstFree(
  tx: TransactionSql,
  one: DemoCase | undefined,
  now: Date,
  days: { from: number; to: number; time: string },
): Promise<void> {
  if (!one) return
  for (let ahead = days.from; ahead < days.to; ahead++) {
    const from = instantAt(addDays(dayAt(now), ahead), days.time)
    const during = `[${from.toISOString()},${new Date(from.getTime() + 50 * MINUTE_MS).toISOString()})`
    const engagementId = demoId('counselling engagement', `${one.id} ${ahead}`)
    const madeAt = new Date(Math.min(now.getTime(), from.getTime()) - 26 * HOUR_MS)
    const taken =
      await tx`insert into engagements (id, county_id, kind, staff_id, during, blocked, state, placed_by, placed_as, placed_at)
      values (${engagementId}, ${COUNTY.id}, 'counselling', ${staffId(one.seat)}, ${during}, ${during}, 'confirmed',
        ${staffAccountId(one.seat)}, 'counsellor', ${madeAt}) on conflict do nothing`
    if (taken.count === 0) continue
    await tx`insert into counselling_appointments (id, county_id, case_id, person_id, engagement_id, during, place, made_at)
      values (${demoId('counselling appointment', one.id)}, ${COUNTY.id}, ${one.id}, ${one.person.id}, ${engagementId}, ${during},
        'in-person', ${madeAt})`
    return
  }
}

/** A note of this morning that is not signed. */
async function writeDraft(
  tx: TransactionSql,
  cases: readonly DemoCase[],
  now: Date,
  key: RingKey,
): Promise<void> {
  const [one] = quietCases(cases)
  if (!one) return
  const id = demoId('counselling draft', one.id)
  const form = { ...HALF_WRITTEN, day: dayAt(now) }
  const it = seal(JSON.stringify(form), { countyId: COUNTY.id, recordId: id, version: 1 }, key)
  await tx`insert into counselling_drafts (id, county_id, case_id, person_id, author_id, version, nonce, sealed, key_id, key_nonce,
      wrapped_key, saved_at)
    values (${id}, ${COUNTY.id}, ${one.id}, ${one.person.id}, ${staffAccountId(one.seat)}, 1, ${Buffer.from(it.nonce)},
      ${Buffer.from(it.sealed)}, ${it.keyId}, ${Buffer.from(it.keyNonce)}, ${Buffer.from(it.wrappedKey)},
      ${new Date(now.getTime() - 20 * MINUTE_MS)})`
}

/** A case that has ended as agreed, the day after its last session. */
async function endOne(tx: TransactionSql, cases: readonly DemoCase[], now: Date): Promise<void> {
  const one = quietCases(cases).at(-1)
  const last = one?.sessions.at(-1)
  if (!one || !last || quietCases(cases).length < 2) return
  const at = new Date(Math.min(last.postedAt.getTime() + 20 * HOUR_MS, now.getTime()))
  await tx`update counselling_cases set closed_at = ${at}, outcome = 'as-agreed', version = 2 where id = ${one.id}`
  await insertRows(
    tx,
    'counselling_case_changes',
    ['id', 'county_id', 'case_id', 'version', 'act', 'counsellor_id', 'outcome', 'actor_id', 'at'],
    [
      [
        ...[demoId('counselling case end', one.id), COUNTY.id, one.id, 2, 'close', staffId(one.seat)],
        ...['as-agreed', staffAccountId(one.seat), at.toISOString()],
      ],
    ],
  )
}

/** Somebody without a story who has agreed and asked: whom the demo's counsellor can take at once. */
async function writeReadyRequest(
  tx: TransactionSql,
  people: readonly DemoPerson[],
  cases: readonly DemoCase[],
  now: Date,
): Promise<void> {
  const taken = new Set(cases.map(({ person }) => person.id))
  const asker = people
    .filter(
      (one) =>
        one.leftOn === null && !one.story && !one.minorsRegime && one.accountId && one.office === 'hefeng',
    )
    .filter(({ id }) => !taken.has(id))
    .at(-1)
  if (!asker?.accountId) return
  const day = addDays(dayAt(now), -1)
  const consentDay = day < asker.enteredOn ? asker.enteredOn : day
  await writeConsents(tx, [{ id: '', person: asker, seat: MINE, consentDay, sessions: [] }])
  await tx`insert into counselling_requests (id, county_id, person_id, way, wished, state, asked_by, asked_as, asked_at)
    values (${demoId('counselling request', asker.id)}, ${COUNTY.id}, ${asker.id}, 'person', 'anyone', 'waiting', ${asker.accountId},
      'supervised-person', ${new Date(now.getTime() - 3 * HOUR_MS)})`
}

async function writeRequests(
  tx: TransactionSql,
  people: readonly DemoPerson[],
  now: Date,
  key: RingKey,
): Promise<void> {
  const asker = people.find(({ story }) => story?.signInName === 'sun22')
  const referred = people.find(({ name, story }) => story && name === '马某05')
  if (asker?.accountId) {
    const id = demoId('counselling request', asker.id)
    const at = new Date(now.getTime() - 20 * HOUR_MS)
    await tx`insert into counselling_requests (id, county_id, person_id, way, wished, state, asked_by, asked_as, asked_at)
      values (${id}, ${COUNTY.id}, ${asker.id}, 'person', 'woman', 'waiting', ${asker.accountId}, 'supervised-person', ${at})`
    await writeSealed(tx, key, [ownWords(id, asker, at, OWN_WORDS)])
  }
  if (referred)
    await tx`insert into counselling_requests (id, county_id, person_id, way, reason, wished, office_id, state, asked_by, asked_as, asked_at)
      values (${demoId('counselling request', referred.id)}, ${COUNTY.id}, ${referred.id}, 'office', 'sleep-or-mood', 'anyone',
        ${officeOf('dongtang').id}, 'waiting', ${staffAccountId('office-dongtang')}, 'office', ${new Date(now.getTime() - 44 * HOUR_MS)})`
}
