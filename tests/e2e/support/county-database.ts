import fs from 'node:fs'
import path from 'node:path'
import postgres, { type Sql, type TransactionSql } from 'postgres'

/** The demo county's database as its superuser: only to read who is who, and to let time pass. */
let connection: Sql | undefined

export function countyDatabase(): Sql {
  return (connection ??= connect())
}

export async function letGoOfCountyDatabase(): Promise<void> {
  await connection?.end({ timeout: 1 })
  connection = undefined
}

function connect(): Sql {
  // The server's own note of where it listens: line 4 the port, line 5 the socket's directory.
  const note = fs.readFileSync(
    path.join(String(process.env.E2E_DATA_DIR), 'postgres', 'postmaster.pid'),
    'utf8',
  )
  const [, , , port, socketDir] = note.split('\n')
  return postgres({
    ...{ host: socketDir!, port: Number(port), username: 'postgres', database: 'qicheng' },
    ...{ max: 1, onnotice() {} },
  })
}

/** Somebody of the demo county, by any name they sign in with. */
export async function personOf(signInName: string): Promise<{ id: string; name: string }> {
  const [found] = await countyDatabase()<{ id: string; name: string }[]>`
    select p.id, p.name from supervised_persons p
    join sign_in_names n on n.account_id = p.account_id where n.name = ${signInName}`
  if (!found) throw new Error(`nobody signs in as ${signInName}`)
  return found
}

/** What a test takes somebody without a story for: one person each, so that no test is about another one's person. */
const TAKEN_FOR = {
  /** Adults who had finished nothing of A1 to A3 when the tests began. */
  learner: [
    ...(['reading-aloud', 'network-loses-requests', 'airplane-in-a-unit', 'airplane-in-a-quiz'] as const),
    ...(['beats', 'two-devices', 'no-network', 'kinds-of-checks', 'airplane-over-a-module'] as const),
    ...(['a-kept-page-opens-anew', 'network-stands-still'] as const),
  ],
  /** Other adults; no counsellor knew them when the tests began. */
  other: [
    ...(['slip', 'class-life', 'class-life-without-scripts'] as const),
    ...(['counselling-scripts-on', 'counselling-scripts-off', 'counselling-two-tabs'] as const),
    ...(['counselling-referred-scripts-on', 'counselling-referred-scripts-off'] as const),
    ...(['counselled', 'counselled-without-scripts', 'two-tabs', 'two-tabs-without-scripts'] as const),
    ...(['withdrawn', 'withdrawn-without-scripts', 'handed-over'] as const),
  ],
} as const
export type QuietPeople = Record<keyof typeof TAKEN_FOR, string[]>

const quietPeople = () => JSON.parse(String(process.env.E2E_QUIET_PEOPLE)) as QuietPeople
/** Sign-in names of everybody who belongs to one test. */
export const allQuietPeople = (): string[] => Object.values(quietPeople()).flat()

function taken<Of extends keyof typeof TAKEN_FOR>(
  of: Of,
  project: { name: string },
  takenFor: (typeof TAKEN_FOR)[Of][number],
): string {
  const purposes: readonly string[] = TAKEN_FOR[of]
  return quietPeople()[of][2 * purposes.indexOf(takenFor) + (project.name === 'phone' ? 0 : 1)]!
}

/** Sign-in name of an adult without a story, for what is learnt. */
export const quietLearner = (
  project: { name: string },
  takenFor: (typeof TAKEN_FOR)['learner'][number],
): string => taken('learner', project, takenFor)

/** Sign-in name of an adult without a story, for everything else. */
export const quietPerson = (
  project: { name: string },
  takenFor: (typeof TAKEN_FOR)['other'][number],
): string => taken('other', project, takenFor)

/** Chosen once, before the first test: a list asked for later would grow shorter with each unit that a test finishes. */
export async function findQuietPeople(): Promise<QuietPeople> {
  const found = await countyDatabase()<{ name: string; learner: boolean; talked: boolean }[]>`
    select n.name,
      not exists (select from unit_studies s
        where s.person_id = p.id and s.unit_id ~ '^a[123]/' and s.finished_at is not null)
      and not exists (select from quiz_attempts a where a.person_id = p.id and a.submitted_at is not null) as learner,
      exists (select from counselling_consents c where c.person_id = p.id)
      or exists (select from counselling_requests q where q.person_id = p.id) as talked
    from supervised_persons p join sign_in_names n on n.account_id = p.account_id
    where p.left_on is null and not p.minors_regime and p.phase = 'regular' and n.name ~ '^[0-9]{8}$'
      and not exists (select from sign_in_names o where o.account_id = n.account_id and o.name !~ '^[0-9]+$')
    order by n.name`
  const learner = found.filter((one) => one.learner).slice(0, 2 * TAKEN_FOR.learner.length)
  const other = found
    .filter((one) => !one.talked && !learner.includes(one))
    .slice(0, 2 * TAKEN_FOR.other.length)
  const names = { learner: learner.map(({ name }) => name), other: other.map(({ name }) => name) }
  for (const of of ['learner', 'other'] as const)
    if (names[of].length < 2 * TAKEN_FOR[of].length) throw new Error(`too few people for the tests: ${of}`)
  return names
}

/** Sign-in name of somebody under the minors' regime who has no story of their own. */
export async function quietMinor(): Promise<string> {
  const [found] = await countyDatabase()<{ name: string }[]>`
    select n.name from supervised_persons p join sign_in_names n on n.account_id = p.account_id
    where p.left_on is null and p.minors_regime and n.name ~ '^[0-9]{8}$'
      and not exists (select from sign_in_names o where o.account_id = n.account_id and o.name !~ '^[0-9]+$')
    order by n.name limit 1`
  if (!found) throw new Error('nobody is under the minors’ regime')
  return found.name
}

/**
 * Lets `seconds` pass for somebody who is studying: moves everything seen so far into the past, so that the next sign
 * of them comes that much later. Tests cannot wait ten minutes.
 */
export async function letTimePass(personId: string, seconds: number): Promise<void> {
  const back = `${seconds} seconds`
  await countyDatabase().begin(async (tx) => {
    const moved = await tx`
      update study_sessions set
        opened_at = opened_at - ${back}::interval,
        last_seen_at = last_seen_at - ${back}::interval,
        late_until = late_until - ${back}::interval,
        witnessed = ${earlier(tx, 'witnessed', back)}
      where person_id = ${personId} and ended_at is null returning id`
    if (moved.length !== 1) throw new Error('nobody is studying')
    const sessions = moved.map(({ id }) => id as string)
    // What arrived late for it as well, the oldest first: no two stretches may meet, and none is changed but here.
    await tx`set local session_replication_role = replica`
    const arrived = await tx`
      select id from late_evidence where session_id = any(${sessions}::uuid[]) order by lower(counted), id`
    for (const { id } of arrived)
      await tx`
        update late_evidence set
          issued_at = issued_at - ${back}::interval,
          device_from = device_from - ${back}::interval,
          device_until = device_until - ${back}::interval,
          arrived_at = arrived_at - ${back}::interval,
          counted = ${earlier(tx, 'counted', back)}
        where id = ${id as string}`
  })
}

/** The instants of a column, so much earlier. */
const earlier = (sql: TransactionSql, column: string, back: string) => sql`coalesce((
  select range_agg(tstzrange(lower(seen) - ${back}::interval, upper(seen) - ${back}::interval))
  from unnest(${sql(column)}) seen), '{}')`

/** Where a quiz attempt of somebody stands: the newest one that is open, or handed in. */
export async function attemptOf(signInName: string, state: 'open' | 'submitted'): Promise<string> {
  const { id } = await personOf(signInName)
  const [found] = await countyDatabase()<{ id: string; module_code: string }[]>`
    select id, module_code from quiz_attempts
    where person_id = ${id} and (submitted_at is null) = ${state === 'open'} order by started_at desc limit 1`
  if (!found) throw new Error(`${signInName} has no ${state} attempt`)
  return `/my/study/${found.module_code}/quiz/${found.id}`
}

/** What is right of an attempt's questions, as pinned; by the question's words. */
export async function rightAnswersOf(attemptId: string) {
  const [found] = await countyDatabase()<
    {
      asked: { id: string; kind: string; question: string; options: { key: string; text: string }[] }[]
      keys: { id: string; right: string[]; explanation: string }[]
    }[]
  >`select asked, keys from quiz_attempts where id = ${attemptId}`
  return found!.asked.map((one) => ({ ...one, ...found!.keys.find(({ id }) => id === one.id)! }))
}

/** Lets the wait after a miss pass. */
export async function letQuizRest(personId: string): Promise<void> {
  await countyDatabase()`update quiz_attempts set started_at = started_at - interval '11 minutes',
    submitted_at = submitted_at - interval '11 minutes' where person_id = ${personId} and submitted_at is not null`
}

/** Lets units be counted already, as of somebody who took them some days ago. */
export async function letBeCounted(personId: string, unitIds: readonly string[]): Promise<void> {
  await countyDatabase()`
    insert into unit_studies (id, county_id, person_id, unit_id, module_version, nominal_minutes, reading_factor, passage_count,
      place, opened_at, finished_at, credited_minutes, counted_during)
    select gen_random_uuid(), p.county_id, p.id, u, 'earlier', 10, 1, 3, 3, '2026-07-20T10:00:00+08:00',
      '2026-07-20T10:10:00+08:00', 10, daterange('2026-07-20', '2027-01-16')
    from supervised_persons p, unnest(${[...unitIds]}::text[]) u where p.id = ${personId}`
}

/** Lets a class be over that is to come: it was from `from` on, as long as it is. Its order and the taken time move with it. */
export async function letClassBeOver(occasionId: string, from: string): Promise<void> {
  await countyDatabase().begin(async (sql) => {
    const [moved] = await sql<{ order: string; during: string }[]>`
      update occasions set during = tstzrange(${from}::timestamptz, ${from}::timestamptz + (upper(during) - lower(during)))
      where id = ${occasionId} returning source_id as order, during::text`
    if (!moved) throw new Error('there is no such class')
    await sql`update engagements set during = ${moved.during}::tstzrange, blocked = ${moved.during}::tstzrange
      where for_id = ${moved.order} and state = 'confirmed'`
    await sql`update lecture_orders set during = ${moved.during}::tstzrange where id = ${moved.order}`
  })
}
