import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { assignToEveryoneShort } from '#app/domains/guidance/help-everyone.server.ts'
import { officeBoard } from '#app/domains/guidance/office-help.queries.server.ts'
import { ownMonth } from '#app/domains/guidance/own-month.queries.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { calendarDay, calendarMonth } from '#app/shared/calendar-day.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addCounty,
  addPerson,
  addStaff,
  device,
  staffDevice,
  type County,
  type Person,
} from '#tests/support/study-setup.ts'
import { asActor, refusalOf } from '#tests/support/scopes.ts'
import { scopeOf } from '#app/domains/identity/actor.policy.ts'
import { assignModule, withdrawAssignment } from './assignment.server.ts'

vi.mock('virtual:lessons', async () => ({ modules: (await import('#tests/support/two-modules.ts')).modules }))
vi.mock('virtual:lesson-answers', async () => ({
  answers: (await import('#tests/support/two-modules.ts')).answers,
}))

const DUE = calendarDay('2026-07-29')
const JULY = calendarMonth('2026-07')
const sql = database.ownerSql
let county: County
let office: Actor
let helper: Actor
let elsewhere: Actor
let person: Person

beforeAll(async () => {
  county = await addCounty(sql)
  office = (await staffDevice(await addStaff(sql, county, { role: 'office' }))).actor
  helper = (await staffDevice(await addStaff(sql, county, { role: 'social-worker' }))).actor
  elsewhere = (await staffDevice(await addStaff(sql, county, { role: 'office', office: 'other' }))).actor
})
beforeEach(async () => {
  person = await addPerson(sql, county)
})

const standing = (of: Person) =>
  database.root<
    { id: string; module_code: string; withdrawn_reason: string | null; assigned_as: string }[]
  >`select id, module_code, withdrawn_reason, assigned_as from module_assignments where person_id = ${of.personId} order by id`
const audits = (act: string, personId: string) =>
  database.root<
    { detail: Record<string, unknown> }[]
  >`select detail from audit_events where act = ${act} and person_id = ${personId}`
const assign = (actor: Actor, of: Person, moduleCode = 'x1', dueOn = DUE) =>
  assignModule(actor, { personId: of.personId, moduleCode, dueOn })

describe('assigning', () => {
  test('is read on the board and on the person’s own page, and leaves one audit row', async () => {
    expect(await assign(office, person)).toEqual({ personId: person.personId, moduleCode: 'x1' })
    const row = (await officeBoard(office, JULY)).rows.find(({ personId }) => personId === person.personId)!
    expect(row.assignments).toMatchObject([{ code: 'x1', dueOn: DUE, state: 'open', unitsLeft: 2 }])
    expect(row.help).toEqual({ kind: 'assigned' })
    const own = await ownMonth((await device(person.accountId)).actor)
    expect(own!.assignments).toMatchObject([{ code: 'x1', dueOn: DUE, unitsLeft: 2 }])
    expect(own!.filling.short).toBe(row.short)
    const [audit, ...more] = await audits('learning.module-assigned', person.personId)
    expect(audit!.detail).toEqual({ module: 'x1', dueOn: DUE, renews: false })
    expect(more).toEqual([])
  })

  test('a social worker may help too; their role stands in the row', async () => {
    await assign(helper, person)
    expect(await standing(person)).toMatchObject([{ assigned_as: 'social-worker' }])
  })

  test.each([
    ['another office’s person', () => assign(elsewhere, person), 'not-found'],
    ['a module of the minors', () => assign(office, person, 'x3'), 'not-taught'],
    ['no such module', () => assign(office, person, 'x9'), 'not-taught'],
    ['yesterday', () => assign(office, person, 'x1', calendarDay('2026-07-21')), 'due-past'],
  ])('%s is refused and leaves nothing', async (_, run, refused) => {
    expect(await run()).toEqual({ refused })
    expect(await standing(person)).toEqual([])
    expect(await audits('learning.module-assigned', person.personId)).toEqual([])
  })

  test('ten at once: one stands', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => assign(office, person)))
    expect(answers.filter((one) => !('refused' in one))).toHaveLength(1)
    expect(answers.filter((one) => 'refused' in one && one.refused === 'already-assigned')).toHaveLength(9)
    expect(await standing(person)).toHaveLength(1)
    expect(await audits('learning.module-assigned', person.personId)).toHaveLength(1)
  })

  test('an overdue one gives way to the new one', async () => {
    await assign(office, person)
    await sql`update module_assignments set assigned_at = '2026-07-01T01:00:00Z', due_on = '2026-07-10' where person_id = ${person.personId}`
    expect(await assign(office, person)).toMatchObject({ moduleCode: 'x1' })
    expect((await standing(person)).map((row) => row.withdrawn_reason)).toEqual(['renewed', null])
  })

  test('of the minors’ regime: only with the grant, and only their own units', async () => {
    const minor = await addPerson(sql, county, { minor: true })
    expect(await assign(office, minor, 'x3')).toEqual({ refused: 'not-found' })
    await sql`insert into minor_record_grants (id, county_id, person_id, account_id, reason, granted_by, granted_at, expires_at)
      values (gen_random_uuid(), ${county.countyId}, ${minor.personId}, ${office.accountId}, '家访前查看', ${office.accountId}, '2026-07-20', '2026-08-01')`
    expect(await assign(office, minor, 'x2')).toMatchObject({ moduleCode: 'x2' })
    expect(await assign(office, minor, 'x3')).toMatchObject({ moduleCode: 'x3' })
    expect((await officeBoard(office, JULY)).rows.some(({ personId }) => personId === minor.personId)).toBe(
      false,
    )
  })
})

describe('taking back', () => {
  test('once, with its reason, by the office of the person', async () => {
    await assign(office, person)
    const [row] = await standing(person)
    expect(await withdrawAssignment(elsewhere, row!.id, 'mistake')).toEqual({ refused: 'not-found' })
    const other = await addPerson(sql, county)
    expect(await withdrawAssignment(office, row!.id, 'mistake', other.personId)).toEqual({
      refused: 'not-found',
    })
    expect(await withdrawAssignment(office, row!.id, 'mistake')).toMatchObject({ moduleCode: 'x1' })
    expect(await withdrawAssignment(office, row!.id, 'mistake')).toEqual({ refused: 'not-found' })
    expect(await standing(person)).toMatchObject([{ withdrawn_reason: 'mistake' }])
    expect(await audits('learning.assignment-withdrawn', person.personId)).toHaveLength(1)
    expect((await ownMonth((await device(person.accountId)).actor))!.assignments).toEqual([])
  })
})

test('everyone who will fall short: those with a phone and without one are told apart, one audit row', async () => {
  const here = await addCounty(sql)
  const { actor } = await staffDevice(await addStaff(sql, here, { role: 'office' }))
  const [first, second] = [await addPerson(sql, here), await addPerson(sql, here)]
  const without = await addPerson(sql, here, { needs: ['no-smartphone'] })
  const other = await addPerson(sql, here, { office: 'other' })
  await assign(actor, first, 'x2')
  expect(await assignToEveryoneShort(actor, DUE)).toEqual({ assigned: 1, skipped: 1 })
  expect(await standing(first)).toMatchObject([{ module_code: 'x2' }])
  expect(await standing(second)).toMatchObject([{ module_code: 'x1' }])
  for (const one of [without, other]) expect(await standing(one)).toEqual([])
  expect(await assignToEveryoneShort(actor, DUE)).toEqual({ refused: 'nobody' })
  const rows = await database.root<{ detail: unknown }[]>`
    select detail from audit_events where act = 'learning.modules-assigned' and county_id = ${here.countyId}`
  expect(rows.map(({ detail }) => detail)).toEqual([{ dueOn: DUE, assigned: 1, skipped: 1, modules: ['x1'] }])
})

test('everyone, pressed by two at once: each person gets one', async () => {
  const here = await addCounty(sql)
  const { actor } = await staffDevice(await addStaff(sql, here, { role: 'office' }))
  const people = [await addPerson(sql, here), await addPerson(sql, here), await addPerson(sql, here)]
  await Promise.all([assignToEveryoneShort(actor, DUE), assignToEveryoneShort(actor, DUE)])
  for (const one of people) expect(await standing(one)).toHaveLength(1)
})

describe('the wall, with the rule forgotten', () => {
  const insert = (as: Actor, of: Person, more: { by?: string; role?: string } = {}) =>
    refusalOf(
      asActor(
        scopeOf(as),
        `insert into module_assignments (id, county_id, person_id, module_code, assigned_by, assigned_as, due_on)
         values (gen_random_uuid(), '${county.countyId}', '${of.personId}', 'x1', '${more.by ?? as.accountId}', '${more.role ?? as.role}', '2026-07-29')`,
      ),
    )
  test('only for one’s own people, under one’s own name and role', async () => {
    expect(await insert(elsewhere, person)).toBe('42501')
    expect(await insert(office, person, { by: elsewhere.accountId })).toBe('42501')
    expect(await insert(helper, person, { role: 'office' })).toBe('42501')
    expect(await insert((await device(person.accountId)).actor, person)).toBe('42501')
    expect(await insert(helper, person)).toBe(null)
    expect(await insert(office, person)).toBe('23505')
  })

  test('nobody changes the day, or a withdrawal; others’ rows are not seen', async () => {
    await assign(office, person)
    const own = `person_id = '${person.personId}'`
    expect(
      await refusalOf(
        asActor(scopeOf(office), `update module_assignments set due_on = '2026-08-30' where ${own}`),
      ),
    ).toBe('42501')
    expect(await asActor(scopeOf(elsewhere), `select 1 from module_assignments where ${own}`)).toEqual([])
    expect(
      await asActor(
        scopeOf((await device(person.accountId)).actor),
        `select 1 from module_assignments where ${own}`,
      ),
    ).toHaveLength(1)
    const stranger = await addPerson(sql, county)
    expect(
      await asActor(
        scopeOf((await device(stranger.accountId)).actor),
        `select 1 from module_assignments where ${own}`,
      ),
    ).toEqual([])
  })
})
