import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now, travelTo } from '#app/clock.server.ts'
import { seededRandom } from '#app/shared/seeded-random.ts'
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
import { receiveBeat } from './beat.server.ts'
import { answerCheck } from './check-answer.server.ts'
import { openPassage } from './study.server.ts'

/** What public scripts do to courses, against the real database. The unit has three passages and ten minutes. */
const UNIT = 'a1/1'
const NOMINAL = 10
let county: County
let person: Person
let phone: Device
let began = 0

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})
beforeEach(async () => {
  travelTo(new Date('2026-07-22T10:00:00+08:00'))
  person = await addPerson(database.ownerSql, county)
  phone = await device(person.accountId)
  began = now().getTime()
})

type Session = { id: string; nonce: string; seq: number }
async function open(on: Device, passage = 1, takeOver = false): Promise<Session> {
  const view = await openPassage(on.actor, lesson(UNIT, passage), { takeOver })
  if (view.kind !== 'counting') throw new Error(view.kind)
  return view.session
}
const beat = (on: Device, { id, nonce }: Session, seq: number) =>
  receiveBeat(on.actor, { id, nonce, seq, resumed: false })
const answerAll = async (on: Device) => {
  for (const passage of [1, 2, 3])
    await answerCheck(on.actor, lesson(UNIT, passage), rightAnswer(UNIT, passage))
}
const wallMinutes = () => Math.floor((now().getTime() - began) / 60_000)

async function posted() {
  const rows = await database.root<{ minutes: number; seconds: number }[]>`
    select minutes, seconds_of(during)::float8 as seconds from hours_entries where person_id = ${person.personId}`
  return {
    minutes: rows.reduce((sum, { minutes }) => sum + minutes, 0),
    seconds: Math.round(rows.reduce((sum, { seconds }) => sum + seconds, 0)),
  }
}
async function expectNoMoreThanTheClock(): Promise<number> {
  const { minutes } = await posted()
  expect(minutes).toBeLessThanOrEqual(wallMinutes())
  expect(minutes).toBeLessThanOrEqual(NOMINAL)
  return minutes
}

describe('a script earns nothing beyond wall clock and nominal time', () => {
  test('that answers every check in one second', async () => {
    await open(phone)
    after(1)
    await answerAll(phone)
    expect(await posted()).toEqual({ minutes: 0, seconds: 0 })
  })

  test('that beats a hundred times as fast', async () => {
    const session = await open(phone)
    for (let seq = 1; seq <= 300; seq++) {
      after(0.3)
      await beat(phone, session, seq)
    }
    await answerAll(phone)
    // 90 seconds, however many beats.
    expect(await expectNoMoreThanTheClock()).toBe(1)
  })

  test('that beats in ten tabs at once', async () => {
    const tabs = await Promise.all(Array.from({ length: 10 }, () => open(phone)))
    expect(new Set(tabs.map(({ id }) => id)).size).toBe(1)
    for (let round = 1; round <= 6; round++) {
      after(30)
      await Promise.all(tabs.map((tab, index) => beat(phone, tab, round * 100 + index)))
    }
    await answerAll(phone)
    expect(await expectNoMoreThanTheClock()).toBe(3)
  })

  test('that replays yesterday’s beats and answers', async () => {
    const session = await open(phone)
    for (let seq = 1; seq <= 4; seq++) {
      after(30)
      await beat(phone, session, seq)
    }
    await answerAll(phone)
    const before = await posted()
    expect(before.minutes).toBe(2)
    after(86_400)
    phone = await device(person.accountId)
    for (let round = 0; round < 3; round++) {
      for (let seq = 1; seq <= 200; seq += 40) {
        after(30)
        expect(await beat(phone, session, seq)).toHaveProperty('refused')
      }
      await answerAll(phone)
    }
    expect(await posted()).toEqual(before)
  })

  test('that jumps to the last passage and back', async () => {
    for (let round = 0; round < 20; round++) {
      after(1)
      const view = await openPassage(phone.actor, lesson(UNIT, 3))
      expect(view).toEqual({ kind: 'go-to', passage: 1 })
      await openPassage(phone.actor, lesson(UNIT, 1))
      expect(await answerCheck(phone.actor, lesson(UNIT, 3), rightAnswer(UNIT, 3))).toEqual({
        refused: 'not-yet',
      })
    }
    await answerAll(phone)
    expect(await expectNoMoreThanTheClock()).toBe(0)
  })

  test('that runs on two devices which take over from each other', async () => {
    const tablet = await device(person.accountId)
    for (let round = 1; round <= 8; round++) {
      const on = round % 2 === 0 ? phone : tablet
      const session = await open(on, 1, true)
      for (let seq = 1; seq <= 2; seq++) {
        after(30)
        await beat(on, session, session.seq + seq)
      }
    }
    await answerAll(phone)
    expect(await expectNoMoreThanTheClock()).toBe(8)
  })

  test('that dismisses whatever asks and leaves the page open for an hour', async () => {
    const session = await open(phone)
    for (let seq = 1; seq <= 120; seq++) {
      after(30)
      await beat(phone, session, seq)
    }
    await answerAll(phone)
    expect(await expectNoMoreThanTheClock()).toBe(NOMINAL)
    // And again at once: the unit does not count twice.
    expect((await openPassage(phone.actor, lesson(UNIT, 1))).kind).toBe('repeat')
    expect((await posted()).minutes).toBe(NOMINAL)
  })

  test('that wakes a session of last month with a number of the future', async () => {
    const session = await open(phone)
    after(30)
    await beat(phone, session, 1)
    after(31 * 86_400)
    phone = { ...phone, actor: { ...phone.actor } }
    expect(await beat(phone, session, 999_999_999)).toMatchObject({ minutes: 0 })
    // Numbers below it are of the past from now on; nothing is counted for them.
    for (const seq of [2, 500, 999_999_998]) {
      after(30)
      expect(await beat(phone, session, seq)).toMatchObject({ minutes: 0, seq: 999_999_999 })
    }
    await answerAll(phone)
    expect((await posted()).minutes).toBeLessThanOrEqual(2)
  })
})

describe('an honest person on a network that loses one beat in twenty', () => {
  test.each([1, 2, 3, 4, 5])('loses nothing beyond what the idle rule says (seed %i)', async (seed) => {
    const chance = seededRandom(seed)
    let seq = 0
    let heard = now().getTime()
    let idleMs = 0
    const arrive = () => {
      const gap = now().getTime() - heard
      if (gap > 120_000) idleMs += gap
      heard = now().getTime()
    }
    for (const [passage, minutes] of [
      [1, 3],
      [2, 3.5],
      [3, 3],
    ] as const) {
      const session = await open(phone, passage)
      seq = Math.max(seq, session.seq)
      arrive()
      for (let beats = 0; beats < minutes * 2; beats++) {
        after(30)
        seq += 1
        if (chance.next() < 0.05) continue
        await beat(phone, session, seq)
        arrive()
      }
      await answerCheck(phone.actor, lesson(UNIT, passage), rightAnswer(UNIT, passage))
      arrive()
    }
    const wallMs = now().getTime() - began
    // Nine and a half minutes of reading: every second of it that the idle rule lets through.
    expect(wallMs).toBeGreaterThanOrEqual(570_000)
    const { seconds, minutes } = await posted()
    expect(seconds).toBeCloseTo((wallMs - idleMs) / 1000, -0.5)
    expect(minutes).toBe(Math.floor((wallMs - idleMs) / 60_000))
  })
})
