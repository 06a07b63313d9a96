import type { Sql } from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { draftOrder } from '#app/domains/lectures/order-ask.server.ts'
import type { OrderDraft } from '#app/domains/lectures/order.schema.ts'
import type { StepDone } from '#app/domains/lectures/order-step.server.ts'
import { calendarDay, instantAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { addCounty, addStaff, staffDevice, type County } from './study-setup.ts'

/** What a lecture needs around it: offices with rooms, lecturers with hours, a published menu. On the 22nd of July 2026. */

export const at = (day: string, time: string) => instantAt(calendarDay(day), time)
/** A Saturday. */
export const SATURDAY = '2026-08-08'

export type Lecturer = { actor: Actor; lecturerId: string; staffId: string }
export type LectureCounty = Awaited<ReturnType<typeof addLectureCounty>>

/** `travel`: minutes from the county town to the rooms, the buffer on each side of a class. */
export async function addLectureCounty(ownerSql: Sql, { travel = 30 }: { travel?: number } = {}) {
  const county = await addCounty(ownerSql)
  const office = (await staffDevice(await addStaff(ownerSql, county, { role: 'office' }))).actor
  const helper = (await staffDevice(await addStaff(ownerSql, county, { role: 'social-worker' }))).actor
  const other = (await staffDevice(await addStaff(ownerSql, county, { role: 'office', office: 'other' })))
    .actor
  const bureau = (await staffDevice(await addStaff(ownerSql, county, { role: 'bureau' }))).actor
  await publishMenu(ownerSql, county.countyId)
  const room = await addRoom(ownerSql, county.countyId, county.officeId, { travel })
  const otherRoom = await addRoom(ownerSql, county.countyId, county.otherOfficeId, { travel })
  return { county, office, helper, other, bureau, room, otherRoom }
}

export async function publishMenu(
  ownerSql: Sql,
  countyId: string,
  { number = 1, from = '2026-01-01', withdrawn = [] as string[], minutes = 90 } = {},
): Promise<string> {
  const versionId = uuidv7()
  await ownerSql`insert into menu_versions ${ownerSql({
    ...{ id: versionId, county_id: countyId, menu: 'A', number, state: 'published' },
    ...{ title_zh: '法律', title_en: 'Law', full_zh: '法治', full_en: 'Rule of law' },
    ...{ group_zh: '公益律师讲师团', group_en: 'Public-interest lawyers' },
    ...{ effective_from: from, published_at: new Date('2026-01-01T00:00:00Z'), published_by: null },
  })}`
  await ownerSql`insert into menu_topics ${ownerSql(
    ['a1', 'a7'].map((code, index) => ({
      ...{ id: uuidv7(), county_id: countyId, menu_version_id: versionId, code, position: index + 1 },
      ...{ minutes, sittings: 1, public_zh: '课', public_en: 'Class', full_zh: '课', full_en: 'Class' },
      ...{ audience_zh: '', audience_en: '', stage: 'any', room_needs: [], module_code: null },
      withdrawn: withdrawn.includes(code),
    })),
  )}`
  return versionId
}

export async function addRoom(
  ownerSql: Sql,
  countyId: string,
  officeId: string,
  { capacity = 60, travel = 30 }: { capacity?: number; travel?: number } = {},
): Promise<string> {
  const id = uuidv7()
  await ownerSql`insert into lecture_rooms ${ownerSql({
    ...{ id, county_id: countyId, office_id: officeId, name_zh: '会议室', name_en: 'Meeting room' },
    ...{ capacity, equipment: ['projector'], travel_minutes: travel },
  })}`
  return id
}

/** A lecturer of a1 and a7, open every day from 8:00 to 21:00. */
export async function addLecturer(
  ownerSql: Sql,
  county: County,
  more: { dayLimit?: number; monthLimit?: number; travelLimit?: number; topics?: string[] } = {},
): Promise<Lecturer> {
  const member = await addStaff(ownerSql, county, { role: 'lecturer' })
  const { actor } = await staffDevice(member)
  const [own] = await ownerSql<{ id: string }[]>`select id from staff where account_id = ${member.accountId}`
  const lecturerId = uuidv7()
  await ownerSql`insert into lecturers ${ownerSql({
    ...{ id: lecturerId, county_id: county.countyId, staff_id: own!.id, menu: 'A' },
    ...{ credentials_zh: '执业律师', credentials_en: 'Lawyer', languages: ['mandarin'] },
    ...{ travel_limit_minutes: more.travelLimit ?? 120, day_limit: more.dayLimit ?? 6 },
    ...{ month_limit: more.monthLimit ?? 60, from_on: '2026-01-01' },
  })}`
  await ownerSql`insert into lecturer_topics ${ownerSql(
    (more.topics ?? ['a1', 'a7']).map((code) => ({
      ...{ id: uuidv7(), county_id: county.countyId, lecturer_id: lecturerId, topic_code: code },
      from_on: '2026-01-01',
    })),
  )}`
  await ownerSql`insert into lecturer_hours ${ownerSql(
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      ...{ id: uuidv7(), county_id: county.countyId, lecturer_id: lecturerId, weekday },
      ...{ from_minute: 480, to_minute: 1260, from_on: '2026-01-01' },
    })),
  )}`
  return { actor, lecturerId, staffId: own!.id }
}

/** An order of an office that nobody has been asked yet. */
export async function draft(office: Actor, more: Partial<OrderDraft> = {}): Promise<StepDone> {
  return done(
    await draftOrder(office, {
      ...{ topicCode: 'a7', seats: 20, regime: 'adults', needs: {}, wantedTime: 'any' },
      ...{ wantedFrom: calendarDay('2026-08-03'), wantedTo: calendarDay('2026-08-09') },
      ...more,
    }),
  )
}

/** The step, or a failure that says why not. */
export function done<Value extends object>(outcome: Value): Exclude<Value, { refused: unknown }> {
  if (isRefused(outcome as { refused?: string } & object))
    throw new Error(`refused: ${(outcome as { refused?: string }).refused}`)
  return outcome as Exclude<Value, { refused: unknown }>
}
