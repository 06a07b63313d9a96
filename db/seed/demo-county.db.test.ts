import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { calendarDay, calendarMonth } from '#app/shared/calendar-day.ts'
import { standingOf, type Standing } from '#app/domains/hours/standing.policy.ts'
import { bookingFindings } from '#db/check-bookings.server.ts'
import { testDatabase, type TestDatabase } from '#tests/support/database.ts'
import { COUNTY, officeOf } from './county.ts'
import { seedDemoCounty, topUpDemoCounty, type SeedProgress } from './demo-county.ts'
import { demoId } from './random.ts'

const NOW = new Date('2026-07-22T18:00:00+08:00')
const JULY = calendarMonth('2026-07')

let database: TestDatabase
const progress: SeedProgress[] = []
beforeAll(async () => {
  database = await testDatabase()
  await seedDemoCounty(database.ownerSql, { now: NOW, report: (step) => progress.push(step) })
}, 120_000)
afterAll(() => database.drop())

const report = () => {}
const entries = async () =>
  (await database.root<{ count: number }[]>`select count(*)::int from hours_entries`)[0]!.count

test('tells how far it has come, up to the end', () => {
  expect(progress.length).toBeGreaterThan(60)
  expect(progress.at(-1)).toEqual({ done: 62, total: 62, what: 'done' })
  expect(progress.every(({ done }, index) => index === 0 || done > progress[index - 1]!.done)).toBe(true)
})

test('quizzes were handed in by people who were here, are judged as they would be, and nobody with a story has one', async () => {
  const [quizzes] =
    await database.root`select count(*)::int as attempts, count(distinct module_code)::int as modules,
      count(*) filter (where a.submitted_at is null or a.submitted_at > ${NOW})::int as open,
      count(*) filter (where p.entered_on > a.started_at::date or p.left_on <= a.started_at::date)::int as away,
      count(*) filter (where a.right_count <> (
        select count(*) from quiz_answers s, jsonb_array_elements(a.keys) k
        where s.attempt_id = a.id and k->>'id' = s.question_id
          and to_jsonb(s.chosen) = case when jsonb_array_length(k->'right') > 1 and exists (
            select 1 from jsonb_array_elements(a.asked) q where q->>'id' = s.question_id and q->>'kind' = 'several')
            then (select jsonb_agg(r order by r) from jsonb_array_elements(k->'right') r) else k->'right' end
      ))::int as misjudged
    from quiz_attempts a join supervised_persons p on p.id = a.person_id`
  expect(quizzes).toMatchObject({ modules: 8, open: 0, away: 0, misjudged: 0 })
  expect(quizzes!.attempts).toBeGreaterThan(1000)
  const [told] = await database.root`select count(*)::int as of from quiz_attempts a
    join supervised_persons p on p.id = a.person_id join sign_in_names n on n.account_id = p.account_id and n.kind = 'chosen'`
  expect(told!.of).toBe(0)
  const [size] = await database.root`select (sum(pg_total_relation_size(t)) / 1e6)::int as megabytes
    from unnest(array['quiz_attempts', 'quiz_answers']::regclass[]) t`
  expect(size!.megabytes).toBeLessThan(40)
})

test('the registers of the last year say what the ledger says, class by class, and every booking is right', async () => {
  const [registers] = await database.root`select count(*)::int as classes,
      count(*) filter (where completed_at > ${NOW} or joined > seats)::int as wrong from occasion_rosters where completed_at is not null`
  expect(registers!.wrong).toBe(0)
  expect(registers!.classes).toBeGreaterThan(200)
  const [lines] = await database.root`select count(*)::int as confirmed,
      count(*) filter (where e.id is null or e.minutes <> c.minutes)::int as differ,
      count(*) filter (where m.in_at > lower(o.during) and c.minutes >= extract(epoch from upper(o.during) - lower(o.during)) / 60)::int
        as "lateWhole"
    from attendance_confirmations c join attendance_marks m on m.id = c.mark_id join occasions o on o.id = c.occasion_id
    left join hours_entries e on e.person_id = c.person_id and e.source_id = 'occasion:' || o.id and e.revision = 1`
  expect(lines).toMatchObject({ differ: 0, lateWhole: 0 })
  expect(lines!.confirmed).toBeGreaterThan(3000)
  expect(await bookingFindings(database.root, NOW)).toEqual([])
})

test('what was said of classes: one answer for each token, at most one for each person, nobody repeats another', async () => {
  const [said] = await database.root`select (select count(*)::int from feedback_answers) as answers,
    (select count(*)::int from feedback_tokens) as tokens,
    (select count(*)::int from (select o.title_code, a.comment from feedback_answers a join occasions o on o.id = a.occasion_id
      where a.comment is not null group by 1, 2 having count(*) > 1) twice) as repeated`
  expect(said).toMatchObject({ answers: said!.tokens, repeated: 0 })
  expect(said!.answers).toBeGreaterThan(500)
})

describe('what the county report counts', () => {
  test('people received, here and discharged', async () => {
    const [people] = await database.root`select count(*)::int as received,
      count(*) filter (where left_on is null)::int as here, count(*) filter (where departure = 'discharged')::int as discharged,
      count(*) filter (where left_on is null and not local)::int as "nonLocal" from supervised_persons`
    expect(people).toEqual({ received: 2226, here: 365, discharged: 1861, nonLocal: 159 })
  })

  test('lecture sessions and attendances of the 60 months', async () => {
    const [lectures] =
      await database.root`select count(distinct source_id)::int as sessions, count(*)::int as attendances,
        min(minutes) as shortest, max(minutes) as longest
      from hours_entries where source_kind = 'lecture' and county_day between '2021-07-01' and '2026-06-30'`
    expect(lectures).toEqual({ sessions: 803, attendances: 23_087, shortest: 60, longest: 90 })
  })

  test('a row of the policy for every day since 2012, the county’s own for the whole history', async () => {
    const versions = await database.root`select pack, valid::text from hours_policy_versions order by valid`
    expect([...versions]).toEqual([
      { pack: 'national-2012', valid: '[2012-03-01,2020-07-01)' },
      { pack: 'national-2020', valid: '[2020-07-01,2021-07-01)' },
      { pack: 'demo-county', valid: '[2021-07-01,)' },
    ])
  })
})

test('nobody is in two places at once', async () => {
  const overlaps = await database.root`
    select a.person_id, a.source_id, b.source_id as other from hours_entries a
    join hours_entries b on b.county_id = a.county_id and b.person_id = a.person_id and b.county_day = a.county_day
      and b.id > a.id and b.during && a.during
    where not exists (select 1 from hours_entries r where r.reverses_id in (a.id, b.id))
      and a.revision > 0 and b.revision > 0`
  expect([...overlaps]).toEqual([])
})

test('no minute is credited to somebody outside their stay on the register', async () => {
  const outside = await database.root`select p.name, e.county_day from hours_entries e
    join supervised_persons p on p.county_id = e.county_id and p.id = e.person_id
    where e.county_day < p.entered_on or e.county_day >= p.left_on`
  expect([...outside]).toEqual([])
})

test('every sign-in of the demo leads to an account with the demo password', async () => {
  const { passwordMatches } = await import('#app/domains/identity/password.server.ts')
  const { DEMO_SIGN_INS } = await import('./demo-sign-ins.ts')
  for (const { name, password } of DEMO_SIGN_INS) {
    const [found] = await database.root<
      { password_hash: string }[]
    >`select password_hash from door_sign_in(${name})`
    expect(await passwordMatches(found!.password_hash, password), name).toBe(true)
  }
})

describe('July of 东塘镇 on the 22nd, as it is drawn', () => {
  const actor: Actor = {
    accountId: demoId('account', 'office-dongtang'),
    role: 'office',
    countyId: COUNTY.id,
    officeId: officeOf('dongtang').id,
    personId: null,
    leftOn: null,
    minorsRegime: false,
    appointmentId: demoId('appointment', 'office-dongtang:office'),
    staffName: '王某01',
    office: { zh: '东塘镇司法所', en: 'Dongtang Town Judicial Office' },
    county: { zh: COUNTY.nameZh, en: COUNTY.nameEn },
    locale: 'zh',
    loginSessionId: 'test',
    mustChangePassword: false,
  }

  async function board() {
    const { inActorTransaction } = await import('#db/client.server.ts')
    const { scopeOf } = await import('#app/domains/identity/actor.policy.ts')
    const { monthsOf } = await import('#app/domains/hours/month.queries.server.ts')
    const { people } = await inActorTransaction(scopeOf(actor), (tx) =>
      monthsOf(tx, actor, { officeId: actor.officeId!, regime: 'adults' }, JULY),
    )
    return people
      .filter(({ facts }) => !facts.leftOn)
      .map(({ facts, assessment }) => ({
        name: facts.name,
        assessment,
        standing: standingOf({ assessment, today: calendarDay('2026-07-22') }),
      }))
  }

  test('58 people: 7 short, 12 near, 31 met, 8 of whom nothing is asked', async () => {
    const counts: Record<Standing, number> = { short: 0, near: 0, met: 0, none: 0 }
    for (const { standing } of await board()) counts[standing] += 1
    expect(counts).toEqual({ short: 7, near: 12, met: 31, none: 8 })
  })

  test('the seven who will fall short, and two who are near, with their minutes by source', async () => {
    const drawn = (await board())
      .filter(({ standing, name }) => standing === 'short' || name === '蔡某14' || name === '林某09')
      .map(({ name, assessment: { bySource, required, short } }) => {
        const { lecture, online, talk, counselling } = bySource
        const cut = online.cutByCap
        return [
          name,
          lecture.counted,
          online.counted,
          talk.counted,
          counselling.counted,
          cut,
          required,
          short,
        ]
      })
      .sort((a, b) => Number(b.at(-1)) - Number(a.at(-1)))
    // name, lecture, online, talk, counselling, online over the cap, required, still to do
    expect(drawn).toEqual([
      ['陈某17', 60, 35, 0, 0, 0, 480, 385],
      ['刘某08', 0, 0, 0, 0, 0, 240, 240],
      ['吴某31', 0, 20, 0, 0, 0, 240, 220],
      ['孙某22', 60, 0, 0, 0, 0, 240, 180],
      ['周某12', 60, 18, 32, 0, 0, 240, 130],
      ['马某05', 0, 120, 0, 0, 30, 240, 120],
      ['钱某40', 30, 0, 0, 0, 0, 135, 105],
      ['林某09', 60, 20, 0, 100, 0, 240, 60],
      ['蔡某14', 150, 40, 20, 0, 0, 240, 30],
    ])
  })

  test('the questioned line: six lines that come to 110', async () => {
    const lines =
      await database.root`select e.minutes, e.revision, e.explanation->'notes'->0->>'code' as note, s.name as by
      from hours_entries e join supervised_persons p on p.id = e.person_id left join staff s on s.account_id = e.posted_by
      where p.name = '周某12' and e.county_day >= '2026-07-01' order by e.posted_at`
    expect(lines.map(({ minutes, revision, note, by }) => [minutes, revision, note, by])).toEqual([
      [48, 1, 'late-arrival', '李某02'],
      [10, 1, 'over-nominal', null],
      [8, 1, 'idle', null],
      [32, 1, null, '王某01'],
      [-48, -1, 'reversal', '赵某01'],
      [60, 2, 'correction', '赵某01'],
    ])
  })
})

describe('questions on lines', () => {
  test('the drawn one: asked on the 14th, answered by the bureau on the 16th with the two lines of the correction', async () => {
    const [drawn] = await database.root`
      select q.asked_at::date::text as asked, q.answer_due::text as due, e.minutes as questioned, a.verdict, a.reason,
        s.name as by, a.answered_at::date::text as answered, r.minutes as reversal, c.minutes as credit
      from entry_questions q join supervised_persons p on p.id = q.person_id and p.name = '周某12'
      join hours_entries e on e.id = q.entry_id join entry_answers a on a.question_id = q.id
      join staff s on s.account_id = a.answered_by
      join hours_entries r on r.id = a.reversal_id and r.reverses_id = e.id join hours_entries c on c.id = a.credit_id`
    expect(drawn).toEqual({
      ...{
        asked: '2026-07-14',
        due: '2026-07-21',
        questioned: 48,
        verdict: 'recredited',
        reason: 'clock-wrong',
      },
      ...{ by: '赵某01', answered: '2026-07-16', reversal: -48, credit: 60 },
    })
  })

  test('those that wait: three in 禾丰镇, the first of five days ago; one in a closed record', async () => {
    const waiting = await database.root`
      select o.code, p.minors_regime as minor, count(*)::int as count, min(q.answer_due)::text as due
      from entry_questions q join supervised_persons p on p.id = q.person_id join judicial_offices o on o.id = p.office_id
      where not exists (select 1 from entry_answers a where a.question_id = q.id) group by 1, 2 order by 4`
    expect([...waiting]).toEqual([
      { code: 'hefeng', minor: false, count: 3, due: '2026-07-24' },
      { code: 'yunxi', minor: false, count: 1, due: '2026-07-25' },
      { code: 'nanpu', minor: true, count: 1, due: '2026-07-27' },
      { code: 'beitang', minor: false, count: 1, due: '2026-07-28' },
    ])
    const [granted] = await database.root`select count(*)::int as n from entry_questions q
      join minor_record_grants g on g.person_id = q.person_id`
    expect(granted).toEqual({ n: 0 })
  })
})

test('starting again, and topping up later', async () => {
  const before = await entries()
  expect(await seedDemoCounty(database.ownerSql, { now: NOW, report })).toEqual({ seeded: false })
  const started = performance.now()
  const laterThatDay = new Date('2026-07-22T21:00:00+08:00')
  expect(await topUpDemoCounty(database.ownerSql, { now: laterThatDay, report })).toEqual({ added: 0 })
  expect(performance.now() - started).toBeLessThan(1_000)
  expect(await entries()).toBe(before)

  const nextMonth = new Date('2026-08-12T09:00:00+08:00')
  const { added } = await topUpDemoCounty(database.ownerSql, { now: nextMonth, report })
  expect(added).toBeGreaterThan(1_000)
  expect(await entries()).toBe(before + added)
  expect(await topUpDemoCounty(database.ownerSql, { now: nextMonth, report })).toEqual({ added: 0 })
  // What waited is answered, and as many wait again; his story is told anew.
  const [questions] = await database.root`select count(*)::int as asked, count(a.id)::int as answered,
      count(*) filter (where q.answer_due < '2026-08-12' and a.id is null)::int as overdue
    from entry_questions q left join entry_answers a on a.question_id = q.id`
  expect(questions).toEqual({ asked: 14, answered: 8, overdue: 0 })
  const [quizzes] = await database.root`select count(*) filter (where submitted_at > ${NOW})::int as since,
    count(*) filter (where submitted_at > ${nextMonth})::int as ahead from quiz_attempts`
  expect(quizzes!.since).toBeGreaterThan(20)
  expect(quizzes!.ahead).toBe(0)
  const [late] = await database.root`select count(*)::int from hours_entries where posted_at > ${nextMonth}`
  expect(late!.count).toBe(0)
  const imports =
    await database.root`select detail->'until' as until from audit_events where act = 'hours.imported' order by at`
  expect(imports.map(({ until }) => until)).toEqual([NOW.toISOString(), nextMonth.toISOString()])
}, 60_000)
