import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { bookingFindings } from '#db/check-bookings.server.ts'
import {
  actorOf,
  addPeople,
  agreedClass,
  BEFORE_CLASS,
  markOf,
  minutesLater,
} from '#tests/support/class-setup.ts'
import { addLectureCounty, done, type LectureCounty } from '#tests/support/lecture-setup.ts'
import type { Person } from '#tests/support/study-setup.ts'
import { database } from '#tests/support/this-database.ts'
import { addForgotten, strikeMark } from './forgotten.server.ts'
import { recordMarks } from './mark.server.ts'
import { joinOccasion, leaveOccasion, offerPlaces } from './place.server.ts'
import { completeRegister } from './register.server.ts'
import { join, leave, type RosterNow } from './waiting-list.policy.ts'

/** Real concurrency on a real PostgreSQL: every statement of these goes over connections of its own. */
const sql = database.ownerSql
let world: LectureCounty
beforeAll(async () => {
  world = await addLectureCounty(sql)
})

const ids = (people: readonly { personId: string }[]) => people.map(({ personId }) => personId)
const placesOf = async (occasionId: string) =>
  database.root<{ person_id: string; state: string; ordinal: number | null }[]>`
    select person_id, state, ordinal from occasion_places where occasion_id = ${occasionId} order by ordinal nulls first, person_id`
const joinedCount = async (occasionId: string) =>
  (
    await database.root<
      { joined: number }[]
    >`select joined from occasion_rosters where occasion_id = ${occasionId}`
  )[0]!.joined

test('50 people at once for the last seat: one has it, 49 wait, each with a number of their own', async () => {
  const { id } = await agreedClass(sql, world, { seats: 3 })
  const people = await addPeople(sql, world, 52)
  done(await offerPlaces(world.office, id, ids(people)))
  const actors = await Promise.all(people.map(actorOf))
  for (const actor of actors.slice(0, 2)) done(await joinOccasion(actor, id))
  const answers = await Promise.all(actors.slice(2).map((actor) => joinOccasion(actor, id)))
  const states = answers.map((one) => ('state' in one ? one.state : one.refused))
  expect(states.filter((state) => state === 'joined')).toHaveLength(1)
  expect(states.filter((state) => state === 'waiting')).toHaveLength(49)
  const waiting = (await placesOf(id)).filter(({ state }) => state === 'waiting')
  expect(waiting.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 49 }, (_, index) => index + 1))
  expect(await joinedCount(id)).toBe(3)

  // Three leave and ten join again at once: nobody overtakes who waits.
  const first = waiting.slice(0, 3).map(({ person_id: personId }) => personId)
  await Promise.all([
    ...people
      .slice(0, 2)
      .map(({ personId }) => leaveOccasion(world.office, id, personId).then(() => undefined)),
    ...actors.slice(10, 20).map((actor) => joinOccasion(actor, id).then(() => undefined)),
  ])
  const joined = (await placesOf(id)).filter(({ state }) => state === 'joined').map((one) => one.person_id)
  expect(joined).toHaveLength(3)
  expect(first.slice(0, 2).every((personId) => joined.includes(personId))).toBe(true)
})

test('one seat given up by two at once is given to one', async () => {
  const { id } = await agreedClass(sql, world, { seats: 1 })
  const people = await addPeople(sql, world, 3)
  done(await offerPlaces(world.office, id, ids(people), { seat: true }))
  const [seated] = (await placesOf(id)).filter(({ state }) => state === 'joined')
  await Promise.all([1, 2, 3].map(() => leaveOccasion(world.office, id, seated!.person_id)))
  expect((await placesOf(id)).map(({ state }) => state).sort()).toEqual(['joined', 'waiting', 'withdrawn'])
})

test('five who complete at once: the minutes stand once; ten who mark at once: one revision', async () => {
  const { id, end } = await agreedClass(sql, world)
  const people = await addPeople(sql, world, 5)
  done(await offerPlaces(world.office, id, ids(people), { seat: true }))
  travelTo(minutesLater(end, 1))
  const marked = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      recordMarks(
        index % 2 ? world.office : world.helper,
        id,
        ids(people).map((one) => markOf(one)),
      ),
    ),
  )
  // The same said twice is said once: nothing is refused, and nothing is added twice.
  expect(marked.map((one) => ('recorded' in one ? one.recorded : one.refused)).sort()).toEqual([
    ...Array.from({ length: 9 }, () => 0),
    5,
  ])
  const completed = await Promise.all(Array.from({ length: 5 }, () => completeRegister(world.office, id)))
  expect(completed.filter((one) => 'again' in one && !one.again)).toHaveLength(1)
  const lines = await database.root`select 1 from hours_entries where source_id = ${`occasion:${id}`}`
  expect(lines).toHaveLength(5)
})

test('a seat given at the counter while the register is completed has a mark, or is not given', async () => {
  const { id, end } = await agreedClass(sql, world)
  const people = await addPeople(sql, world, 6)
  done(await offerPlaces(world.office, id, ids(people)))
  const [seated, ...others] = people
  done(await joinOccasion(world.office, id, seated!.personId))
  travelTo(minutesLater(end, 1))
  done((await recordMarks(world.office, id, [markOf(seated!.personId)])) as { recorded: number })
  await Promise.all([
    completeRegister(world.office, id),
    ...others.map(({ personId }) => joinOccasion(world.helper, id, personId)),
  ])
  const findings = await bookingFindings(database.root, minutesLater(end, 1))
  expect(findings.filter(({ rule }) => rule === 'register-without-marks')).toEqual([])
})

type Move = { who: number; act: 'join' | 'leave' | 'take-out' }
const anyMoves = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 5 }),
    act: fc.constantFrom('join' as const, 'leave' as const, 'take-out' as const),
  }),
  { minLength: 1, maxLength: 25 },
)

test('whatever they do, the database and the rule agree, and no invariant is broken', async () => {
  travelTo(BEFORE_CLASS)
  const people = await addPeople(sql, world, 6)
  const actors = await Promise.all(people.map(actorOf))
  await fc.assert(
    fc.asyncProperty(anyMoves, fc.integer({ min: 1, max: 4 }), async (moves: Move[], seats) => {
      const { id } = await agreedClass(sql, world, { seats })
      done(await offerPlaces(world.office, id, ids(people)))
      let model: RosterNow = {
        ...{ seats, lastOrdinal: 0 },
        places: Object.fromEntries(
          people.map(({ personId }) => [personId, { state: 'offered', ordinal: null }]),
        ),
      }
      const takenOut = new Set<string>()
      for (const { who, act } of moves) {
        const { personId } = people[who]!
        const place = model.places[personId]!
        if (act === 'join') {
          await joinOccasion(actors[who]!, id)
          if (!takenOut.has(personId)) model = join(model, personId)
        } else if (act === 'leave') {
          await leaveOccasion(actors[who]!, id)
          if (place.state !== 'withdrawn') model = leave(model, personId)
        } else {
          await leaveOccasion(world.office, id, personId)
          if (place.state !== 'withdrawn') {
            model = leave(model, personId)
            takenOut.add(personId)
          }
        }
      }
      const found = Object.fromEntries(
        (await placesOf(id)).map(({ person_id: personId, state, ordinal }) => [personId, { state, ordinal }]),
      )
      expect(found).toEqual(model.places)
      expect(await joinedCount(id)).toBe(
        Object.values(model.places).filter(({ state }) => state === 'joined').length,
      )
      expect(await bookingFindings(database.root, BEFORE_CLASS)).toEqual([])
      // No class stands in the way of the next.
      for (const { personId } of people) await leaveOccasion(world.office, id, personId)
    }),
    { numRuns: 25 },
  )
}, 120_000)

test('the same forgotten person added eight times at once, and struck eight times: one line each', async () => {
  const { id, end } = await agreedClass(sql, world, { seats: 1 })
  const [seated, forgotten] = (await addPeople(sql, world, 2)) as [Person, Person]
  done(await offerPlaces(world.office, id, [seated.personId], { seat: true }))
  travelTo(minutesLater(end, 5))
  done(await recordMarks(world.office, id, [markOf(seated.personId)]))
  done(await completeRegister(world.office, id))
  const mark = markOf(forgotten.personId, { note: 'on the paper sheet' })
  const added = await Promise.all(Array.from({ length: 8 }, () => addForgotten(world.office, id, mark)))
  expect(added.map((one) => ('recorded' in one ? one.recorded : one.refused)).sort()).toEqual([
    ...[0, 0, 0, 0, 0, 0, 0, 1],
  ])
  const struck = await Promise.all(
    Array.from({ length: 8 }, () =>
      strikeMark(world.office, id, { personId: forgotten.personId, seen: 1 }, 'wrong-person'),
    ),
  )
  expect(struck.filter((one) => 'recorded' in one && one.recorded === 1)).toHaveLength(1)
  const lines = await database.root<{ minutes: number }[]>`
    select minutes from hours_entries where person_id = ${forgotten.personId} order by id`
  expect(lines.map(({ minutes }) => minutes)).toEqual([90, -90])
  const [roster] = await database.root`select joined, seats from occasion_rosters where occasion_id = ${id}`
  expect(roster).toEqual({ joined: 1, seats: 2 })
  expect(await bookingFindings(database.root, minutesLater(end, 5))).toEqual([])
})

test('several forgotten people at once: each has a seat while the room has one, and no more', async () => {
  const { id, end } = await agreedClass(sql, world, { seats: 1 })
  const list = await addPeople(sql, world, 5)
  await sql`update occasions set capacity = 3 where id = ${id}`
  travelTo(minutesLater(end, 5))
  done(await completeRegister(world.office, id))
  const answers = await Promise.all(
    list.map(({ personId }) =>
      addForgotten(world.office, id, markOf(personId, { note: 'on the paper sheet' })),
    ),
  )
  expect(answers.map((one) => ('recorded' in one ? one.recorded : one.refused)).sort()).toEqual([
    ...[1, 1, 1, 'full', 'full'],
  ])
  expect(await joinedCount(id)).toBe(3)
})
