import { sql as query } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { recordMarks } from '#app/domains/attendance/mark.server.ts'
import { offerPlaces } from '#app/domains/attendance/place.server.ts'
import { correctMark } from '#app/domains/attendance/register.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { completeClass } from '#app/domains/lectures/class-over.server.ts'
import { lectureReach, serviceRecord } from '#app/domains/lectures/lecture-reach.queries.server.ts'
import { markTaught } from '#app/domains/lectures/order-settle.server.ts'
import { calendarDay, monthOf } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { addPeople, agreedClass, markOf, minutesLater } from './support/class-setup.ts'
import { addLectureCounty, done, SATURDAY, type LectureCounty } from './support/lecture-setup.ts'
import { database } from './support/this-database.ts'

/** How many came is what complete registers say, beside the seats that were ordered. */
const sql = database.ownerSql
const MONTHS = { from: monthOf(calendarDay(SATURDAY)), to: monthOf(calendarDay(SATURDAY)) }
let world: LectureCounty
beforeAll(async () => {
  world = await addLectureCounty(sql)
})

test('nobody before the register is complete; then those who were there, and as it is corrected', async () => {
  const made = await agreedClass(sql, world, { seats: 12 })
  const people = await addPeople(sql, world, 3)
  const ids = people.map(({ personId }) => personId)
  done(await offerPlaces(world.office, made.id, ids, { seat: true }))
  travelTo(minutesLater(made.end, 5))
  const taught = done(await markTaught(made.lecturer.actor, made.order.orderId, made.order.version))
  expect(taught.version).toBeGreaterThan(made.order.version)
  const marks = [markOf(ids[0]!), markOf(ids[1]!), markOf(ids[2]!, { outcome: 'absent' })]
  done(await recordMarks(world.office, made.id, marks))

  const reach = async () => (await lectureReach(world.bureau, MONTHS)).topics
  const record = async () => (await serviceRecord(made.lecturer.actor, MONTHS))!
  expect(await reach()).toMatchObject([{ sessions: 1, seats: 12, came: 0, open: 1 }])
  expect(await record()).toMatchObject([{ sessions: 1, seats: 12, came: 0, open: 1 }])

  done(await completeClass(world.office, made.id))
  expect(await reach()).toMatchObject([{ sessions: 1, seats: 12, came: 2, open: 0 }])
  expect(await record()).toMatchObject([{ sessions: 1, seats: 12, came: 2, open: 0 }])
  const { offices } = await lectureReach(world.bureau, MONTHS)
  expect(offices.find(({ id }) => id === world.county.officeId)).toMatchObject({
    seats: 12,
    came: 2,
    open: 0,
  })

  done(
    await correctMark(world.office, made.id, markOf(ids[1]!, { outcome: 'absent', seen: 1 }), 'wrong-person'),
  )
  expect(await reach()).toMatchObject([{ came: 1 }])
})

test('the numbers are for the bureau and the class’s own lecturer alone', async () => {
  const made = await agreedClass(sql, world)
  const seenBy = async (actor: Actor) =>
    inActorTransaction(scopeOf(actor), (tx) =>
      tx.execute(query`select order_id from door_class_attendance('2026-01-01', '2027-01-01')
        where order_id = ${made.order.orderId}::uuid`),
    )
  expect(await seenBy(world.bureau)).toHaveLength(1)
  expect(await seenBy(made.lecturer.actor)).toHaveLength(1)
  const another = await agreedClass(sql, world)
  expect(await seenBy(another.lecturer.actor)).toHaveLength(0)
  expect(await seenBy(world.office)).toHaveLength(0)
})
