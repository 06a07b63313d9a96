import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { now, travelTo } from '#app/clock.server.ts'
import { scopeOf } from '#app/domains/identity/actor.policy.ts'
import { runInRequest } from '#app/http/request-scope.server.ts'
import { defaultView } from '#app/http/view.ts'
import { loader as bureauBoard } from '#app/routes/bureau/board.tsx'
import { ownMonth } from '#app/domains/guidance/own-month.queries.server.ts'
import { officeMonth } from '#app/domains/hours/office-month.queries.server.ts'
import { openPersonFile } from './person-file.queries.server.ts'
import { ownStatement } from '#app/domains/hours/statement.queries.server.ts'
import { calendarMonth } from '#app/shared/calendar-day.ts'
import type { Instants } from '#app/shared/instants.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { hoursEntries } from '#db/schema/hours.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addCounty,
  addPerson,
  addPolicyVersion,
  addStaff,
  device,
  staffDevice,
  type County,
  type Device,
  type Person,
} from '#tests/support/study-setup.ts'
import { answerQuestion } from './answer-question.server.ts'
import { askQuestion } from './ask-question.server.ts'
import { anyMonth, between, credit } from './hours-entry.factory.ts'
import type { HoursEntry } from './ledger.policy.ts'
import { monthsOf } from './month.queries.server.ts'

const { ownerSql, root } = database
const JULY = calendarMonth('2026-07')

const instantsText = (instants: Instants) =>
  `{${instants.map(([from, to]) => `[${new Date(from).toISOString()},${new Date(to).toISOString()})`).join(',')}}`

/** Puts lines into the ledger as they are. */
async function write(county: County, { personId }: Person, entries: readonly HoursEntry[]): Promise<void> {
  const ids = new Map(entries.map((entry) => [entry.id, uuidv7()]))
  // A reversal follows its credit.
  for (const entry of [...entries].sort((a, b) => b.revision - a.revision)) {
    await ownerSql`insert into hours_entries ${ownerSql({
      ...{ id: ids.get(entry.id)!, county_id: county.countyId, person_id: personId, bucket: entry.bucket },
      ...{ source_kind: entry.sourceKind, source_id: entry.sourceId, county_day: entry.countyDay },
      ...{ revision: entry.revision, minutes: entry.minutes, posted_as: 'office', posted_at: entry.postedAt },
      during: entry.during && instantsText(entry.during),
      ...{ reverses_id: entry.reversesId && ids.get(entry.reversesId)!, explanation: '{"notes":[]}' },
      policy_version_id: county.versionId,
    })}`
  }
}

/** Of any month, what the database lets into the ledger. */
function storable(entries: HoursEntry[]): HoursEntry[] {
  const kept = entries
    .filter(({ sourceKind, during }) => sourceKind !== 'online_unit' || during)
    .map((entry): HoursEntry => {
      if (entry.sourceKind === 'transfer' || entry.sourceKind === 'adjustment') return entry
      return { ...entry, bucket: entry.sourceKind === 'public_benefit' ? 'public_benefit' : 'study' }
    })
  return kept.filter(({ reversesId }) => reversesId === null || kept.some(({ id }) => id === reversesId))
}

const sumOf = async (personId: string, bucket: string) => {
  const [row] = await root<{ sum: number }[]>`
    select coalesce(sum(minutes), 0)::int as sum from hours_entries
    where person_id = ${personId} and bucket = ${bucket} and county_day between '2026-07-01' and '2026-07-31'`
  return row!.sum
}

async function staffOf(county: County) {
  return {
    office: await staffDevice(await addStaff(ownerSql, county, { role: 'office' })),
    bureau: await staffDevice(await addStaff(ownerSql, county, { role: 'bureau' })),
  }
}

const boardOf = ({ cookieHeader }: Device) =>
  runInRequest(
    {
      nonce: '',
      cookieHeader,
      address: '',
      view: defaultView,
      outage: false,
      loginEnded: false,
      setCookies: [],
    },
    () => bureauBoard({ request: new Request('http://localhost/bureau'), params: {}, context: {} }),
  )

/** Everything that shows a person's minutes of July. */
async function everyNumber(
  { office, bureau }: { office: Device; bureau: Device },
  { personId, accountId }: Person,
) {
  const { actor } = await device(accountId)
  const row = (await officeMonth(office.actor, JULY)).rows.find((one) => one.personId === personId)!
  const county = await inActorTransaction(scopeOf(bureau.actor), (tx) =>
    monthsOf(tx, bureau.actor, { county: true }, JULY),
  )
  return {
    statement: (await ownStatement(actor, JULY))!,
    today: (await ownMonth(actor, JULY))!,
    row,
    bureau: county.people.find(({ facts }) => facts.personId === personId)!,
  }
}

beforeAll(() => travelTo(new Date('2026-07-22T10:00:00+08:00')))
afterEach(() => vi.useRealTimers())

describe('one formula for every number', () => {
  test('the ledger’s sum is the statement’s; what counts is the same on every page', async () => {
    const county = await addCounty(ownerSql)
    const staff = await staffOf(county)
    const months = fc.sample(anyMonth(), { numRuns: 25, seed: 20260722 })
    let lines = 0
    for (const month of months) {
      const person = await addPerson(ownerSql, county)
      const entries = storable(month)
      lines += entries.length
      await write(county, person, entries)
      const { statement, today, row, bureau } = await everyNumber(staff, person)

      const ledger = await sumOf(person.personId, 'study')
      expect(statement.lines.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(ledger)
      expect(statement.lines.at(-1)?.running ?? 0).toBe(ledger)
      expect(statement.lines).toHaveLength(entries.filter(({ bucket }) => bucket === 'study').length)

      const { counted, required, short } = statement
      expect(statement.lines.reduce((sum, line) => sum + line.counted, 0)).toBe(counted)
      expect(today.own.assessment).toMatchObject({ counted, required, short })
      expect(row).toMatchObject({ counted, required, short })
      expect(row.parts.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(counted)
      expect(bureau.assessment).toMatchObject({ counted, required, short })
      expect(today.filling.byStudy + today.filling.byClass).toBe(short)
      expect(bureau.assessment.publicBenefit.credited).toBe(await sumOf(person.personId, 'public_benefit'))
      const cuts = statement.lines.flatMap((line) => line.cuts).reduce((sum, { minutes }) => sum + minutes, 0)
      expect(ledger).toBe(counted + cuts)
    }
    expect(lines).toBeGreaterThan(100)

    const board = await officeMonth(staff.office.actor, JULY)
    const heap = (standing: string) => board.rows.filter((row) => row.standing === standing).length
    const [own, other] = (await boardOf(staff.bureau)).offices
    expect(own).toMatchObject({
      ...{ people: 25, short: heap('short'), near: heap('near'), met: heap('met'), free: heap('none') },
    })
    expect(other).toMatchObject({ people: 0 })
  })
})

describe('after any answer to a question', () => {
  test('the four pages still show the ledger’s sum', async () => {
    const county = await addCounty(ownerSql)
    const staff = await staffOf(county)
    const answers = fc.record({
      pick: fc.nat({ max: 100 }),
      verdict: fc.constantFrom('upheld' as const, 'reversed' as const, 'recredited' as const),
      minutes: fc.integer({ min: 1, max: 240 }),
      byBureau: fc.boolean(),
    })
    const cases = fc.sample(fc.tuple(anyMonth(), fc.array(answers, { minLength: 1, maxLength: 4 })), {
      ...{ numRuns: 15, seed: 20260714 },
    })
    const given = { upheld: 0, reversed: 0, recredited: 0 }
    for (const [month, turns] of cases) {
      const person = await addPerson(ownerSql, county)
      const { actor } = await device(person.accountId)
      await write(county, person, storable(month))
      for (const { pick, verdict, minutes, byBureau } of turns) {
        const live = await root<{ id: string; minutes: number; during: string | null; seconds: number }[]>`
          select id, minutes, during::text, coalesce(seconds_of(during), 86400)::int as seconds from hours_entries e
          where person_id = ${person.personId} and revision > 0
            and not exists (select 1 from hours_entries r where r.reverses_id = e.id)
            and not exists (select 1 from entry_questions q where q.entry_id = e.id) order by id`
        const line = live[pick % Math.max(1, live.length)]
        if (!line) continue
        const asked = await askQuestion(actor, {
          ...{ personId: person.personId, entryId: line.id, words: '这条不对' },
        })
        if ('refused' in asked) throw new Error(asked.refused)
        const [kept] = await inActorTransaction(scopeOf(actor), (tx) =>
          tx.select({ during: hoursEntries.during }).from(hoursEntries).where(eq(hoursEntries.id, line.id)),
        )
        const corrected = {
          minutes: Math.max(1, Math.min(minutes, Math.floor(line.seconds / 60))),
          during: kept!.during,
        }
        const reason = 'times-wrong' as const
        const answer =
          verdict === 'upheld'
            ? { verdict, words: '核对过' }
            : verdict === 'reversed'
              ? { verdict, reason, words: null }
              : { verdict, reason, corrected, words: null }
        const by = byBureau ? staff.bureau.actor : staff.office.actor
        expect(await answerQuestion(by, asked.questionId, answer)).toHaveProperty('answerId')
        given[verdict] += 1

        const { statement, today, row, bureau } = await everyNumber(staff, person)
        const ledger = await sumOf(person.personId, 'study')
        expect(statement.lines.at(-1)?.running ?? 0).toBe(ledger)
        const { counted, required, short } = statement
        const file = (await openPersonFile(by, person.personId, JULY))!
        expect(file.statement).toMatchObject({ counted, required, short })
        expect(file.statement.lines.map((one) => one.minutes)).toEqual(
          statement.lines.map((one) => one.minutes),
        )
        expect(today.own.assessment).toMatchObject({ counted, required, short })
        expect(row).toMatchObject({ counted, required, short })
        expect(bureau.assessment).toMatchObject({ counted, required, short })
      }
    }
    expect(Math.min(...Object.values(given)), JSON.stringify(given)).toBeGreaterThan(3)
  })
})

describe('a policy of its day', () => {
  test('a new version touches no line of the ledger; what counts follows it', async () => {
    const county = await addCounty(ownerSql)
    const staff = await staffOf(county)
    const person = await addPerson(ownerSql, county)
    // 180 minutes online, of which half of 240 counts.
    const online = [6, 7, 8].map((day) =>
      credit(`o${day}`, 'online_unit', between(`2026-07-0${day}`, '19:00', '20:00')),
    )
    await write(county, person, online)
    const ledger = () => root<{ line: string }[]>`
      select t::text as line from hours_entries t where person_id = ${person.personId} order by id`
    const before = await ledger()
    const first = await everyNumber(staff, person)
    expect(first.statement).toMatchObject({
      counted: 120,
      required: 240,
      policyTitle: { zh: expect.stringContaining('云溪县') },
    })

    // From August: July's numbers stay.
    await ownerSql`update hours_policy_versions set valid = '[2026-01-01,2026-08-01)' where id = ${county.versionId}`
    await addPolicyVersion(ownerSql, county.countyId, 'national-2020', '[2026-08-01,)')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 })
    const later = await everyNumber(staff, person)
    expect(later.statement).toMatchObject({ counted: 120, required: 240 })

    // As if it had held in July already: no cap, no target, and the same lines.
    await ownerSql`update hours_policy_versions set valid = '[2026-01-01,2026-07-01)' where id = ${county.versionId}`
    await ownerSql`update hours_policy_versions set valid = '[2026-07-01,)' where county_id = ${county.countyId} and pack = 'national-2020'`
    vi.setSystemTime(Date.now() + 11_000)
    const without = await everyNumber(staff, person)
    expect(without.statement).toMatchObject({ counted: 180, required: 0, hasRequirement: false })
    expect(without.row).toMatchObject({ kind: 'no-target', counted: 180, required: 0 })
    expect(await ledger()).toEqual(before)
  })

  test('two versions cannot hold on one day', async () => {
    const { countyId } = await addCounty(ownerSql)
    await expect(
      addPolicyVersion(ownerSql, countyId, 'national-2020', '[2026-07-01,)'),
    ).rejects.toMatchObject({
      constraint_name: 'hours_policy_versions_no_overlap',
    })
  })

  test.each([['national-2020' as const], [null]])(
    'a county without a number of hours (%s) is a normal state of every page',
    async (pack) => {
      const county = await addCounty(ownerSql, { pack })
      const staff = await staffOf(county)
      const person = await addPerson(ownerSql, county)
      await addPerson(ownerSql, county)
      await write(county, person, [
        credit('o1', 'online_unit', between('2026-07-06', '19:00', '20:00')),
        credit('l1', 'lecture', between('2026-07-07', '19:00', '20:30')),
        credit('w1', 'public_benefit', between('2026-07-08', '09:00', '10:00')),
      ])
      const { statement, today, row, bureau } = await everyNumber(staff, person)
      expect(statement).toMatchObject({ counted: 150, required: 0, short: 0, hasRequirement: false })
      expect(statement.caps).toEqual({ online: null, counselling: null })
      expect(statement.policyTitle === null).toBe(pack === null)
      expect(today.own.assessment).toMatchObject({ result: 'no-target', counted: 150, short: 0 })
      expect(today.filling).toMatchObject({ short: 0, byStudy: 0, byClass: 0, onlineCap: null })
      expect(row).toMatchObject({
        kind: 'no-target',
        standing: 'none',
        counted: 150,
        perDay: 0,
        onlineRoom: null,
      })
      expect((await officeMonth(staff.office.actor, JULY)).noTarget).toBe(true)
      expect(bureau.assessment.publicBenefit).toMatchObject({ counted: 60, required: null })
      expect((await boardOf(staff.bureau)).offices[0]).toMatchObject({
        people: 2,
        short: 0,
        near: 0,
        met: 0,
        free: 2,
      })
    },
  )
})

test('a statement of a person nobody may see is not found', async () => {
  const county = await addCounty(ownerSql)
  const { office } = await staffOf(county)
  const hidden = [
    await addPerson(ownerSql, county, { office: 'other' }),
    await addPerson(ownerSql, county, { minor: true }),
    await addPerson(ownerSql, await addCounty(ownerSql)),
  ]
  for (const { personId } of hidden) {
    expect(await openPersonFile(office.actor, personId, JULY)).toBeNull()
  }
  expect((await officeMonth(office.actor, JULY)).rows).toEqual([])
  expect(now().toISOString().slice(0, 7)).toBe('2026-07')
})
