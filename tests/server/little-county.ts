import type { Sql } from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { COUNTY, OFFICES } from '#db/seed/county.ts'
import { writeCounty } from '#db/seed/write-county.ts'
import { compileContent } from '#content/compile-content.ts'
import { answerId } from '#content/lesson.ts'
import { CLOCK } from './built-server.ts'
import { hashOf } from './signed-in.ts'

/** Somebody one right answer away from a finished unit, all of whose time has been witnessed already. */
export type Studying = {
  personId: string
  studyId: string
  cookie: string
  minutes: number
  /** Where the last answer is posted, what is posted, and where a finished unit leads. */
  path: string
  answer: string
  done: string
}

export async function writeLittleCounty(sql: Sql): Promise<void> {
  await sql.begin((tx) => writeCounty(tx, new Date(CLOCK)))
}

let given = 0

/** People with accounts and open lessons on the first unit of the first module, in the county's first office. */
export async function writeStudying(sql: Sql, count: number): Promise<Studying[]> {
  const { modules, answers } = await compileContent(process.cwd())
  const module = modules[0]!
  const unit = module.units.find(({ regime }) => regime !== 'minors')!
  const last = unit.passages.length
  const opened = new Date(Date.parse(CLOCK) - 3_600_000)
  const ids = Array.from({ length: count }, () => uuidv7())
  const people = ids.map((personId) => ({
    personId,
    accountId: uuidv7(),
    studyId: uuidv7(),
    secret: `study-${personId}`,
    number: `7${String((given += 1)).padStart(7, '0')}`,
  }))
  const county = COUNTY.id
  await sql.begin(async (tx) => {
    await tx`insert into accounts ${tx(people.map(({ accountId }) => ({ id: accountId, password_hash: 'none' })))}`
    await tx`insert into supervised_persons ${tx(
      people.map(({ personId, accountId, number }, index) => ({
        ...{ id: personId, county_id: county, office_id: OFFICES[0]!.id, account_id: accountId },
        ...{ register_number: number, name: `试某${index}`, sex: 'male', birth_day: '1990-01-01' },
        ...{ category: '02', minors_regime: false, phase: 'regular', offence_class: 'property' },
        ...{ schooling: 'junior', work: 'employed', local: true, access_needs: tx.array([]) },
        ...{ entered_on: '2026-01-05', due_on: '2027-01-05' },
      })),
    )}`
    await tx`insert into login_sessions ${tx(
      people.map(({ accountId, secret }) => ({
        ...{
          id: hashOf(secret),
          account_id: accountId,
          created_at: opened,
          expires_at: new Date('2026-08-05'),
        },
      })),
    )}`
    await tx`insert into unit_studies ${tx(
      people.map(({ personId, studyId }) => ({
        ...{ id: studyId, county_id: county, person_id: personId, unit_id: unit.id, opened_at: opened },
        ...{ module_version: module.version, nominal_minutes: unit.minutes, reading_factor: 1 },
        ...{ passage_count: last, place: last },
      })),
    )}`
    await tx`insert into study_sessions ${tx(
      people.map(({ personId, studyId, secret }) => ({
        ...{ id: uuidv7(), county_id: county, person_id: personId, unit_study_id: studyId },
        ...{
          login_session_id: hashOf(secret),
          nonce: 'nonce-of-the-test',
          opened_at: opened,
          last_seen_at: opened,
        },
        // One page, open for the last hour: the answer folds in the unit's nominal time.
        ...{ last_seq: 0, scripted: false, view_passage: last, view_nominal_seconds: unit.minutes * 60 },
        ...{ idle_limit_seconds: 120, witnessed: '{}' },
      })),
    )}`
    const earlier = people.flatMap(({ personId, studyId }) =>
      unit.passages.slice(0, -1).map(({ number }) => ({
        ...{ id: uuidv7(), county_id: county, person_id: personId, unit_study_id: studyId, passage: number },
        ...{ chosen: answers[answerId(unit.id, number)]!.join(' '), correct: true, answered_at: opened },
      })),
    )
    if (earlier.length > 0) await tx`insert into check_answers ${tx(earlier)}`
  })
  const done = `/my/study/${unit.id}`
  return people.map(({ personId, studyId, secret }) => ({
    ...{ personId, studyId, cookie: `qc_session=${secret}`, minutes: unit.minutes },
    ...{ path: `${done}/${last}`, answer: answers[answerId(unit.id, last)]![0]!, done },
  }))
}
