import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { cannotCome } from '#app/domains/attendance/absence.server.ts'
import { suggestedAudience } from '#app/domains/attendance/audience.queries.server.ts'
import { addForgotten, strikeMark } from '#app/domains/attendance/forgotten.server.ts'
import { recordMarks, takeBackMark } from '#app/domains/attendance/mark.server.ts'
import { findRegister } from '#app/domains/attendance/occasions.queries.server.ts'
import { joinOccasion, leaveOccasion, offerPlaces } from '#app/domains/attendance/place.server.ts'
import { completeRegister, correctMark } from '#app/domains/attendance/register.server.ts'
import { auditActs, type AuditAct } from '#app/domains/audit/audit-acts.policy.ts'
import { classWasNotHeld, completeClass } from '#app/domains/lectures/class-over.server.ts'
import { findOrder } from '#app/domains/lectures/orders.queries.server.ts'
import { actorOf, addPeople, agreedClass, BEFORE_CLASS, markOf, minutesLater } from './support/class-setup.ts'
import { addLectureCounty, at, done, SATURDAY, type LectureCounty } from './support/lecture-setup.ts'
import type { Person } from './support/study-setup.ts'
import { database } from './support/this-database.ts'

/** One audit row for each command of the class, and each list of its names; and none of them without its row (decisions 13). */
const sql = database.ownerSql
let world: LectureCounty

beforeAll(async () => {
  world = await addLectureCounty(sql)
})

/** A class with one seat, offered to two: the first has it, the second waits, when they are `seated`. */
async function offered({ seated = false } = {}) {
  const made = await agreedClass(sql, world, { seats: 1 })
  const [first, second] = (await addPeople(sql, world, 2)) as [Person, Person]
  const actor = await actorOf(first)
  done(await offerPlaces(world.office, made.id, [first.personId, second.personId], { seat: seated }))
  return { ...made, first, actor }
}
const seated = () => offered({ seated: true })
/** Over, and everybody with a seat has an outcome: half an hour late. */
async function marked() {
  const made = await seated()
  travelTo(minutesLater(made.end, 5))
  const late = markOf(made.first.personId, { inAt: minutesLater(made.start, 30) })
  done(await recordMarks(world.office, made.id, [late]))
  return made
}
/** A class of the office's own, that no lecture stands behind. */
async function collectiveClass(): Promise<string> {
  const id = uuidv7()
  const { countyId, officeId, accountId } = world.office
  await sql`insert into occasions ${sql({
    ...{ id, county_id: countyId, office_id: officeId, source_kind: 'collective_class', source_id: id },
    ...{ regime: 'adults', title_code: 'class', title_zh: '课', title_en: 'Class' },
    ...{ room_zh: '会议室', room_en: 'Room', capacity: 60, state: 'planned' },
    ...{ created_by: accountId, created_as: 'office' },
    during: `[${at(SATURDAY, '09:00').toISOString()},${at(SATURDAY, '10:00').toISOString()})`,
  })}`
  await sql`insert into occasion_rosters ${sql({
    ...{ id: uuidv7(), county_id: countyId, occasion_id: id, host_office_id: officeId, office_id: officeId },
    seats: 20,
  })}`
  return id
}

/** A query of something that is not there is null, and leaves no row. */
const found = async <Value extends object>(query: Promise<Value | null>): Promise<Value> => {
  const value = await query
  if (!value) throw new Error('not found')
  return value
}

type Run = () => Promise<object>
/** Made ready first, then done. */
const DOINGS: Partial<Record<AuditAct, () => Run | Promise<Run>>> = {
  'attendance.audience-listed': async () => {
    const { id } = await offered()
    return () => found(suggestedAudience(world.office, id))
  },
  'attendance.places-offered': async () => {
    const { id } = await agreedClass(sql, world, { seats: 1 })
    const people = await addPeople(sql, world, 2)
    const ids = people.map(({ personId }) => personId)
    return () => offerPlaces(world.office, id, ids, { seat: true })
  },
  'attendance.place-joined': async () => {
    const { id, actor } = await offered()
    return () => joinOccasion(actor, id)
  },
  'attendance.place-left': async () => {
    const { id, actor } = await seated()
    return () => leaveOccasion(actor, id)
  },
  'attendance.absence-said': async () => {
    const { id, actor } = await seated()
    return () => cannotCome(actor, id, 'ill')
  },
  'attendance.place-taken-out': async () => {
    const { id, first } = await seated()
    return () => leaveOccasion(world.helper, id, first.personId)
  },
  'attendance.register-opened': async () => {
    const { id } = await seated()
    return () => found(findRegister(world.office, id))
  },
  'attendance.marks-recorded': async () => {
    const { id, first } = await seated()
    return () => recordMarks(world.helper, id, [markOf(first.personId, { outcome: 'excused' })])
  },
  'attendance.register-completed': async () => {
    const { id } = await marked()
    return () => completeRegister(world.office, id)
  },
  'attendance.mark-corrected': async () => {
    const { id, first } = await marked()
    done(await completeRegister(world.office, id))
    return () => correctMark(world.office, id, markOf(first.personId, { seen: 1 }), 'clock-wrong')
  },
  'attendance.person-added': async () => {
    const { id } = await marked()
    done(await completeRegister(world.office, id))
    const [forgotten] = await addPeople(sql, world, 1)
    return () => addForgotten(world.office, id, markOf(forgotten!.personId, { note: 'on the paper sheet' }))
  },
  'attendance.person-struck': async () => {
    const { id, first } = await marked()
    done(await completeRegister(world.office, id))
    return () => strikeMark(world.office, id, { personId: first.personId, seen: 1 }, 'wrong-person')
  },
  'attendance.did-not-take-place': async () => {
    const id = await collectiveClass()
    travelTo(at(SATURDAY, '10:05'))
    return () => classWasNotHeld(world.office, id, 'weather')
  },
}
/** What else is done in the same transaction has a row of its own. */
const BESIDES: Partial<Record<AuditAct, AuditAct[]>> = {
  'attendance.mark-corrected': ['hours.entry-reversed'],
  'attendance.person-struck': ['hours.entry-reversed'],
}

const TABLES = [
  ...['notices', 'occasions', 'occasion_rosters', 'occasion_places', 'attendance_marks'],
  ...['attendance_confirmations', 'absence_notices', 'feedback_tokens', 'hours_entries', 'engagements'],
  ...['lecture_orders', 'lecture_order_shares', 'lecture_order_changes', 'audit_events'],
]
async function state(): Promise<Record<string, string>> {
  const states: Record<string, string> = {}
  for (const table of TABLES) {
    const [row] = await database.root.unsafe<{ it: string }[]>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as it from ${table} t`,
    )
    states[table] = row!.it
  }
  return states
}
/** The rows that something leaves, in the order in which it leaves them. */
async function actsOf(run: Run): Promise<AuditAct[]> {
  const all = () =>
    database.root<{ id: string; act: AuditAct }[]>`select id, act from audit_events order by id`
  const before = new Set((await all()).map(({ id }) => id))
  done(await run())
  return (await all()).filter(({ id }) => !before.has(id)).map(({ act }) => act)
}
const refuseRowsOf = (act: string) =>
  database.root.unsafe(`
    create function no_audit() returns trigger language plpgsql as $$ begin raise exception 'no audit row today'; end $$;
    create trigger no_audit before insert on audit_events for each row when (new.act = '${act}') execute function no_audit()`)

afterEach(async () => {
  await database.root.unsafe('drop function if exists no_audit cascade')
})

async function ready(prepare: () => Run | Promise<Run>): Promise<Run> {
  travelTo(BEFORE_CLASS)
  return prepare()
}

describe.each(Object.entries(DOINGS))('%s', (act, prepare) => {
  test('leaves exactly its row', async () => {
    const run = await ready(prepare)
    expect(await actsOf(run)).toEqual([...(BESIDES[act as AuditAct] ?? []), act])
  })

  test('does not happen when its row cannot be written', async () => {
    const run = await ready(prepare)
    await refuseRowsOf(act)
    const before = await state()
    await expect(run()).rejects.toThrow(/no audit row today|Failed query/)
    expect(await state()).toEqual(before)
  })
})

describe('the register of a lecture', () => {
  test('completed, it moves the order too: a row for each step', async () => {
    const { id } = await marked()
    expect(await actsOf(() => completeClass(world.office, id))).toEqual([
      ...['lectures.order-taught', 'attendance.register-completed', 'lectures.order-closed'],
    ])
    expect(await actsOf(() => completeClass(world.office, id))).toEqual([])
  })

  test('without its row it is not complete, credits nothing, and leaves the order taught', async () => {
    const { id, first, order } = await marked()
    await refuseRowsOf('attendance.register-completed')
    await expect(completeClass(world.office, id)).rejects.toThrow(/no audit row today|Failed query/)
    const [after] = await database.root<{ complete: number; confirmed: number; credited: number }[]>`
      select (select count(*)::int from occasion_rosters where occasion_id = ${id} and completed_at is not null) as complete,
        (select count(*)::int from attendance_confirmations where occasion_id = ${id}) as confirmed,
        (select count(*)::int from hours_entries where person_id = ${first.personId}) as credited`
    expect(after).toEqual({ complete: 0, confirmed: 0, credited: 0 })
    expect((await findOrder(world.office, order.orderId))!.state).toBe('taught')
  })

  test('of a class that was not held, the row is its order’s', async () => {
    const { id } = await marked()
    expect(await actsOf(() => classWasNotHeld(world.office, id, 'weather'))).toEqual([
      'lectures.order-cancelled-by-office',
    ])
  })

  test('taking back what was said is a record like any other', async () => {
    const { id, first } = await marked()
    expect(await actsOf(() => takeBackMark(world.office, id, first.personId, 1))).toEqual([
      'attendance.marks-recorded',
    ])
  })
})

test('every act of the class is exercised here', () => {
  const ours = auditActs.filter((act) => /^attendance\./.test(act))
  expect(ours.filter((act) => !DOINGS[act])).toEqual([])
  expect(ours).toHaveLength(Object.keys(DOINGS).length)
})

test('no row names anyone', async () => {
  const names = await database.root<{ it: string }[]>`select name as it from staff
    union select name from sign_in_names union select name from supervised_persons`
  const written = await database.root<{ it: string }[]>`select t::text as it from audit_events t
    union all select t::text from notices t`
  expect(written.length).toBeGreaterThan(60)
  expect(written.filter(({ it }) => names.some((one) => it.includes(one.it)))).toEqual([])
})
