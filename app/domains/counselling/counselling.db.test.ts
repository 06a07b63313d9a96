import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now, travelTo } from '#app/clock.server.ts'
import { correctEntry } from '#app/domains/hours/ledger.server.ts'
import { ownStatement } from '#app/domains/hours/statement.queries.server.ts'
import { ownNotices } from '#app/domains/notices/notices.queries.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { calendarDay, calendarMonth } from '#app/shared/calendar-day.ts'
import {
  addCounsellingCounty,
  addLearner,
  caseOf,
  consented,
  draftOf,
  noteOf,
  signed,
  VERSION,
  type CounsellingCounty,
  type Learner,
} from '#tests/support/counselling-setup.ts'
import { addRoom, at, done } from '#tests/support/lecture-setup.ts'
import { database } from '#tests/support/this-database.ts'
import {
  cancelOwnAppointment,
  makeAppointment,
  moveAppointment,
  settleAppointment,
} from './appointment.server.ts'
import { closeCase, handOverCase, openCase, takeRequest } from './case.server.ts'
import { caseload } from './caseload.queries.server.ts'
import { findCase, waitingRequests } from './cases.queries.server.ts'
import { eraseKept, giveConsent, recordPaperConsent, withdrawConsent } from './consent.server.ts'
import { beginDraft, discardDraft, openDraft, saveDraft } from './draft.server.ts'
import { noteTold, recordDisclosure } from './disclosure.server.ts'
import { amendNote, correctSession, signNote } from './note.server.ts'
import { counsellingOutline, referralsMade } from './outline.queries.server.ts'
import { ownCounselling } from './own-counselling.queries.server.ts'
import { readDisclosure, readNote, readNoteAsSupervisor, readRequestWords } from './reading.server.ts'
import { askForCounselling, referPerson, setRequestAside, withdrawRequest } from './request.server.ts'

const sql = database.ownerSql
const NOW = at('2026-07-22', '10:00')
let world: CounsellingCounty
let counsellor: Actor
const learner = (more: { minor?: boolean } = {}): Promise<Learner> => addLearner(sql, world.county, more)

beforeAll(async () => {
  world = await addCounsellingCounty(sql)
  counsellor = world.counsellor.actor
})
beforeEach(() => travelTo(NOW))

const codesOf = async (actor: Actor) => (await ownNotices(actor)).map(({ code }) => code)
const lines = (sessionId: string) =>
  sql<{ day: string; minutes: number; revision: number; posted_as: string }[]>`
    select county_day::text as day, minutes, revision, posted_as from hours_entries where source_id = ${sessionId}
    order by county_day, abs(revision), minutes desc`
const told = async (sessionId: string) =>
  (await lines(sessionId)).map(({ day, minutes, revision }) => `${day} ${minutes} r${revision}`)
function noteIn(reading: Awaited<ReturnType<typeof readNote>>) {
  const { parts } = done(reading)
  return parts.map((part) =>
    'refused' in part ? part.refused : 'note' in part ? part.note.reveal() : part.amendment.reveal(),
  )
}

describe('from the request to the minutes', () => {
  test('asked in one’s own words, taken, arranged, held, signed, credited, seen by whom it concerns', async () => {
    const one = await learner()
    done(await giveConsent(one.actor, { version: VERSION }))
    const asked = done(await askForCounselling(one.actor, { wished: 'woman', words: '想找人说说家里的事。' }))
    expect(await codesOf(counsellor)).toContain('counselling-waiting')
    const waiting = (await waitingRequests(counsellor)).find(({ id }) => id === asked.requestId)!
    expect(waiting).toMatchObject({
      way: 'person',
      wished: 'woman',
      consented: true,
      reason: null,
      version: 1,
    })
    expect(JSON.stringify(waiting)).not.toMatch(/周某12|家里/)
    const { caseId } = done(await takeRequest(counsellor, asked.requestId, 1))
    const words = done(await readRequestWords(counsellor, caseId)).words!
    expect('words' in words && words.words.reveal()).toBe('想找人说说家里的事。')

    const during = { from: at('2026-07-22', '15:00'), to: at('2026-07-22', '15:50') }
    const { appointmentId } = done(await makeAppointment(counsellor, caseId, { place: 'in-person', during }))
    expect(await codesOf(one.actor)).toEqual(
      expect.arrayContaining(['counselling-case-opened', 'counselling-appointment-made']),
    )
    travelTo(at('2026-07-22', '16:00'))
    const typed = { start: '15:00', end: '15:50' }
    const { draftId } = done(await beginDraft(counsellor, caseId, draftOf(typed)))
    const { sessionId, minutes } = done(
      await signNote(counsellor, {
        ...{ draftId, seenVersion: 1, note: noteOf(typed) },
        appointment: { id: appointmentId, seenVersion: 1 },
      }),
    )
    expect(minutes).toBe(50)
    expect(await told(sessionId)).toEqual(['2026-07-22 50 r1'])
    expect(await counsellingOutline(world.office, one.personId)).toEqual([
      { day: '2026-07-22', kind: 'alone', minutes: 50, agreedLine: '按时来，29 日再谈。' },
    ])
    const own = (await ownCounselling(one.actor))!
    expect(own.sessions).toMatchObject([{ minutes: 50, agreedLine: '按时来，29 日再谈。' }])
    expect(own.appointments).toMatchObject([{ outcome: 'kept' }])
    expect(own.case?.counsellorName).toBe('王某01')
    const ownWords = own.requests[0]!.words!
    expect('words' in ownWords && ownWords.words.reveal()).toBe('想找人说说家里的事。')
    const file = (await findCase(counsellor, caseId))!
    expect(file.sessions).toMatchObject([{ sessionId, minutes: 50, revision: 1 }])
    expect(file.drafts).toEqual([])
    const listed = (await caseload(counsellor, { now: now() })).find(({ id }) => id === caseId)!
    expect(listed).toMatchObject({ sessions: 1, nextAppointment: null })
    expect(listed.lastSession).toEqual(during.from)
    expect(listed.face.name).toBe('周某12')
  })

  test('a person who has one does not ask twice, and takes back what waits', async () => {
    const one = await learner()
    const { requestId } = done(await askForCounselling(one.actor, { wished: 'anyone', words: '' }))
    const again = await askForCounselling(one.actor, { wished: 'anyone', words: '' })
    expect(again).toEqual({ refused: 'already-waiting' })
    expect(await withdrawRequest(counsellor, requestId, 1)).toEqual({ refused: 'not-found' })
    done(await withdrawRequest(one.actor, requestId, 1))
    expect(await withdrawRequest(one.actor, requestId, 2)).toEqual({ refused: 'settled' })
    expect(await takeRequest(counsellor, requestId, 1)).toEqual({ refused: 'not-found' })
    await caseOf(one, counsellor)
    expect(await askForCounselling(one.actor, { wished: 'anyone', words: '' })).toEqual({
      refused: 'case-open',
    })
  })

  test('the office refers with a code, the person decides, and the office hears no more of it', async () => {
    const one = await learner()
    const { requestId } = done(
      await referPerson(world.office, one.personId, { reason: 'family', wished: 'anyone' }),
    )
    const again = () => referPerson(world.office, one.personId, { reason: 'loss', wished: 'anyone' })
    expect(await again()).toEqual({ refused: 'referred-lately' })
    expect(await referPerson(world.otherOffice, one.personId, { reason: 'loss', wished: 'anyone' })).toEqual({
      refused: 'not-found',
    })
    expect(await codesOf(one.actor)).toContain('counselling-referred')
    expect(await takeRequest(counsellor, requestId, 1)).toEqual({ refused: 'no-consent' })
    await consented(one)
    done(await takeRequest(counsellor, requestId, 1))
    const seen = await referralsMade(world.office, one.personId)
    expect(seen).toEqual([{ askedAt: expect.any(Date), reason: 'family' }])
    expect(await referralsMade(world.otherOffice, one.personId)).toEqual([])
    // Taken or not, the office is answered the same; a month later it may refer anew.
    expect(await again()).toEqual({ refused: 'referred-lately' })
    travelTo(at('2026-08-20', '10:00'))
    expect(await again()).toEqual({ refused: 'referred-lately' })
    travelTo(at('2026-08-21', '10:00'))
    done(await again())
  })

  test('two referrals at once: one stands', async () => {
    const one = await learner()
    const tries = await Promise.all(
      [world.office, world.helper, world.office].map((who) =>
        referPerson(who, one.personId, { reason: 'family', wished: 'anyone' }),
      ),
    )
    expect(tries.filter((one) => 'requestId' in one)).toHaveLength(1)
    expect(await referralsMade(world.office, one.personId)).toHaveLength(1)
  })

  test('one open case of a person, whoever is quicker', async () => {
    const one = await learner()
    await consented(one)
    const { requestId } = done(await askForCounselling(one.actor, { wished: 'anyone', words: '' }))
    const known = { number: one.number, name: '周某12' }
    const tries = await Promise.all([
      takeRequest(counsellor, requestId, 1),
      takeRequest(world.colleague.actor, requestId, 1),
      openCase(counsellor, known),
      openCase(world.colleague.actor, known),
    ])
    expect(tries.filter((one) => 'caseId' in one)).toHaveLength(1)
    const [open] =
      await sql`select count(*)::int as n from counselling_cases where person_id = ${one.personId}`
    expect(open!.n).toBe(1)
    expect(await openCase(counsellor, { ...known, name: '别人' })).toEqual({ refused: 'not-found' })
  })

  test('what comes to nothing is set aside, once', async () => {
    const one = await learner()
    const { requestId } = done(await askForCounselling(one.actor, { wished: 'anyone', words: '' }))
    expect(await setRequestAside(counsellor, requestId, 2)).toEqual({ refused: 'stale' })
    done(await setRequestAside(counsellor, requestId, 1))
    expect(await setRequestAside(world.colleague.actor, requestId, 2)).toEqual({ refused: 'not-found' })
  })
})

describe('consent', () => {
  test('withdrawn in the middle: nothing is saved, signed, arranged or opened any more, and the counsellor knows', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor, '一句话')
    const sessionId = await signed(counsellor, caseId)
    const { draftId } = done(await beginDraft(counsellor, caseId, draftOf()))
    done(await withdrawConsent(one.actor))
    expect(await codesOf(counsellor)).toContain('counselling-consent-withdrawn')
    const no = { refused: 'no-consent' }
    expect(await saveDraft(counsellor, draftId, 1, draftOf())).toEqual(no)
    expect(await openDraft(counsellor, draftId)).toEqual(no)
    const signing = { draftId, seenVersion: 1, note: noteOf(), appointment: null }
    expect(await signNote(counsellor, signing)).toEqual(no)
    expect(await readNote(counsellor, sessionId)).toEqual(no)
    expect(await readRequestWords(counsellor, caseId)).toEqual(no)
    expect(await amendNote(counsellor, sessionId, { words: '补一句' })).toEqual(no)
    const stated = { reason: 'safety' as const, words: '有人担心他' }
    expect(await readNoteAsSupervisor(world.supervisor.actor, sessionId, stated)).toEqual(no)
    const during = { from: at('2026-07-29', '06:00'), to: at('2026-07-29', '06:50') }
    expect(await makeAppointment(counsellor, caseId, { place: 'phone', during })).toEqual(no)
    // What was done before stays: the hours, the outer layer, their correction.
    expect(await told(sessionId)).toEqual(['2026-07-22 50 r1'])
    expect(await counsellingOutline(world.office, one.personId)).toHaveLength(1)
    done(await closeCase(counsellor, caseId, { outcome: 'person-ended', version: 1 }))
    // Given again, everything opens again.
    await consented(one)
    expect(noteIn(await readNote(counsellor, sessionId))).toMatchObject([{ brought: '睡不好。' }])
  })

  test('a withdrawal that comes first wins over signing that is under way', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const { draftId } = done(await beginDraft(counsellor, caseId, draftOf()))
    const signing = { draftId, seenVersion: 1, note: noteOf(), appointment: null }
    const [withdrawn, outcome] = await Promise.all([
      withdrawConsent(one.actor),
      signNote(counsellor, signing),
    ])
    done(withdrawn)
    const [word] = await sql<{ at: Date }[]>`select at from counselling_consents
      where person_id = ${one.personId} and act = 'withdrawn'`
    const sessions = await sql<
      { signed_at: Date }[]
    >`select signed_at from counselling_sessions where id = ${draftId}`
    if ('refused' in outcome) expect([outcome.refused, sessions.length]).toEqual(['no-consent', 0])
    else expect(sessions[0]!.signed_at.getTime()).toBeLessThanOrEqual(word!.at.getTime())
  })

  test('erased at the person’s word: noise for ever, and the outer layer stays', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor, '一句话')
    const sessionId = await signed(counsellor, caseId)
    done(await beginDraft(counsellor, caseId, draftOf()))
    expect(await eraseKept(one.actor)).toEqual({ refused: 'not-withdrawn' })
    done(await withdrawConsent(one.actor))
    expect(await eraseKept(one.actor)).toEqual({ erased: 3 })
    await consented(one)
    expect(noteIn(await readNote(counsellor, sessionId))).toEqual(['erased'])
    expect(await counsellingOutline(world.office, one.personId)).toHaveLength(1)
    const [kept] = await sql`select count(*)::int as n from counselling_record_keys k
      join counselling_records r on r.id = k.id where r.person_id = ${one.personId} and k.wrapped is not null`
    expect(kept!.n).toBe(0)
  })

  test('a minor: the guardian’s paper beside the person’s own, and one of them withdraws', async () => {
    const one = await learner({ minor: true })
    await consented(one)
    const known = { number: one.number, name: '周某12' }
    expect(await openCase(counsellor, known)).toEqual({ refused: 'no-consent' })
    const paper = {
      ...{
        ...known,
        party: 'guardian' as const,
        act: 'given' as const,
        version: VERSION,
        locale: 'zh' as const,
      },
      ...{ signedOn: calendarDay('2026-07-20'), guardian: { relation: 'parent' as const, name: '周某' } },
    }
    expect(await recordPaperConsent(counsellor, { ...paper, name: '别人' })).toEqual({ refused: 'not-found' })
    done(await recordPaperConsent(counsellor, paper))
    expect(await codesOf(one.actor)).toContain('counselling-consent-recorded')
    const { caseId } = done(await openCase(counsellor, known))
    done(await recordPaperConsent(counsellor, { ...paper, act: 'withdrawn' }))
    expect(await beginDraft(counsellor, caseId, draftOf())).toEqual({ refused: 'no-consent' })
  })

  test('to another text than the one shown, or twice', async () => {
    const one = await learner()
    expect(await giveConsent(one.actor, { version: VERSION + 1 })).toEqual({ refused: 'other-text' })
    await consented(one)
    expect(await giveConsent(one.actor, { version: VERSION })).toEqual({ refused: 'given' })
    expect(await withdrawConsent(counsellor)).toEqual({ refused: 'not-found' })
  })
})

describe('appointments', () => {
  test('no clash with a class, in either direction, and none with another appointment', async () => {
    const [one, two] = [await learner(), await learner()]
    const [first, second] = [await caseOf(one, counsellor), await caseOf(two, counsellor)]
    const roomId = await addRoom(sql, world.county.countyId, world.county.officeId)
    const lecture = (from: string, to: string) => sql`
      insert into engagements (id, county_id, kind, staff_id, room_id, office_id, for_id, during, blocked, state, placed_as)
      values (gen_random_uuid(), ${world.county.countyId}, 'lecture', ${world.counsellor.staffId}, ${roomId}, ${world.county.officeId},
        gen_random_uuid(), tstzrange(${from}, ${to}), tstzrange(${from}, ${to}), 'confirmed', 'office')`
    await lecture('2026-08-01T09:00+08:00', '2026-08-01T10:30+08:00')
    const book = (caseId: string, from: string, to: string) =>
      makeAppointment(counsellor, caseId, {
        place: 'in-person',
        during: { from: at('2026-08-01', from), to: at('2026-08-01', to) },
      })
    expect(await book(first, '10:00', '10:50')).toEqual({ refused: 'taken' })
    done(await book(first, '10:30', '11:20'))
    expect(await book(second, '11:00', '11:50')).toEqual({ refused: 'taken' })
    await expect(lecture('2026-08-01T11:10+08:00', '2026-08-01T12:00+08:00')).rejects.toThrow(
      /engagements_staff_free/,
    )
  })

  test('two at once for one time: one gets it', async () => {
    const two = await Promise.all([learner(), learner()])
    const cases = [await caseOf(two[0], counsellor), await caseOf(two[1], counsellor)]
    const during = { from: at('2026-08-02', '09:00'), to: at('2026-08-02', '09:50') }
    const tries = await Promise.all(
      cases.flatMap((caseId) =>
        [1, 2, 3].map(() => makeAppointment(counsellor, caseId, { place: 'phone', during })),
      ),
    )
    expect(tries.filter((one) => 'appointmentId' in one)).toHaveLength(1)
    expect(tries.filter((one) => 'refused' in one && one.refused === 'taken')).toHaveLength(5)
  })

  test('moved to a time that overlaps its own; not kept, and nobody else ever knows', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const span = (from: string, to: string) => ({
      place: 'in-person' as const,
      during: { from: at('2026-07-23', from), to: at('2026-07-23', to) },
    })
    const made = done(await makeAppointment(counsellor, caseId, span('09:00', '09:50')))
    const moved = done(await moveAppointment(counsellor, made.appointmentId, 1, span('09:30', '10:20')))
    expect(await moveAppointment(counsellor, made.appointmentId, 2, span('12:00', '12:50'))).toEqual({
      refused: 'settled',
    })
    travelTo(at('2026-07-23', '11:00'))
    done(await settleAppointment(counsellor, moved.appointmentId, 1, 'not-kept'))
    expect((await ownCounselling(one.actor))!.appointments.map(({ outcome }) => outcome)).toEqual([
      'not-kept',
      'moved',
    ])
    expect(await counsellingOutline(world.office, one.personId)).toEqual([])
    const [posted] = await sql`select count(*)::int as n from hours_entries where person_id = ${one.personId}`
    expect(posted!.n).toBe(0)
    const acts = await sql<{ detail: object; person_id: string | null }[]>`
      select detail, person_id from audit_events where subject_id = ${moved.appointmentId}`
    expect(
      acts.every(({ detail, person_id }) => person_id === null && !JSON.stringify(detail).includes('kept')),
    ).toBe(true)
  })

  test('a person calls their own off, and the time is free again', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const when = {
      place: 'video' as const,
      during: { from: at('2026-07-24', '09:00'), to: at('2026-07-24', '09:50') },
    }
    const { appointmentId } = done(await makeAppointment(counsellor, caseId, when))
    const stranger = await learner()
    expect(await cancelOwnAppointment(stranger.actor, appointmentId, 1)).toEqual({ refused: 'not-found' })
    expect(await cancelOwnAppointment(one.actor, appointmentId, 2)).toEqual({ refused: 'stale' })
    done(await cancelOwnAppointment(one.actor, appointmentId, 1))
    expect(await codesOf(counsellor)).toContain('counselling-appointment-cancelled')
    done(await makeAppointment(counsellor, caseId, when))
  })
})

describe('the log', () => {
  test('two tabs on one note: the second one is told, and nothing is written over', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const { draftId } = done(await beginDraft(counsellor, caseId, draftOf({ brought: '第一版' })))
    const tabs = await Promise.all(
      ['甲', '乙'].map((brought) => saveDraft(counsellor, draftId, 1, draftOf({ brought }))),
    )
    expect(tabs.filter((tab) => 'refused' in tab)).toEqual([{ refused: 'stale' }])
    const winner = tabs[0] && 'version' in tabs[0] ? '甲' : '乙'
    const kept = done(await openDraft(counsellor, draftId))
    expect([kept.version, kept.form.reveal().brought]).toEqual([2, winner])
    const signing = { draftId, note: noteOf(), appointment: null }
    expect(await signNote(counsellor, { ...signing, seenVersion: 1 })).toEqual({ refused: 'stale' })
    const both = await Promise.all([1, 2].map(() => signNote(counsellor, { ...signing, seenVersion: 2 })))
    expect(both.map((one) => ('refused' in one ? one.refused : 'signed')).sort()).toEqual(['ended', 'signed'])
    expect(await told(draftId)).toEqual(['2026-07-22 50 r1'])
    expect(await saveDraft(counsellor, draftId, 3, draftOf())).toEqual({ refused: 'ended' })
    expect(await openDraft(counsellor, draftId)).toEqual({ refused: 'ended' })
  })

  test('one put away leaves nothing', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const { draftId } = done(await beginDraft(counsellor, caseId, draftOf()))
    expect(await closeCase(counsellor, caseId, { outcome: 'as-agreed', version: 1 })).toEqual({
      refused: 'draft-waits',
    })
    done(await discardDraft(counsellor, draftId, 1))
    const [row] =
      await sql`select sealed, wrapped_key, ended_as from counselling_drafts where id = ${draftId}`
    expect(row).toEqual({ sealed: null, wrapped_key: null, ended_as: 'discarded' })
    done(await closeCase(counsellor, caseId, { outcome: 'as-agreed', version: 1 }))
    expect(await beginDraft(counsellor, caseId, draftOf())).toEqual({ refused: 'closed' })
  })

  test('a signed note is amended, never edited', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const sessionId = await signed(counsellor, caseId, { risk: '没有发现。' })
    expect(await amendNote(counsellor, sessionId, { words: '日期写错了一天。' })).toEqual({ position: 2 })
    expect(await amendNote(counsellor, sessionId, { words: '再补一句。' })).toEqual({ position: 3 })
    expect(noteIn(await readNote(counsellor, sessionId))).toEqual([
      { brought: '睡不好。', did: '一起理了理。', plan: '每天走一走。', risk: '没有发现。' },
      ...['日期写错了一天。', '再补一句。'],
    ])
    for (const change of [
      sql`update counselling_records set sealed = nonce where session_id = ${sessionId}`,
      sql`delete from counselling_records where session_id = ${sessionId}`,
      sql`update counselling_session_revisions set minutes = 60 where session_id = ${sessionId}`,
      sql`update counselling_readings set reason = null`,
    ])
      await expect(change).rejects.toThrow(/append-only/)
  })

  test('over midnight: a line for each day, together the whole', async () => {
    const one = await learner()
    travelTo(at('2026-07-21', '12:00'))
    const caseId = await caseOf(one, counsellor)
    travelTo(NOW)
    const sessionId = await signed(counsellor, caseId, { day: '2026-07-21', start: '23:40', end: '00:20' })
    expect(await told(sessionId)).toEqual(['2026-07-21 20 r1', '2026-07-22 20 r1'])
    expect(await counsellingOutline(world.office, one.personId)).toMatchObject([
      { day: '2026-07-21', minutes: 40 },
    ])
  })

  test('corrected by revision: the ledger follows, each step once, and the person is told', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const sessionId = await signed(counsellor, caseId)
    const outer = {
      ...{ day: calendarDay('2026-07-22'), start: '08:00', end: '08:40', kind: 'alone' as const },
      agreedLine: '按时来。',
    }
    done(await correctSession(counsellor, sessionId, { ...outer, reason: 'times-wrong', revision: 1 }))
    expect(await told(sessionId)).toEqual(['2026-07-22 50 r1', '2026-07-22 -50 r-1', '2026-07-22 40 r2'])
    const again = await correctSession(counsellor, sessionId, {
      ...outer,
      reason: 'times-wrong',
      revision: 1,
    })
    expect(again).toEqual({ refused: 'stale' })
    // Another line alone moves no minute.
    const line = { ...outer, agreedLine: '来过了。', reason: 'line-wrong' as const, revision: 2 }
    done(await correctSession(counsellor, sessionId, line))
    expect(await told(sessionId)).toHaveLength(3)
    expect(await counsellingOutline(world.office, one.personId)).toMatchObject([
      { minutes: 40, agreedLine: '来过了。' },
    ])
    expect(await codesOf(one.actor)).toContain('counselling-session-corrected')
    done(await correctSession(counsellor, sessionId, { reason: 'did-not-take-place', revision: 3 }))
    expect(await told(sessionId)).toEqual([
      ...['2026-07-22 50 r1', '2026-07-22 -50 r-1', '2026-07-22 40 r2', '2026-07-22 -40 r-2'],
    ])
    expect(await counsellingOutline(world.office, one.personId)).toEqual([])
    expect(
      await correctSession(counsellor, sessionId, { ...outer, reason: 'times-wrong', revision: 4 }),
    ).toEqual({
      refused: 'struck',
    })
  })

  test('two corrections at once: one stands', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const sessionId = await signed(counsellor, caseId)
    const outer = {
      day: calendarDay('2026-07-22'),
      start: '08:00',
      kind: 'alone' as const,
      agreedLine: '来过。',
    }
    const tries = await Promise.all(
      ['08:10', '08:20', '08:30'].map((end) =>
        correctSession(counsellor, sessionId, { ...outer, end, reason: 'times-wrong', revision: 1 }),
      ),
    )
    expect(tries.filter((one) => 'revision' in one)).toHaveLength(1)
    expect(await lines(sessionId)).toHaveLength(3)
  })

  test('what the office has decided about the minutes is not the counsellor’s to undo', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const sessionId = await signed(counsellor, caseId)
    const [entry] = await sql<{ id: string }[]>`select id from hours_entries where source_id = ${sessionId}`
    done(await correctEntry(world.office, entry!.id, 'times-wrong', { minutes: 45, during: null }))
    const outer = { day: calendarDay('2026-07-22'), start: '08:00', end: '08:30', kind: 'alone' as const }
    const form = { ...outer, agreedLine: '来过。', reason: 'times-wrong' as const, revision: 1 }
    expect(await correctSession(counsellor, sessionId, form)).toEqual({ refused: 'decided-elsewhere' })
    expect((await lines(sessionId)).map(({ posted_as }) => posted_as)).toEqual([
      'counsellor',
      'office',
      'office',
    ])
    expect((await findCase(counsellor, caseId))!.sessions).toMatchObject([{ minutes: 50, revision: 1 }])
  })

  test('overlapping a lecture: both lines stand, the time counts once; the cap is the assessment’s', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    await sql`insert into hours_entries (id, county_id, person_id, bucket, source_kind, source_id, county_day, revision, minutes,
      during, explanation, posted_as) values (gen_random_uuid(), ${world.county.countyId}, ${one.personId}, 'study', 'lecture', 'a class',
      '2026-07-22', 1, 60, '{[2026-07-22 08:30+08,2026-07-22 09:30+08)}', '{"notes":[]}', 'office')`
    await signed(counsellor, caseId)
    const statement = async () => (await ownStatement(one.actor, calendarMonth('2026-07')))!
    const first = await statement()
    expect([first.lines.length, first.counted, first.counsellingCounted]).toEqual([2, 90, 30])
    // With whom somebody talks is not the statement's to tell.
    expect(first.lines.map(({ postedAs, confirmer }) => [postedAs, confirmer])).toContainEqual([
      'counsellor',
      null,
    ])
    for (const [start, end] of [
      ['02:00', '03:00'],
      ['04:00', '05:00'],
    ])
      await signed(counsellor, caseId, { start, end })
    // 30 + 60 + 60 are 150 minutes of counselling, of which the demo county counts 120.
    const capped = await statement()
    expect([capped.lines.length, capped.counsellingCounted, capped.counted]).toEqual([4, 120, 180])
  })
})

describe('reading', () => {
  test('each opening is on the list, with the counsellor told of the supervisor’s at once', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const sessionId = await signed(counsellor, caseId)
    const { actor: supervisor } = world.supervisor
    const stated = { reason: 'quality' as const, words: '季度督导抽查，看看计划。' }
    expect(await readNote(supervisor, sessionId)).toEqual({ refused: 'reason-missing' })
    expect(await readNoteAsSupervisor(world.colleague.actor, sessionId, stated)).toEqual({
      refused: 'not-found',
    })
    expect(noteIn(await readNoteAsSupervisor(supervisor, sessionId, stated))).toMatchObject([
      { did: '一起理了理。' },
    ])
    done(await readNote(counsellor, sessionId))
    const { readings } = (await findCase(counsellor, caseId))!
    expect(readings.map(({ capacity, reason }) => [capacity, reason])).toEqual([
      ['counsellor', null],
      ['supervisor', 'quality'],
    ])
    expect(await codesOf(counsellor)).toContain('counselling-note-read')
    expect((await ownCounselling(one.actor))!.readings).toHaveLength(2)
    const acts = await sql<{ act: string; detail: object; person_id: string | null }[]>`
      select act, detail, person_id from audit_events where subject_id = ${sessionId} order by id`
    expect(acts.map(({ act }) => act)).toEqual([
      ...['counselling.note-signed', 'counselling.note-read-by-supervisor', 'counselling.note-read'],
    ])
    expect(JSON.stringify(acts)).not.toContain('抽查')
    expect(acts.every(({ person_id }) => person_id === null)).toBe(true)
  })

  test('nobody else, by any command', async () => {
    const one = await learner()
    const sessionId = await signed(counsellor, await caseOf(one, counsellor))
    const stated = { reason: 'quality' as const, words: '季度督导抽查' }
    const others = [
      world.colleague.actor,
      world.office,
      world.helper,
      world.otherOffice,
      world.bureau,
      world.lecturer,
    ]
    for (const who of [...others, one.actor, world.counsellor.asLecturer]) {
      expect(await readNote(who, sessionId), who.role).toEqual({ refused: 'not-found' })
      expect(await readNoteAsSupervisor(who, sessionId, stated), who.role).toEqual({ refused: 'not-found' })
    }
  })
})

describe('handing over and leaving', () => {
  test('from that instant the first one opens nothing, and the second everything', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor, '头一句话')
    const sessionId = await signed(counsellor, caseId)
    const during = { from: at('2026-07-30', '09:00'), to: at('2026-07-30', '09:50') }
    done(await makeAppointment(counsellor, caseId, { place: 'phone', during }))
    const to = world.colleague.staffId
    const handing = { to, reason: 'person-asked' as const, version: 1 }
    expect(await handOverCase(world.colleague.actor, caseId, handing)).toEqual({ refused: 'not-found' })
    expect(await handOverCase(counsellor, caseId, { ...handing, version: 2 })).toEqual({ refused: 'stale' })
    const stranger = crypto.randomUUID()
    expect(await handOverCase(counsellor, caseId, { ...handing, to: stranger })).toEqual({
      refused: 'to-unknown',
    })
    // What was talked about and is not signed would be nobody's to write down.
    const { draftId, version } = done(await beginDraft(counsellor, caseId, draftOf()))
    expect(await handOverCase(counsellor, caseId, handing)).toEqual({ refused: 'draft-waits' })
    done(await discardDraft(counsellor, draftId, version))
    done(await handOverCase(counsellor, caseId, handing))
    expect(await findCase(counsellor, caseId)).toBeNull()
    expect(await readNote(counsellor, sessionId)).toEqual({ refused: 'not-found' })
    expect(noteIn(await readNote(world.colleague.actor, sessionId))).toMatchObject([{ brought: '睡不好。' }])
    const file = (await findCase(world.colleague.actor, caseId))!
    expect(file.changes.map(({ act }) => act)).toEqual(['open', 'hand-over'])
    expect(file.appointments).toMatchObject([{ outcome: 'cancelled' }])
    expect(await codesOf(world.colleague.actor)).toContain('counselling-handed-over')
    expect(await codesOf(one.actor)).toContain('counselling-handed-over')
  })

  test('a counsellor is gone: the supervisor gives the case on, without reading it', async () => {
    const leaving = await (
      await import('#tests/support/counselling-setup.ts')
    ).addCounsellor(sql, world.county)
    const one = await learner()
    const caseId = await caseOf(one, leaving.actor)
    await sql`update staff_appointments set valid_to = '2026-07-22' where id = ${leaving.appointmentId}`
    const { actor } = world.supervisor
    const handing = { to: world.colleague.staffId, reason: 'counsellor-leaves' as const, version: 1 }
    done(await handOverCase(actor, caseId, handing))
    expect((await findCase(world.colleague.actor, caseId))?.isOwn).toBe(true)
    const back = { ...handing, to: leaving.staffId, version: 2 }
    expect(await handOverCase(actor, caseId, back)).toEqual({ refused: 'to-unknown' })
  })
})

describe('what was told outside', () => {
  test('on record, by its ground; the person sees it from when they were told', async () => {
    const one = await learner()
    const caseId = await caseOf(one, counsellor)
    const form = {
      ...{
        ground: 'danger-to-life' as const,
        recipient: 'hospital' as const,
        madeAt: at('2026-07-22', '09:00'),
      },
      ...{ told: false, words: '他说了要走的话，请医院来人。' },
    }
    expect(await recordDisclosure(counsellor, caseId, { ...form, recipient: 'court' })).toEqual({
      refused: 'recipient-not-of-ground',
    })
    // The exceptions hold without a consent, too.
    done(await withdrawConsent(one.actor))
    const { disclosureId } = done(await recordDisclosure(counsellor, caseId, form))
    expect((await ownCounselling(one.actor))!.disclosures).toEqual([])
    done(await noteTold(counsellor, disclosureId))
    expect(await noteTold(counsellor, disclosureId)).toEqual({ refused: 'told' })
    expect((await ownCounselling(one.actor))!.disclosures).toMatchObject([{ recipient: 'hospital' }])
    await eraseKept(one.actor)
    await consented(one)
    const { words } = done(await readDisclosure(counsellor, disclosureId))
    expect(words && 'words' in words && words.words.reveal()).toBe(form.words)
  })
})
