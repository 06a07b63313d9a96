import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { now, travelTo } from '#app/clock.server.ts'
import { auditActs, type AuditAct } from '#app/domains/audit/audit-acts.policy.ts'
import {
  cancelOwnAppointment,
  makeAppointment,
  moveAppointment,
  settleAppointment,
} from '#app/domains/counselling/appointment.server.ts'
import { closeCase, handOverCase, openCase, takeRequest } from '#app/domains/counselling/case.server.ts'
import { caseload } from '#app/domains/counselling/caseload.queries.server.ts'
import { findCase, waitingRequests } from '#app/domains/counselling/cases.queries.server.ts'
import {
  eraseKept,
  giveConsent,
  recordPaperConsent,
  withdrawConsent,
} from '#app/domains/counselling/consent.server.ts'
import { noteTold, recordDisclosure } from '#app/domains/counselling/disclosure.server.ts'
import { beginDraft } from '#app/domains/counselling/draft.server.ts'
import { amendNote, correctSession, signNote } from '#app/domains/counselling/note.server.ts'
import { counsellingOutline } from '#app/domains/counselling/outline.queries.server.ts'
import {
  readDisclosure,
  readNote,
  readNoteAsSupervisor,
  readRequestWords,
} from '#app/domains/counselling/reading.server.ts'
import {
  askForCounselling,
  referPerson,
  setRequestAside,
  withdrawRequest,
} from '#app/domains/counselling/request.server.ts'
import { setSupervising } from '#app/domains/identity/supervising.server.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import {
  addCounsellingCounty,
  addCounsellor,
  addLearner,
  caseOf,
  consented,
  draftOf,
  noteOf,
  signed,
  VERSION,
  type Counsellor,
  type CounsellingCounty,
  type Learner,
} from './support/counselling-setup.ts'
import { at, done } from './support/lecture-setup.ts'
import { database } from './support/this-database.ts'

/** One audit row for each command and each opening of counselling; and none of them without its row. */
const NOW = at('2026-07-22', '10:00')
let world: CounsellingCounty
let counsellor: Counsellor
let learner: Learner

beforeAll(async () => {
  world = await addCounsellingCounty(database.ownerSql)
})

const ask = { wished: 'anyone' as const, words: '想找人说说。' }
const known = () => ({ number: learner.number, name: '周某12' })
const time = (from: string, to: string) => ({
  place: 'in-person' as const,
  during: { from: at('2026-07-23', from), to: at('2026-07-23', to) },
})
const open = () => caseOf(learner, counsellor.actor, ask.words)
const asked = async () => done(await askForCounselling(learner.actor, ask)).requestId
const written = async () => signed(counsellor.actor, await open())
const booked = async () => {
  const caseId = await open()
  const { appointmentId } = done(await makeAppointment(counsellor.actor, caseId, time('09:00', '09:50')))
  return { caseId, appointmentId }
}
const outside = {
  ...{ ground: 'danger-to-life' as const, recipient: 'hospital' as const, told: true },
  ...{ madeAt: at('2026-07-22', '09:00'), words: '请医院来人。' },
}
const disclosed = async () =>
  done(await recordDisclosure(counsellor.actor, await open(), { ...outside, told: false })).disclosureId

type Run = () => Promise<object | null>
type Prepare = () => Run | Promise<Run>
/** Made ready first, then done. */
const DOINGS: Partial<Record<AuditAct, Prepare>> = {
  'identity.supervising-set': () => () => setSupervising(world.bureau, counsellor.appointmentId, true),
  'counselling.consent-given': () => () => giveConsent(learner.actor, { version: VERSION }),
  'counselling.consent-withdrawn': async () => {
    await open()
    return () => withdrawConsent(learner.actor)
  },
  'counselling.consent-recorded': async () => {
    await open()
    const paper = { ...known(), version: VERSION, locale: 'zh' as const, signedOn: calendarDay('2026-07-20') }
    const guardian = { relation: 'parent' as const, name: '周某' }
    return () => recordPaperConsent(counsellor.actor, { ...paper, party: 'guardian', act: 'given', guardian })
  },
  'counselling.kept-erased': async () => {
    const caseId = await open()
    await signed(counsellor.actor, caseId)
    done(await beginDraft(counsellor.actor, caseId, draftOf()))
    done(await withdrawConsent(learner.actor))
    return () => eraseKept(learner.actor)
  },
  'counselling.asked': () => () => askForCounselling(learner.actor, ask),
  'counselling.request-withdrawn': async () => {
    const requestId = await asked()
    return () => withdrawRequest(learner.actor, requestId, 1)
  },
  'counselling.referred': () => () =>
    referPerson(world.office, learner.personId, { reason: 'family', wished: 'anyone' }),
  'counselling.request-set-aside': async () => {
    const requestId = await asked()
    return () => setRequestAside(counsellor.actor, requestId, 1)
  },
  'counselling.requests-listed': async () => {
    await asked()
    return () => waitingRequests(counsellor.actor)
  },
  'counselling.case-opened': async () => {
    await consented(learner)
    const requestId = await asked()
    return () => takeRequest(counsellor.actor, requestId, 1)
  },
  'counselling.case-handed-over': async () => {
    const { caseId } = await booked()
    const to = world.colleague.staffId
    return () => handOverCase(counsellor.actor, caseId, { to, reason: 'person-asked', version: 1 })
  },
  'counselling.case-closed': async () => {
    const caseId = await open()
    return () => closeCase(counsellor.actor, caseId, { outcome: 'as-agreed', version: 1 })
  },
  'counselling.cases-listed': async () => {
    await open()
    return () => caseload(counsellor.actor, { now: now() })
  },
  'counselling.case-viewed': async () => {
    const caseId = await open()
    return () => findCase(counsellor.actor, caseId)
  },
  'counselling.appointment-made': async () => {
    const caseId = await open()
    return () => makeAppointment(counsellor.actor, caseId, time('09:00', '09:50'))
  },
  'counselling.appointment-moved': async () => {
    const { appointmentId } = await booked()
    return () => moveAppointment(counsellor.actor, appointmentId, 1, time('09:30', '10:20'))
  },
  'counselling.appointment-settled': async () => {
    const { appointmentId } = await booked()
    return () => settleAppointment(counsellor.actor, appointmentId, 1, 'cancelled')
  },
  'counselling.appointment-cancelled': async () => {
    const { appointmentId } = await booked()
    return () => cancelOwnAppointment(learner.actor, appointmentId, 1)
  },
  'counselling.note-signed': async () => {
    const { caseId, appointmentId } = await booked()
    travelTo(at('2026-07-23', '12:00'))
    const typed = { day: '2026-07-23', start: '09:00', end: '09:50' }
    const { draftId } = done(await beginDraft(counsellor.actor, caseId, draftOf(typed)))
    const appointment = { id: appointmentId, seenVersion: 1 }
    return () => signNote(counsellor.actor, { draftId, seenVersion: 1, note: noteOf(typed), appointment })
  },
  'counselling.note-amended': async () => {
    const sessionId = await written()
    return () => amendNote(counsellor.actor, sessionId, { words: '再补一句。' })
  },
  'counselling.note-read': async () => {
    const sessionId = await written()
    return () => readNote(counsellor.actor, sessionId)
  },
  'counselling.note-read-by-supervisor': async () => {
    const sessionId = await written()
    const stated = { reason: 'quality' as const, words: '季度督导抽查，看看计划。' }
    return () => readNoteAsSupervisor(world.supervisor.actor, sessionId, stated)
  },
  'counselling.words-read': async () => {
    const caseId = await open()
    return () => readRequestWords(counsellor.actor, caseId)
  },
  'counselling.session-corrected': async () => {
    const sessionId = await written()
    const outer = { day: calendarDay('2026-07-22'), start: '08:00', end: '08:40', kind: 'alone' as const }
    const form = { ...outer, agreedLine: '按时来。', reason: 'times-wrong' as const, revision: 1 }
    return () => correctSession(counsellor.actor, sessionId, form)
  },
  'counselling.disclosed': async () => {
    const caseId = await open()
    return () => recordDisclosure(counsellor.actor, caseId, outside)
  },
  'counselling.disclosure-told': async () => {
    const disclosureId = await disclosed()
    return () => noteTold(counsellor.actor, disclosureId)
  },
  'counselling.disclosure-read': async () => {
    const disclosureId = await disclosed()
    return () => readDisclosure(counsellor.actor, disclosureId)
  },
  'counselling.outline-opened': async () => {
    await written()
    return () => counsellingOutline(world.office, learner.personId)
  },
}
/** What is more than one thing: a corrected session takes its line of the ledger back. */
const LEAVES: Partial<Record<AuditAct, AuditAct[]>> = {
  'counselling.session-corrected': ['hours.entry-reversed', 'counselling.session-corrected'],
}
/** The same act by another way. */
const OTHER_WAYS: [string, AuditAct, Prepare][] = [
  [
    'counselling.case-opened, of somebody known',
    'counselling.case-opened',
    async () => {
      await consented(learner)
      return () => openCase(counsellor.actor, known())
    },
  ],
  [
    'counselling.appointment-settled, not kept',
    'counselling.appointment-settled',
    async () => {
      const { appointmentId } = await booked()
      travelTo(at('2026-07-23', '12:00'))
      return () => settleAppointment(counsellor.actor, appointmentId, 1, 'not-kept')
    },
  ],
]
const ALL: [string, AuditAct, Prepare][] = [
  ...Object.entries(DOINGS).map(([act, prepare]): [string, AuditAct, Prepare] => [
    act,
    act as AuditAct,
    prepare,
  ]),
  ...OTHER_WAYS,
]

const TABLES = [
  ...['counselling_appointments', 'counselling_case_changes', 'counselling_cases', 'counselling_consents'],
  ...['counselling_disclosures', 'counselling_drafts', 'counselling_readings', 'counselling_record_keys'],
  ...['counselling_records', 'counselling_requests', 'counselling_session_revisions', 'counselling_sessions'],
  ...['hours_entries', 'engagements', 'notices', 'staff_appointments', 'audit_events'],
]
async function state(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of TABLES) {
    const [row] = await database.root.unsafe<{ it: string }[]>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as it from ${table} t`,
    )
    found[table] = row!.it
  }
  return found
}
const acts = () =>
  database.root<{ id: string; act: AuditAct }[]>`select id, act from audit_events order by id`

afterEach(async () => {
  await database.root.unsafe('drop function if exists no_audit cascade')
})

/** A counsellor and a person of its own for each, so that nothing made ready before stands in the way. */
async function ready(prepare: Prepare): Promise<Run> {
  travelTo(NOW)
  counsellor = await addCounsellor(database.ownerSql, world.county)
  learner = await addLearner(database.ownerSql, world.county)
  return prepare()
}
/** Done indeed: not refused, not nothing. */
function happened(outcome: object | null): void {
  expect(outcome).not.toBeNull()
  if (Array.isArray(outcome)) expect(outcome).not.toEqual([])
  else done(outcome!)
}

describe.each(ALL)('%s', (_way, act, prepare) => {
  test('leaves exactly its row', async () => {
    const run = await ready(prepare)
    const before = new Set((await acts()).map(({ id }) => id))
    happened(await run())
    const left = (await acts()).filter(({ id }) => !before.has(id)).map((one) => one.act)
    expect(left).toEqual(LEAVES[act] ?? [act])
  })

  test('does not happen when its row cannot be written', async () => {
    const run = await ready(prepare)
    await database.root.unsafe(`
      create function no_audit() returns trigger language plpgsql as $$ begin raise exception 'no audit row today'; end $$;
      create trigger no_audit before insert on audit_events for each row when (new.act = '${act}') execute function no_audit()`)
    const before = await state()
    await expect(run()).rejects.toThrow(/no audit row today|Failed query/)
    expect(await state()).toEqual(before)
  })
})

test('every act of counselling is exercised here', () => {
  const ours = auditActs.filter((act) => /^counselling\./.test(act) || act === 'identity.supervising-set')
  expect(ours.filter((act) => !DOINGS[act])).toEqual([])
  expect(ours).toHaveLength(Object.keys(DOINGS).length)
})
