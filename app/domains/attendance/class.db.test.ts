import { randomUUID } from 'node:crypto'
import { sql as query } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { cancelByLecturer, rescheduleOrder } from '#app/domains/lectures/order-change.server.ts'
import { acceptOrder } from '#app/domains/lectures/order-answer.server.ts'
import { expireStaleOrders } from '#app/domains/lectures/order-expire.server.ts'
import { nameSlot, resizeOrder } from '#app/domains/lectures/order-ask.server.ts'
import { classWasNotHeld, completeClass } from '#app/domains/lectures/class-over.server.ts'
import { confirmOrder } from '#app/domains/lectures/order-settle.server.ts'
import { joinOrder, leaveOrder } from '#app/domains/lectures/order-share.server.ts'
import { findOrder } from '#app/domains/lectures/orders.queries.server.ts'
import { ownNotices } from '#app/domains/notices/notices.queries.server.ts'
import { bookingFindings } from '#db/check-bookings.server.ts'
import { inActorTransaction } from '#db/client.server.ts'
import {
  actorOf,
  addPeople,
  agreedClass,
  BEFORE_CLASS,
  markOf,
  minutesLater,
} from '#tests/support/class-setup.ts'
import {
  addLectureCounty,
  at,
  done,
  type LectureCounty,
  type Lecturer,
} from '#tests/support/lecture-setup.ts'
import type { Person } from '#tests/support/study-setup.ts'
import { database } from '#tests/support/this-database.ts'
import { suggestedAudience } from './audience.queries.server.ts'
import { addForgotten, notOnRegister, strikeMark } from './forgotten.server.ts'
import { recordMarks, takeBackMark, type NewMark } from './mark.server.ts'
import { findRegister, listOccasions, occasionCounts } from './occasions.queries.server.ts'
import { ownOccasion, ownOccasions } from './own-occasions.queries.server.ts'
import { joinOccasion, leaveOccasion, offerPlaces } from './place.server.ts'
import { completeRegister, correctMark } from './register.server.ts'

/** The class itself, on a real database: roster, waiting list, register, ledger. A Saturday from 14:30 to 16:00. */
const sql = database.ownerSql
let world: LectureCounty
let lecturer: Lecturer

beforeAll(async () => {
  world = await addLectureCounty(sql)
})
beforeEach(() => travelTo(BEFORE_CLASS))

const agreed = async (more: Parameters<typeof agreedClass>[2] = {}) => {
  const made = await agreedClass(sql, world, more)
  lecturer = made.lecturer
  return made
}
const people = (count: number, more: Parameters<typeof addPeople>[3] = {}) =>
  addPeople(sql, world, count, more)
const ids = (list: readonly Person[]) => list.map(({ personId }) => personId)
const mark = markOf
const placeOf = async (occasionId: string, personId: string) => {
  const [row] = await database.root<{ state: string; ordinal: number | null }[]>`
    select state, ordinal from occasion_places where occasion_id = ${occasionId} and person_id = ${personId}`
  return row ? `${row.state}${row.ordinal === null ? '' : ` ${row.ordinal}`}` : 'none'
}
const ledgerOf = (personId: string) =>
  database.root<{ county_day: string; minutes: number; revision: number }[]>`
    select county_day::text, minutes, revision from hours_entries where person_id = ${personId} order by posted_at, id`
const codesOf = async (actor: Actor) => (await ownNotices(actor)).map(({ code }) => code)

describe('the class follows its order', () => {
  test('confirming makes it, once, with the topic, the room and the seats', async () => {
    const { id } = await agreed({ seats: 12 })
    const register = (await findRegister(world.office, id))!
    expect(register.occasion).toMatchObject({
      ...{
        state: 'planned',
        titleCode: 'a7',
        titleZh: '课',
        roomZh: '会议室',
        capacity: 60,
        regime: 'adults',
      },
    })
    expect(register.counts).toEqual({ seats: 12, joined: 0, waiting: 0, offered: 0 })
  })

  test('moving puts it in suspense and brings it back at the new time, with its places, and tells them', async () => {
    const { order, id, start, room } = await agreed()
    const [one] = await people(1)
    const actor = await actorOf(one!)
    done(await offerPlaces(world.office, id, [one!.personId]))
    done(await joinOccasion(actor, id))
    const later = minutesLater(start, -180)
    const moved = done(
      await rescheduleOrder(
        world.office,
        order.orderId,
        order.version,
        { roomId: room, start: later },
        'time-does-not-fit',
      ),
    )
    expect((await ownOccasion(actor, id))!.state).toBe('unsettled')
    const accepted = done(await acceptOrder(lecturer.actor, order.orderId, moved.version))
    done(await confirmOrder(world.office, order.orderId, accepted.version))
    const again = (await ownOccasion(actor, id))!
    expect([again.state, again.place, again.during.from]).toEqual(['planned', 'joined', later])
    expect(await codesOf(actor)).toEqual(['occasion-moved', 'occasion-unsettled', 'occasion-offered'])
  })

  test('the lecturer, who sees no names, calls it off, and everybody with a place is told', async () => {
    const { order, id } = await agreed()
    const [one] = await people(1)
    const actor = await actorOf(one!)
    done(await offerPlaces(world.office, id, [one!.personId]))
    done(await cancelByLecturer(lecturer.actor, order.orderId, order.version, 'ill'))
    expect((await ownOccasion(actor, id))!.state).toBe('cancelled')
    expect(await codesOf(actor)).toEqual(['occasion-cancelled', 'occasion-offered'])
    expect(await joinOccasion(actor, id)).toEqual({ refused: 'closed' })
  })

  test('a move that nobody answers calls it off, by nobody; agreed again it is on, with its places', async () => {
    const { order, id, start, room } = await agreed()
    const [one] = await people(1)
    const actor = await actorOf(one!)
    done(await offerPlaces(world.office, id, [one!.personId], { seat: true }))
    const moved = done(
      await rescheduleOrder(
        world.office,
        order.orderId,
        order.version,
        { roomId: room, start: minutesLater(start, -180) },
        'time-does-not-fit',
      ),
    )
    travelTo(at('2026-07-25', '10:01'))
    await expireStaleOrders(world.office.countyId)
    expect((await ownOccasion(actor, id))!.state).toBe('cancelled')
    expect(await codesOf(actor)).toEqual(['occasion-cancelled', 'occasion-unsettled', 'occasion-offered'])
    const held = done(
      await nameSlot(world.office, order.orderId, moved.version + 1, {
        ...{ lecturerId: lecturer.lecturerId, roomId: room, start },
      }),
    )
    expect((await ownOccasion(actor, id))!.state).toBe('cancelled')
    const accepted = done(await acceptOrder(lecturer.actor, order.orderId, held.version))
    done(await confirmOrder(world.office, order.orderId, accepted.version))
    expect(await ownOccasion(actor, id)).toMatchObject({ state: 'planned', place: 'joined' })
  })

  test('more seats let those in who wait; fewer than people who have one are refused', async () => {
    const { order, id } = await agreed({ seats: 1 })
    const [first, second] = await people(2)
    done(await offerPlaces(world.office, id, [first!.personId, second!.personId]))
    done(await joinOccasion(await actorOf(first!), id))
    const waiting = await actorOf(second!)
    expect(await joinOccasion(waiting, id)).toEqual({ state: 'waiting' })
    const grown = done(await resizeOrder(world.office, order.orderId, order.version, { seats: 2, needs: {} }))
    expect(await placeOf(id, second!.personId)).toBe('joined')
    expect(await codesOf(waiting)).toContain('occasion-promoted')
    expect(
      await resizeOrder(world.office, order.orderId, grown.version, { seats: 1, needs: {} }),
    ).toMatchObject({ refused: 'seats-in-use' })
  })

  test('an office that joins has a roster of its own, and loses it when it leaves', async () => {
    const { order, id } = await agreed({ shared: true })
    expect(await findRegister(world.other, id)).toBeNull()
    const now = (await findOrder(world.other, order.orderId))!
    const joined = done(
      await joinOrder(world.other, order.orderId, now.version, { seats: 3, regime: 'adults' }),
    )
    const [guest] = await people(1, { office: 'other' })
    done(await offerPlaces(world.other, id, [guest!.personId], { seat: true }))
    const own = (await findRegister(world.other, id))!
    expect(own.counts).toEqual({ seats: 3, joined: 1, waiting: 0, offered: 0 })
    // Neither sees the other's people; the lecturer sees how many come.
    expect((await findRegister(world.office, id))!.lines).toEqual([])
    expect((await occasionCounts(lecturer.actor, [id])).get(id)).toMatchObject({ joined: 1, seats: 23 })
    done(await leaveOrder(world.other, order.orderId, joined.version))
    expect(await placeOf(id, guest!.personId)).toBe('withdrawn')
  })
})

describe('places', () => {
  test('the seats fill, the others wait in order, and move up in order', async () => {
    const { id } = await agreed({ seats: 2 })
    const list = await people(4)
    done(await offerPlaces(world.office, id, ids(list)))
    const actors = await Promise.all(list.map(actorOf))
    const answers = []
    for (const actor of actors) answers.push(await joinOccasion(actor, id))
    expect(answers.map((one) => ('state' in one ? one.state : one.refused))).toEqual([
      ...['joined', 'joined', 'waiting', 'waiting'],
    ])
    expect((await ownOccasion(actors[3]!, id))!.before).toBe(1)
    expect(await joinOccasion(actors[3]!, id)).toEqual({ state: 'waiting' })
    done(await leaveOccasion(actors[0]!, id))
    expect(await Promise.all(list.map(({ personId }) => placeOf(id, personId)))).toEqual([
      ...['withdrawn', 'joined', 'joined', 'waiting 2'],
    ])
    expect(await codesOf(actors[2]!)).toEqual(['occasion-promoted', 'occasion-offered'])
    // Whoever gave it up comes back to the end of the list; whom staff took out does not.
    expect(await joinOccasion(actors[0]!, id)).toEqual({ state: 'waiting' })
    done(await leaveOccasion(world.helper, id, list[1]!.personId))
    expect(await placeOf(id, list[3]!.personId)).toBe('joined')
    expect(await joinOccasion(actors[1]!, id)).toEqual({ refused: 'not-offered' })
    expect(await codesOf(actors[1]!)).toContain('occasion-taken-out')
    // Until staff ask again.
    done(await offerPlaces(world.helper, id, [list[1]!.personId]))
    expect(await joinOccasion(actors[1]!, id)).toEqual({ state: 'waiting' })
  })

  test('nobody joins for somebody else, what was not offered, or two classes at one time', async () => {
    const { id } = await agreed()
    const [one, other] = await people(2)
    const actor = await actorOf(one!)
    done(await offerPlaces(world.office, id, [one!.personId]))
    expect(await joinOccasion(await actorOf(other!), id)).toEqual({ refused: 'not-offered' })
    expect(await joinOccasion(actor, id, other!.personId)).toEqual({ refused: 'not-offered' })
    expect(await joinOccasion(world.other, id, one!.personId)).toEqual({ refused: 'not-offered' })
    expect(await leaveOccasion(world.other, id, one!.personId)).toEqual({ refused: 'not-offered' })
  })

  test('who cannot be in it is not let in, and nobody is offered a place then', async () => {
    const { id } = await agreed()
    const [fit, minor, leaving] = [
      (await people(1))[0]!,
      (await people(1, { minor: true }))[0]!,
      (await people(1))[0]!,
    ]
    await sql`update supervised_persons set due_on = '2026-07-30' where id = ${leaving.personId}`
    for (const wrong of [minor, leaving]) {
      expect(await offerPlaces(world.office, id, [fit.personId, wrong.personId])).toEqual({
        refused: 'not-let-in',
      })
    }
    expect(await placeOf(id, fit.personId)).toBe('none')
    const audience = (await suggestedAudience(world.office, id))!
    expect(audience.notLetIn).toContainEqual(
      expect.objectContaining({
        candidate: expect.objectContaining({ personId: leaving.personId }) as object,
        reason: 'discharged',
      }),
    )
    expect(audience.suggested.map(({ personId }) => personId)).toContain(fit.personId)
    expect(audience.otherRegime).toBeGreaterThan(0)
  })

  test('the database holds minors and adults apart, whatever the code says', async () => {
    const { id } = await agreed()
    const [minor] = await people(1, { minor: true })
    const insert = sql`insert into occasion_places (id, county_id, occasion_id, office_id, person_id, regime, state, offered_by,
        offered_as, changed_by, changed_as)
      select gen_random_uuid(), county_id, id, office_id, ${minor!.personId}, ${'adults'}, 'offered', created_by, 'office',
        created_by, 'office' from occasions where id = ${id}`
    await expect(insert).rejects.toMatchObject({ constraint_name: 'occasion_places_regime_of_person' })
  })
})

describe('the register', () => {
  test('from the door to the statement: in and out, late, excused, absent', async () => {
    const { id, order, start, end } = await agreed()
    const list = await people(6)
    const [onTime, late, early, ill, missing, walkIn] = list as [
      Person,
      Person,
      Person,
      Person,
      Person,
      Person,
    ]
    const walker = await actorOf(walkIn)
    done(await offerPlaces(world.office, id, ids(list)))
    for (const one of [onTime, late, early, ill, missing])
      done(await joinOccasion(world.helper, id, one.personId))
    // Before the doors open nothing but an excuse; it frees the seat.
    expect(await recordMarks(world.helper, id, [mark(onTime.personId)])).toMatchObject({
      refused: 'not-begun',
    })
    expect(await recordMarks(world.helper, id, [mark(ill.personId, { outcome: 'excused' })])).toEqual({
      recorded: 1,
    })
    expect(await placeOf(id, ill.personId)).toBe('excused')
    travelTo(minutesLater(start, 60))
    expect(await completeRegister(world.office, id)).toEqual({ refused: 'not-over' })
    expect(
      await recordMarks(world.helper, id, [
        mark(onTime.personId, { inAt: minutesLater(start, -9) }),
        mark(late.personId, { inAt: minutesLater(start, 11) }),
        mark(walkIn.personId, { lateMinutes: 10 }),
      ]),
    ).toEqual({ recorded: 3 })
    expect(await placeOf(id, walkIn.personId)).toBe('joined')
    expect(
      await recordMarks(world.helper, id, [
        mark(early.personId, { outcome: 'left-early', outAt: minutesLater(start, 45) }),
      ]),
    ).toEqual({ recorded: 1 })
    travelTo(minutesLater(end, 5))
    expect(await completeClass(world.office, id)).toEqual({ refused: 'marks-missing' })
    expect(await completeClass(world.helper, id)).toEqual({ refused: 'not-yours' })
    expect((await listOccasions(world.office)).find((one) => one.id === id)).toMatchObject({
      ...{ listed: 'to-complete', marked: 4, state: 'took-place' },
    })
    done(
      (await recordMarks(world.office, id, [mark(missing.personId, { outcome: 'absent' })])) as {
        recorded: number
      },
    )
    expect(await completeClass(world.office, id)).toEqual({
      people: 6,
      credited: 4,
      minutes: 294,
      again: false,
    })
    expect((await findOrder(world.office, order.orderId))!.state).toBe('closed')
    const minutes = async ({ personId }: Person) => (await ledgerOf(personId)).map((line) => line.minutes)
    expect(await Promise.all(list.map(minutes))).toEqual([[90], [79], [45], [], [], [80]])
    // The preview said the same.
    const own = (await ownOccasion(walker, id))!
    expect(own.worth).toContainEqual({ lateMinutes: 10, minutes: 80 })
    expect(own.credited).toBe(80)
    // Once more changes nothing.
    expect(await completeClass(world.office, id)).toMatchObject({ again: true })
    expect(await Promise.all(list.map(minutes))).toEqual([[90], [79], [45], [], [], [80]])
    expect(await recordMarks(world.office, id, [mark(missing.personId, { seen: 1 })])).toEqual({
      refused: 'complete',
    })
  })

  test('a correction is a revision, a reversal and a new line; back again too', async () => {
    const { id, start, end } = await agreed()
    const [one, two] = await people(2)
    done(await offerPlaces(world.office, id, [one!.personId, two!.personId], { seat: true }))
    travelTo(minutesLater(end, 5))
    await recordMarks(world.office, id, [
      mark(one!.personId, { inAt: minutesLater(start, 30) }),
      mark(two!.personId, { outcome: 'absent' }),
    ])
    done(await completeClass(world.office, id))
    const fix = (person: Person, seen: number, more: Partial<NewMark>, actor = world.office) =>
      correctMark(actor, id, mark(person.personId, { seen, ...more }), 'clock-wrong')
    expect(await fix(one!, 1, {}, world.helper)).toEqual({ refused: 'not-yours' })
    expect(await fix(one!, 0, {})).toMatchObject({ refused: 'not-found' })
    expect(await fix(one!, 1, {})).toEqual({ recorded: 1 })
    expect(await fix(one!, 1, { outcome: 'absent' })).toMatchObject({ refused: 'stale' })
    expect(await fix(one!, 2, { outcome: 'absent' })).toEqual({ recorded: 1 })
    expect(await fix(one!, 3, { lateMinutes: 5 })).toEqual({ recorded: 1 })
    expect((await ledgerOf(one!.personId)).map((line) => `${line.revision} ${line.minutes}`)).toEqual([
      ...['1 60', '-1 -60', '2 90', '-2 -90', '3 85'],
    ])
    // Who was absent turns out to have been there: a first line.
    expect(await fix(two!, 1, {})).toEqual({ recorded: 1 })
    expect((await ledgerOf(two!.personId)).map((line) => `${line.revision} ${line.minutes}`)).toEqual([
      '1 90',
    ])
    const audits = await database.root<{ act: string }[]>`select act from audit_events
      where subject_id = ${id} and act = 'attendance.mark-corrected'`
    expect(audits).toHaveLength(4)
  })

  test('what was said is taken back by a revision, and two at once do not overwrite each other', async () => {
    const { id, start } = await agreed()
    const [one] = await people(1)
    done(await offerPlaces(world.office, id, [one!.personId], { seat: true }))
    travelTo(minutesLater(start, 10))
    await recordMarks(world.helper, id, [mark(one!.personId)])
    expect(await takeBackMark(world.office, id, one!.personId, 1)).toEqual({ recorded: 1 })
    const both = await Promise.all([
      recordMarks(world.helper, id, [mark(one!.personId, { seen: 2 })]),
      recordMarks(world.office, id, [mark(one!.personId, { seen: 2, outcome: 'absent' })]),
    ])
    expect(both.filter((outcome) => 'recorded' in outcome)).toHaveLength(1)
    expect(both.filter((outcome) => 'refused' in outcome && outcome.refused === 'stale')).toHaveLength(1)
  })

  test('a class that was not held marks nobody down', async () => {
    const { id, order, start, end } = await agreed()
    const [one] = await people(1)
    const actor = await actorOf(one!)
    done(await offerPlaces(world.office, id, [one!.personId], { seat: true }))
    travelTo(minutesLater(start, 20))
    await recordMarks(world.helper, id, [mark(one!.personId)])
    expect(await classWasNotHeld(world.office, id, 'weather')).toEqual({ refused: 'not-over' })
    travelTo(minutesLater(end, 1))
    expect(await classWasNotHeld(world.helper, id, 'weather')).toEqual({ refused: 'not-yours' })
    expect(await classWasNotHeld(world.office, id, 'weather')).toEqual({ occasionId: id })
    expect(await completeRegister(world.office, id)).toEqual({ refused: 'called-off' })
    expect(await ledgerOf(one!.personId)).toEqual([])
    expect((await findOrder(world.office, order.orderId))!.state).toBe('cancelled-by-office')
    expect((await ownOccasion(actor, id))!.state).toBe('did-not-take-place')
  })

  test('one past midnight is two lines of the ledger', async () => {
    const { id } = await agreed()
    const [one] = await people(1)
    done(await offerPlaces(world.office, id, [one!.personId], { seat: true }))
    await sql`update occasions set during = tstzrange('2026-08-31T23:30:00+08', '2026-09-01T01:00:00+08') where id = ${id}`
    travelTo(at('2026-09-01', '01:05'))
    await recordMarks(world.office, id, [mark(one!.personId, { inAt: at('2026-08-31', '23:40') })])
    done(await completeRegister(world.office, id))
    expect(
      (await ledgerOf(one!.personId)).map((line) => `${line.county_day} ${line.minutes}`).sort(),
    ).toEqual([...['2026-08-31 20', '2026-09-01 60']])
  })

  test('who was transferred since is still on the list; who was gone on the day is not credited', async () => {
    const { id, end } = await agreed()
    const list = await people(3)
    const [after, before, stays] = list as [Person, Person, Person]
    done(await offerPlaces(world.office, id, ids(list), { seat: true }))
    const transfer = (one: Person, day: string) =>
      sql`update supervised_persons set left_on = ${day}, departure = 'transferred' where id = ${one.personId}`
    travelTo(minutesLater(end, 60 * 24 * 3))
    await transfer(after, '2026-08-09')
    await transfer(before, '2026-08-08')
    const register = (await findRegister(world.office, id))!
    expect(register.hidden).toBe(0)
    expect(register.lines.map(({ personId, movedOn }) => [personId, movedOn]).sort()).toEqual(
      [
        [after.personId, true] as const,
        [before.personId, true] as const,
        [stays.personId, false] as const,
      ].sort(),
    )
    expect(await completeRegister(world.office, id)).toEqual({ refused: 'marks-missing' })
    expect(await recordMarks(world.office, id, [mark(before.personId)])).toMatchObject({ refused: 'gone' })
    done(
      await recordMarks(world.office, id, [
        ...[mark(after.personId, { lateMinutes: 10 }), mark(stays.personId)],
        mark(before.personId, { outcome: 'excused' }),
      ]),
    )
    expect(await completeRegister(world.office, id)).toMatchObject({ people: 3, credited: 2, minutes: 170 })
    expect((await ledgerOf(after.personId)).map((line) => line.minutes)).toEqual([80])
    // A correction too; and nothing else of them is this office's to see or to post.
    expect(await correctMark(world.office, id, mark(after.personId, { seen: 1 }), 'times-wrong')).toEqual({
      recorded: 1,
    })
    expect((await ledgerOf(after.personId)).map((line) => line.minutes)).toEqual([80, -80, 90])
    await sql`insert into hours_entries (id, county_id, person_id, bucket, source_kind, source_id, county_day, revision, minutes,
        explanation, posted_as)
      values (${randomUUID()}, ${world.office.countyId}, ${after.personId}, 'study', 'talk', 'talk:x', '2026-08-01', 1, 30,
        '{"notes": []}', 'system:import')`
    const seen = await inActorTransaction(scopeOf(world.office), (tx) =>
      tx.execute<{ source_kind: string }>(
        query`select distinct source_kind from hours_entries where person_id = ${after.personId}::uuid`,
      ),
    )
    expect([...seen]).toEqual([{ source_kind: 'lecture' }])
    const elsewhere = inActorTransaction(scopeOf(world.office), (tx) =>
      tx.execute(query`insert into hours_entries (id, county_id, person_id, bucket, source_kind, source_id, county_day, revision,
          minutes, explanation, posted_by, posted_as)
        values (gen_random_uuid(), ${world.office.countyId}::uuid, ${after.personId}::uuid, 'study', 'lecture', 'occasion:other',
          '2026-08-08', 1, 30, '{"notes": []}', ${world.office.accountId}::uuid, 'office')`),
    )
    await expect(elsewhere).rejects.toThrow()
    const [person] = await inActorTransaction(scopeOf(world.office), (tx) =>
      tx.execute(query`select 1 from supervised_persons where id = ${after.personId}::uuid`),
    )
    expect(person).toBeUndefined()
    expect(await bookingFindings(database.root, minutesLater(end, 60 * 24 * 3))).toEqual([])
  })
})

describe('a complete register that is not right', () => {
  async function complete({ seats = 20 } = {}) {
    const made = await agreed({ seats })
    const [one, two, forgotten] = (await people(3)) as [Person, Person, Person]
    done(await offerPlaces(world.office, made.id, [one.personId, two.personId], { seat: true }))
    travelTo(minutesLater(made.end, 5))
    done(await recordMarks(world.office, made.id, [mark(one.personId), mark(two.personId)]))
    done(await completeClass(world.office, made.id))
    return { ...made, one, two, forgotten }
  }
  const NOTE = { note: 'on the paper sheet' }
  const told = async ({ accountId }: Person) =>
    (
      await database.root<{ code: string }[]>`select code from notices where account_id = ${accountId}
        and code like 'occasion-line-%' order by id`
    ).map(({ code }) => code)

  test('who was forgotten is added once, with what shows it; full or not, while the room has a seat', async () => {
    const { id, start, one, forgotten } = await complete({ seats: 2 })
    const add = (more: Partial<NewMark> = {}, actor = world.office) =>
      addForgotten(actor, id, mark(forgotten.personId, { ...NOTE, inAt: minutesLater(start, 15), ...more }))
    expect(await add({}, world.helper)).toEqual({ refused: 'not-yours' })
    expect(await add({ note: null })).toEqual({ refused: 'why-missing' })
    expect(await add({ outcome: 'absent', inAt: null })).toEqual({ refused: 'only-who-came' })
    expect(await add({ inAt: minutesLater(start, 200) })).toMatchObject({ refused: 'time-to-come' })
    expect(await addForgotten(world.office, id, mark(one.personId, NOTE))).toMatchObject({
      refused: 'on-register',
    })
    expect((await notOnRegister(world.office, id)).map(({ personId }) => personId)).toContain(
      forgotten.personId,
    )
    expect(await ledgerOf(forgotten.personId)).toEqual([])
    expect(await add()).toEqual({ recorded: 1 })
    expect(await add()).toEqual({ recorded: 0 })
    expect(await add({ inAt: null })).toMatchObject({ refused: 'on-register' })
    expect((await ledgerOf(forgotten.personId)).map((line) => line.minutes)).toEqual([75])
    expect(await placeOf(id, forgotten.personId)).toBe('joined')
    expect(await told(forgotten)).toEqual(['occasion-line-added'])
    expect((await notOnRegister(world.office, id)).map(({ personId }) => personId)).not.toContain(
      forgotten.personId,
    )
    // From now on the line is corrected as any other.
    expect(await correctMark(world.office, id, mark(forgotten.personId, { seen: 1 }), 'times-wrong')).toEqual(
      { recorded: 1 },
    )
    expect((await ledgerOf(forgotten.personId)).map((line) => line.minutes)).toEqual([75, -75, 90])
    expect(await bookingFindings(database.root, minutesLater(start, 200))).toEqual([])
  })

  test('nobody who was not on the register that day, of another office or the other regime', async () => {
    const { id } = await complete()
    const add = ({ personId }: Person) => addForgotten(world.office, id, mark(personId, NOTE))
    const [late, gone] = (await people(2)) as [Person, Person]
    await sql`update supervised_persons set entered_on = '2026-08-09' where id = ${late.personId}`
    await sql`update supervised_persons set left_on = '2026-08-08', departure = 'discharged' where id = ${gone.personId}`
    expect(await add(late)).toMatchObject({ refused: 'gone' })
    expect(await add(gone)).toMatchObject({ refused: 'gone' })
    const [elsewhere] = await addPeople(sql, world, 1, { office: 'other' })
    expect(await add(elsewhere!)).toMatchObject({ refused: 'not-found' })
    expect(await addForgotten(world.other, id, mark(elsewhere!.personId, NOTE))).toMatchObject({
      refused: 'not-found',
    })
  })

  test('not before it is complete', async () => {
    const { id, end } = await agreed()
    const [one] = await people(1)
    travelTo(minutesLater(end, 5))
    expect(await addForgotten(world.office, id, mark(one!.personId, NOTE))).toEqual({
      refused: 'not-complete',
    })
    expect(await strikeMark(world.office, id, { personId: one!.personId, seen: 1 }, 'wrong-person')).toEqual({
      refused: 'not-complete',
    })
  })

  test('who stands on it by mistake is struck: a revision, a reversal, and back again', async () => {
    const { id, end, one, two } = await complete()
    const strike = (seen: number, actor = world.office) =>
      strikeMark(actor, id, { personId: one.personId, seen }, 'wrong-person')
    expect(await strike(1, world.helper)).toEqual({ refused: 'not-yours' })
    expect(await strike(3)).toMatchObject({ refused: 'stale' })
    expect(await strike(1)).toEqual({ recorded: 1 })
    expect(await strike(1)).toEqual({ recorded: 0 })
    expect((await ledgerOf(one.personId)).map((line) => line.minutes)).toEqual([90, -90])
    expect((await ledgerOf(two.personId)).map((line) => line.minutes)).toEqual([90])
    expect(await placeOf(id, one.personId)).toBe('withdrawn')
    expect(await told(one)).toEqual(['occasion-line-struck'])
    const line = (await findRegister(world.office, id))!.lines.find(
      ({ personId }) => personId === one.personId,
    )
    expect(line).toMatchObject({ mark: null, revision: 2, place: 'withdrawn' })
    expect(await bookingFindings(database.root, minutesLater(end, 5))).toEqual([])
    // It was right after all.
    expect(await addForgotten(world.office, id, mark(one.personId, NOTE))).toEqual({ recorded: 1 })
    expect((await ledgerOf(one.personId)).map((line) => `${line.revision} ${line.minutes}`)).toEqual([
      ...['1 90', '-1 -90', '2 90'],
    ])
    expect(await told(one)).toEqual(['occasion-line-struck', 'occasion-line-added'])
    expect(await bookingFindings(database.root, minutesLater(end, 5))).toEqual([])
  })
})

test('one’s own classes are a list', async () => {
  const [one] = await people(1)
  const classes = [await agreed(), await agreed()]
  for (const { id } of classes) done(await offerPlaces(world.office, id, [one!.personId]))
  expect((await ownOccasions(await actorOf(one!))).map(({ occasionId }) => occasionId).sort()).toEqual(
    classes.map(({ id }) => id).sort(),
  )
})
