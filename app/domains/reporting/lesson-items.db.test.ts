import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { database } from '#tests/support/this-database.ts'
import { modules, quizKeys } from '#tests/support/two-modules.ts'
import { addCounty, addPerson, addStaff, staffDevice, type County } from '#tests/support/study-setup.ts'
import { quizKeyId } from '#content/lesson.ts'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { minorItemRows } from '#app/domains/learning/item-marks.queries.server.ts'
import { readItemRows, writeItemRows } from '#app/domains/learning/item-rows.server.ts'
import { itemStatistics, type ItemStatistics } from '#app/domains/learning/item-statistics.policy.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { exportedItems, itemsOfLesson, lessonsOfItems } from './lesson-items.queries.server.ts'
import { itemsFilterSchema } from './lesson-items.schema.ts'

vi.mock('virtual:lessons', async () => ({ modules: (await import('#tests/support/two-modules.ts')).modules }))
vi.mock('virtual:lesson-answers', async () => ({
  answers: (await import('#tests/support/two-modules.ts')).answers,
}))
vi.mock('virtual:quiz-answers', async () => ({
  quizKeys: (await import('#tests/support/two-modules.ts')).quizKeys,
}))

const X1 = modules[0]!
const filter = (given: Record<string, string> = {}) => itemsFilterSchema.parse(given)

let county: County
let bureau: Actor
let office: Actor
let bureauAccount: string
beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})
beforeEach(async () => {
  // A county of its own for each: what is counted is all of it.
  county = await addCounty(database.ownerSql)
  const staff = await addStaff(database.ownerSql, county, { role: 'bureau' })
  bureauAccount = staff.accountId
  bureau = (await staffDevice(staff)).actor
  office = (await staffDevice(await addStaff(database.ownerSql, county, { role: 'office' }))).actor
})

type Try = {
  marks: Record<string, 0 | 1>
  wrong?: Record<string, string[]>
  version?: string
  open?: boolean
}

/** Somebody with quizzes behind them: one question for each mark, the wrong answers as given or left out. */
async function taker(tries: readonly Try[], { minor = false } = {}): Promise<string> {
  const { personId } = await addPerson(database.ownerSql, county, { minor })
  for (const [index, one] of tries.entries()) {
    const ids = Object.keys(one.marks)
    const asked = ids.map((id) => ({
      ...X1.bank.find((question) => question.id === id)!,
      ...(one.version ? { version: one.version, question: '从前的问法' } : {}),
    }))
    const keys = ids.map((id) => ({
      id,
      right: quizKeys[quizKeyId('x1', id)]!.right,
      explanation: '',
      law: null,
    }))
    const missed = ids.filter((id) => one.marks[id] === 0)
    const id = uuidv7()
    const startedAt = new Date(now().getTime() - (10 - index) * 86_400_000)
    await database.root`insert into quiz_attempts ${database.root({
      ...{ id, county_id: county.countyId, person_id: personId, module_code: 'x1', module_version: 'v' },
      ...{ seed: 1, question_count: ids.length, pass_right: 1, started_at: startedAt },
      ...{ asked: database.root.json(asked as never), keys: database.root.json(keys as never) },
      submitted_at: one.open ? null : startedAt,
      right_count: one.open ? null : ids.length - missed.length,
      missed: one.open ? null : missed,
    })}`
    for (const question of ids) {
      const chosen = one.marks[question] ? quizKeys[quizKeyId('x1', question)]!.right : one.wrong?.[question]
      if (chosen)
        await database.root`insert into quiz_answers ${database.root({
          ...{ id: uuidv7(), county_id: county.countyId, person_id: personId, attempt_id: id },
          ...{ question_id: question, chosen: [...chosen] },
        })}`
    }
  }
  return personId
}

const of = async (question: string, given: Record<string, string> = {}, actor = bureau) =>
  (await itemsOfLesson(actor, X1, filter(given))).items.filter(
    ({ statistics }) => statistics.question === question,
  )

describe('adults', () => {
  beforeEach(async () => {
    await taker([{ marks: { q01: 1, q02: 1, q03: 1 } }])
    await taker([{ marks: { q01: 1, q02: 1, q03: 0 } }])
    await taker([{ marks: { q01: 0, q02: 0, q03: 1 }, wrong: { q01: ['c'], q02: ['c', 'b'] } }])
    await taker([{ marks: { q01: 0, q02: 0, q03: 0 }, wrong: { q01: ['c'], q02: ['b', 'c'] } }])
    await taker([
      { marks: { q01: 0, q02: 1, q04: 1 }, wrong: { q01: ['a'] } },
      { marks: { q01: 1, q02: 1, q04: 1 } },
      { marks: { q01: 0, q02: 1, q05: 1 }, open: true },
    ])
  })

  test('a question over the first tries that were asked it and handed in, against the rest of each', async () => {
    const [q01] = await of('q01')
    // Marks 1 1 0 0 0, rest 2 1 1 0 2: cov 0.15 → var 0.3 and 0.7, highest cov 0.4.
    expect(q01!.statistics).toMatchObject({ state: 'told', asked: 5, facility: 40 })
    const told = q01!.statistics as Extract<ItemStatistics, { state: 'told' }>
    expect(told.discrimination).toBeCloseTo((100 * 0.15) / Math.sqrt(0.3 * 0.7), 6)
    expect(told.efficiency).toBeCloseTo((100 * 0.15) / 0.4, 6)
    expect(q01).toMatchObject({ current: true, wording: { question: '选哪一个才对？', right: ['b'] } })
    expect((await of('q01', { tries: 'all' }))[0]!.statistics).toMatchObject({ asked: 6 })
  })

  test('the wrong answer given most often, ticks in any order; left out counts too', async () => {
    expect((await of('q01'))[0]!.wrong).toEqual({ chosen: ['c'], times: 2 })
    expect((await of('q02'))[0]!.wrong).toEqual({ chosen: ['b', 'c'], times: 2 })
    await taker([{ marks: { q01: 1, q02: 1, q03: 0 } }])
    expect((await of('q03'))[0]!.wrong).toEqual({ chosen: [], times: 3 })
  })

  test('what was asked fewer than five times is named and not told, its wrong answers neither', async () => {
    for (const id of ['q03', 'q04', 'q05']) {
      const [item, ...others] = await of(id)
      expect(others).toEqual([])
      expect(item).toMatchObject({ statistics: { state: 'too-few' }, flag: null, wrong: null })
      expect(Object.keys(item!.statistics).sort()).toEqual(['question', 'state', 'version'])
    }
  })

  test('an older wording is another item, shown when it is asked for', async () => {
    for (let times = 0; times < 5; times++)
      await taker([{ marks: { q01: 1, q02: times > 2 ? 1 : 0 }, version: 'eeeeeeeeeeee' }])
    expect(await of('q01')).toHaveLength(1)
    const both = await of('q01', { version: 'all' })
    expect(both.map(({ current }) => current).sort()).toEqual([false, true])
    expect(both.find(({ current }) => !current)).toMatchObject({
      statistics: { version: 'eeeeeeeeeeee', asked: 5, facility: 100, discrimination: 'marks-alike' },
      wording: { question: '从前的问法' },
      flag: { flag: 'too-easy', sure: false },
    })
    expect((await of('q01'))[0]!.statistics).toMatchObject({ asked: 5 })
  })

  test('the file names nobody, and comes to the numbers of the page', async () => {
    const people = await database.root<{ it: string }[]>`
      select id::text as it from supervised_persons where county_id = ${county.countyId}
      union select id::text from quiz_attempts where county_id = ${county.countyId}
      union select name from supervised_persons union select register_number from supervised_persons`
    const file = writeItemRows(await exportedItems(bureau, X1))
    expect(people.filter(({ it }) => file.includes(it))).toEqual([])
    const read = readItemRows(file)
    if (!('rows' in read)) throw new Error('not read')
    expect(read.rows).toHaveLength(18)
    const page = (await itemsOfLesson(bureau, X1, filter())).items.flatMap(({ statistics }) =>
      statistics.state === 'told' ? [statistics] : [],
    )
    expect(page.length).toBeGreaterThan(0)
    const own = itemStatistics(read.rows, { tries: 'first' }).filter(({ state }) => state === 'told')
    expect(own).toEqual(page.sort((a, b) => (a.question < b.question ? -1 : 1)))
  })

  test('the county’s lessons: first tries, passes, and no other county', async () => {
    const [x1] = await lessonsOfItems(bureau)
    expect(x1).toMatchObject({ code: 'x1', first: 5, attempts: 6, firstPassed: 4, told: 2 })
    county = await addCounty(database.ownerSql)
    const elsewhere = (await staffDevice(await addStaff(database.ownerSql, county, { role: 'bureau' }))).actor
    expect((await lessonsOfItems(elsewhere))[0]).toMatchObject({ first: 0, attempts: 0 })
  })
})

describe('the minors’ regime', () => {
  const minors = async (times: number) => {
    const people: string[] = []
    for (let at = 0; at < times; at++)
      people.push(
        await taker(
          [{ marks: { q01: at % 2 ? 1 : 0, q02: at > 2 ? 1 : 0 } }, { marks: { q01: 1, q02: 1 } }],
          { minor: true },
        ),
      )
    return people
  }
  const rowsFor = (actor: Actor) => inActorTransaction(scopeOf(actor), (tx) => minorItemRows(tx, 'x1'))

  test('is in no number of the adults, also where a grant has opened a record', async () => {
    const [first] = await minors(6)
    await database.root`insert into minor_record_grants ${database.root({
      ...{ id: uuidv7(), county_id: county.countyId, person_id: first!, account_id: bureauAccount },
      ...{ reason: '核对学习情况', granted_by: bureauAccount, granted_at: now() },
      expires_at: new Date(now().getTime() + 86_400_000),
    })}`
    expect(await exportedItems(bureau, X1)).toEqual([])
    expect((await of('q01', { tries: 'all' }))[0]!.statistics.state).toBe('too-few')
    expect((await lessonsOfItems(bureau))[0]).toMatchObject({ attempts: 0 })
  })

  test('is told as sums: five first tries and more, without an answer', async () => {
    await minors(4)
    expect(await rowsFor(bureau)).toEqual([])
    expect((await of('q01', { group: 'minors' }))[0]!.statistics.state).toBe('too-few')
    await minors(1)
    const [q01] = await of('q01', { group: 'minors', tries: 'all' })
    expect(q01).toMatchObject({ statistics: { state: 'told', asked: 5, facility: 40 }, wrong: null })
    expect(await itemsOfLesson(bureau, X1, filter({ group: 'minors' }))).toMatchObject({ attempts: null })
  })

  test('opens its door to the bureau alone, of its own county', async () => {
    await minors(6)
    expect(await rowsFor(bureau)).toHaveLength(12)
    expect(await rowsFor(office)).toEqual([])
    const other = await addCounty(database.ownerSql)
    const elsewhere = (await staffDevice(await addStaff(database.ownerSql, other, { role: 'bureau' }))).actor
    expect(await rowsFor(elsewhere)).toEqual([])
  })
})

test('addresses of one’s own making read as the default', () => {
  expect(filter({ version: 'x', tries: '9', group: 'everyone' })).toEqual({
    ...{ version: 'current', tries: 'first', group: 'adults' },
  })
})
