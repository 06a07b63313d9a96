import fs from 'node:fs'
import path from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { auditActs, type AuditAct } from '#app/domains/audit/audit-acts.policy.ts'
import { correctEntry } from '#app/domains/hours/ledger.server.ts'
import { sealLog } from '#app/server/seal-log.server.ts'
import { actorOfCookie } from '#app/domains/identity/login.server.ts'
import { columns, headings } from '#app/domains/supervision/people-columns.policy.ts'
import { receiveOutbox } from '#app/domains/learning/outbox.server.ts'
import { draftImport } from '#app/domains/supervision/people-import.server.ts'
import { importWords } from '#app/routes/bureau/import-words.server.ts'
import { callRoute, type RouteCall } from './support/call-route.ts'
import { insertAccount, PASSWORD } from './support/factories/account.ts'
import { NOW } from './support/factories/county.ts'
import { signedInAs } from './support/factories/login-session.ts'
import { neighbours, type Neighbours } from './support/factories/neighbours.ts'
import { person } from './support/factories/person.ts'
import { staff, type TestAccount } from './support/factories/staff.ts'
import { database } from './support/this-database.ts'

vi.mock('virtual:lessons', async () => ({ modules: (await import('./support/two-modules.ts')).modules }))
vi.mock('virtual:lesson-answers', async () => ({
  answers: (await import('./support/two-modules.ts')).answers,
}))
vi.mock('virtual:quiz-answers', async () => ({
  quizKeys: (await import('./support/two-modules.ts')).quizKeys,
}))

let world: Neighbours
beforeAll(async () => {
  world = await neighbours()
})

const call = async (account: TestAccount, file: string, ask: Omit<RouteCall, 'cookie'>) =>
  callRoute(file, { ...ask, cookie: await signedInAs(account) })
const get = (account: TestAccount, file: string, url: string, params = {}) =>
  call(account, file, { method: 'GET', url, params })
const post = (
  account: TestAccount,
  file: string,
  url: string,
  form: Record<string, string>,
  params: Record<string, string> = {},
) => call(account, file, { method: 'POST', url, form, params })

/** The words that a person types here; none of them may stand in the log. */
const TYPED = {
  search: '某人的名字',
  nextPassword: 'another password of tests',
  question: '我来得早，没有签上',
}
const lesson = { module: 'x1', unit: '1' }
const passageUrl = (passage: string) => `/my/study/x1/1/${passage}`
const answerRight = async (cookie: string, passage: string) =>
  callRoute('routes/my/passage.tsx', {
    ...{ method: 'POST', url: passageUrl(passage), params: { ...lesson, passage }, cookie },
    form: { answer: 'right' },
  })
const openPassage = (cookie: string, passage: string) =>
  callRoute('routes/my/passage.tsx', {
    ...{ method: 'GET', url: passageUrl(passage), params: { ...lesson, passage }, cookie },
  })

const askAloud = (asker: TestAccount, id: string, more: Record<string, string> = {}) =>
  post(asker, 'routes/office/oral-exams.tsx', `/office/people/${id}/oral`, { module: 'x1', ...more }, { id })
const inExam = (asker: TestAccount, location: string, form: Record<string, string>) => {
  const [, , , id, , attempt] = location.split('/')
  return post(asker, 'routes/office/oral-exam.tsx', location, form, { id: id!, attempt: attempt! })
}

/** A line of theirs that nobody has asked about. */
async function unaskedLineOf({
  countyId,
  personId,
}: {
  countyId: string
  personId: string
}): Promise<string> {
  const sql = database.ownerSql
  const id = uuidv7()
  await sql`insert into hours_entries ${sql({
    ...{ id, county_id: countyId, person_id: personId, bucket: 'study', source_kind: 'talk' },
    ...{
      source_id: uuidv7(),
      county_day: '2026-07-09',
      revision: 1,
      minutes: 30,
      posted_as: 'system:import',
    },
    explanation: sql.json({ notes: [] }),
  })}`
  return id
}
const beginQuiz = (cookie: string) =>
  callRoute('routes/my/quiz.tsx', {
    ...{ method: 'POST', url: '/my/study/x1/quiz', params: { module: 'x1' }, cookie, form: { do: 'start' } },
  })
const BOARD = 'routes/office/month-board.tsx'
const GRANTS = 'routes/bureau/grants.tsx'
const DUE = '2026-07-29'
const askFor = (number: string) =>
  post(world.team.office, 'routes/office/minors.tsx', '/office/minors', { number, reason: '家访前查看' })
const grantTo = (number: string) =>
  post(world.team.bureau, GRANTS, '/bureau/grants', {
    ...{ number, account: world.team.office.accountId, reason: '家访前查看', days: '7' },
  })

/** Something somebody does: made ready first, then done. `acts`: the rows it leaves, one of each. */
type Run = () => Promise<unknown>
type Doing = { acts: AuditAct[]; prepare: () => Run | Promise<Run> }

const DOINGS: Record<string, Doing> = {
  'signing in': {
    acts: ['identity.signed-in'],
    prepare() {
      const who = world.team.office.signInName
      return () =>
        callRoute('routes/public/sign-in.tsx', {
          ...{ method: 'POST', url: '/sign-in', form: { who, password: PASSWORD } },
        })
    },
  },
  'signing out': {
    acts: ['identity.signed-out'],
    async prepare() {
      const cookie = await signedInAs(world.people.own)
      return () =>
        callRoute('routes/public/sign-out.tsx', {
          ...{ method: 'POST', url: '/sign-out', form: { where: 'here' }, cookie },
        })
    },
  },
  'signing out everywhere': {
    acts: ['identity.signed-out-everywhere'],
    async prepare() {
      const cookie = await signedInAs(world.people.own)
      return () =>
        callRoute('routes/public/sign-out.tsx', {
          ...{ method: 'POST', url: '/sign-out', form: { where: 'everywhere' }, cookie },
        })
    },
  },
  'changing the password': {
    acts: ['identity.password-changed'],
    async prepare() {
      const somebody = await person.own(world.first.here)
      const next = TYPED.nextPassword
      return () =>
        post(somebody, 'routes/public/account.tsx', '/account', { current: PASSWORD, next, again: next })
    },
  },
  'acting in another appointment': {
    acts: ['identity.capacity-switched'],
    async prepare() {
      const somebody = await staff.lecturer(world.first.here)
      const appointment = uuidv7()
      await database.ownerSql`insert into staff_appointments (id, county_id, staff_id, role, valid_from)
        select ${appointment}, ${somebody.countyId}, staff_id, 'counsellor', '2025-01-01'
        from staff_appointments where id = ${somebody.appointmentId}`
      return () => post(somebody, 'routes/public/account.tsx', '/account?switch', { appointment })
    },
  },
  'listing people': {
    acts: ['supervision.people-listed'],
    prepare() {
      const url = `/office/people?q=${encodeURIComponent(TYPED.search)}`
      return () => get(world.team.office, 'routes/office/people.tsx', url)
    },
  },
  'listing minors': {
    acts: ['supervision.minors-listed'],
    prepare: () => () => get(world.team.socialWorker, 'routes/office/minors.tsx', '/office/minors'),
  },
  'opening a person’s file': {
    acts: ['supervision.person-opened'],
    prepare() {
      const id = world.people.own.personId
      return () => get(world.team.office, 'routes/office/person.tsx', `/office/people/${id}`, { id })
    },
  },
  'opening a minor’s file': {
    acts: ['supervision.person-opened'],
    prepare() {
      const id = world.people.minorGranted.personId
      return () => get(world.team.bureau, 'routes/office/person.tsx', `/office/people/${id}`, { id })
    },
  },
  'the office’s month board': {
    acts: ['hours.board-listed'],
    prepare: () => () => get(world.team.office, 'routes/office/month-board.tsx', '/office/hours'),
  },
  'the office’s first page': {
    acts: ['hours.board-listed'],
    prepare: () => () => get(world.team.office, 'routes/office/today.tsx', '/office'),
  },
  'the county’s board': {
    acts: ['reporting.offices-listed'],
    prepare: () => () => get(world.team.bureau, 'routes/bureau/board.tsx', '/bureau'),
  },
  'taking the marks of a course’s questions': {
    acts: ['reporting.items-taken-out'],
    prepare: () => () =>
      get(world.team.bureau, 'routes/bureau/lesson-items-csv.ts', '/bureau/lessons/x1/items.csv', {
        module: 'x1',
      }),
  },
  'reading the log': {
    acts: ['audit.log-listed'],
    prepare: () => () => get(world.team.bureau, 'routes/bureau/audit.tsx', '/bureau/audit'),
  },
  'taking the anchor out': {
    acts: ['audit.anchor-taken-out'],
    async prepare() {
      await sealLog(database.ownerSql)
      return () => get(world.team.bureau, 'routes/bureau/audit-anchor.ts', '/bureau/audit/anchor')
    },
  },
  'assigning a module': {
    acts: ['learning.module-assigned'],
    async prepare() {
      const { personId } = await person.own(world.first.here)
      return () => post(world.team.office, BOARD, '/office/hours', { due: DUE, one: `${personId}.x1` })
    },
  },
  'assigning to everyone who will fall short': {
    acts: ['learning.modules-assigned'],
    async prepare() {
      await person.own(world.first.here)
      return () => post(world.team.socialWorker, BOARD, '/office/hours', { due: DUE, everyone: '1' })
    },
  },
  'taking an assignment back': {
    acts: ['learning.assignment-withdrawn'],
    async prepare() {
      const { personId } = await person.own(world.first.here)
      await post(world.team.office, BOARD, '/office/hours', { due: DUE, one: `${personId}.x1` })
      const [row] = await database.root<{ id: string }[]>`select id from module_assignments
        where person_id = ${personId}`
      const form = { withdraw: row!.id, reason: 'mistake' }
      return () => post(world.team.office, BOARD, '/office/hours', form)
    },
  },
  'asking for a minor’s file': {
    acts: ['supervision.minor-grant-asked'],
    async prepare() {
      const { number } = await person.minor(world.first.here)
      return () => askFor(number)
    },
  },
  'reading the grants': {
    acts: ['supervision.minor-grants-listed'],
    prepare: () => () => get(world.team.bureau, GRANTS, '/bureau/grants'),
  },
  'granting a minor’s file': {
    acts: ['supervision.minor-record-granted'],
    async prepare() {
      const { number } = await person.minor(world.first.here)
      return () => grantTo(number)
    },
  },
  declining: {
    acts: ['supervision.minor-grant-declined'],
    async prepare() {
      const { number } = await person.minor(world.first.here)
      await askFor(number)
      const [asked] = await database.root<{ id: string }[]>`select id from minor_grant_requests
        where register_number = ${number}`
      const form = { request: asked!.id, answer: 'declined' }
      return () => post(world.team.bureau, GRANTS, '/bureau/grants', form)
    },
  },
  'taking a grant back': {
    acts: ['supervision.minor-record-grant-revoked'],
    async prepare() {
      const { number, personId } = await person.minor(world.first.here)
      await grantTo(number)
      const [grant] = await database.root<{ id: string }[]>`select id from minor_record_grants
        where person_id = ${personId}`
      return () => post(world.team.bureau, GRANTS, '/bureau/grants', { revoke: grant!.id })
    },
  },
  'correcting a line': {
    acts: ['hours.entry-reversed'],
    async prepare() {
      const somebody = await person.own(world.first.here)
      const [entry] = await database.root<{ id: string }[]>`select id from hours_entries
        where person_id = ${somebody.personId}`
      const { actor } = (await actorOfCookie(await signedInAs(world.team.office)))!
      return () => correctEntry(actor, entry!.id, 'times-wrong', { minutes: 30, during: null })
    },
  },
  'asking about a line': {
    acts: ['hours.question-asked'],
    async prepare() {
      const somebody = await person.own(world.first.here)
      const entry = await unaskedLineOf(somebody)
      return () => post(somebody, 'routes/my/hours.tsx', '/my/hours', { entry, words: TYPED.question })
    },
  },
  'writing a question down for somebody': {
    acts: ['hours.question-asked'],
    async prepare() {
      const { personId: id, ...somebody } = await person.own(world.first.here)
      const entry = await unaskedLineOf({ ...somebody, personId: id })
      const { socialWorker } = world.team
      const form = { entry, words: TYPED.question }
      return () => post(socialWorker, 'routes/office/person.tsx', `/office/people/${id}`, form, { id })
    },
  },
  'listing questions': {
    acts: ['hours.questions-listed'],
    prepare: () => () => get(world.team.office, 'routes/office/disputes.tsx', '/office/disputes'),
  },
  'opening a question': {
    acts: ['hours.question-opened'],
    prepare() {
      const id = world.people.own.questionId
      return () => get(world.team.bureau, 'routes/office/dispute.tsx', `/office/disputes/${id}`, { id })
    },
  },
  'answering that a line stands': {
    acts: ['hours.question-answered'],
    async prepare() {
      const { questionId: id } = await person.own(world.first.here)
      const form = { verdict: 'upheld', words: TYPED.question, step: 'answer' }
      return () =>
        post(world.team.office, 'routes/office/dispute.tsx', `/office/disputes/${id}`, form, { id })
    },
  },
  'answering with a correction': {
    // What is taken back is an act of its own.
    acts: ['hours.entry-reversed', 'hours.question-answered'],
    async prepare() {
      const { questionId: id } = await person.own(world.first.here)
      const form = { verdict: 'recredited', reason: 'times-wrong', minutes: '30', step: 'answer' }
      return () =>
        post(world.team.bureau, 'routes/office/dispute.tsx', `/office/disputes/${id}`, form, { id })
    },
  },
  'beginning a unit': {
    acts: ['learning.unit-opened'],
    async prepare() {
      const cookie = await signedInAs(await person.own(world.first.here))
      return () => openPassage(cookie, '1')
    },
  },
  'answering a check': {
    acts: ['learning.check-answered'],
    async prepare() {
      const cookie = await signedInAs(await person.own(world.first.here))
      await openPassage(cookie, '1')
      return () => answerRight(cookie, '1')
    },
  },
  'finishing a unit': {
    // The last answer is an answer, too.
    acts: ['learning.check-answered', 'learning.unit-finished'],
    async prepare() {
      const cookie = await signedInAs(await person.own(world.first.here))
      await openPassage(cookie, '1')
      travelTo(new Date(NOW.getTime() + 4 * 60_000))
      await answerRight(cookie, '1')
      await openPassage(cookie, '2')
      travelTo(new Date(NOW.getTime() + 8 * 60_000))
      return () => answerRight(cookie, '2')
    },
  },
  'taking a lesson over from another device': {
    acts: ['learning.study-taken-over'],
    async prepare() {
      const somebody = await person.own(world.first.here)
      await openPassage(await signedInAs(somebody), '1')
      return () =>
        post(
          somebody,
          'routes/my/passage.tsx',
          passageUrl('1'),
          { 'take-over': '1' },
          { ...lesson, passage: '1' },
        )
    },
  },
  'beginning a quiz': {
    acts: ['learning.quiz-started'],
    async prepare() {
      const cookie = await signedInAs(await person.own(world.first.here))
      return () => beginQuiz(cookie)
    },
  },
  'handing a quiz in': {
    acts: ['learning.quiz-submitted'],
    async prepare() {
      const cookie = await signedInAs(await person.own(world.first.here))
      const { location } = await beginQuiz(cookie)
      const attempt = location!.split('/').at(-1)!
      return () =>
        callRoute('routes/my/quiz-attempt.tsx', {
          ...{ method: 'POST', url: location!, params: { module: 'x1', attempt }, cookie },
          form: { q01: 'b' },
        })
    },
  },
  'looking at somebody’s oral exams': {
    acts: ['learning.oral-exam-opened'],
    prepare() {
      const id = world.people.own.personId
      return () => get(world.team.office, 'routes/office/oral-exams.tsx', `/office/people/${id}/oral`, { id })
    },
  },
  'asking a quiz aloud': {
    acts: ['learning.oral-exam-started'],
    async prepare() {
      const { personId } = await person.own(world.first.here)
      return () => askAloud(world.team.office, personId)
    },
  },
  'asking on in a colleague’s place': {
    acts: ['learning.oral-exam-taken-over'],
    async prepare() {
      const { personId } = await person.own(world.first.here)
      await askAloud(world.team.socialWorker, personId)
      return () => askAloud(world.team.office, personId, { takeOver: '1' })
    },
  },
  'giving an exam back to the phone': {
    acts: ['learning.oral-exam-given-back'],
    async prepare() {
      const { personId } = await person.own(world.first.here)
      const { location } = await askAloud(world.team.office, personId)
      return () => inExam(world.team.office, location!, { do: 'give-back' })
    },
  },
  'handing an oral exam in': {
    acts: ['learning.oral-exam-submitted'],
    async prepare() {
      const { personId } = await person.own(world.first.here)
      const { location } = await askAloud(world.team.office, personId)
      return () => inExam(world.team.office, location!, { do: 'hand-in', q01: 'b' })
    },
  },
  'taking what a device kept without a network': {
    acts: ['learning.late-evidence-received'],
    async prepare() {
      const cookie = await signedInAs(await person.own(world.first.here))
      const { data } = await openPassage(cookie, '1')
      const { view } = data as { view: { session: { id: string; nonce: string } } }
      travelTo(new Date(NOW.getTime() + 5 * 60_000))
      const { actor } = (await actorOfCookie(cookie))!
      const sentAt = NOW.getTime() + 5 * 60_000
      const lease = { session: view.session.id, nonce: view.session.nonce }
      const spans: [number, number][] = [[sentAt - 4 * 60_000, sentAt]]
      return () => receiveOutbox(actor, { sentAt, items: [{ id: uuidv7(), kind: 'time', ...lease, spans }] })
    },
  },
  'looking at the staff': {
    acts: ['identity.staff-listed'],
    prepare: () => () => get(world.team.bureau, 'routes/bureau/accounts.tsx', '/bureau/accounts'),
  },
  'looking at who can sign in': {
    acts: ['supervision.sign-ins-listed'],
    prepare: () => () => get(world.team.bureau, 'routes/bureau/accounts.tsx', '/bureau/accounts?s=people'),
  },
  'opening a staff account': {
    acts: ['identity.staff-opened'],
    async prepare() {
      const member = await staffIdOf(await staff.lecturer(world.first.here))
      return () => onMember('GET', member, '')
    },
  },
  'adding staff': {
    acts: ['identity.staff-added'],
    prepare: () => () =>
      post(world.team.bureau, 'routes/bureau/staff-new.tsx', '/bureau/accounts/staff/new', {
        ...{ name: '新某', signInName: `x${uuidv7()}`, role: 'lecturer', from: '2026-07-01' },
      }),
  },
  'appointing staff': {
    acts: ['identity.staff-appointed'],
    async prepare() {
      const member = await staffIdOf(await staff.lecturer(world.first.here))
      return () => onMember('POST', member, 'appoint', { role: 'counsellor', from: '2026-07-01' })
    },
  },
  'ending an appointment': {
    acts: ['identity.appointment-ended'],
    async prepare() {
      const lecturer = await staff.lecturer(world.first.here)
      const member = await staffIdOf(lecturer)
      return () => onMember('POST', member, 'end', { appointment: lecturer.appointmentId!, to: '2026-08-01' })
    },
  },
  'disabling an account': {
    acts: ['identity.account-disabled'],
    async prepare() {
      const member = await staffIdOf(await staff.lecturer(world.first.here))
      return () => onMember('POST', member, 'disable')
    },
  },
  'enabling an account': {
    acts: ['identity.account-enabled'],
    async prepare() {
      const lecturer = await staff.lecturer(world.first.here)
      const member = await staffIdOf(lecturer)
      await database.ownerSql`update accounts set disabled_at = ${NOW} where id = ${lecturer.accountId}`
      return () => onMember('POST', member, 'enable')
    },
  },
  'making a slip': {
    acts: ['identity.slip-made'],
    async prepare() {
      const lecturer = await staff.lecturer(world.first.here)
      const member = await staffIdOf(lecturer)
      return () => onMember('POST', member, 'slip', { mark: String(NOW.getTime()) })
    },
  },
  'adding an office': {
    acts: ['supervision.office-added'],
    prepare: () => () =>
      post(world.team.bureau, 'routes/bureau/office-new.tsx', '/bureau/accounts/offices/new', {
        ...{ code: uuidv7(), nameZh: '西所', nameEn: 'West', phone: '123456' },
      }),
  },
  'changing an office': {
    acts: ['supervision.office-changed'],
    prepare: () => () =>
      post(
        world.team.bureau,
        'routes/bureau/office-edit.tsx',
        '/bureau/accounts/offices/x',
        {
          code: 'yi-there',
          nameZh: '东所',
          nameEn: 'East',
          phone: `0${uuidv7().replaceAll(/\D/g, '').slice(0, 8)}`,
        },
        { office: world.first.there.officeId },
      ),
  },
  'entering somebody': {
    acts: ['supervision.person-entered'],
    prepare: () => () =>
      post(world.team.bureau, 'routes/bureau/person-new.tsx', '/bureau/accounts/people/new', newcomer()),
  },
  'opening a person’s sign-in': {
    acts: ['supervision.sign-in-opened'],
    prepare() {
      const { personId: id } = world.people.own
      return () => get(world.team.office, 'routes/office/slip.tsx', `/office/people/${id}/slip`, { id })
    },
  },
  'reading a list of people': {
    acts: ['supervision.import-drafted'],
    async prepare() {
      const bureau = (await actorOfCookie(await signedInAs(world.team.bureau)))!.actor
      return () => draftImport(bureau, aList(), importWords)
    },
  },
  'putting a list away': {
    acts: ['supervision.import-discarded'],
    prepare: () => withDraft('discard'),
  },
  'entering a list': {
    acts: ['supervision.people-imported'],
    prepare: () => withDraft('apply'),
  },
}

const staffIdOf = async ({ accountId }: TestAccount) => {
  const [row] = await database.root<{ id: string }[]>`select id from staff where account_id = ${accountId}`
  return row!.id
}
const onMember = (method: 'GET' | 'POST', member: string, doing: string, form: Record<string, string> = {}) =>
  call(world.team.bureau, 'routes/bureau/staff-member.tsx', {
    ...{ method, url: `/bureau/accounts/staff/${member}?do=${doing}`, params: { member }, form },
  })
let newNumber = 96_000_000
const newcomer = () => ({
  ...{ officeId: world.first.here.officeId, number: String((newNumber += 1)), name: '赵某', sex: 'male' },
  ...{ birthDay: '1990-05-01', category: '02', phase: 'intake', grade: 'ordinary', offenceClass: 'property' },
  ...{ schooling: 'junior', work: 'employed', local: 'yes', enteredOn: '2026-07-01', dueOn: '2027-07-01' },
})
const aList = () => {
  const cells = { ...newcomer(), office: 'yi-here', needs: '' }
  return new TextEncoder().encode(
    `${columns.join('\t')}\n`.replaceAll(/\w+/g, (name) => headings[name as keyof typeof headings][1]) +
      columns.map((column) => cells[column]).join('\t'),
  )
}
async function withDraft(doing: 'apply' | 'discard'): Promise<Run> {
  const bureau = (await actorOfCookie(await signedInAs(world.team.bureau)))!.actor
  const read = await draftImport(bureau, aList(), importWords)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return () =>
    post(world.team.bureau, 'routes/bureau/import.tsx', '/bureau/accounts/import', {
      ...{ do: doing, draft: read.draftId },
    })
}

/**
 * Acts that no request leaves: from the command line and from an import. Slips in a batch: tests/accounts.db.test.ts.
 * The calendar and the orders of lectures, all of them: tests/lecture-audit.db.test.ts.
 */
const BESIDE_REQUESTS: AuditAct[] = [
  ...(['identity.account-created', 'hours.imported', 'supervision.slips-made'] as const),
  // Each of them in a file of its own beside this one: lecture-audit, class-audit, counselling-audit.
  ...auditActs.filter((act) => /^(lectures|calendar|attendance|counselling)\./.test(act)),
  'identity.supervising-set',
  'supervision.contacts-changed',
]

type Row = { id: string; act: AuditAct; actor_role: string }
const rows = () => database.root<Row[]>`select id, act, actor_role from audit_events order by id`
async function addedBy(work: () => Promise<unknown>): Promise<Row[]> {
  const before = new Set((await rows()).map(({ id }) => id))
  await work()
  return (await rows()).filter(({ id }) => !before.has(id))
}

const COMMANDS_WRITE = [
  ...['entry_questions', 'entry_answers'],
  ...['staff', 'staff_appointments', 'judicial_offices', 'supervised_persons', 'people_imports'],
  ...['login_sessions', 'accounts', 'hours_entries', 'unit_studies', 'study_sessions', 'check_answers'],
  ...['quiz_attempts', 'quiz_answers', 'late_evidence', 'audit_events'],
  ...['module_assignments', 'minor_record_grants', 'minor_grant_requests'],
]
/** Everything a command could change, as one fingerprint for each table. */
async function state(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of COMMANDS_WRITE) {
    const [row] = await database.root.unsafe<{ it: string }[]>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as it from ${table} t`,
    )
    found[table] = row!.it
  }
  return found
}

/** From now on no row of this act can be written. */
async function refuseRowsOf(act: AuditAct): Promise<void> {
  await database.root.unsafe(`
    create function no_audit() returns trigger language plpgsql as $$ begin raise exception 'no audit row today'; end $$;
    create trigger no_audit before insert on audit_events for each row when (new.act = '${act}') execute function no_audit()`)
}
afterEach(async () => {
  travelTo(NOW)
  await database.root.unsafe('drop function if exists no_audit cascade')
})

describe.each(Object.entries(DOINGS))('%s', (_, { acts, prepare }) => {
  test('leaves exactly its rows', async () => {
    const run = await prepare()
    const added = await addedBy(run)
    expect(added.map(({ act }) => act).sort()).toEqual([...acts].sort())
  })

  test.each(acts)('does not happen when its row cannot be written: %s', async (act) => {
    const run = await prepare()
    // The cookie of the call itself is a login session of the test.
    await refuseRowsOf(act)
    const sessions = () =>
      database.root<{ id: string }[]>`select id, account_id from login_sessions order by id`
    const before = { ...(await state()), login_sessions: '' }
    const hadSessions = (await sessions()).map(({ id }) => id)
    await expect(run()).rejects.toThrow(/no audit row today|Failed query/)
    expect({ ...(await state()), login_sessions: '' }).toEqual(before)
    const hasSessions = new Set((await sessions()).map(({ id }) => id))
    expect(hadSessions.filter((id) => !hasSessions.has(id))).toEqual([])
    expect(hasSessions.size - hadSessions.length).toBeLessThanOrEqual(1)
  })
})

test('signing in leaves no login session behind when its row cannot be written', async () => {
  const run = await DOINGS['signing in']!.prepare()
  await refuseRowsOf('identity.signed-in')
  const before = await state()
  await expect(run()).rejects.toThrow()
  expect(await state()).toEqual(before)
})

test('one’s own pages, refusals and beats leave no row', async () => {
  const { own, otherOffice, minor } = world.people
  const cookie = await signedInAs(await person.own(world.first.here))
  await openPassage(cookie, '1')
  const quiet: (() => Promise<unknown>)[] = [
    ...['today', 'study', 'hours', 'help'].map(
      (page) => () => get(own, `routes/my/${page}.tsx`, `/my/${page}`),
    ),
    () => get(own, 'routes/my/module.tsx', '/my/study/x1', { module: 'x1' }),
    () => openPassage(cookie, '1'),
    () => get(own, 'routes/my/quiz.tsx', '/my/study/x1/quiz', { module: 'x1' }),
    () =>
      post(own, 'routes/my/quiz-answer.ts', '/my/quiz-answer', {
        ...{ attempt: uuidv7(), question: 'q01', q01: 'a' },
      }),
    () => post(own, 'routes/my/beat.ts', '/my/beat', { session: uuidv7(), nonce: 'x'.repeat(20), seq: '1' }),
    () => get(world.team.lecturer, 'routes/public/account.tsx', '/account'),
    ...[otherOffice, minor].map(
      ({ personId: id }) =>
        () =>
          get(world.team.office, 'routes/office/person.tsx', `/office/people/${id}`, { id }),
    ),
    () =>
      callRoute('routes/public/sign-in.tsx', {
        ...{ method: 'POST', url: '/sign-in', form: { who: own.signInName, password: 'wrong' } },
      }),
  ]
  for (const run of quiet) expect(await addedBy(run)).toEqual([])
})

test('every act is exercised here', () => {
  const exercised = new Set([...Object.values(DOINGS).flatMap(({ acts }) => acts), ...BESIDE_REQUESTS])
  expect(auditActs.filter((act) => !exercised.has(act))).toEqual([])
})

test('every act of the list is used, and nothing else is', () => {
  const root = path.resolve(import.meta.dirname, '..')
  const sources = ['app', 'db'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(root, folder, file))
      .filter(
        (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|audit-acts\.policy\.ts$|\/messages\//.test(file),
      ),
  )
  const used = sources
    .map((file) => fs.readFileSync(file, 'utf8'))
    .filter((text) => /recordAudit\(|audit_events/.test(text))
    .flatMap((text) => [...text.matchAll(/'([a-z]+\.[a-z]+(?:-[a-z]+)*)'/g)].map(([, act]) => act!))
  expect([...new Set(used)].sort()).toEqual([...auditActs].sort())
})

test('no row names anyone or repeats what was typed', async () => {
  const names = await database.root<{ it: string }[]>`
    select name as it from supervised_persons union select name from staff
    union select name from sign_in_names union select register_number from supervised_persons
    union select reason from minor_record_grants union select evidence from pauses`
  const secrets = [...names.map(({ it }) => it), ...Object.values(TYPED), PASSWORD, 'right', '某人']
  const written = await database.root<{ it: string }[]>`select t::text as it from audit_events t`
  expect(written.length).toBeGreaterThan(30)
  const leaks = written.flatMap(({ it }) => secrets.filter((secret) => it.includes(secret)).map(() => it))
  expect(leaks).toEqual([])
})

test('the account of nobody leaves nothing to find: its sign-in is refused without a row', async () => {
  await insertAccount('nowhere-to-act', 'chosen')
  const added = await addedBy(() =>
    callRoute('routes/public/sign-in.tsx', {
      ...{ method: 'POST', url: '/sign-in', form: { who: 'nowhere-to-act', password: PASSWORD } },
    }),
  )
  expect(added).toEqual([])
})
