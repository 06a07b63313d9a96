import { sql, type SQL } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { database } from '#tests/support/this-database.ts'
import { insertGrant } from '#tests/support/factories/grant.ts'
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
import { scopeOf } from '#app/domains/identity/actor.policy.ts'
import { quizKeyId } from '#content/lesson.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { openOralExam, openOralExams } from './oral-exam.queries.server.ts'
import { giveBackOralExam, saveOralAnswers, startOralExam, submitOralExam } from './oral-exam.server.ts'
import { typedOf, type Typed } from './quiz-answer.policy.ts'
import { saveAnswer } from './quiz-answer.server.ts'
import { startQuiz } from './quiz-start.server.ts'
import { submitQuiz } from './quiz-submit.server.ts'
import { openAttemptOf, ownAttempt, ownQuizStanding } from './quiz.queries.server.ts'

vi.mock('virtual:lessons', async () => ({ modules: (await import('#tests/support/two-modules.ts')).modules }))
vi.mock('virtual:lesson-answers', async () => ({
  answers: (await import('#tests/support/two-modules.ts')).answers,
}))
vi.mock('virtual:quiz-answers', async () => ({
  quizKeys: (await import('#tests/support/two-modules.ts')).quizKeys,
}))

const MODULE = modules[0]!
let county: County
let person: Person
let phone: Device
let officer: Device
let helper: Device
let elsewhere: Device
let bureau: Device

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
  const staff = async (role: 'office' | 'social-worker' | 'bureau', office?: 'own' | 'other') =>
    staffDevice(await addStaff(database.ownerSql, county, { role, ...(office ? { office } : {}) }))
  officer = await staff('office')
  helper = await staff('social-worker')
  elsewhere = await staff('office', 'other')
  bureau = await staff('bureau')
})
beforeEach(async () => {
  person = await addPerson(database.ownerSql, county)
  phone = await device(person.accountId)
})

const ALL = MODULE.bank.map(({ id }) => id)
const right = (...ids: string[]): Typed =>
  Object.assign(
    {},
    ...ids.map((id) =>
      typedOf(
        MODULE.bank.find((one) => one.id === id)!,
        quizKeys[quizKeyId(MODULE.code, id)]!.right,
      ),
    ),
  ) as Typed

const start = (by = officer, takeOver = false, of = person) =>
  startOralExam(by.actor, of.personId, MODULE, takeOver)
async function asking(by = officer): Promise<string> {
  const started = await start(by)
  if ('refused' in started) throw new Error(`not begun: ${started.refused}`)
  return started.attemptId
}
const given = (attemptId: string, typed: Typed) => ({ personId: person.personId, attemptId, typed })
const save = (id: string, typed: Typed, by = officer) => saveOralAnswers(by.actor, given(id, typed))
const handIn = (id: string, typed: Typed, by = officer) => submitOralExam(by.actor, given(id, typed))
const giveBack = (id: string, by = officer) => giveBackOralExam(by.actor, given(id, {}))

type Row = {
  id: string
  mode: string
  taken_by: string | null
  taken_as: string | null
  pass_right: number
  wait_minutes: number
  right_count: number | null
}
const rows = () =>
  database.root<
    Row[]
  >`select * from quiz_attempts where person_id = ${person.personId} order by started_at, id`
const answersIn = (id: string) => database.root<
  { question_id: string; chosen: string[]; recorded_by: string }[]
>`
  select question_id, chosen, recorded_by from quiz_answers where attempt_id = ${id} order by question_id`
const acts = async () =>
  (
    await database.root<{ act: string }[]>`
      select act from audit_events where person_id = ${person.personId} and act like 'learning.%' order by at, id`
  ).map(({ act }) => act)

describe('asking aloud', () => {
  test('the same draw and mark, recorded answer by answer, judged once, and marked with who asked', async () => {
    const id = await asking(helper)
    expect(await rows()).toMatchObject([
      { id, mode: 'oral', taken_by: helper.actor.accountId, taken_as: 'social-worker', pass_right: 3 },
    ])
    expect(await save(id, right('q01', 'q02'), helper)).toEqual({ saved: 2 })
    expect(await handIn(id, right('q03', 'q04'), helper)).toEqual({ submitted: true })
    expect(await handIn(id, right(...ALL), helper)).toEqual({ submitted: true })
    expect(await rows()).toMatchObject([{ right_count: 4, mode: 'oral' }])
    const recorded = await answersIn(id)
    expect(recorded.map(({ question_id }) => question_id)).toEqual(['q01', 'q02', 'q03', 'q04'])
    expect(new Set(recorded.map(({ recorded_by }) => recorded_by))).toEqual(new Set([helper.actor.accountId]))
    expect(await acts()).toEqual(['learning.oral-exam-started', 'learning.oral-exam-submitted'])
    // The person's own pages: the same review, and who asked.
    const own = await ownAttempt(phone.actor, MODULE.code, id)
    expect(own).toMatchObject({ state: 'submitted', rightCount: 4, passed: true, asker: '王某01' })
    expect(await ownQuizStanding(phone.actor, MODULE.code)).toMatchObject({
      ...{ open: null, last: { asker: '王某01' }, completed: { on: '2026-07-22' } },
    })
    expect(await database.root`select id from hours_entries where person_id = ${person.personId}`).toEqual([])
  })

  test('what is right is told only once it is handed in', async () => {
    const id = await asking()
    const before = await openOralExam(officer.actor, person.personId, id)
    expect(JSON.stringify(before)).not.toMatch(/right"|explanation|keys|因为书上/)
    await handIn(id, {})
    expect(JSON.stringify(await openOralExam(officer.actor, person.personId, id))).toContain('因为书上')
    expect(await acts()).toContain('learning.oral-exam-opened')
  })

  test('one answer at a time is kept, also an emptied one; what cannot be read writes nothing', async () => {
    const id = await asking()
    const keep = (only: string, typed: Typed) => saveOralAnswers(officer.actor, { ...given(id, typed), only })
    expect(await keep('q02', { 'q02.a': 'on', q05: '很多' })).toEqual({ saved: 1 })
    expect(await keep('q02', {})).toEqual({ saved: 0 })
    expect(await answersIn(id)).toMatchObject([{ question_id: 'q02', chosen: [] }])
    expect(await keep('q77', {})).toEqual({ refused: 'not-found' })
    expect(await save(id, { ...right('q01'), q05: '很多' })).toEqual({
      ...{ refused: 'unreadable', problems: { q05: 'not-a-number' } },
    })
    expect(await answersIn(id)).toHaveLength(1)
  })

  test('after a miss, aloud or written, the next one waits by what was frozen in it', async () => {
    await handIn(await asking(), {})
    expect(await start()).toEqual({ refused: 'wait' })
    expect(await startQuiz(phone.actor, MODULE)).toEqual({ refused: 'wait' })
    after(10 * 60 - 5)
    expect(await start()).toEqual({ refused: 'wait' })
    after(6)
    const written = await startQuiz(phone.actor, MODULE)
    await submitQuiz(phone.actor, MODULE.code, (written as { attemptId: string }).attemptId, {})
    expect(await start()).toEqual({ refused: 'wait' })
    after(-11 * 60)
  })

  test('the policy of the day is frozen: another one changes nothing of an attempt that runs', async () => {
    const other = await addCounty(database.ownerSql)
    const change = (mark: number, wait: number, oral: boolean) => database.ownerSql`
      update hours_policy_versions set parameters = jsonb_set(jsonb_set(jsonb_set(parameters,
        '{credit,quizPassMark}', ${String(mark)}::text::jsonb), '{credit,quizWaitMinutes}', ${String(wait)}::text::jsonb),
        '{credit,oralEquivalent}', ${String(oral)}::text::jsonb)
      where county_id = ${other.countyId}`
    await change(100, 60, true)
    person = await addPerson(database.ownerSql, other)
    const by = await staffDevice(await addStaff(database.ownerSql, other, { role: 'office' }))
    const id = await asking(by)
    expect(await rows()).toMatchObject([{ pass_right: 5, wait_minutes: 60 }])
    await handIn(id, right('q01', 'q02', 'q03', 'q04'), by)
    after(59 * 60)
    expect(await start(by)).toEqual({ refused: 'wait' })
    after(-59 * 60)
    // Where an oral exam does not stand for the written one, none begins. (A county that no process has read yet.)
    const third = await addCounty(database.ownerSql)
    await database.ownerSql`update hours_policy_versions
      set parameters = jsonb_set(parameters, '{credit,oralEquivalent}', 'false') where county_id = ${third.countyId}`
    person = await addPerson(database.ownerSql, third)
    const asker = await staffDevice(await addStaff(database.ownerSql, third, { role: 'office' }))
    expect(await start(asker)).toEqual({ refused: 'not-equivalent' })
    expect(await rows()).toEqual([])
  })
})

describe('the phone and the office', () => {
  test('what was begun on the phone goes on aloud; the phone only shows it, until it is given back', async () => {
    const begun = await startQuiz(phone.actor, MODULE)
    const { attemptId: id } = begun as { attemptId: string }
    await saveAnswer(phone.actor, { attemptId: id, questionId: 'q01', typed: { q01: 'b' } })
    expect(await start()).toEqual({ attemptId: id })
    const refused = { refused: 'not-open' }
    expect(await saveAnswer(phone.actor, { attemptId: id, questionId: 'q01', typed: { q01: 'a' } })).toEqual(
      refused,
    )
    expect(await submitQuiz(phone.actor, MODULE.code, id, {})).toEqual({ refused: 'asked-aloud' })
    expect(await startQuiz(phone.actor, MODULE)).toEqual({ attemptId: id })
    expect(await inActorTransaction(scopeOf(phone.actor), () => openAttemptOf(phone.actor))).toBeNull()
    await save(id, right('q02'))

    expect(await giveBack(id)).toEqual({ givenBack: true })
    expect(await giveBack(id)).toEqual({ refused: 'not-mine' })
    expect(await save(id, right('q03'))).toEqual({ refused: 'not-mine' })
    expect(await saveAnswer(phone.actor, { attemptId: id, questionId: 'q03', typed: right('q03') })).toEqual({
      saved: true,
    })
    await submitQuiz(phone.actor, MODULE.code, id, {})
    expect(await rows()).toMatchObject([{ mode: 'written', taken_by: null, right_count: 3 }])
    expect((await answersIn(id)).map(({ recorded_by }) => recorded_by)).toEqual([
      ...[null, officer.actor.accountId, null],
    ])
    expect(await acts()).toEqual([
      'learning.quiz-started',
      'learning.oral-exam-taken-over',
      'learning.oral-exam-given-back',
      'learning.quiz-submitted',
    ])
  })

  test('a colleague takes over openly, never by accident', async () => {
    const id = await asking()
    expect(await start(helper)).toEqual({ refused: 'asked-by-other' })
    expect(await handIn(id, {}, helper)).toEqual({ refused: 'not-mine' })
    expect(await start(helper, true)).toEqual({ attemptId: id })
    expect(await save(id, right('q01'))).toEqual({ refused: 'not-mine' })
    expect(await handIn(id, right('q01', 'q02', 'q03'), helper)).toEqual({ submitted: true })
    expect(await rows()).toMatchObject([{ taken_by: helper.actor.accountId, right_count: 3 }])
  })
})

describe('in the same instant', () => {
  test('two of the staff begin ten times each: one attempt, one asks, the other is told', async () => {
    const started = await Promise.all(
      Array.from({ length: 20 }, (_, index) => start(index % 2 ? officer : helper)),
    )
    const [only, ...others] = await rows()
    expect(others).toEqual([])
    const winner = only!.taken_by === officer.actor.accountId ? 1 : 0
    started.forEach((one, index) =>
      expect(one).toEqual(index % 2 === winner ? { attemptId: only!.id } : { refused: 'asked-by-other' }),
    )
    expect(await acts()).toEqual(['learning.oral-exam-started'])
  })

  test('the office begins while the person begins: one attempt, and it is asked aloud', async () => {
    for (let round = 0; round < 5; round++) {
      person = await addPerson(database.ownerSql, county)
      phone = await device(person.accountId)
      const [aloud, written] = await Promise.all([start(), startQuiz(phone.actor, MODULE)])
      const [only, ...others] = await rows()
      expect(others).toEqual([])
      expect([aloud, written]).toEqual([{ attemptId: only!.id }, { attemptId: only!.id }])
      expect(only).toMatchObject({ mode: 'oral', taken_by: officer.actor.accountId })
    }
  })

  test('the office takes it while the person hands it in: judged once, whoever was first', async () => {
    for (let round = 0; round < 5; round++) {
      person = await addPerson(database.ownerSql, county)
      phone = await device(person.accountId)
      const { attemptId: id } = (await startQuiz(phone.actor, MODULE)) as { attemptId: string }
      const [taken, handed] = await Promise.all([
        start(),
        submitQuiz(phone.actor, MODULE.code, id, right(...ALL)),
      ])
      const all = await rows()
      if ('refused' in handed!) {
        expect(handed).toEqual({ refused: 'asked-aloud' })
        expect(all).toMatchObject([{ id, mode: 'oral', right_count: null }])
        expect(taken).toEqual({ attemptId: id })
      } else {
        expect(all[0]).toMatchObject({ id, mode: 'written', right_count: 5 })
        // A pass has no wait: what the office began is another one.
        expect(taken).toEqual({ attemptId: all[1]!.id })
      }
    }
  })

  test('handed in thirty times at once: judged once, one row in the log', async () => {
    const id = await asking()
    const typed = [right(...ALL), right('q01'), {}]
    const handed = await Promise.all(Array.from({ length: 30 }, (_, index) => handIn(id, typed[index % 3]!)))
    expect(handed).toEqual(Array.from({ length: 30 }, () => ({ submitted: true })))
    expect(await acts()).toEqual(['learning.oral-exam-started', 'learning.oral-exam-submitted'])
    expect((await rows())[0]!.right_count).toBe((await answersIn(id)).length)
  })
})

describe('who asks whom', () => {
  test('another office, and the bureau of whatever county, find nobody', async () => {
    expect(await start(elsewhere)).toEqual({ refused: 'not-found' })
    expect(await openOralExams(elsewhere.actor, person.personId)).toBeNull()
    const id = await asking()
    expect(await openOralExam(elsewhere.actor, person.personId, id)).toBeNull()
    expect(await save(id, right('q01'), elsewhere)).toEqual({ refused: 'not-found' })
    expect(await handIn(id, {}, elsewhere)).toEqual({ refused: 'not-found' })
    await expect(start(bureau)).rejects.toThrow(/examines nobody/)
    // An attempt of somebody else in the URL of this person.
    const other = await addPerson(database.ownerSql, county)
    expect(await openOralExam(officer.actor, other.personId, id)).toBeNull()
    expect(
      await submitOralExam(officer.actor, { personId: other.personId, attemptId: id, typed: {} }),
    ).toEqual({
      refused: 'not-found',
    })
  })

  test('somebody who has left begins nothing, hands nothing in, and can be read', async () => {
    const id = await asking()
    await database.ownerSql`update supervised_persons set left_on = '2026-07-22', departure = 'discharged'
      where id = ${person.personId}`
    expect(await start()).toEqual({ refused: 'left' })
    expect(await save(id, right('q01'))).toEqual({ refused: 'left' })
    expect(await handIn(id, {})).toEqual({ refused: 'left' })
    expect(await giveBack(id)).toEqual({ refused: 'left' })
    expect(await openOralExams(officer.actor, person.personId)).toMatchObject({ refused: 'left' })
  })

  test('a minor only with the bureau’s grant, and only what minors are asked', async () => {
    person = await addPerson(database.ownerSql, county, { minor: true })
    expect(await start()).toEqual({ refused: 'not-found' })
    await insertGrant(
      { personId: person.personId, countyId: county.countyId },
      officer.actor.accountId,
      bureau.actor.accountId,
    )
    expect(await start()).toHaveProperty('attemptId')
    expect(await start(helper)).toEqual({ refused: 'not-found' })
  })

  test('nobody asks themselves, in code and in the database', async () => {
    await database.ownerSql`update supervised_persons set account_id = ${officer.actor.accountId}
      where id = ${person.personId}`
    expect(await start()).toEqual({ refused: 'own-exam' })
    expect(await refusal(insertBy(officer, 'oral', officer.actor.accountId), officer)).toMatch(
      /row-level security/,
    )
    expect(await refusal(insertBy(helper, 'oral', helper.actor.accountId), helper)).toBe('done')
  })
})

const asApp = (statement: SQL, on: Device): Promise<unknown[]> =>
  inActorTransaction(scopeOf(on.actor), async (tx) => [...(await tx.execute(statement))])
async function refusal(statement: SQL, on: Device) {
  try {
    await asApp(statement, on)
  } catch (error) {
    return String((error as Error).cause ?? error)
  }
  return 'done'
}
const insertBy = (on: Device, mode: string, takenBy: string | null, takenAs: string = on.actor.role) => sql`
  insert into quiz_attempts (id, county_id, person_id, module_code, module_version, seed, question_count, pass_right,
    asked, keys, mode, taken_by, taken_as)
  values (${crypto.randomUUID()}, ${county.countyId}, ${person.personId}, 'x2', '0123456789ab', 1, 1, 1, '[{}]', '[{}]',
    ${mode}, ${takenBy}, ${takenBy && takenAs})`

describe('the database itself', () => {
  test('oral means asked by somebody, and asked by somebody means oral', async () => {
    const broken = async (mode: string, takenBy: string | null) => {
      try {
        await database.root`insert into quiz_attempts (id, county_id, person_id, module_code, module_version, seed,
          question_count, pass_right, asked, keys, mode, taken_by, taken_as)
          values (${crypto.randomUUID()}, ${county.countyId}, ${person.personId}, 'x2', 'v', 1, 1, 1, '[{}]', '[{}]',
            ${mode}, ${takenBy}, ${takenBy && 'office'})`
      } catch (error) {
        return (error as { constraint_name?: string }).constraint_name
      }
      return null
    }
    expect(await broken('oral', null)).toBe('quiz_attempts_asked_aloud')
    expect(await broken('written', officer.actor.accountId)).toBe('quiz_attempts_asked_aloud')
  })

  test('lets nobody ask under another name, in another role, of another office, as the person, or written', async () => {
    const mine = officer.actor.accountId
    expect(await refusal(insertBy(officer, 'oral', helper.actor.accountId), officer)).toMatch(/row-level/)
    expect(await refusal(insertBy(officer, 'oral', mine, 'social-worker'), officer)).toMatch(/row-level/)
    expect(await refusal(insertBy(officer, 'written', null), officer)).toMatch(/row-level/)
    expect(await refusal(insertBy(elsewhere, 'oral', elsewhere.actor.accountId), elsewhere)).toMatch(
      /row-level/,
    )
    expect(await refusal(insertBy(bureau, 'oral', bureau.actor.accountId), bureau)).toMatch(/row-level/)
    expect(await refusal(insertBy(phone, 'oral', phone.actor.accountId, 'office'), phone)).toMatch(
      /row-level/,
    )
  })

  test('takes answers of an oral exam from who asks, and from nobody else', async () => {
    const id = await asking()
    const insert = (on: Device, recordedBy: string | null) =>
      refusal(
        sql`insert into quiz_answers (id, county_id, person_id, attempt_id, question_id, chosen, recorded_by)
          values (${crypto.randomUUID()}, ${county.countyId}, ${person.personId}, ${id}, 'q01', '{a}', ${recordedBy})`,
        on,
      )
    expect(await insert(phone, null)).toMatch(/row-level/)
    expect(await insert(helper, helper.actor.accountId)).toMatch(/row-level/)
    expect(await insert(officer, null)).toMatch(/row-level/)
    expect(await insert(officer, officer.actor.accountId)).toBe('done')
    const change = (on: Device) =>
      asApp(
        sql`update quiz_answers set chosen = '{b}', recorded_by = ${on.actor.accountId}
        where attempt_id = ${id} returning id`,
        on,
      )
    expect(await change(helper)).toEqual([])
    expect(await change(phone)).toEqual([])
    expect(await change(officer)).toHaveLength(1)
    await handIn(id, {})
    expect(await change(officer)).toEqual([])
    const back = sql`update quiz_attempts set mode = 'written', taken_by = null, taken_as = null
      where id = ${id} returning id`
    expect(await asApp(back, officer)).toEqual([])
  })

  test('lets no staff hand in what the person writes', async () => {
    const { attemptId: id } = (await startQuiz(phone.actor, MODULE)) as { attemptId: string }
    expect(
      await refusal(
        sql`update quiz_attempts set submitted_at = app_now(), right_count = 5, missed = '{}' where id = ${id}`,
        officer,
      ),
    ).toMatch(/row-level/)
  })
})
