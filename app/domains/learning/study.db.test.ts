import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { database } from '#tests/support/this-database.ts'
import {
  addCounty,
  addPerson,
  after,
  device,
  lesson,
  rightAnswer,
  type County,
  type Device,
  type Person,
} from '#tests/support/study-setup.ts'
import { answerCheck } from './check-answer.server.ts'
import { receiveBeat } from './beat.server.ts'
import { openPassage, type LessonView } from './study.server.ts'

const UNIT = 'a1/1'
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

const sessions = () => database.root<
  { id: string; login_session_id: string; end_reason: string | null; seconds: number; last_seq: number }[]
>`select id, login_session_id, end_reason, seconds_of(witnessed)::float8 as seconds, last_seq
  from study_sessions where person_id = ${person.personId} order by opened_at, id`

function counting(view: LessonView) {
  if (view.kind !== 'counting') throw new Error(`not counting: ${view.kind}`)
  return view
}

const beat = (on: Device, view: LessonView, seq: number) => {
  const { id, nonce } = counting(view).session
  return receiveBeat(on.actor, { id, nonce, seq, resumed: false })
}

describe('one active session per person', () => {
  test('twenty pages opened at once on two devices leave one active session and one study', async () => {
    const views = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        openPassage((index % 2 === 0 ? phone : tablet).actor, lesson(UNIT, 1)),
      ),
    )
    const all = await sessions()
    expect(all).toHaveLength(1)
    const [{ count } = { count: 0 }] = await database.root<{ count: number }[]>`
      select count(*)::int as count from unit_studies where person_id = ${person.personId}`
    expect(count).toBe(1)
    // The device that won counts on each of its pages; the other one is told so on each of its own.
    const kinds = (on: Device) =>
      new Set(views.filter((_, index) => (index % 2 === 0 ? phone : tablet) === on).map(({ kind }) => kind))
    const winner = all[0]!.login_session_id === phone.actor.loginSessionId ? phone : tablet
    expect(kinds(winner)).toEqual(new Set(['counting']))
    expect(kinds(winner === phone ? tablet : phone)).toEqual(new Set(['elsewhere']))
  })

  test('twenty take-overs at once from two devices leave one active session', async () => {
    await openPassage(phone.actor, lesson(UNIT, 1))
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        openPassage((index % 2 === 0 ? phone : tablet).actor, lesson(UNIT, 1), { takeOver: true }),
      ),
    )
    expect((await sessions()).filter((one) => one.end_reason === null)).toHaveLength(1)
  })

  test('a second device is told that another one counts, until it takes over; the first one’s next beat adds nothing', async () => {
    const onPhone = await openPassage(phone.actor, lesson(UNIT, 1))
    after(60)
    expect(await beat(phone, onPhone, 1)).toMatchObject({ minutes: 1 })
    after(115)
    expect(await openPassage(tablet.actor, lesson(UNIT, 1))).toEqual({ kind: 'elsewhere' })
    expect(await sessions()).toHaveLength(1)

    const onTablet = await openPassage(tablet.actor, lesson(UNIT, 1), { takeOver: true })
    expect(counting(onTablet).minutes).toBe(1)
    after(30)
    expect(await beat(phone, onPhone, 2)).toEqual({ refused: 'taken-over' })
    const [first, second] = await sessions()
    expect(first).toMatchObject({ end_reason: 'taken-over', last_seq: 1 })
    expect(Math.round(first!.seconds)).toBe(60)
    expect(second).toMatchObject({ end_reason: null, login_session_id: tablet.actor.loginSessionId })
    expect(await openPassage(phone.actor, lesson(UNIT, 1))).toEqual({ kind: 'elsewhere' })
    expect(await answerCheck(phone.actor, lesson(UNIT, 1), rightAnswer(UNIT, 1))).toEqual({
      refused: 'elsewhere',
    })
    const audited = await database.root<{ detail: unknown }[]>`
      select detail from audit_events where act = 'learning.study-taken-over' and person_id = ${person.personId}`
    expect(audited.map(({ detail }) => detail)).toEqual([{ asked: true }])
  })

  test('a device that has been silent for two minutes is taken over without asking', async () => {
    const onPhone = await openPassage(phone.actor, lesson(UNIT, 1))
    after(121)
    const onTablet = counting(await openPassage(tablet.actor, lesson(UNIT, 1)))
    expect(onTablet.session.seq).toBe(0)
    expect((await sessions()).map((one) => one.end_reason)).toEqual(['taken-over', null])
    expect(await beat(phone, onPhone, 1)).toEqual({ refused: 'taken-over' })
  })

  test('a device that beats is never silent', async () => {
    const onPhone = await openPassage(phone.actor, lesson(UNIT, 1))
    for (let seq = 1; seq <= 5; seq++) {
      after(60)
      await beat(phone, onPhone, seq)
    }
    after(60)
    expect(await openPassage(tablet.actor, lesson(UNIT, 1))).toEqual({ kind: 'elsewhere' })
  })

  test('going on to another unit ends the session of the one before, and coming back keeps what was witnessed', async () => {
    const first = await openPassage(phone.actor, lesson(UNIT, 1))
    after(90)
    await beat(phone, first, 1)
    await openPassage(phone.actor, lesson('a1/2', 1))
    expect((await sessions()).map((one) => one.end_reason)).toEqual(['moved-on', null])
    after(30)
    expect(await beat(phone, first, 2)).toEqual({ refused: 'moved-on' })
    expect(await answerCheck(phone.actor, lesson(UNIT, 1), rightAnswer(UNIT, 1))).toEqual({
      refused: 'elsewhere',
    })
    const again = counting(await openPassage(phone.actor, lesson(UNIT, 1)))
    expect(again.minutes).toBe(1)
    expect((await sessions()).map((one) => one.end_reason)).toEqual(['moved-on', 'moved-on', null])
    after(35)
    // 90 s of the first session and 35 s of this one.
    expect(await beat(phone, again, 1)).toMatchObject({ minutes: 2 })
    expect(await beat(phone, again, 1)).toMatchObject({ minutes: 2 })
  })

  test('another person’s study is of no account', async () => {
    const other = await addPerson(database.ownerSql, county)
    await openPassage(phone.actor, lesson(UNIT, 1))
    const onOther = await device(other.accountId)
    expect((await openPassage(onOther.actor, lesson(UNIT, 1))).kind).toBe('counting')
    expect(await sessions()).toHaveLength(1)
  })
})

describe('where a person stands', () => {
  test('opening again on the same device goes on in the same session, with the gap folded in', async () => {
    const first = counting(await openPassage(phone.actor, lesson(UNIT, 1)))
    after(70)
    const second = counting(await openPassage(phone.actor, lesson(UNIT, 1)))
    expect(second.session).toEqual(first.session)
    expect(second.minutes).toBe(1)
    expect(second.most).toBe(10)
  })

  test('a later passage leads to the first whose check is open', async () => {
    expect(await openPassage(phone.actor, lesson(UNIT, 3))).toEqual({ kind: 'go-to', passage: 1 })
    // Being led elsewhere begins nothing.
    expect(await sessions()).toHaveLength(0)
    await openPassage(phone.actor, lesson(UNIT, 1))
    await answerCheck(phone.actor, lesson(UNIT, 1), rightAnswer(UNIT, 1))
    expect(await openPassage(phone.actor, lesson(UNIT, 3))).toEqual({ kind: 'go-to', passage: 2 })
    expect(counting(await openPassage(phone.actor, lesson(UNIT, 1))).answered).toEqual([1])
  })

  test('someone who has left the register may read, and nothing is counted', async () => {
    await openPassage(phone.actor, lesson(UNIT, 1))
    await database.ownerSql`update supervised_persons set left_on = '2026-07-22', departure = 'discharged' where id = ${person.personId}`
    const left = await device(person.accountId)
    expect(await openPassage(left.actor, lesson(UNIT, 1))).toEqual({ kind: 'left' })
    expect(await sessions()).toHaveLength(1)
  })

  test('a reading need on record doubles the time that can count', async () => {
    for (const need of ['reading-help', 'low-vision'] as const) {
      const slow = await addPerson(database.ownerSql, county, { needs: ['no-smartphone', need] })
      const view = await openPassage((await device(slow.accountId)).actor, lesson(UNIT, 1))
      expect(counting(view).most).toBe(20)
    }
    const deaf = await addPerson(database.ownerSql, county, { needs: ['hearing'] })
    expect(counting(await openPassage((await device(deaf.accountId)).actor, lesson(UNIT, 1))).most).toBe(10)
  })
})
