import { v7 as uuidv7 } from 'uuid'
import { database } from '../this-database.ts'

/**
 * What somebody leaves behind: one row in every table that holds a person's doings. Answers the ids a URL may carry: a
 * question that waits, on the line after the one that was asked about and answered.
 */
export async function insertTraces(person: { countyId: string; personId: string; accountId: string }) {
  const sql = database.ownerSql
  const of = { county_id: person.countyId, person_id: person.personId }
  const studyId = uuidv7()
  const [entryId, questionId, answeredId] = [uuidv7(), uuidv7(), uuidv7()]
  await sql`insert into grade_periods (id, county_id, person_id, grade, during)
    values (${uuidv7()}, ${of.county_id}, ${of.person_id}, 'ordinary', '[2026-01-05,)')`
  await sql`insert into pauses (id, county_id, person_id, kind, during, evidence)
    values (${uuidv7()}, ${of.county_id}, ${of.person_id}, 'hospital', '[2026-02-01,2026-02-05)', '出院小结')`
  await sql`insert into hours_entries ${sql({
    ...{ id: entryId, ...of, bucket: 'study', source_kind: 'lecture', source_id: uuidv7() },
    ...{ county_day: '2026-07-08', revision: 1, minutes: 60, posted_as: 'system:import' },
    explanation: sql.json({ notes: [] }),
  })}`
  const asked = { ...of, entry_id: entryId, asked_by: person.accountId, asked_as: 'supervised-person' }
  await sql`insert into entry_questions ${sql({
    ...{ ...asked, id: answeredId, round: 1, words: '我 7 点就到了' },
    ...{ asked_at: '2026-07-14T12:00:00Z', answer_due: '2026-07-21' },
  })}`
  await sql`insert into entry_answers ${sql({
    ...{ id: uuidv7(), ...of, entry_id: entryId, question_id: answeredId, round: 1, verdict: 'upheld' },
    ...{ words: '签到表上是 7 点 12 分', answered_by: person.accountId, answered_as: 'office' },
    answered_at: '2026-07-16T02:00:00Z',
  })}`
  await sql`insert into entry_questions ${sql({
    ...{ ...asked, id: questionId, round: 2, words: '签到表不对' },
    ...{ asked_at: '2026-07-20T12:00:00Z', answer_due: '2026-07-27' },
  })}`
  await sql`insert into unit_studies ${sql({
    ...{ id: studyId, ...of, unit_id: 'x9/1', module_version: '000000000000', nominal_minutes: 10 },
    ...{ reading_factor: 1, passage_count: 2, place: 1 },
  })}`
  await sql`insert into study_sessions ${sql({
    ...{ id: uuidv7(), ...of, unit_study_id: studyId, login_session_id: 'a-device', nonce: uuidv7() },
    ...{ last_seq: 0, scripted: false, view_passage: 1, view_nominal_seconds: 300, idle_limit_seconds: 120 },
    ...{ witnessed: '{}', opened_at: '2026-07-01T10:00:00Z', last_seen_at: '2026-07-01T10:00:00Z' },
    ...{ ended_at: '2026-07-01T10:00:00Z', end_reason: 'moved-on' },
  })}`
  await sql`insert into check_answers ${sql({
    ...{ id: uuidv7(), ...of, unit_study_id: studyId, passage: 1, chosen: 'a', correct: false },
  })}`
  await sql`insert into audit_events ${sql({
    ...{ id: uuidv7(), ...of, actor_account_id: person.accountId, actor_role: 'supervised-person' },
    ...{ act: 'learning.unit-opened', subject_kind: 'unit-study', subject_id: studyId },
    detail: sql.json({ unit: 'x9/1' }),
  })}`
  return { questionId }
}
