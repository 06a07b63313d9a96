import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { travelTo } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addCounty,
  addPerson,
  addStaff,
  device,
  staffDevice,
  type County,
  type Person,
} from '#tests/support/study-setup.ts'
import { answerQuestion, type Answer } from './answer-question.server.ts'
import { askQuestion } from './ask-question.server.ts'
import { between } from './hours-entry.factory.ts'
import { correctEntry, postCredits } from './ledger.server.ts'
import { listQuestions, openQuestion, ownRecentAnswers } from './questions.queries.server.ts'
import { waitingQuestionCount, waitingQuestionsByOffice } from './waiting-questions.queries.server.ts'

const { ownerSql, root } = database
const NOON = new Date('2026-07-22T12:00:00+08:00')
const WORDS = '我 19:00 就到了'

let county: County
let office: Actor
let colleague: Actor
let elsewhere: Actor
let socialWorker: Actor
let bureau: Actor
let person: Person
let self: Actor

beforeAll(async () => {
  county = await addCounty(ownerSql)
  const actorOf = async (role: 'office' | 'social-worker' | 'bureau', at: 'own' | 'other' = 'own') =>
    (await staffDevice(await addStaff(ownerSql, county, { role, office: at }))).actor
  office = await actorOf('office')
  colleague = await actorOf('office')
  elsewhere = await actorOf('office', 'other')
  socialWorker = await actorOf('social-worker')
  bureau = await actorOf('bureau')
})
beforeEach(async () => {
  travelTo(NOON)
  person = await addPerson(ownerSql, county)
  self = (await device(person.accountId)).actor
})

/** A lecture of 48 minutes, and its line. */
async function line(of: Person = person, sourceId: string = uuidv7()): Promise<string> {
  await inActorTransaction(scopeOf(office), (tx) =>
    postCredits(tx, office, [
      {
        ...{ personId: of.personId, sourceKind: 'lecture' as const, sourceId, minutes: 48, late: false },
        ...{ countyDay: calendarDay('2026-07-03'), during: between('2026-07-03', '19:12', '20:00') },
        ...{ policyVersionId: county.versionId, explanation: { notes: [] } },
      },
    ]),
  )
  const [row] = await root<{ id: string }[]>`select id from hours_entries where source_id = ${sourceId}`
  return row!.id
}
const ask = (entryId: string, actor: Actor = self, of: Person = person) =>
  askQuestion(actor, { personId: of.personId, entryId, words: WORDS })
async function asked(entryId: string): Promise<string> {
  const done = await ask(entryId)
  if ('refused' in done) throw new Error(done.refused)
  return done.questionId
}
const stands: Answer = { verdict: 'upheld', words: '签到表上是 19:12' }
const taken: Answer = { verdict: 'reversed', reason: 'entered-twice', words: null }
const anew = (minutes = 60): Answer => ({
  ...{ verdict: 'recredited', reason: 'clock-wrong', words: null },
  corrected: { minutes, during: between('2026-07-03', '19:00', '20:00') },
})
const ledger = async (of: Person = person) =>
  (
    await root<{ revision: number; minutes: number }[]>`
      select revision, minutes from hours_entries where person_id = ${of.personId}
      order by source_id, abs(revision), revision desc`
  ).map(({ revision, minutes }) => [revision, minutes])
const count = async (table: 'entry_questions' | 'entry_answers') =>
  (
    await root.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table} where person_id = $1`, [
      person.personId,
    ])
  )[0]!.n

describe('asking', () => {
  test('the answer is due on the seventh day; who asked and as what is kept', async () => {
    const entryId = await line()
    expect(await ask(entryId)).toMatchObject({ entryId, answerDue: '2026-07-29', countyDay: '2026-07-03' })
    const [row] =
      await root`select words, asked_as, asked_by, round from entry_questions where entry_id = ${entryId}`
    expect(row).toEqual({ words: WORDS, asked_as: 'supervised-person', asked_by: person.accountId, round: 1 })
  })

  test('of twenty at once one is asked', async () => {
    const entryId = await line()
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) => ask(entryId, i % 2 ? self : office)),
    )
    expect(results.filter((one) => !('refused' in one))).toHaveLength(1)
    expect(results.filter((one) => 'refused' in one && one.refused === 'already-asked')).toHaveLength(19)
    expect(await count('entry_questions')).toBe(1)
  })

  test('again after an answer, not before', async () => {
    const entryId = await line()
    const first = await asked(entryId)
    expect(await ask(entryId)).toEqual({ refused: 'already-asked' })
    await answerQuestion(office, first, stands)
    const second = await asked(entryId)
    expect(await ask(entryId)).toEqual({ refused: 'already-asked' })
    await answerQuestion(bureau, second, anew())
    expect(await ledger()).toEqual([
      [1, 48],
      [-1, -48],
      [2, 60],
    ])
  })

  test('for somebody: office, social worker and bureau; not another office, not about another’s line', async () => {
    for (const actor of [office, socialWorker, bureau])
      expect(await ask(await line(), actor)).toHaveProperty('questionId')
    expect(await ask(await line(), elsewhere)).toEqual({ refused: 'not-found' })
    const other = await addPerson(ownerSql, county)
    const theirs = await line(other)
    expect(await ask(theirs, self)).toEqual({ refused: 'not-found' })
    expect(await ask(theirs, self, other)).toEqual({ refused: 'not-found' })
    expect(await ask(theirs, office, person)).toEqual({ refused: 'not-found' })
    expect(await ask(uuidv7(), self)).toEqual({ refused: 'not-found' })
  })

  test('who has left may still ask', async () => {
    const entryId = await line()
    await ownerSql`update supervised_persons set left_on = '2026-07-20', departure = 'discharged' where id = ${person.personId}`
    const { actor } = await device(person.accountId)
    expect(actor.leftOn).toBe('2026-07-20')
    expect(await ask(entryId, actor)).toHaveProperty('questionId')
  })
})

describe('answering', () => {
  test('a re-credit: both lines, the reversal says on which day it was asked', async () => {
    const questionId = await asked(await line())
    travelTo(new Date('2026-07-24T09:00:00+08:00'))
    const done = await answerQuestion(bureau, questionId, anew())
    expect(done).toMatchObject({ reversalId: expect.any(String), creditId: expect.any(String) })
    const [note] = await root<{ note: object }[]>`select explanation->'notes'->0 as note from hours_entries
      where person_id = ${person.personId} and revision = -1`
    expect(note!.note).toEqual({
      ...{ code: 'reversal', ofDay: '2026-07-03', reason: 'clock-wrong', askedOn: '2026-07-22' },
    })
    const recent = () => inActorTransaction(scopeOf(self), () => ownRecentAnswers(self))
    const [news] = await recent()
    expect(news).toMatchObject({ countyDay: '2026-07-03' })
    travelTo(new Date('2026-08-08T09:00:00+08:00'))
    expect(await recent()).toEqual([])
  })

  test('of fifty at once one wins, whatever they say, and nothing of the others’ remains', async () => {
    const questionId = await asked(await line())
    const say = [stands, taken, anew(), anew(30)]
    const who = [office, colleague, bureau]
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, i) => answerQuestion(who[i % 3]!, questionId, say[i % 4]!)),
    )
    expect(results.filter((one) => !('refused' in one))).toHaveLength(1)
    const refusals = results.flatMap((one) => ('refused' in one ? [one.refused] : []))
    expect(new Set(refusals)).toEqual(new Set(['already-answered']))
    expect(await count('entry_answers')).toBe(1)
    const [answer] = await root<
      { verdict: string }[]
    >`select verdict from entry_answers where question_id = ${questionId}`
    const lengths = { upheld: 1, reversed: 2, recredited: 3 }
    expect(await ledger()).toHaveLength(lengths[answer!.verdict as keyof typeof lengths])
    const [acts] = await root<{ answered: number; reversed: number }[]>`
      select count(*) filter (where act = 'hours.question-answered')::int as answered,
        count(*) filter (where act = 'hours.entry-reversed')::int as reversed
      from audit_events where person_id = ${person.personId}`
    expect(acts).toEqual({ answered: 1, reversed: answer!.verdict === 'upheld' ? 0 : 1 })
  })

  test('while the line is taken back without a question: one of both, and the sums hold', async () => {
    for (let round = 0; round < 8; round++) {
      const entryId = await line()
      const questionId = await asked(entryId)
      const [answered, corrected] = await Promise.all([
        answerQuestion(office, questionId, anew()),
        correctEntry(bureau, entryId, 'wrong-person', null),
      ])
      const won = [answered, corrected].filter((one) => !('refused' in one))
      expect(won).toHaveLength(1)
      const lost = 'refused' in answered ? answered : corrected
      expect(lost).toEqual({ refused: 'already-reversed' })
      const [{ n } = { n: 0 }] = await root<{ n: number }[]>`
        select count(*)::int as n from hours_entries where reverses_id = ${entryId}`
      expect(n).toBe(1)
      // A question that lost its line to a correction can still be explained.
      if ('refused' in answered)
        expect(await answerQuestion(office, questionId, stands)).toHaveProperty('answerId')
    }
  })

  test('refusals leave nothing behind', async () => {
    const entryId = await line()
    const questionId = await asked(entryId)
    const before = await ledger()
    expect(await answerQuestion(office, questionId, anew(61))).toEqual({ refused: 'beyond-interval' })
    expect(await answerQuestion(office, questionId, anew(0))).toEqual({ refused: 'beyond-interval' })
    for (const actor of [socialWorker, elsewhere, self]) {
      expect(await answerQuestion(actor, questionId, anew()), actor.role).toEqual({ refused: 'not-found' })
    }
    expect(await answerQuestion(office, uuidv7(), stands)).toEqual({ refused: 'not-found' })
    expect([await ledger(), await count('entry_answers')]).toEqual([before, 0])
    const done = await answerQuestion(office, questionId, anew())
    if ('refused' in done) throw new Error(done.refused)
    expect(await answerQuestion(bureau, questionId, stands)).toEqual({ refused: 'already-answered' })
    const onReversal = await asked(done.reversalId!)
    expect(await answerQuestion(office, onReversal, taken)).toEqual({ refused: 'not-a-credit' })
    const onUndone = await asked(entryId)
    expect(await answerQuestion(office, onUndone, taken)).toEqual({ refused: 'already-reversed' })
    expect(await answerQuestion(office, onUndone, stands)).toHaveProperty('answerId')
  })
})

describe('who sees what', () => {
  test('the list: own office’s, soonest due first; the other office and another county see none of it', async () => {
    const later = await asked(await line())
    travelTo(new Date('2026-07-20T12:00:00+08:00'))
    const sooner = await asked(await line())
    travelTo(new Date('2026-07-28T12:00:00+08:00'))
    const mine = (rows: { id: string; personId: string; state: string }[]) =>
      rows.filter(({ personId }) => personId === person.personId).map(({ id, state }) => [id, state])
    for (const actor of [office, socialWorker, bureau]) {
      expect(mine((await listQuestions(actor)).waiting)).toEqual([
        [sooner, 'overdue'],
        [later, 'waiting'],
      ])
      expect(await openQuestion(actor, later)).toMatchObject({ personId: person.personId, state: 'waiting' })
    }
    expect(mine((await listQuestions(elsewhere)).waiting)).toEqual([])
    expect(await openQuestion(elsewhere, later)).toBeNull()
    const far = await addCounty(ownerSql)
    const farBureau = (await staffDevice(await addStaff(ownerSql, far, { role: 'bureau' }))).actor
    expect(await openQuestion(farBureau, later)).toBeNull()
    expect(await waitingQuestionCount(farBureau)).toBe(0)
    await answerQuestion(office, sooner, stands)
    expect(mine((await listQuestions(office)).answered)).toEqual([[sooner, 'upheld']])
  })

  test('a minor’s question is a count with its deadline until the bureau grants the opening', async () => {
    const minor = await addPerson(ownerSql, county, { minor: true })
    const entryId = uuidv7()
    await ownerSql`insert into hours_entries ${ownerSql({
      ...{ id: entryId, county_id: county.countyId, person_id: minor.personId, bucket: 'study' },
      ...{ source_kind: 'talk', source_id: uuidv7(), county_day: '2026-07-09', revision: 1, minutes: 30 },
      ...{ posted_as: 'system:import', explanation: '{"notes":[]}' },
    })}`
    const before = await waitingQuestionCount(office)
    const done = await ask(entryId, (await device(minor.accountId)).actor, minor)
    if ('refused' in done) throw new Error(done.refused)
    expect(await waitingQuestionCount(office)).toBe(before + 1)
    const closed = await listQuestions(office)
    expect(closed.closed).toEqual({ count: 1, soonestDue: '2026-07-29' })
    expect(closed.waiting.map(({ id }) => id)).not.toContain(done.questionId)
    expect(await openQuestion(office, done.questionId)).toBeNull()
    expect(await openQuestion(bureau, done.questionId)).toBeNull()
    expect(await answerQuestion(office, done.questionId, stands)).toEqual({ refused: 'not-found' })
    await ownerSql`insert into minor_record_grants ${ownerSql({
      ...{
        id: uuidv7(),
        county_id: county.countyId,
        person_id: minor.personId,
        account_id: office.accountId,
      },
      ...{
        reason: '答复学时疑问',
        granted_by: bureau.accountId,
        granted_at: NOON,
        expires_at: '2026-07-23T12:00:00+08:00',
      },
    })}`
    expect((await listQuestions(office)).closed).toBeNull()
    expect((await listQuestions(colleague)).closed).toMatchObject({ count: 1 })
    expect(await answerQuestion(office, done.questionId, stands)).toHaveProperty('answerId')
  })

  test('the bureau’s board: offices with questions that wait, and what was asked before a move', async () => {
    const fresh = await addCounty(ownerSql)
    const head = (await staffDevice(await addStaff(ownerSql, fresh, { role: 'bureau' }))).actor
    const at = (one: Person, askedAt: string, due: string) =>
      ownerSql.begin(async (tx) => {
        const of = { county_id: fresh.countyId, person_id: one.personId }
        const entryId = uuidv7()
        await tx`insert into hours_entries ${tx({
          ...{ ...of, id: entryId, bucket: 'study', source_kind: 'talk', source_id: uuidv7(), revision: 1 },
          ...{
            county_day: '2026-07-01',
            minutes: 30,
            posted_as: 'system:import',
            explanation: '{"notes":[]}',
          },
        })}`
        await tx`insert into entry_questions ${tx({
          ...{ ...of, id: uuidv7(), entry_id: entryId, round: 1, words: WORDS, asked_by: one.accountId },
          ...{ asked_as: 'supervised-person', asked_at: askedAt, answer_due: due },
        })}`
      })
    const own = await addPerson(ownerSql, fresh)
    const minor = await addPerson(ownerSql, fresh, { minor: true })
    const other = await addPerson(ownerSql, fresh, { office: 'other' })
    const moved = await addPerson(ownerSql, fresh, { office: 'other' })
    await at(own, '2026-07-17T10:00:00Z', '2026-07-24')
    await at(minor, '2026-07-16T10:00:00Z', '2026-07-23')
    await at(other, '2026-07-14T10:00:00Z', '2026-07-21')
    await at(moved, '2026-07-20T10:00:00Z', '2026-07-27')
    await ownerSql`update supervised_persons set left_on = '2026-07-21', departure = 'transferred' where id = ${moved.personId}`
    const rows = await inActorTransaction(scopeOf(head), (tx) => waitingQuestionsByOffice(tx, head))
    expect(rows.map((row) => [row.office?.id ?? null, row.count, row.soonestDue])).toEqual([
      [fresh.otherOfficeId, 1, '2026-07-21'],
      [fresh.officeId, 2, '2026-07-23'],
      [null, 1, '2026-07-27'],
    ])
    expect(rows[1]!.oldestAsked).toEqual(new Date('2026-07-16T10:00:00Z'))
    expect(await waitingQuestionCount(head)).toBe(4)
    const there = (await staffDevice(await addStaff(ownerSql, fresh, { role: 'office', office: 'other' })))
      .actor
    expect(await waitingQuestionCount(there)).toBe(1)
  })
})

describe('the database refuses, whatever the code forgot', () => {
  type Raw = Record<string, string | number | Date | null>
  const question = (entryId: string, row: Raw = {}) =>
    ownerSql`insert into entry_questions ${ownerSql({
      ...{
        id: uuidv7(),
        county_id: county.countyId,
        person_id: person.personId,
        entry_id: entryId,
        round: 1,
      },
      ...{
        words: WORDS,
        asked_by: person.accountId,
        asked_as: 'supervised-person',
        answer_due: '2026-07-29',
      },
      ...{ asked_at: NOON, ...row },
    })}`
  const refused = (running: Promise<unknown>, constraint: string) =>
    expect(running).rejects.toMatchObject({ constraint_name: constraint })

  test('what no question may be', async () => {
    const entryId = await line()
    const other = await addPerson(ownerSql, county)
    await refused(question(entryId, { person_id: other.personId }), 'entry_questions_entry_of_person')
    await refused(question(entryId, { round: 2 }), 'entry_questions_follow_on')
    await refused(question(entryId, { round: 0 }), 'entry_questions_round_from_one')
    await refused(question(entryId, { words: '' }), 'entry_questions_words')
    await refused(question(entryId, { words: '字'.repeat(501) }), 'entry_questions_words')
    await refused(question(entryId, { asked_as: 'lecturer' }), 'entry_questions_asked_as')
    await refused(question(entryId, { answer_due: '2026-07-22' }), 'entry_questions_due_after_asking')
    await question(entryId)
    await refused(question(entryId), 'entry_questions_round_once')
    await refused(question(entryId, { round: 2 }), 'entry_questions_follow_on')
  })

  test('what no answer may be', async () => {
    const entryId = await line()
    const questionId = await asked(entryId)
    const answer = (row: Raw = {}) =>
      ownerSql`insert into entry_answers ${ownerSql({
        ...{ id: uuidv7(), county_id: county.countyId, person_id: person.personId, entry_id: entryId },
        ...{ question_id: questionId, round: 1, verdict: 'upheld', words: '核对过' },
        ...{ answered_by: office.accountId, answered_as: 'office', ...row },
      })}`
    const other = await addPerson(ownerSql, county)
    const theirs = await line(other)
    await refused(answer({ round: 2 }), 'entry_answers_question')
    await refused(answer({ entry_id: theirs }), 'entry_answers_question')
    await refused(answer({ person_id: other.personId }), 'entry_answers_question')
    await refused(answer({ verdict: 'maybe', reason: 'x', reversal_id: entryId }), 'entry_answers_verdict')
    await refused(answer({ answered_as: 'social-worker' }), 'entry_answers_answered_as')
    await refused(answer({ words: null }), 'entry_answers_reason_of_verdict')
    await refused(answer({ verdict: 'reversed', reason: 'clock-wrong' }), 'entry_answers_lines_of_verdict')
    await refused(answer({ reversal_id: entryId }), 'entry_answers_lines_of_verdict')
    await refused(answer({ verdict: 'reversed', reversal_id: entryId }), 'entry_answers_reason_of_verdict')
    const anothers = { verdict: 'reversed', reason: 'clock-wrong', reversal_id: theirs }
    await refused(answer(anothers), 'entry_answers_reversal')
    await answer()
    await refused(answer(), 'entry_answers_question_once')
  })

  test('an answer that names lines which do not undo and follow the questioned one', async () => {
    const questionId = await asked(await line())
    const entryId = await line()
    const other = await correctEntry(office, entryId, 'clock-wrong', null)
    if ('refused' in other) throw new Error(other.refused)
    const { entryAnswers } = await import('#db/schema/hours.ts')
    const [{ entry } = { entry: '' }] = await root<{ entry: string }[]>`
      select entry_id as entry from entry_questions where id = ${questionId}`
    const running = inActorTransaction(scopeOf(office), (tx) =>
      tx.insert(entryAnswers).values({
        ...{ id: uuidv7(), countyId: county.countyId, personId: person.personId, entryId: entry, questionId },
        ...{ round: 1, verdict: 'reversed' as const, reason: 'clock-wrong', answeredBy: office.accountId },
        ...{ answeredAs: 'office' as const, reversalId: other.reversalId },
      }),
    )
    await expect(running).rejects.toMatchObject({ cause: { code: '42501' } })
  })

  test('a social worker who answers, and anyone who asks in another’s name', async () => {
    const { entryAnswers, entryQuestions } = await import('#db/schema/hours.ts')
    const entryId = await line()
    const questionId = await asked(entryId)
    const of = { countyId: county.countyId, personId: person.personId }
    const answer = (actor: Actor, as: 'office' | 'bureau', by = actor.accountId) =>
      inActorTransaction(scopeOf(actor), (tx) =>
        tx.insert(entryAnswers).values({
          ...{ ...of, id: uuidv7(), entryId, questionId, round: 1, verdict: 'upheld' as const, words: '是' },
          ...{ answeredBy: by, answeredAs: as },
        }),
      )
    const denied = { cause: { code: '42501' } }
    await expect(answer(socialWorker, 'office')).rejects.toMatchObject(denied)
    await expect(answer(self, 'office')).rejects.toMatchObject(denied)
    await expect(answer(elsewhere, 'office')).rejects.toMatchObject(denied)
    await expect(answer(office, 'bureau')).rejects.toMatchObject(denied)
    await expect(answer(office, 'office', bureau.accountId)).rejects.toMatchObject(denied)
    const fresh = await line()
    const question = (actor: Actor, more: object = {}) =>
      inActorTransaction(scopeOf(actor), (tx) =>
        tx.insert(entryQuestions).values({
          ...{ ...of, id: uuidv7(), entryId: fresh, round: 1, words: WORDS, askedBy: actor.accountId },
          ...{ askedAs: 'office' as const, answerDue: calendarDay('2026-07-29'), ...more },
        }),
      )
    await expect(question(self)).rejects.toMatchObject(denied)
    await expect(question(elsewhere)).rejects.toMatchObject(denied)
    await expect(question(office, { askedBy: self.accountId })).rejects.toMatchObject(denied)
    await question(office)
  })
})
