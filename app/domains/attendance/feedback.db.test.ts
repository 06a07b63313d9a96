import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { acceptOrder } from '#app/domains/lectures/order-answer.server.ts'
import { nameSlot } from '#app/domains/lectures/order-ask.server.ts'
import { confirmOrder } from '#app/domains/lectures/order-settle.server.ts'
import {
  addLectureCounty,
  addLecturer,
  addRoom,
  at,
  done,
  draft,
  type LectureCounty,
  type Lecturer,
} from '#tests/support/lecture-setup.ts'
import { asActor, refusalOf } from '#tests/support/scopes.ts'
import { addPerson, device } from '#tests/support/study-setup.ts'
import { database } from '#tests/support/this-database.ts'
import type { FeedbackFace } from './feedback.policy.ts'
import { feedbackOf, giveFeedback } from './feedback.server.ts'
import { recordMarks } from './mark.server.ts'
import { occasionOfSource } from './occasions.queries.server.ts'
import { joinOccasion, offerPlaces } from './place.server.ts'

/** What is said of a class is said by nobody (decisions 14), on a real database. */
const sql = database.ownerSql
/** A Saturday before the logins of the 22nd end. */
const SATURDAY = '2026-08-01'
const DENIED = '42501'
const BEFORE = at('2026-07-22', '10:00')
const AFTER = at(SATURDAY, '17:00')
let world: LectureCounty
let far: LectureCounty

beforeAll(async () => {
  world = await addLectureCounty(sql)
  far = await addLectureCounty(sql)
})
beforeEach(() => travelTo(BEFORE))

type Held = { id: string; lecturer: Lecturer; people: Actor[]; absent: Actor }
/** A class that is over, with so many who were there, and one who was not. */
async function held(count: number): Promise<Held> {
  travelTo(BEFORE)
  const lecturer = await addLecturer(sql, world.county)
  const room = await addRoom(sql, world.county.countyId, world.county.officeId)
  const begun = await draft(world.office, { seats: count + 1 })
  const slot = done(
    await nameSlot(world.office, begun.orderId, begun.version, {
      ...{ lecturerId: lecturer.lecturerId, roomId: room, start: at(SATURDAY, '14:30') },
    }),
  )
  const accepted = done(await acceptOrder(lecturer.actor, slot.orderId, slot.version))
  done(await confirmOrder(world.office, slot.orderId, accepted.version))
  const { id } = (await occasionOfSource(world.office, 'lecture', slot.orderId))!
  const all: Actor[] = []
  for (let index = 0; index <= count; index++)
    all.push((await device((await addPerson(sql, world.county)).accountId)).actor)
  done(
    await offerPlaces(
      world.office,
      id,
      all.map(({ personId }) => personId!),
    ),
  )
  for (const actor of all) done(await joinOccasion(actor, id))
  travelTo(AFTER)
  done(
    await recordMarks(
      ...([world.office, id] as const),
      all.map(({ personId }, index) => ({
        ...{
          personId: personId!,
          seen: 0,
          outcome: index < count ? ('attended' as const) : ('absent' as const),
        },
        ...{ inAt: null, outAt: null, lateMinutes: null, note: null },
      })),
    ),
  )
  return { id, lecturer, people: all.slice(0, count), absent: all[count]! }
}
const give = (actor: Actor, id: string, face: FeedbackFace = 'good', comment: string | null = null) =>
  giveFeedback(actor, id, { face, comment })

describe('once, and only by whoever was there', () => {
  test('a second answer changes nothing', async () => {
    const { id, people } = await held(1)
    expect(await give(people[0]!, id)).toEqual({ given: true })
    expect(await give(people[0]!, id, 'poor', '变了')).toEqual({ refused: 'already' })
    expect(await database.root`select face, comment from feedback_answers where occasion_id = ${id}`).toEqual(
      [{ face: 'good', comment: null }],
    )
  })

  test('fifty taps at once are one answer', async () => {
    const { id, people } = await held(1)
    const answers = await Promise.all(Array.from({ length: 50 }, () => give(people[0]!, id)))
    expect(answers.filter((answer) => 'given' in answer)).toHaveLength(1)
    expect(await database.root`select 1 from feedback_answers where occasion_id = ${id}`).toHaveLength(1)
  })

  test('twenty people at once are twenty answers', async () => {
    const { id, people } = await held(20)
    await Promise.all(people.map((one, index) => give(one, id, 'good', `第 ${index} 条`)))
    const [{ comments } = { comments: [] }] = await feedbackOf(world.bureau, { occasionId: id })
    expect(new Set(comments).size).toBe(20)
  })

  test('not by who was absent, by staff, by another county, before its end, or a month later', async () => {
    const { id, people, absent, lecturer } = await held(2)
    const stranger = (await device((await addPerson(sql, far.county)).accountId)).actor
    for (const who of [absent, stranger, world.office, world.bureau, lecturer.actor])
      expect(await give(who, id)).toEqual({ refused: 'not-there' })
    travelTo(at(SATURDAY, '15:59'))
    expect(await give(people[0]!, id)).toEqual({ refused: 'not-there' })
    travelTo(at('2026-08-31', '16:01'))
    expect(await give(people[0]!, id)).toEqual({ refused: 'not-there' })
    travelTo(at('2026-08-31', '15:59'))
    expect(await give(people[0]!, id)).toEqual({ given: true })
  })
})

describe('shown from three answers up', () => {
  test('to the bureau and the lecturer of the class, to nobody else', async () => {
    const { id, people, lecturer } = await held(4)
    await give(people[0]!, id, 'good', '讲得清楚')
    await give(people[1]!, id, 'poor', '太快了 <b>😀</b>')
    for (const who of [world.bureau, lecturer.actor])
      expect(await feedbackOf(who, { occasionId: id })).toEqual([])
    await give(people[2]!, id, 'good')
    const other = await addLecturer(sql, world.county)
    for (const who of [world.bureau, lecturer.actor])
      expect(await feedbackOf(who, { occasionId: id })).toEqual([
        {
          ...{ occasionId: id, code: 'a7', title: { zh: '课', en: 'Class' }, day: SATURDAY },
          ...{ faces: { good: 2, fair: 0, poor: 1 }, comments: ['太快了 <b>😀</b>', '讲得清楚'] },
        },
      ])
    expect(await feedbackOf(world.bureau, { lecturerId: lecturer.lecturerId })).toHaveLength(1)
    expect(await feedbackOf(world.bureau, { lecturerId: other.lecturerId })).toEqual([])
    for (const who of [world.office, world.helper, other.actor, far.bureau, people[3]!])
      expect(await feedbackOf(who, { occasionId: id })).toEqual([])
  })
})

describe('nothing tells whose answer is whose', () => {
  const SYSTEM = 'xmin::text as xmin, ctid::text as place'
  /** What somebody with the whole database in their hands sees of both tables. */
  async function rows(id: string) {
    const tokens = await database.root.unsafe<Record<string, string>[]>(
      `select ${SYSTEM}, * from feedback_tokens where occasion_id = '${id}'`,
    )
    const answers = await database.root.unsafe<Record<string, string>[]>(
      `select ${SYSTEM}, * from feedback_answers where occasion_id = '${id}'`,
    )
    return { tokens: [...tokens], answers: [...answers] }
  }

  test('no column of one stands in the other but the county and the class', async () => {
    const columns = async (table: string) =>
      (
        await database.root<{ name: string; type: string }[]>`
          select column_name as name, data_type as type from information_schema.columns where table_name = ${table}`
      ).sort((a, b) => (a.name < b.name ? -1 : 1))
    const [tokens, answers] = await Promise.all(['feedback_tokens', 'feedback_answers'].map(columns))
    const shared = tokens!.filter(({ name }) => answers!.some((one) => one.name === name))
    expect(shared.map(({ name }) => name)).toEqual(['county_id', 'id', 'occasion_id'])
    // No instant in either; a day alone with the answers.
    expect(
      [...tokens!, ...answers!].filter(({ type }) => /time|date/.test(type)).map(({ name }) => name),
    ).toEqual(['day'])
    expect(answers!.map(({ name }) => name)).not.toContain('person_id')
  })

  test('ids are drawn by lot, the day is the class’s, and no transaction is shared with one answer alone', async () => {
    const { id, people } = await held(6)
    for (const [index, one] of people.entries()) {
      // Each on a day of their own: it stands nowhere.
      travelTo(new Date(AFTER.getTime() + index * 86_400_000))
      await give(one, id, index % 2 ? 'good' : 'fair', `${index}`)
      const { tokens, answers } = await rows(id)
      expect(answers).toHaveLength(index + 1)
      expect(new Set(answers.map(({ xmin }) => xmin)).size).toBe(1)
      for (const { xmin } of tokens) {
        const joined = answers.filter((answer) => answer.xmin === xmin).length
        expect([0, index + 1]).toContain(joined)
      }
      for (const { id: drawn } of [...tokens, ...answers]) expect(drawn![14]).toBe('4')
      expect(new Set(answers.map(({ day }) => String(day))).size).toBe(1)
      expect(new Set([...tokens, ...answers].map((row) => row.id)).size).toBe(tokens.length + answers.length)
    }
  })

  test('where a row lies does not say which came when', async () => {
    const orders = new Set<string>()
    const { id, people } = await held(5)
    for (const [index, one] of people.entries()) await give(one, id, 'good', `${index}`)
    // As they lie: if that were the order of writing, it would be the same every time.
    for (let tries = 0; tries < 3; tries++) {
      const again = await held(5)
      for (const [index, one] of again.people.entries()) await give(one, again.id, 'good', `${index}`)
      const { answers } = await rows(again.id)
      orders.add(answers.map(({ comment }) => comment).join(''))
    }
    const { answers } = await rows(id)
    orders.add(answers.map(({ comment }) => comment).join(''))
    // Four draws of 120 orders: all the same by chance once in 1.7 million.
    expect(orders.size).toBeGreaterThan(1)
  })

  test('the log has no row of it, and no other table learns of it', async () => {
    const { id, people } = await held(3)
    const counts = () => database.root<{ audit: number; notices: number }[]>`select
      (select count(*)::int from audit_events) as audit, (select count(*)::int from notices) as notices`
    const before = await counts()
    for (const one of people) await give(one, id, 'good', '谢谢')
    expect(await counts()).toEqual(before)
  })
})

describe('what the database refuses', () => {
  test('reading or writing answers, or another’s token, past the doors', async () => {
    const { id, people, lecturer } = await held(3)
    for (const one of people) await give(one, id)
    const insert = `insert into feedback_answers (id, county_id, occasion_id, day, face)
      values (gen_random_uuid(), '${world.county.countyId}', '${id}', '${SATURDAY}', 'good')`
    const token = `insert into feedback_tokens (id, county_id, occasion_id, person_id)
      values (gen_random_uuid(), '${world.county.countyId}', '${id}', '${people[0]!.personId}')`
    for (const who of [people[0]!, world.office, world.bureau, lecturer.actor])
      for (const text of ['select * from feedback_answers', insert, token, 'delete from feedback_tokens'])
        expect(await refusalOf(asActor(scopeOf(who), text))).toBe(DENIED)
    const tokens = (who: Actor) => asActor(scopeOf(who), `select person_id from feedback_tokens`)
    expect(await tokens(people[0]!)).toEqual([{ person_id: people[0]!.personId }])
    for (const who of [world.office, world.bureau, lecturer.actor]) expect(await tokens(who)).toEqual([])
  })

  test('a face that is none, and a comment that is too long', async () => {
    const { id, people } = await held(1)
    const door = (face: string, words: string) =>
      refusalOf(asActor(scopeOf(people[0]!), `select door_give_feedback('${id}', '${face}', ${words})`))
    expect(await door('great', 'null')).toBe('23514')
    expect(await door('good', `repeat('长', 301)`)).toBe('23514')
    expect(await door('good', `repeat('长', 300)`)).toBeNull()
  })
})
