import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { bookingFindings } from '#db/check-bookings.server.ts'
import { testDatabase, type TestDatabase } from '#tests/support/database.ts'
import { demoStaff } from './staff.ts'
import { writeLectures } from './write-lectures.ts'
import { writeOccasions } from './write-occasions.ts'
import { writeAccounts, writeCounty, writeStaff } from './write-county.ts'
import { orderStates } from '#db/schema/lecture-orders.ts'

// A month's end, a year's end and the day of the drawn story: the orders stand around whatever day it is.
describe.each(['2026-07-22T10:00:00+08:00', '2026-12-30T23:50:00+08:00', '2027-01-01T00:05:00+08:00'])(
  'the lectures of a demo county that was seeded at %s',
  (text) => {
    const NOW = new Date(text)
    let database: TestDatabase
    beforeAll(async () => {
      database = await testDatabase()
      travelTo(NOW)
      await database.ownerSql.begin(async (tx) => {
        await writeCounty(tx, NOW)
        await writeAccounts(tx, NOW, demoStaff(), [])
        await writeStaff(tx, NOW, demoStaff())
        await writeLectures(tx, NOW)
        await writeOccasions(tx, NOW)
      })
    }, 60_000)
    afterAll(() => database.drop())

    test('14 lecturers, 18 topics in 3 menus, an order in every state, and every booking is right', async () => {
      const [counts] = await database.root`select (select count(*)::int from lecturers) as lecturers,
        (select count(*)::int from menu_topics) as topics, (select count(*)::int from menu_versions) as menus,
        (select count(distinct office_id)::int from lecture_rooms) as offices`
      expect(counts).toEqual({ lecturers: 14, topics: 18, menus: 3, offices: 9 })
      const states = await database.root<{ state: string }[]>`select distinct state from lecture_orders`
      expect(states.map(({ state }) => state).sort()).toEqual([...orderStates].sort())
      expect(await bookingFindings(database.root, NOW)).toEqual([])
    })

    test('nothing lies in the future that has happened, nor in the past that is to come', async () => {
      const wrong = await database.root`select o.id, o.state from lecture_orders o
        where (o.state in ('taught', 'closed') and upper(o.during) > ${NOW})
          or (o.state in ('held', 'proposed', 'accepted', 'confirmed') and lower(o.during) <= ${NOW})
          or (o.hold_until <= ${NOW}) or o.created_at > ${NOW}
          or exists (select 1 from lecture_order_changes c where c.order_id = o.id and c.at > ${NOW})`
      expect([...wrong]).toEqual([])
    })

    test('written once', async () => {
      await database.ownerSql.begin((tx) => writeLectures(tx, NOW))
      const [menus] = await database.root`select count(*)::int from menu_versions`
      expect(menus!.count).toBe(3)
    })
  },
)
