import { sql, type SQL } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { v4 as uuid } from 'uuid'
import { now } from '#app/clock.server.ts'
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
import { inActorTransaction } from '#db/client.server.ts'
import { policyPack } from '#db/seed/policy-packs.ts'
import { scopeOf } from '#app/domains/identity/actor.policy.ts'
import { quizKeyId, type Module } from '#content/lesson.ts'
import { fieldOf, typedOf, type Typed } from './quiz-answer.policy.ts'
import { receiveOutbox } from './outbox.server.ts'
import { saveAnswer, type ToldAt } from './quiz-answer.server.ts'
import { startQuiz } from './quiz-start.server.ts'
import { submitQuiz } from './quiz-submit.server.ts'
import { completedModulesOf, openAttemptOf, ownAttempt, ownQuizStanding } from './quiz.queries.server.ts'

vi.mock('virtual:lessons', async () => ({ modules: (await import('#tests/support/two-modules.ts')).modules }))
vi.mock('virtual:lesson-answers', async () => ({
  answers: (await import('#tests/support/two-modules.ts')).answers,
}))
vi.mock('virtual:quiz-answers', async () => ({
  quizKeys: (await import('#tests/support/two-modules.ts')).quizKeys,
}))

const MODULE = modules[0]!
/** Of the demo county’s policy. */
const WAIT_MINUTES = policyPack('demo-county').policy.credit.quizWaitMinutes
let county: County
let person: Person
let phone: Device
let tablet: Device

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})
beforeEach(async () => {
  person = await addPerson(database.ownerSql, county)
  phone = await device(person.accountId)
  tablet = await device(person.accountId)
})

async function begun(on = phone, module: Module = MODULE): Promise<string> {
  const started = await startQuiz(on.actor, module)
  if ('refused' in started) throw new Error(`not begun: ${started.refused}`)
  return started.attemptId
}

const rightOf = (id: string) => quizKeys[quizKeyId(MODULE.code, id)]!.right
const kindOf = (id: string) => MODULE.bank.find((question) => question.id === id)!
const right = (...ids: string[]): Typed =>
  Object.assign({}, ...ids.map((id) => typedOf(kindOf(id), rightOf(id)))) as Typed
const ALL = MODULE.bank.map(({ id }) => id)
const submit = (attemptId: string, typed: Typed, on = phone) =>
  submitQuiz(on.actor, MODULE.code, attemptId, typed)
const save = (attemptId: string, questionId: string, typed: Typed, on = phone) =>
  saveAnswer(on.actor, { attemptId, questionId, typed })

const rows = () =>
  database.root<
    {
      id: string
      module_version: string
      seed: number
      pass_right: number
      question_count: number
      right_count: number | null
      missed: string[] | null
    }[]
  >`select * from quiz_attempts where person_id = ${person.personId} order by started_at, id`
const answersIn = (attemptId: string) => database.root<{ question_id: string; chosen: string[] }[]>`
  select question_id, chosen from quiz_answers where attempt_id = ${attemptId} order by question_id`
const acts = () => database.root<{ act: string; detail: Record<string, unknown> }[]>`
  select act, detail from audit_events where person_id = ${person.personId} and act like 'learning.quiz%' order by at, id`

describe('beginning', () => {
  test('twenty tabs at once on two devices have one attempt, and one audit row', async () => {
    const started = await Promise.all(
      Array.from({ length: 20 }, (_, index) => startQuiz((index % 2 ? tablet : phone).actor, MODULE)),
    )
    const [only, ...others] = await rows()
    expect(others).toEqual([])
    expect(new Set(started.map((one) => ('attemptId' in one ? one.attemptId : one.refused)))).toEqual(
      new Set([only!.id]),
    )
    expect((await acts()).map(({ act }) => act)).toEqual(['learning.quiz-started'])
    expect(only).toMatchObject({ module_version: MODULE.version, question_count: 5, pass_right: 3 })
  })

  test('someone who has left the register, and a module without questions, begin nothing', async () => {
    const left = { ...phone.actor, leftOn: '2026-07-01' as typeof phone.actor.leftOn }
    expect(await startQuiz(left, MODULE)).toEqual({ refused: 'left' })
    expect(await startQuiz(phone.actor, { ...MODULE, bank: [] })).toEqual({ refused: 'no-quiz' })
    expect(await rows()).toEqual([])
  })

  test('after a miss the next try waits ten minutes; after a pass there is no wait', async () => {
    await submit(await begun(), {})
    expect(await startQuiz(phone.actor, MODULE)).toEqual({ refused: 'wait' })
    after(WAIT_MINUTES * 60 - 5)
    expect(await startQuiz(phone.actor, MODULE)).toEqual({ refused: 'wait' })
    after(6)
    await submit(await begun(), right(...ALL))
    await begun()
    expect(await rows()).toHaveLength(3)
  })
})

describe('answering', () => {
  test('each answer is saved as given, and the newest one stands, from whichever tab', async () => {
    const id = await begun()
    expect(await save(id, 'q01', { q01: 'a' })).toEqual({ saved: true })
    expect(await save(id, 'q01', { q01: 'd' }, tablet)).toEqual({ saved: true })
    expect(await save(id, 'q05', { q05: '１５' })).toEqual({ saved: true })
    expect(await answersIn(id)).toEqual([
      { question_id: 'q01', chosen: ['d'] },
      { question_id: 'q05', chosen: ['15'] },
    ])
    expect(await ownQuizStanding(phone.actor, MODULE.code)).toMatchObject({
      open: { id, answered: 2, questions: 5 },
    })
    const open = await inActorTransaction(scopeOf(phone.actor), () => openAttemptOf(phone.actor))
    expect(open).toEqual({
      ...{ href: `/my/study/x1/quiz/${id}`, moduleCode: 'x1', moduleTitle: MODULE.publicTitle },
      ...{ answered: 2, questions: 5 },
    })
  })

  test('two tabs saving the same question at once leave one answer', async () => {
    const id = await begun()
    const saved = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        save(id, 'q01', { q01: 'abcd'[index % 4]! }, index % 2 ? phone : tablet),
      ),
    )
    expect(saved).toEqual(Array.from({ length: 20 }, () => ({ saved: true })))
    expect(await answersIn(id)).toHaveLength(1)
  })

  test.each([
    ['an option that is not there', 'q01', { q01: 'z' }, 'unknown-option'],
    ['a number that is none', 'q05', { q05: '1e9' }, 'not-a-number'],
    ['two steps in one place', 'q04', { 'q04.a': '1', 'q04.b': '1', 'q04.c': '2' }, 'place-twice'],
    ['a question of another bank', 'q99', { q99: 'a' }, 'not-open'],
  ] as const)('%s is refused and writes nothing', async (_, question, typed, reason) => {
    const id = await begun()
    expect(await save(id, question, typed)).toEqual({ refused: reason })
    expect(await answersIn(id)).toEqual([])
  })

  test('somebody else’s attempt and one that does not exist are the same: not open', async () => {
    const id = await begun()
    const other = await device((await addPerson(database.ownerSql, county)).accountId)
    expect(await save(id, 'q01', { q01: 'a' }, other)).toEqual({ refused: 'not-open' })
    expect(await save(person.personId, 'q01', { q01: 'a' })).toEqual({ refused: 'not-open' })
    expect(await submit(id, right(...ALL), other)).toBeNull()
    expect(await submitQuiz(phone.actor, 'x2', id, right(...ALL))).toBeNull()
    expect(await ownAttempt(other.actor, MODULE.code, id)).toBeNull()
    expect(await ownAttempt(phone.actor, 'x2', id)).toBeNull()
    expect((await rows())[0]!.right_count).toBeNull()
  })
})

describe('handing in', () => {
  test('fifty at once are judged once, and all say so', async () => {
    const id = await begun()
    const typed = [right(...ALL), right('q01'), {}]
    const handed = await Promise.all(
      Array.from({ length: 50 }, (_, index) => submit(id, typed[index % 3]!, index % 2 ? phone : tablet)),
    )
    expect(handed).toEqual(Array.from({ length: 50 }, () => ({ submitted: true })))
    expect((await acts()).map(({ act }) => act)).toEqual(['learning.quiz-started', 'learning.quiz-submitted'])
    const [attempt] = await rows()
    // What stands in the answers is what was judged.
    const chosen = await answersIn(id)
    const rightOnes = chosen.filter(
      (one) => JSON.stringify(one.chosen) === JSON.stringify([...rightOf(one.question_id)]),
    )
    expect(attempt!.right_count).toBe(rightOnes.length)
    expect(attempt!.missed!.length).toBe(5 - rightOnes.length)
  })

  test('saves and a submit in the same instant: whatever was saved was judged', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await begun()
      await Promise.all([
        ...ALL.map((question) => save(id, question, right(question))),
        submit(id, {}),
        ...ALL.map((question) => save(id, question, right(question), tablet)),
      ])
      const kept = await answersIn(id)
      const [attempt] = await database.root<{ right_count: number }[]>`
        select right_count from quiz_attempts where id = ${id}`
      expect(attempt!.right_count).toBe(kept.length)
      expect(await save(id, 'q01', { q01: 'a' })).toEqual({ refused: 'not-open' })
      after(WAIT_MINUTES * 60 + 1)
    }
  })

  test('what the form leaves empty keeps the answer saved before; the rest is not answered', async () => {
    const id = await begun()
    await save(id, 'q01', right('q01'))
    await save(id, 'q02', { 'q02.b': 'on' })
    await submit(id, { ...right('q02', 'q04'), q05: '' })
    expect((await rows())[0]).toMatchObject({ right_count: 3 })
    expect(await ownAttempt(phone.actor, MODULE.code, id)).toMatchObject({
      ...{ state: 'submitted', rightCount: 3, passRight: 3, passed: true },
    })
    expect([...(await rows())[0]!.missed!].sort()).toEqual(['q03', 'q05'])
  })

  test('an answer that cannot be read writes nothing at all, and says which', async () => {
    const id = await begun()
    const typed = { ...right('q01'), q05: '很多', [fieldOf('q04', 'a')]: '1', [fieldOf('q04', 'b')]: '1' }
    expect(await submit(id, typed)).toEqual({
      refused: 'unreadable',
      problems: { q04: 'place-twice', q05: 'not-a-number' },
    })
    expect(await answersIn(id)).toEqual([])
    expect((await rows())[0]!.right_count).toBeNull()
  })

  test('an attempt goes on with what was drawn, whatever becomes of the bank', async () => {
    const id = await begun()
    const before = await ownAttempt(phone.actor, MODULE.code, id)
    const bank = MODULE.bank.filter(({ id }) => id !== 'q01')
    const changed = { ...MODULE, version: 'ffffffffffff', bank }
    expect(await startQuiz(phone.actor, changed)).toEqual({ attemptId: id })
    expect(await ownAttempt(phone.actor, MODULE.code, id)).toEqual(before)
    await submit(id, right(...ALL))
    expect((await rows())[0]).toMatchObject({ right_count: 5, module_version: MODULE.version })
    const drawnAnew = await ownAttempt(phone.actor, MODULE.code, await begun(phone, changed))
    expect(drawnAnew!.asked.map((one) => one.id)).not.toContain('q01')
  })

  test('a pass completes the module on its day, and moves no minute', async () => {
    const counted = () => database.root`select id from hours_entries where person_id = ${person.personId}`
    expect((await ownQuizStanding(phone.actor, MODULE.code)).completed).toBeNull()
    await submit(await begun(), right(...ALL))
    after(86_400)
    await submit(await begun(), {})
    const completed = await inActorTransaction(scopeOf(phone.actor), (tx) =>
      completedModulesOf(tx, phone.actor),
    )
    expect(completed.size).toBe(1)
    expect((await ownQuizStanding(phone.actor, MODULE.code)).completed).toEqual(completed.get(MODULE.code))
    expect(await counted()).toEqual([])
    after(-86_400)
  })
})

test('what is right stays in the database until the attempt is handed in', async () => {
  const id = await begun()
  const open = await ownAttempt(phone.actor, MODULE.code, id)
  expect(JSON.stringify(open)).not.toMatch(/right"|explanation|keys|因为书上/)
  await submit(id, {})
  expect(JSON.stringify(await ownAttempt(phone.actor, MODULE.code, id))).toContain('因为书上')
})

describe('the database itself', () => {
  const asApp = (statement: SQL, on = phone): Promise<unknown[]> =>
    inActorTransaction(scopeOf(on.actor), async (tx) => [...(await tx.execute(statement))])
  const refusal = async (statement: SQL) => {
    try {
      await asApp(statement)
    } catch (error) {
      return String((error as Error).cause ?? error)
    }
    return 'done'
  }

  test('takes no answer after the attempt is handed in', async () => {
    const id = await begun()
    await save(id, 'q01', { q01: 'a' })
    await submit(id, {})
    expect(
      await refusal(sql`insert into quiz_answers (id, county_id, person_id, attempt_id, question_id, chosen)
        values (${crypto.randomUUID()}, ${county.countyId}, ${person.personId}, ${id}, 'q02', '{a}')`),
    ).toMatch(/row-level security/)
    expect(
      await asApp(sql`update quiz_answers set chosen = '{b}' where attempt_id = ${id} returning id`),
    ).toEqual([])
    expect(
      await asApp(sql`update quiz_attempts set right_count = 5, missed = '{}' where id = ${id} returning id`),
    ).toEqual([])
    expect(await answersIn(id)).toEqual([{ question_id: 'q01', chosen: ['a'] }])
  })

  test('changes nothing that was drawn, and deletes nothing', async () => {
    const id = await begun()
    for (const column of ['keys', 'asked', 'pass_right', 'seed', 'person_id']) {
      const name = sql.identifier(column)
      expect(await refusal(sql`update quiz_attempts set ${name} = ${name} where id = ${id}`)).toMatch(
        /permission denied/,
      )
    }
    expect(await refusal(sql`delete from quiz_attempts where id = ${id}`)).toMatch(/permission denied/)
    expect(await refusal(sql`delete from quiz_answers`)).toMatch(/permission denied/)
  })

  test('shows an attempt to those who see the person, and to nobody else', async () => {
    const id = await begun()
    const seen = (on: Device) => asApp(sql`select id from quiz_attempts where id = ${id}`, on)
    const staffOf = async (role: 'office' | 'bureau' | 'lecturer', office?: 'own' | 'other') =>
      staffDevice(await addStaff(database.ownerSql, county, { role, ...(office ? { office } : {}) }))
    const other = await device((await addPerson(database.ownerSql, county)).accountId)
    expect(await seen(await staffOf('office', 'own'))).toHaveLength(1)
    expect(await seen(await staffOf('bureau'))).toHaveLength(1)
    expect(await seen(await staffOf('office', 'other'))).toEqual([])
    expect(await seen(await staffOf('lecturer'))).toEqual([])
    expect(await seen(other)).toEqual([])
  })
})

test('an attempt outlives its module: it is found, goes on, and is judged by what was pinned', async () => {
  const attempt = await begun()
  await save(attempt, 'q01', right('q01'))
  await database.ownerSql`update quiz_attempts set module_code = 'z9' where id = ${attempt}`
  const found = await inActorTransaction(scopeOf(phone.actor), () => openAttemptOf(phone.actor))
  expect(found).toMatchObject({
    href: `/my/study/z9/quiz/${attempt}`,
    moduleTitle: { zh: '已经撤下的一课' },
    answered: 1,
  })
  expect(await ownAttempt(phone.actor, 'z9', attempt)).toMatchObject({ state: 'open' })
  expect(await save(attempt, 'q02', right('q02'))).not.toHaveProperty('refused')
  expect(await submitQuiz(phone.actor, 'z9', attempt, right('q03', 'q04', 'q05'))).toEqual({
    submitted: true,
  })
  expect(await ownAttempt(phone.actor, 'z9', attempt)).toMatchObject({
    state: 'submitted',
    rightCount: 5,
    passed: true,
  })
})

describe('an answer that waited on a device', () => {
  const chosen = async (attemptId: string) => (await answersIn(attemptId))[0]?.chosen
  const MINUTE = 60_000
  const minutesAgo = (minutes: number) => ({
    at: now().getTime() - minutes * MINUTE,
    sentAt: now().getTime(),
  })
  const late = (attemptId: string, typed: Typed, told: ToldAt) =>
    saveAnswer(phone.actor, { attemptId, questionId: 'q01', typed }, told)

  test('does not take the place of one that was given after it elsewhere', async () => {
    const attemptId = await begun()
    after(600)
    expect(await save(attemptId, 'q01', { q01: 'a' }, tablet)).toEqual({ saved: true })
    after(120)
    expect(await late(attemptId, { q01: 'c' }, minutesAgo(5))).toEqual({ saved: false })
    expect(await chosen(attemptId)).toEqual(['a'])
    expect(await late(attemptId, { q01: 'd' }, minutesAgo(1))).toEqual({ saved: true })
    expect(await chosen(attemptId)).toEqual(['d'])
    // Sent again after the person has changed their mind.
    after(60)
    await save(attemptId, 'q01', { q01: 'b' })
    expect(await late(attemptId, { q01: 'd' }, minutesAgo(2))).toEqual({ saved: false })
    expect(await chosen(attemptId)).toEqual(['b'])
  })

  test.each([
    ['before the attempt was started', -1e15],
    ['at the beginning of time', -8.64e15],
    ['a billion years ago', Number.MIN_SAFE_INTEGER],
  ])('told to be %s, it is the oldest there is', async (_, at) => {
    const attemptId = await begun()
    after(60)
    await save(attemptId, 'q01', { q01: 'a' }, tablet)
    expect(await late(attemptId, { q01: 'c' }, { at, sentAt: now().getTime() })).toEqual({ saved: false })
    expect(await late(attemptId, { q01: 'c' }, { at: undefined, sentAt: now().getTime() })).toEqual({
      saved: false,
    })
    const [row] = await database.root`select saved_at >= started_at as after from quiz_answers a
      join quiz_attempts t on t.id = a.attempt_id where t.id = ${attemptId}`
    expect(row).toEqual({ after: true })
  })

  test('told to be of the future, it was given when it arrived: what is saved next stands', async () => {
    const attemptId = await begun()
    after(60)
    await late(attemptId, { q01: 'c' }, { at: now().getTime() + 1e9, sentAt: now().getTime() })
    after(1)
    expect(await save(attemptId, 'q01', { q01: 'a' })).toEqual({ saved: true })
    expect(await chosen(attemptId)).toEqual(['a'])
  })

  test('a sheet that was handed in without a network leaves newer answers alone, and is judged with them', async () => {
    const attemptId = await begun()
    after(600)
    const wrong = { ...right(...ALL), q01: 'd' }
    await save(attemptId, 'q01', { q01: rightOf('q01')[0]! }, tablet)
    const { answers } = await receiveOutbox(phone.actor, {
      sentAt: now().getTime(),
      items: [
        {
          ...{ id: uuid(), kind: 'quiz-hand-in', attempt: attemptId, module: MODULE.code },
          ...{ typed: wrong, at: now().getTime() - 5 * MINUTE },
        },
      ],
    })
    expect(answers).toMatchObject([{ kind: 'quiz', saved: true }])
    expect(await rows()).toMatchObject([{ right_count: ALL.length, missed: [] }])
  })

  test('answers of two devices arrive in any order: the one given last stands', async () => {
    const attemptId = await begun()
    after(600)
    const given = ['a', 'b', 'c', 'd'].map((option, index) => ({
      ...{ id: uuid(), kind: 'quiz-answer' as const, attempt: attemptId, question: 'q01' },
      ...{ typed: { q01: option }, at: now().getTime() - (8 - index) * MINUTE },
    }))
    for (const item of [given[3]!, given[0]!, given[2]!, given[1]!])
      await receiveOutbox(phone.actor, { sentAt: now().getTime(), items: [item] })
    expect(await chosen(attemptId)).toEqual(['d'])
  })
})
