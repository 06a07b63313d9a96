import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { callRoute, type RouteAnswer } from '#tests/support/call-route.ts'
import { database } from '#tests/support/this-database.ts'
import { modules, quizKeys } from '#tests/support/two-modules.ts'
import {
  addCounty,
  addPerson,
  addStaff,
  after,
  device,
  staffDevice,
  type County,
  type Device,
  type Person,
} from '#tests/support/study-setup.ts'
import { disableAccount, enableAccount } from '#app/domains/identity/account-state.server.ts'
import { quizKeyId } from '#content/lesson.ts'
import { typedOf } from './quiz-answer.policy.ts'
import { startQuiz } from './quiz-start.server.ts'
import { ownAttempt } from './quiz.queries.server.ts'
import { openPassage } from './study.server.ts'

vi.mock('virtual:lessons', async () => ({ modules: (await import('#tests/support/two-modules.ts')).modules }))
vi.mock('virtual:lesson-answers', async () => ({
  answers: (await import('#tests/support/two-modules.ts')).answers,
}))
vi.mock('virtual:quiz-answers', async () => ({
  quizKeys: (await import('#tests/support/two-modules.ts')).quizKeys,
}))

/** An account that the bureau disables while its person studies: what was saved stands, and nothing comes after it. */

const MODULE = modules[0]!
const UNIT = MODULE.units[0]!
const QUESTIONS = MODULE.bank.map(({ id }) => id)
let county: County
let person: Person
let phone: Device
let bureau: Device
let attemptId: string
let lesson: { id: string; nonce: string }

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
  bureau = await staffDevice(await addStaff(database.ownerSql, county, { role: 'bureau' }))
})
beforeEach(async () => {
  person = await addPerson(database.ownerSql, county)
  phone = await device(person.accountId)
  const view = await openPassage(phone.actor, { module: MODULE, unit: UNIT, passage: 1 })
  if (view.kind !== 'counting') throw new Error(`no lesson: ${view.kind}`)
  lesson = view.session
  const started = await startQuiz(phone.actor, MODULE)
  if ('refused' in started) throw new Error(started.refused)
  attemptId = started.attemptId
})

const post = (file: string, url: string, form: Record<string, string>, params = {}, on = phone) =>
  callRoute(file, { method: 'POST', url, form, params, cookie: on.cookieHeader })
const rightly = (id: string) =>
  typedOf(
    MODULE.bank.find((one) => one.id === id)!,
    quizKeys[quizKeyId(MODULE.code, id)]!.right,
  )
const save = (question: string) =>
  post('routes/my/quiz-answer.ts', '/my/quiz-answer', {
    attempt: attemptId,
    question,
    ...rightly(question),
  })
const quiz = { module: MODULE.code }
const submit = (on = phone) =>
  post(
    'routes/my/quiz-attempt.tsx',
    `/my/study/${MODULE.code}/quiz/${attemptId}`,
    {},
    { ...quiz, attempt: attemptId },
    on,
  )
const beat = (seq: number) =>
  post('routes/my/beat.ts', '/my/beat', { session: lesson.id, nonce: lesson.nonce, seq: String(seq) })
const disable = () => disableAccount(bureau.actor, person.accountId, person.personId)
const enable = () => enableAccount(bureau.actor, person.accountId, person.personId)

/** Everything that a person's study leaves, as it stands. */
async function written() {
  const { root } = database
  const [answers, attempts, sessions, acts] = await Promise.all([
    root`select question_id, chosen, saved_at from quiz_answers where attempt_id = ${attemptId} order by question_id`,
    root`select submitted_at, right_count from quiz_attempts where id = ${attemptId}`,
    root`select last_seq, last_seen_at, witnessed::text from study_sessions where person_id = ${person.personId} order by id`,
    root`select id, act from audit_events where actor_account_id = ${person.accountId} order by id`,
  ])
  return JSON.stringify({ answers, attempts, sessions, acts })
}
const savedQuestions = async () =>
  (
    await database.root<
      { id: string }[]
    >`select question_id as id from quiz_answers where attempt_id = ${attemptId} order by id`
  ).map(({ id }) => id)

/** A transaction of somebody else that holds a row, until it is let go. */
async function holding(table: 'quiz_attempts' | 'study_sessions', id: string) {
  const connection = await database.root.reserve()
  await connection`begin`
  await connection.unsafe(`select 1 from ${table} where id = $1 for update`, [id])
  return async () => {
    await connection`commit`
    connection.release()
  }
}
async function untilWaiting(): Promise<void> {
  for (const limit = Date.now() + 20_000; Date.now() < limit;) {
    const [row] = await database.root<{ waits: number }[]>`
      select count(*)::int as waits from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`
    if (row!.waits > 0) return
  }
  throw new Error('nobody waits for the row')
}
const led = (answer: RouteAnswer) => [answer.status, answer.location]

describe('a request that was let in before the disabling and writes after it', () => {
  test.each([
    ['an answer', 'quiz_attempts', () => attemptId, () => save('q01')],
    ['handing in', 'quiz_attempts', () => attemptId, () => submit()],
    ['a beat', 'study_sessions', () => lesson.id, () => beat(1)],
  ] as const)('%s leaves nothing, and leads to sign-in', async (_, table, id, act) => {
    await save('q02')
    after(20)
    const letGo = await holding(table, id())
    const before = await written()
    const acting = act()
    await untilWaiting()
    expect(await disable()).toEqual({ disabled: true })
    await letGo()
    expect(led(await acting)).toEqual([303, '/sign-in'])
    expect(await written()).toBe(before)
    expect(await savedQuestions()).toEqual(['q02'])
  })
})

test.each([1, 2, 3])(
  'answers, beats and handing in, all at once with the disabling: no error, and a clean cut (%i)',
  async (round) => {
    await save('q01')
    after(20)
    const beats = Array.from({ length: 6 }, (_, index) => beat(index + 1))
    const saves = QUESTIONS.slice(1).map((id) => save(id))
    const handingIn = round === 2 ? [submit()] : []
    // One round earlier, one later, so that the cut falls into different places.
    if (round === 3) await saves[0]
    const [done, ...answers] = await Promise.all([disable(), ...beats, ...saves, ...handingIn])
    expect(done).toEqual({ disabled: true })
    const atTheCut = await written()

    // Kept, refused because it was handed in, or led to sign-in: nothing else, and never an error.
    for (const answer of answers) expect([200, 303, 409], JSON.stringify(answer)).toContain(answer.status)
    const kept = saves.length - (await Promise.all(saves)).filter(({ status }) => status !== 200).length
    expect((await savedQuestions()).length).toBe(kept + 1)
    for (const late of [save('q02'), beat(90), submit()]) expect(led(await late)).toEqual([303, '/sign-in'])
    expect(await written()).toBe(atTheCut)

    // Let in again: a new sign-in finds the attempt, with what was saved.
    expect(await enable()).toEqual({ enabled: true })
    const again = await device(person.accountId)
    const attempt = await ownAttempt(again.actor, MODULE.code, attemptId)
    expect(attempt).toMatchObject({ id: attemptId })
    expect([...attempt!.chosen.keys()].sort()).toEqual(await savedQuestions())
    if (attempt!.state === 'open') {
      expect((await submit(again)).status).toBe(303)
      const [judged] = await database.root<{ right: number }[]>`
        select right_count as right from quiz_attempts where id = ${attemptId} and submitted_at is not null`
      expect(judged!.right).toBe((await savedQuestions()).length)
    }
  },
)
