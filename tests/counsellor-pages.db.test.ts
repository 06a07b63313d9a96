import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { makeAppointment } from '#app/domains/counselling/appointment.server.ts'
import { appointmentSchema } from '#app/domains/counselling/appointment.schema.ts'
import { recordDisclosure } from '#app/domains/counselling/disclosure.server.ts'
import { beginDraft } from '#app/domains/counselling/draft.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { openLoginSession } from '#app/domains/identity/login.server.ts'
import { instantAt, calendarDay } from '#app/shared/calendar-day.ts'
import { callRoute } from './support/call-route.ts'
import {
  addCounsellingCounty,
  addLearner,
  caseOf,
  draftOf,
  signed,
  type CounsellingCounty,
} from './support/counselling-setup.ts'
import { done } from './support/lecture-setup.ts'
import { cookieOf } from './support/study-setup.ts'
import { database } from './support/this-database.ts'

/** A counsellor's pages: whose case opens to whom, a part under another case, and what is made of bad input. */
const NOW = new Date('2026-07-22T10:00:00+08:00')
let world: CounsellingCounty
/** Two cases of the same counsellor, each with one of everything. */
let one: Parts
let two: Parts
type Parts = Awaited<ReturnType<typeof wholeCase>>

beforeEach(() => travelTo(NOW))
beforeAll(async () => {
  travelTo(NOW)
  world = await addCounsellingCounty(database.ownerSql)
  one = await wholeCase('2026-08-03')
  two = await wholeCase('2026-08-04')
})

async function wholeCase(day: string) {
  const { actor } = world.counsellor
  const learner = await addLearner(database.ownerSql, world.county)
  const caseId = await caseOf(learner, actor, '自己的话')
  const session = await signed(actor, caseId)
  const { draftId: draft } = done(await beginDraft(actor, caseId, draftOf()))
  const wanted = appointmentSchema.parse({ day, time: '15:00', minutes: '50', place: 'phone' })
  const { appointmentId: appointment } = done(await makeAppointment(actor, caseId, wanted))
  const { disclosureId: disclosure } = done(
    await recordDisclosure(actor, caseId, {
      ...{ ground: 'danger-to-life' as const, recipient: 'family' as const, told: false, words: '说了地址' },
      madeAt: instantAt(calendarDay('2026-07-22'), '09:00'),
    }),
  )
  return { learner, caseId, session, draft, appointment, disclosure }
}

const cookieFor = async ({ accountId, appointmentId }: Actor) =>
  cookieOf((await openLoginSession(accountId, appointmentId)).setCookie)

async function call(
  actor: Actor,
  page: string,
  params: Record<string, string>,
  form?: Record<string, string>,
  query = '',
) {
  return callRoute(`routes/counsellor/${page}`, {
    ...{ method: form ? 'POST' : 'GET', url: `/counsellor/x${query}`, params },
    ...{ cookie: await cookieFor(actor), ...(form ? { form } : {}) },
  })
}

const paramsOf = ({ caseId, draft, session }: Parts) => ({ case: caseId, draft, session })
const PAGES = ['case', 'appointments', 'draft', 'session', 'disclosures', 'access', 'end'] as const
/** What the supervisor sees of a case: nothing that is only the counsellor's to write. */
const SUPERVISED = ['case', 'session', 'access', 'end']

describe('whose case opens to whom', () => {
  test.each(PAGES)('%s', async (page) => {
    const ask = async (actor: Actor) => (await call(actor, `${page}.tsx`, paramsOf(one))).status
    const { counsellor, colleague, supervisor, office, helper, otherOffice, bureau, lecturer } = world
    expect(await ask(counsellor.actor)).toBe(200)
    expect(await ask(supervisor.actor)).toBe(SUPERVISED.includes(page) ? 200 : 404)
    for (const actor of [
      colleague.actor,
      counsellor.asLecturer,
      office,
      helper,
      otherOffice,
      bureau,
      lecturer,
    ])
      expect(await ask(actor), actor.role).toBe(404)
    expect(await ask(one.learner.actor)).toBe(404)
  })

  test('nobody else opens, saves, settles, amends or ends anything of it', async () => {
    const forms: [page: string, query: string, form: Record<string, string>][] = [
      ['case.tsx', '?do=begin', {}],
      ['case.tsx', '?do=words', {}],
      [
        'appointments.tsx',
        '?do=settle',
        { appointment: one.appointment, version: '1', outcome: 'cancelled' },
      ],
      ['draft.tsx', '?do=save', { ...draftOf(), version: '1' }],
      ['draft.tsx', '?do=discard', { version: '1' }],
      ['draft-save.ts', '', { ...draftOf(), version: '1' }],
      ['session.tsx', '?do=open', {}],
      ['session.tsx', '?do=amend', { words: '补充' }],
      ['session.tsx', '?do=strike', { revision: '1' }],
      ['disclosures.tsx', '?do=open', { disclosure: one.disclosure }],
      ['disclosures.tsx', '?do=told', { disclosure: one.disclosure }],
      ['end.tsx', '?do=close', { outcome: 'as-agreed', version: '1' }],
    ]
    for (const [page, query, form] of forms)
      for (const actor of [world.colleague.actor, world.bureau, world.office, one.learner.actor]) {
        const answer = await call(actor, page, paramsOf(one), form, query)
        expect(answer.status, `${actor.role} ${page}${query}`).toBe(404)
      }
    // The supervisor's way to a note has a reason, and there is no other one.
    const { supervisor } = world
    expect((await call(supervisor.actor, 'session.tsx', paramsOf(one), {}, '?do=open')).status).toBe(409)
    expect((await call(supervisor.actor, 'session.tsx', paramsOf(one), {}, '?do=supervise')).status).toBe(400)
    const stated = { reason: 'quality', words: '每季度抽看一份' }
    const read = await call(supervisor.actor, 'session.tsx', paramsOf(one), stated, '?do=supervise')
    expect(read).toMatchObject({ status: 200, data: { parts: [{ note: { brought: '睡不好。' } }] } })
  })

  test('a part of one case is not found under another one, of the same counsellor either', async () => {
    const { actor } = world.counsellor
    const mixed = { ...paramsOf(one), session: two.session, draft: two.draft }
    expect((await call(actor, 'session.tsx', mixed)).status).toBe(404)
    expect((await call(actor, 'draft.tsx', mixed)).status).toBe(404)
    const saved = { ...draftOf(), version: '1' }
    expect((await call(actor, 'draft-save.ts', mixed, saved)).status).toBe(404)
    expect((await call(actor, 'draft.tsx', mixed, saved, '?do=save')).status).toBe(404)
    expect((await call(actor, 'session.tsx', mixed, {}, '?do=open')).status).toBe(404)
    const settle = { appointment: two.appointment, version: '1', outcome: 'cancelled' }
    expect((await call(actor, 'appointments.tsx', mixed, settle, '?do=settle')).status).toBe(404)
    const disclosure = { disclosure: two.disclosure }
    expect((await call(actor, 'disclosures.tsx', mixed, disclosure, '?do=open')).status).toBe(404)
  })
})

test('who waits has no name and no words in what the page is given', async () => {
  const { colleague } = world
  const learner = await addLearner(database.ownerSql, world.county)
  const { askForCounselling } = await import('#app/domains/counselling/request.server.ts')
  done(await askForCounselling(learner.actor, { wished: 'woman', words: '不给别人看的话' }))
  const answer = await call(colleague.actor, 'waiting.tsx', {})
  const given = JSON.stringify(answer.data)
  const [person] = await database.root<{ name: string; register_number: string }[]>`
    select name, register_number from supervised_persons where id = ${learner.personId}`
  for (const fact of ['不给别人看的话', person!.name, person!.register_number, learner.personId])
    expect(given).not.toContain(fact)
  expect(answer.data).toMatchObject({ waiting: [{ way: 'person', wished: 'woman', consented: false }] })
})

describe('bad input is told in codes that have sentences, and is typed back', () => {
  const { zh } = { zh: import('#app/messages/zh.ts') }
  const cases: [page: string, query: string, form: Record<string, string>, status: number, words: string][] =
    [
      ['case-new.tsx', '', { number: '12345678', name: '没有这个人' }, 409, 'newCase'],
      ['case-new.tsx', '', { number: '1', name: '' }, 400, 'newCase'],
      ['consent.tsx', '', { party: 'guardian', act: 'given' }, 400, 'paper'],
      ['waiting.tsx', '?do=take', { request: 'x' }, 400, 'waiting'],
      ['waiting.tsx', '', {}, 400, 'waiting'],
      [
        'appointments.tsx',
        '?do=arrange',
        { day: '22', time: '25:00', minutes: '5', place: 'x' },
        400,
        'appointments',
      ],
      [
        'appointments.tsx',
        '?do=arrange',
        { day: '2026-08-03', time: '15:20', minutes: '50', place: 'phone' },
        409,
        'appointments',
      ],
      ['disclosures.tsx', '?do=write', { words: ' ' }, 400, 'disclosures'],
      ['end.tsx', '?do=hand-over', { to: 'x' }, 400, 'end'],
      ['end.tsx', '?do=close', { outcome: 'as-agreed', version: '1' }, 409, 'end'],
      ['session.tsx', '?do=correct', { revision: '1' }, 400, 'session'],
      ['session.tsx', '?do=strike', { revision: '9' }, 409, 'session'],
      ['draft.tsx', '?do=save', { version: '1', brought: '很'.repeat(7_000) }, 400, 'note'],
      ['draft.tsx', '?do=save', { version: '9', brought: '另一处' }, 409, 'note'],
      ['draft.tsx', '?do=sign', { version: '1', brought: '写了', start: '8' }, 400, 'note'],
    ]
  test.each(cases)('%s%s', async (page, query, form, status, words) => {
    const answer = await call(world.counsellor.actor, page, paramsOf(two), form, query)
    expect(answer.status).toBe(status)
    const { problems, typed } = answer.data as { problems: Record<string, string>; typed: object }
    const { counsellor } = (await zh).zh
    const sentences = (counsellor as unknown as Record<string, { problems: Record<string, string> }>)[words]!
    for (const [field, code] of Object.entries(problems))
      expect(sentences.problems[code], `${field}: ${code}`).toBeTruthy()
    expect(Object.keys(problems).length).toBeGreaterThan(0)
    if (page !== 'waiting.tsx')
      expect(typed).toMatchObject(
        Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'version')),
      )
  })
})
