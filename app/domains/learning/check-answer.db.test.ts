import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now, travelTo } from '#app/clock.server.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addCounty,
  addPerson,
  after,
  device,
  lesson,
  rightAnswer,
  wrongAnswer,
  type County,
  type Device,
  type Person,
} from '#tests/support/study-setup.ts'
import { receiveBeat } from './beat.server.ts'
import { answerCheck } from './check-answer.server.ts'
import type { Unit } from './lessons.server.ts'
import { openPassage } from './study.server.ts'

const UNIT = 'a1/1'
let county: County
let person: Person
let phone: Device

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})
beforeEach(async () => {
  travelTo(new Date('2026-07-22T10:00:00+08:00'))
  person = await addPerson(database.ownerSql, county)
  phone = await device(person.accountId)
})

const entries = () => database.root<
  {
    county_day: string
    minutes: number
    late: boolean
    seconds: number
    policy_version_id: string
    posted_as: string
    explanation: { notes: Record<string, unknown>[]; opened?: { from: string; to: string; seconds: number } }
  }[]
>`select county_day::text, minutes, late, seconds_of(during)::float8 as seconds, policy_version_id, posted_as, explanation
  from hours_entries where person_id = ${person.personId} order by county_day`

const answers = () => database.root<{ passage: number; correct: boolean }[]>`
  select passage, correct from check_answers where person_id = ${person.personId} order by answered_at, id`

const answer = (passage: number, unit = UNIT) =>
  answerCheck(phone.actor, lesson(unit, passage), rightAnswer(unit, passage))

/** One passage without scripts: the page, the reading, and the right answer. */
async function study(passage: number, seconds: number, unit = UNIT) {
  const view = await openPassage(phone.actor, lesson(unit, passage))
  expect(view.kind).toBe('counting')
  after(seconds)
  return answer(passage, unit)
}

async function studyUnit(secondsEach: number, unit = UNIT) {
  await study(1, secondsEach, unit)
  await study(2, secondsEach, unit)
  return study(3, secondsEach, unit)
}

/** Beats every 30 s for so long, from the page that is open. */
async function beatFor(seconds: number, passage: number, unit = UNIT) {
  const view = await openPassage(phone.actor, lesson(unit, passage))
  if (view.kind !== 'counting') throw new Error(view.kind)
  for (let seq = 1; seq <= seconds / 30; seq++) {
    after(30)
    await receiveBeat(phone.actor, { ...view.session, seq: view.session.seq + seq, resumed: false })
  }
}

describe('answering', () => {
  test('a miss costs nothing and may be repeated without limit', async () => {
    await openPassage(phone.actor, lesson(UNIT, 1))
    for (let miss = 0; miss < 25; miss++) {
      expect(await answerCheck(phone.actor, lesson(UNIT, 1), wrongAnswer(UNIT, 1))).toEqual({
        result: 'again',
      })
    }
    for (const nonsense of [[], ['zz'], ['𠮷'], ['x'.repeat(5000)], Array.from({ length: 500 }, () => 'a')]) {
      expect(await answerCheck(phone.actor, lesson(UNIT, 1), nonsense)).toEqual({ result: 'again' })
    }
    expect(await answer(1)).toEqual({ result: 'next', passage: 2 })
    const kept = await answers()
    expect(kept.filter(({ correct }) => correct)).toHaveLength(1)
    expect(kept).toHaveLength(31)
    expect(await entries()).toHaveLength(0)
  })

  test('the passages are answered in order', async () => {
    await openPassage(phone.actor, lesson(UNIT, 1))
    expect(await answer(2)).toEqual({ refused: 'not-yet' })
    expect(await answer(3)).toEqual({ refused: 'not-yet' })
    expect(await answers()).toHaveLength(0)
    expect(await answer(1)).toEqual({ result: 'next', passage: 2 })
    expect(await answer(3)).toEqual({ refused: 'not-yet' })
    // Sent again, also wrongly, what was right stays right.
    expect(await answer(1)).toEqual({ result: 'next', passage: 2 })
    expect(await answerCheck(phone.actor, lesson(UNIT, 1), wrongAnswer(UNIT, 1))).toEqual({
      result: 'next',
      passage: 2,
    })
    expect(await answers()).toEqual([{ passage: 1, correct: true }])
  })

  test('without an open study there is nothing to answer', async () => {
    expect(await answer(1)).toEqual({ refused: 'not-open' })
    expect(await answers()).toHaveLength(0)
  })

  test('twenty equal answers at once are kept once', async () => {
    await openPassage(phone.actor, lesson(UNIT, 1))
    const all = await Promise.all(Array.from({ length: 20 }, () => answer(1)))
    expect(all).toEqual(Array.from({ length: 20 }, () => ({ result: 'next', passage: 2 })))
    expect(await answers()).toHaveLength(1)
  })
})

describe('the last right answer', () => {
  test('finishes the unit and posts what was witnessed, once, whatever is sent twice at once', async () => {
    await study(1, 150)
    await study(2, 150)
    await openPassage(phone.actor, lesson(UNIT, 3))
    after(150)
    const all = await Promise.all(Array.from({ length: 20 }, () => answer(3)))
    expect(all.filter((one) => 'result' in one)).toEqual([{ result: 'finished', minutes: 7 }])
    expect(all.filter((one) => 'refused' in one && one.refused === 'not-open')).toHaveLength(19)
    expect(await entries()).toMatchObject([
      {
        county_day: '2026-07-22',
        minutes: 7,
        late: false,
        policy_version_id: county.versionId,
        posted_as: 'supervised-person',
      },
    ])
    const [session] = await database.root<{ end_reason: string }[]>`
      select end_reason from study_sessions where person_id = ${person.personId}`
    expect(session).toEqual({ end_reason: 'finished' })
    const [audit] = await database.root<{ count: number }[]>`
      select count(*)::int as count from audit_events where act = 'learning.unit-finished' and person_id = ${person.personId}`
    expect(audit).toEqual({ count: 1 })
  })

  test('credits no more than the wall clock: answering at once earns nothing, and the unit may be taken again', async () => {
    expect(await studyUnit(1)).toEqual({ result: 'finished', minutes: 0 })
    expect(await entries()).toEqual([])
    const [done] = await database.root<{ credited_minutes: number; counted_during: string | null }[]>`
      select credited_minutes, counted_during from unit_studies where person_id = ${person.personId}`
    expect(done).toEqual({ credited_minutes: 0, counted_during: null })
    expect(await studyUnit(100)).toEqual({ result: 'finished', minutes: 5 })
    expect((await entries()).map(({ minutes }) => minutes)).toEqual([5])
  })

  test('without scripts a long absence counts up to the passage’s own time', async () => {
    // 3 + 4 + 3 minutes, whatever the gaps.
    expect(await studyUnit(3 * 3600)).toEqual({ result: 'finished', minutes: 10 })
    const [entry] = await entries()
    expect(Math.round(entry!.seconds)).toBe(600)
    // Nine hours open, ten minutes witnessed: the rest is said to be idle.
    expect(entry!.explanation.notes).toEqual([
      { code: 'idle', cutSeconds: expect.closeTo(9 * 3600 - 600, -1) },
    ])
  })

  test('with scripts a longer reading is cut at the unit’s nominal time, and the line says so', async () => {
    for (const passage of [1, 2, 3]) {
      await beatFor(360, passage)
      await answer(passage)
    }
    const [entry, ...more] = await entries()
    expect(more).toEqual([])
    expect(entry!.minutes).toBe(10)
    expect(Math.round(entry!.seconds)).toBe(600)
    expect(entry!.explanation.notes).toEqual([
      { code: 'over-nominal', nominalMinutes: 10, cutSeconds: expect.closeTo(18 * 60 - 600, -1) },
    ])
  })

  test('a reading need on record doubles what can be credited', async () => {
    person = await addPerson(database.ownerSql, county, { needs: ['reading-help'] })
    phone = await device(person.accountId)
    for (const passage of [1, 2, 3]) {
      await beatFor(480, passage)
      await answer(passage)
    }
    expect(await entries()).toMatchObject([
      { minutes: 20, explanation: { notes: [{ code: 'over-nominal', nominalMinutes: 20 }] } },
    ])
  })

  test('an exact reading is explained by nothing but when it was open', async () => {
    await studyUnit(150)
    const [entry] = await entries()
    expect(entry!.explanation).toMatchObject({
      subject: { code: UNIT, zh: expect.stringContaining('第 1 节'), en: expect.stringContaining('unit 1') },
      notes: [],
    })
    const { opened } = entry!.explanation
    expect(opened!.seconds).toBeCloseTo(450, -1)
    expect(new Date(opened!.to).getTime() - new Date(opened!.from).getTime()).toBeCloseTo(450_000, -4)
  })
})

describe('across midnight', () => {
  test('a unit studied from 23:55 to 00:05 is credited to both days', async () => {
    travelTo(new Date('2026-07-22T23:54:50+08:00'))
    expect(await studyUnit(180)).toEqual({ result: 'finished', minutes: 8 })
    // 5 min 10 s before midnight and 3 min 50 s after it, each rounded down by itself.
    const both = await entries()
    expect(both.map(({ county_day, minutes, late }) => [county_day, minutes, late])).toEqual([
      ['2026-07-22', 5, false],
      ['2026-07-23', 3, false],
    ])
    expect(both.map(({ explanation }) => explanation.notes)).toEqual([
      [{ code: 'split-at-midnight', otherDay: '2026-07-23' }],
      [{ code: 'split-at-midnight', otherDay: '2026-07-22' }],
    ])
    // Each line says when the lesson was open on its own day.
    expect(both[0]!.explanation.opened).toMatchObject({ to: '2026-07-22T16:00:00.000Z', seconds: 309 })
    expect(both[1]!.explanation.opened).toMatchObject({ from: '2026-07-22T16:00:00.000Z' })
  })

  test('seconds of a day are floored by themselves: two half minutes around midnight are none', async () => {
    travelTo(new Date('2026-07-22T23:59:20+08:00'))
    await study(1, 20)
    await study(2, 20)
    expect(await study(3, 40)).toEqual({ result: 'finished', minutes: 0 })
    expect(await entries()).toEqual([])
  })

  test('at the end of a month the older part is late evidence of the month that is over', async () => {
    travelTo(new Date('2026-07-31T23:55:00+08:00'))
    await studyUnit(180)
    expect((await entries()).map(({ county_day, late }) => [county_day, late])).toEqual([
      ['2026-07-31', true],
      ['2026-08-01', false],
    ])
  })

  test('a unit taken up again another day is credited to each day on which it was studied', async () => {
    await study(1, 150)
    after(86_400)
    phone = await device(person.accountId)
    await study(2, 150)
    await study(3, 150)
    expect((await entries()).map(({ county_day, minutes }) => [county_day, minutes])).toEqual([
      ['2026-07-22', 2],
      ['2026-07-23', 5],
    ])
    // The lesson was not open over the midnight in between.
    const notes = (await entries()).flatMap(({ explanation }) => explanation.notes)
    expect(notes.filter(({ code }) => code === 'split-at-midnight')).toEqual([])
  })
})

describe('the same unit again', () => {
  test('counts after 180 days and not a day before', async () => {
    await studyUnit(120)
    const done = now().getTime()
    const days = (count: number) => travelTo(new Date(done + count * 86_400_000))
    for (const early of [0, 1, 179]) {
      days(early)
      phone = await device(person.accountId)
      expect(await openPassage(phone.actor, lesson(UNIT, 1))).toMatchObject({
        kind: 'repeat',
        countedOn: '2026-07-22',
        again: '2027-01-18',
        minutes: 6,
      })
      expect(await answer(1)).toEqual({ refused: 'not-open' })
    }
    days(180)
    phone = await device(person.accountId)
    expect(await studyUnit(120)).toEqual({ result: 'finished', minutes: 6 })
    expect((await entries()).map(({ county_day, minutes }) => [county_day, minutes])).toEqual([
      ['2026-07-22', 6],
      ['2027-01-18', 6],
    ])
  })

  test('is refused by the database itself while it is counted', async () => {
    await studyUnit(120)
    const again = (from: string, unit = UNIT) => database.ownerSql`
      insert into unit_studies (id, county_id, person_id, unit_id, module_version, nominal_minutes, reading_factor,
        passage_count, place, opened_at, finished_at, credited_minutes, counted_during)
      select gen_random_uuid(), county_id, person_id, ${unit}, module_version, nominal_minutes, reading_factor,
        passage_count, place, opened_at, finished_at, credited_minutes, daterange(${from}::date, ${from}::date + 180)
      from unit_studies where person_id = ${person.personId} limit 1`
    await expect(again('2027-01-17')).rejects.toMatchObject({ constraint_name: 'unit_studies_counted_once' })
    await again('2027-01-18')
    await again('2026-07-22', 'a1/2')
    const more = database.ownerSql`update unit_studies set credited_minutes = 11 where person_id = ${person.personId}`
    await expect(more).rejects.toMatchObject({ constraint_name: 'unit_studies_within_nominal' })
  })
})

describe('when the lesson changes while it is being studied', () => {
  const newer = (passage: number, passages: (all: Unit['passages']) => Unit['passages']) => {
    const { module, unit } = lesson(UNIT, passage)
    return {
      module: { ...module, version: 'newer' },
      unit: { ...unit, passages: passages(unit.passages) },
      passage,
    }
  }

  test('the place and the time are kept, and the version it was opened with stays on record', async () => {
    await study(1, 150)
    const same = (passage: number) => newer(passage, (all) => all)
    expect(await openPassage(phone.actor, same(2))).toMatchObject({
      kind: 'counting',
      answered: [1],
      minutes: 2,
    })
    const [kept] = await database.root<{ module_version: string }[]>`
      select module_version from unit_studies where person_id = ${person.personId}`
    expect(kept).toEqual({ module_version: lesson(UNIT, 1).module.version })
    expect(await answerCheck(phone.actor, same(2), rightAnswer(UNIT, 2))).toEqual({
      result: 'next',
      passage: 3,
    })
  })

  test('a lesson that has become shorter can still be finished', async () => {
    await study(1, 150)
    await study(2, 150)
    const shorter = newer(2, (all) => all.slice(0, 2))
    expect((await openPassage(phone.actor, shorter)).kind).toBe('counting')
    expect(await answerCheck(phone.actor, shorter, rightAnswer(UNIT, 2))).toEqual({
      result: 'finished',
      minutes: 5,
    })
  })

  test('a lesson that has become longer is finished with the passages it was opened with', async () => {
    await study(1, 150)
    const longer = (passage: number) => newer(passage, (all) => [...all, { ...all[2]!, number: 4 }])
    await openPassage(phone.actor, longer(2))
    await answerCheck(phone.actor, longer(2), rightAnswer(UNIT, 2))
    expect(await openPassage(phone.actor, longer(4))).toEqual({ kind: 'go-to', passage: 3 })
    expect(await answerCheck(phone.actor, longer(3), rightAnswer(UNIT, 3))).toMatchObject({
      result: 'finished',
    })
  })
})

describe('who may answer', () => {
  test('someone discharged in the middle of a unit may not, and nothing is posted', async () => {
    await study(1, 150)
    await study(2, 150)
    await openPassage(phone.actor, lesson(UNIT, 3))
    await database.ownerSql`update supervised_persons set left_on = '2026-07-22', departure = 'discharged' where id = ${person.personId}`
    phone = await device(person.accountId)
    expect(await answer(3)).toEqual({ refused: 'left' })
    expect(await entries()).toEqual([])
  })

  test('staff have no study', async () => {
    expect(
      await answerCheck(
        { ...phone.actor, role: 'office', personId: null },
        lesson(UNIT, 1),
        rightAnswer(UNIT, 1),
      ),
    ).toEqual({ refused: 'left' })
  })
})
