import { expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { nameSlot } from '#app/domains/lectures/order-ask.server.ts'
import { bookingFindings } from '#db/check-bookings.server.ts'
import { addLectureCounty, addLecturer, at, done, draft, SATURDAY } from '#tests/support/lecture-setup.ts'
import { database } from '#tests/support/this-database.ts'
import { expireOrders } from './expire-orders.server.ts'

test('the job notes the holds that have passed in every county, once, and leaves the others', async () => {
  const sql = database.ownerSql
  const held: string[] = []
  for (const start of ['09:00', '09:00']) {
    const world = await addLectureCounty(sql)
    const { lecturerId } = await addLecturer(sql, world.county)
    const { orderId, version } = await draft(world.office)
    done(
      await nameSlot(world.office, orderId, version, {
        lecturerId,
        roomId: world.room,
        start: at(SATURDAY, start),
      }),
    )
    held.push(orderId)
  }
  expect(await expireOrders(sql, () => false)).toEqual({ expired: 0 })
  travelTo(at('2026-07-25', '12:00'))
  expect((await bookingFindings(database.root, at('2026-07-25', '12:00'))).map(({ rule }) => rule)).toEqual([
    ...['expired-hold', 'expired-hold'],
  ])
  // Told to stop, it leaves the rest for later.
  expect(await expireOrders(sql, () => true)).toEqual({ expired: 0 })
  expect(await expireOrders(sql, () => false)).toEqual({ expired: 2 })
  expect(await expireOrders(sql, () => false)).toEqual({ expired: 0 })
  const states = await database.root`select distinct state from lecture_orders where id = any(${held})`
  expect([...states]).toEqual([{ state: 'expired' }])
  expect(await bookingFindings(database.root, at('2026-07-25', '12:00'))).toEqual([])
})
