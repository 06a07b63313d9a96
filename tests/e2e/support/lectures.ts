import { randomUUID } from 'node:crypto'
import { countyDatabase } from './county-database.ts'

/** Orders as an office leaves them, for tests of the lecturer's side: each test has its own, on a day of its own. */

const ASKED_AT = '2026-07-22T08:00:00+08:00'
const HELD_UNTIL = '2026-07-25T08:00:00+08:00'

type Asked = { id: string; topic: string }

async function placesOf(office: string, seat: string, topic?: string) {
  const [found] = await countyDatabase()<
    {
      county: string
      office: string
      room: string
      capacity: number
      travel: number
      lecturer: string
      staff: string
      topic_id: string
      topic: string
      title: string
      minutes: number
      account: string
    }[]
  >`
    select o.county_id as county, o.id as office, r.id as room, r.capacity, r.travel_minutes as travel, l.id as lecturer,
      s.id as staff, t.id as topic_id, t.code as topic, t.full_zh as title, t.minutes, a.account_id as account
    from judicial_offices o
    join lateral (select * from lecture_rooms r where r.office_id = o.id order by r.capacity desc, r.id limit 1) r on true
    join sign_in_names n on n.name = ${seat} join staff s on s.account_id = n.account_id
    join lecturers l on l.staff_id = s.id
    join lecturer_topics q on q.lecturer_id = l.id
    join menu_topics t on t.code = q.topic_code join menu_versions v on v.id = t.menu_version_id and v.number = 1
    join sign_in_names a on a.name = ${`office-${office}`}
    where o.code = ${office} and (${topic ?? null}::text is null or t.code = ${topic ?? null}) order by t.code limit 1`
  if (!found) throw new Error(`${seat} does not teach ${topic ?? 'anything'}`)
  return found
}

/** An office asks a lecturer for a time; both are held. `at`: `2026-09-05T14:30`, in the county. */
export async function askLecturer(seat: string, at: string, office = 'dongtang'): Promise<Asked> {
  const of = await placesOf(office, seat)
  const [id, engagement] = [randomUUID(), randomUUID()]
  const from = new Date(`${at}:00+08:00`)
  const to = new Date(from.getTime() + of.minutes * 60_000)
  const wide = (minutes: number) =>
    `[${new Date(from.getTime() - minutes * 60_000).toISOString()},${new Date(to.getTime() + minutes * 60_000).toISOString()})`
  const day = at.slice(0, 10)
  await countyDatabase().begin(async (tx) => {
    await tx`insert into engagements ${tx({
      ...{ id: engagement, county_id: of.county, kind: 'lecture', staff_id: of.staff, room_id: of.room },
      ...{ office_id: of.office, for_id: id, during: wide(0), blocked: wide(of.travel), state: 'held' },
      ...{ hold_until: HELD_UNTIL, placed_by: of.account, placed_as: 'office', placed_at: ASKED_AT },
    })}`
    await tx`insert into lecture_orders ${tx({
      ...{ id, county_id: of.county, office_id: of.office, topic_id: of.topic_id, topic_code: of.topic },
      ...{ regime: 'adults', asked: 'named', state: 'held', version: 2, seats: 20, seats_taken: 20 },
      ...{ capacity: of.capacity, needs: tx.json({ hearing: 2 }), wanted_from: day, wanted_to: day },
      ...{ wanted_time: 'any', lecturer_id: of.lecturer, room_id: of.room, engagement_id: engagement },
      ...{ during: wide(0), hold_until: HELD_UNTIL, created_by: of.account, created_as: 'office' },
      ...{ created_at: ASKED_AT, requested_at: ASKED_AT },
    })}`
  })
  return { id, topic: of.title }
}

/** An office asks anyone, for a week. */
export async function askAnyone(seat: string, topic: string, from: string, to: string): Promise<Asked> {
  const of = await placesOf('yusha', seat, topic)
  const id = randomUUID()
  const db = countyDatabase()
  await db`insert into lecture_orders ${db({
    ...{ id, county_id: of.county, office_id: of.office, topic_id: of.topic_id, topic_code: of.topic },
    ...{ regime: 'adults', asked: 'anyone', state: 'requested', version: 2, seats: 8, seats_taken: 8 },
    ...{ needs: db.json({}), wanted_from: from, wanted_to: to, wanted_time: 'any', created_by: of.account },
    ...{ created_as: 'office', created_at: ASKED_AT, requested_at: ASKED_AT },
  })}`
  return { id, topic: of.title }
}

/** Somebody else moves an order while a page of it is open. */
export async function moveOrder(id: string): Promise<void> {
  await countyDatabase()`update lecture_orders set version = version + 1 where id = ${id}`
}
