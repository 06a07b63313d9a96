import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { makeAppointment, settleAppointment } from '#app/domains/counselling/appointment.server.ts'
import { caseload } from '#app/domains/counselling/caseload.queries.server.ts'
import { findCase, waitingRequests } from '#app/domains/counselling/cases.queries.server.ts'
import { recordDisclosure } from '#app/domains/counselling/disclosure.server.ts'
import { beginDraft, openDraft } from '#app/domains/counselling/draft.server.ts'
import { amendNote } from '#app/domains/counselling/note.server.ts'
import {
  counsellingOutline,
  openOutline,
  referralsMade,
} from '#app/domains/counselling/outline.queries.server.ts'
import { ownCounselling } from '#app/domains/counselling/own-counselling.queries.server.ts'
import {
  readDisclosure,
  readNote,
  readNoteAsSupervisor,
  readRequestWords,
  type NotePart,
} from '#app/domains/counselling/reading.server.ts'
import { referPerson } from '#app/domains/counselling/request.server.ts'
import type { OpenedRecord } from '#app/domains/counselling/sealed-records.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { useKeyRing } from '#db/sealing/key-ring.ts'
import {
  addCounsellingCounty,
  addLearner,
  caseOf,
  draftOf,
  signed,
  type CounsellingCounty,
  type Learner,
} from './support/counselling-setup.ts'
import { at, done } from './support/lecture-setup.ts'
import { asActor } from './support/scopes.ts'
import { database } from './support/this-database.ts'

/**
 * Access by field: each of those who could ask, against each thing that counselling keeps of one person. A field is read
 * in every way there is: the tables with the WHERE forgotten, the doors, and the room's own reads and commands.
 */

const sql = database.ownerSql
let world: CounsellingCounty
let one: Learner
let two: Learner
let caseId: string
let sessionId: string
let draftId: string
let disclosureId: string

/** What can be searched for: typed by nobody else in this database. */
const TYPED = {
  words: '灶台后面第三块砖',
  body: '井边的旧水桶',
  draft: '窗台上的半截铅笔',
  amendment: '门后的蓝布伞',
  disclosure: '桥头第二盏灯',
  why: '柜顶的铁盒子',
  line: '按时来，下月三日再谈。',
}

beforeAll(async () => {
  world = await addCounsellingCounty(sql)
  const { actor } = world.counsellor
  travelTo(at('2026-07-20', '09:00'))
  one = await addLearner(sql, world.county)
  two = await addLearner(sql, world.county)
  caseId = await caseOf(one, actor, TYPED.words)
  done(await referPerson(world.office, one.personId, { reason: 'loss', wished: 'anyone' }))
  const arranged = async (day: string) => {
    const during = { from: at(day, '15:00'), to: at(day, '15:50') }
    return done(await makeAppointment(actor, caseId, { place: 'in-person', during })).appointmentId
  }
  const missed = await arranged('2026-07-21')
  await arranged('2026-07-29')
  travelTo(at('2026-07-22', '10:00'))
  done(await settleAppointment(actor, missed, 1, 'not-kept'))
  const { body, line: agreedLine } = TYPED
  sessionId = await signed(actor, caseId, {
    brought: body,
    did: body,
    plan: body,
    risk: body,
    agreedLine,
    kind: 'family',
  })
  done(await amendNote(actor, sessionId, { words: TYPED.amendment }))
  draftId = done(await beginDraft(actor, caseId, draftOf({ brought: TYPED.draft }))).draftId
  done(await readNoteAsSupervisor(world.supervisor.actor, sessionId, { reason: 'quality', words: TYPED.why }))
  const told = { madeAt: at('2026-07-22', '09:00'), told: true, words: TYPED.disclosure }
  disclosureId = done(
    await recordDisclosure(actor, caseId, { ground: 'danger-to-life', recipient: 'hospital', ...told }),
  ).disclosureId
})
afterAll(() => useKeyRing(undefined))

type Who = keyof typeof WHO
const NOBODY: Actor = {
  ...{ accountId: '', role: 'supervised-person', countyId: '', officeId: null, personId: null, leftOn: null },
  ...{ minorsRegime: false, appointmentId: null, staffName: null, office: null },
  ...{ county: { zh: '', en: '' }, locale: 'zh', loginSessionId: '', mustChangePassword: false },
}
const WHO = {
  self: () => one.actor,
  'another person': () => two.actor,
  office: () => world.office,
  'social worker': () => world.helper,
  'another office': () => world.otherOffice,
  bureau: () => world.bureau,
  lecturer: () => world.lecturer,
  counsellor: () => world.counsellor.actor,
  'the counsellor as a lecturer': () => world.counsellor.asLecturer,
  'another counsellor': () => world.colleague.actor,
  supervisor: () => world.supervisor.actor,
  nobody: () => NOBODY,
} satisfies Record<string, () => Actor>

/** Rows that a query of the tables hands out to somebody; with nobody signed in, what the database's own settings are then. */
async function rows(who: Actor, text: string): Promise<number> {
  const scope =
    who === NOBODY
      ? { role: '', accountId: null, countyId: null, officeId: null, personId: null, loginSessionId: null }
      : scopeOf(who)
  return (await asActor(scope as never, text)).length
}
const of = (table: string, where = 'true') =>
  `select 1 from counselling_${table} where person_id = '${one.personId}' and (${where})`

const partText = (part: NotePart) =>
  'note' in part ? JSON.stringify(part.note.reveal()) : 'amendment' in part ? part.amendment.reveal() : ''
const openedText = (record: OpenedRecord | null) => (record && 'words' in record ? record.words.reveal() : '')

/** The text of a note, by whichever of the two ways opens it. */
async function noteText(who: Actor): Promise<string> {
  const stated = { reason: 'complaint' as const, words: '有人投诉，看看记录。' }
  const tries = [await readNote(who, sessionId), await readNoteAsSupervisor(who, sessionId, stated)]
  return tries.flatMap((one) => ('parts' in one ? one.parts.map(partText) : [])).join()
}
async function wordsOf(reading: ReturnType<typeof readRequestWords>): Promise<string> {
  const answer = await reading
  return 'words' in answer ? openedText(answer.words) : ''
}
/** Everything that the room's lists and pages hand to somebody, as text. Nothing of it is sealed. */
async function pagesOf(who: Actor): Promise<string> {
  const found = [
    ...[await ownCounselling(who), await caseload(who, { now: at('2026-07-22', '10:00') })],
    ...[await findCase(who, caseId), await waitingRequests(who)],
    ...[await counsellingOutline(who, one.personId), await openOutline(who, one.personId)],
    await referralsMade(who, one.personId),
  ]
  return JSON.stringify(found)
}
const either = async (...ways: Promise<boolean>[]) => (await Promise.all(ways)).some(Boolean)
const seen = async (who: Actor, text: string) => (await rows(who, text)) > 0
/** An actor can only be one who is signed in: for nobody there is no read to call, and the tables alone are asked. */
const room = async (who: Actor, way: (who: Actor) => Promise<boolean>) => (who === NOBODY ? false : way(who))

const FIELDS: Record<string, (who: Actor) => Promise<boolean>> = {
  consent: (who) => seen(who, of('consents')),
  'own words': async (who) =>
    either(
      seen(who, of('records', 'request_id is not null')),
      room(who, async (who) => (await wordsOf(readRequestWords(who, caseId))).includes(TYPED.words)),
      room(who, async (who) => {
        const own = await ownCounselling(who)
        return own?.requests.some(({ words }) => openedText(words) === TYPED.words) ?? false
      }),
    ),
  'reason of a referral': async (who) =>
    either(
      seen(who, of('requests', `reason = 'loss'`)),
      room(who, async (who) => /"reason":"loss"/.test(await pagesOf(who))),
    ),
  'that there is a case': async (who) =>
    either(
      seen(who, of('cases')),
      seen(who, `select 1 from counselling_case_changes where case_id = '${caseId}'`),
      room(who, async (who) => (await pagesOf(who)).includes(caseId)),
    ),
  appointment: async (who) =>
    either(
      seen(who, of('appointments', 'outcome is null')),
      room(who, async (who) => (await pagesOf(who)).includes(at('2026-07-29', '15:00').toISOString())),
    ),
  'missed appointment': async (who) =>
    either(
      seen(who, of('appointments', `outcome = 'not-kept'`)),
      room(who, async (who) => (await pagesOf(who)).includes('not-kept')),
    ),
  'day, kind and minutes of a session': async (who) =>
    either(
      seen(who, of('session_revisions', `kind = 'family'`)),
      seen(who, `select 1 from door_counselling_outline('${one.personId}')`),
      room(who, async (who) => (await pagesOf(who)).includes('"kind":"family"')),
    ),
  'agreed line': async (who) =>
    either(
      seen(who, of('session_revisions', 'agreed_line is not null')),
      room(who, async (who) => (await pagesOf(who)).includes(TYPED.line)),
    ),
  'sealed body': async (who) =>
    either(
      seen(who, of('records', 'session_id is not null')),
      room(who, async (who) => (await noteText(who)).includes(TYPED.body)),
    ),
  draft: async (who) =>
    either(
      seen(who, of('drafts')),
      room(who, async (who) => {
        const opened = await openDraft(who, draftId)
        return 'form' in opened && opened.form.reveal().brought === TYPED.draft
      }),
    ),
  amendment: async (who) =>
    either(
      seen(who, of('records', 'position > 1')),
      room(who, async (who) => (await noteText(who)).includes(TYPED.amendment)),
    ),
  reading: (who) => seen(who, of('readings')),
  'why the supervisor read': (who) => seen(who, of('records', 'reading_id is not null')),
  'that something was told outside': (who) => seen(who, of('disclosures')),
  'what was told outside': async (who) =>
    either(
      seen(who, of('records', 'disclosure_id is not null')),
      room(who, async (who) => (await wordsOf(readDisclosure(who, disclosureId))).includes(TYPED.disclosure)),
    ),
}

/** Who sees what; whoever is not named sees nothing. */
const EXPECTED: Record<string, readonly Who[]> = {
  consent: ['self', 'counsellor', 'supervisor'],
  'own words': ['self', 'counsellor'],
  // One that waits is on every counsellor's list, without a name; the office knows what it wrote itself.
  'reason of a referral': [
    ...(['self', 'office', 'social worker', 'counsellor', 'another counsellor', 'supervisor'] as const),
  ],
  'that there is a case': ['self', 'counsellor', 'supervisor'],
  appointment: ['self', 'counsellor', 'supervisor'],
  'missed appointment': ['self', 'counsellor', 'supervisor'],
  'day, kind and minutes of a session': ['self', 'office', 'social worker', 'counsellor', 'supervisor'],
  'agreed line': ['self', 'office', 'social worker', 'counsellor', 'supervisor'],
  'sealed body': ['counsellor', 'supervisor'],
  draft: ['counsellor'],
  amendment: ['counsellor', 'supervisor'],
  reading: ['self', 'counsellor', 'supervisor'],
  'why the supervisor read': ['counsellor', 'supervisor'],
  'that something was told outside': ['self', 'counsellor', 'supervisor'],
  'what was told outside': ['counsellor'],
}

describe.each(Object.keys(FIELDS))('%s', (field) => {
  test.each(Object.keys(WHO) as Who[])('%s', async (who) => {
    expect(await FIELDS[field]!(WHO[who]())).toBe(EXPECTED[field]!.includes(who))
  })
})

test('every field has its line, and somebody sees each of them', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(FIELDS).sort())
  for (const [field, who] of Object.entries(EXPECTED)) expect(who.length, field).toBeGreaterThan(0)
})

test('a sealed field comes out of no list and no page, whoever asks', async () => {
  const { line, ...sealed } = TYPED
  for (const who of (Object.keys(WHO) as Who[]).filter((one) => one !== 'nobody')) {
    const pages = await pagesOf(WHO[who]())
    for (const text of Object.values(sealed)) expect(pages, who).not.toContain(text)
  }
  expect(await pagesOf(world.office)).toContain(line)
})
