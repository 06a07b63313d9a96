import type { TransactionSql } from 'postgres'
import { addDays, dayAt, instantAt } from '#app/shared/calendar-day.ts'
import { answerDueOn } from '#app/domains/hours/question.policy.ts'
import { insertRows } from './bulk.ts'
import { COUNTY, officeOf } from './county.ts'
import { OPEN_QUESTIONS, type DemoQuestion } from './demo-question.ts'
import { drawnQuestion } from './questioned-line.ts'
import type { DemoPerson } from './demo-person.ts'
import { demoId } from './random.ts'
import { staffAccountId } from './staff.ts'

/** A question is asked at lunch, so that its line of the evening before stands already. */
const ASKED_AT = '12:40'
/** Whoever questions a line has seen it in the last weeks: at the beginning of a month that is the month before. */
const LINE_DAYS = 40

/**
 * The questions of a demo county at a start: the drawn one with its answer, and those that wait. Those that still waited
 * from an earlier start are answered first, so that nothing of the demo's own grows overdue. Nothing is added twice.
 */
export async function writeQuestions(
  tx: TransactionSql,
  people: readonly DemoPerson[],
  now: Date,
  earlier: readonly Date[],
): Promise<void> {
  await answerEarlier(tx, now, earlier)
  const today = dayAt(now)
  const asker = people.find(({ story }) => story?.signInName === 'zhou12')
  const drawn = asker && !today.endsWith('-01') ? [drawnQuestion(asker, today)] : []
  const told = await withAllLines(tx, drawn)
  await insertQuestions(tx, [...told, ...(await openQuestions(tx, now))])
}

const openId = (start: Date, index: number) => demoId('open question', `${dayAt(start)} ${index}`)

/** One question for each that waits, on the newest line of somebody of that office who has not asked yet. */
async function openQuestions(tx: TransactionSql, now: Date): Promise<DemoQuestion[]> {
  const today = dayAt(now)
  const questions: DemoQuestion[] = []
  for (const [index, { office, minor = false, daysAgo, words }] of OPEN_QUESTIONS.entries()) {
    const askedOn = addDays(today, -daysAgo)
    const askedAt = instantAt(askedOn, ASKED_AT)
    const taken = questions.map(({ personId }) => personId)
    const [line] = await tx<{ id: string; person_id: string; account_id: string }[]>`
      select e.id, e.person_id, p.account_id from hours_entries e
      join supervised_persons p on p.county_id = e.county_id and p.id = e.person_id
      where e.county_id = ${COUNTY.id} and p.office_id = ${officeOf(office).id} and p.left_on is null
        and p.minors_regime = ${minor} and p.account_id is not null and not (p.id = any(${taken}))
        and not exists (select 1 from minor_record_grants g where g.county_id = p.county_id and g.person_id = p.id)
        and not exists (select 1 from entry_questions q where q.county_id = e.county_id and q.entry_id = e.id)
        and e.revision = 1 and e.source_kind in ('lecture', 'collective_class', 'talk', 'online_unit')
        and e.county_day between ${addDays(askedOn, -LINE_DAYS)} and ${askedOn} and e.posted_at < ${askedAt}
      order by e.county_day desc, e.id limit 1`
    if (!line) continue
    questions.push({
      ...{ id: openId(now, index), personId: line.person_id, entryId: line.id, words, answer: null },
      ...{ askedBy: line.account_id, askedAtMs: askedAt.getTime() },
    })
  }
  return questions
}

async function answerEarlier(tx: TransactionSql, now: Date, earlier: readonly Date[]): Promise<void> {
  const ids = earlier.flatMap((start) => OPEN_QUESTIONS.map((_, index) => openId(start, index)))
  if (ids.length === 0) return
  const waiting = await tx<
    { id: string; person_id: string; entry_id: string; round: number; asked_at: Date }[]
  >`
    select q.id, q.person_id, q.entry_id, q.round, q.asked_at from entry_questions q
    where q.county_id = ${COUNTY.id} and q.id = any(${ids})
      and not exists (select 1 from entry_answers a where a.county_id = q.county_id and a.question_id = q.id)`
  await insertRows(
    tx,
    'entry_answers',
    [
      ...['id', 'county_id', 'person_id', 'entry_id', 'question_id', 'round', 'verdict', 'words'],
      ...['answered_by', 'answered_as', 'answered_at'],
    ],
    waiting.map((one) => [
      ...[demoId('answer', one.id), COUNTY.id, one.person_id, one.entry_id, one.id, one.round, 'upheld'],
      ...['对过签到表，时间没有记错。', staffAccountId('bureau'), 'bureau'],
      new Date(Math.min(one.asked_at.getTime() + ANSWERED_AFTER_MS, now.getTime())).toISOString(),
    ]),
  )
}

/** In time: the sixth day. */
const ANSWERED_AFTER_MS = 6 * 86_400_000 - 3_600_000

/** Where the story is told on another day than the lines were written, it has none to point at, and is left out. */
async function withAllLines(tx: TransactionSql, questions: readonly DemoQuestion[]): Promise<DemoQuestion[]> {
  const linesOf = ({ entryId, answer }: DemoQuestion): string[] =>
    [entryId, answer?.reversalId, answer?.creditId].filter((id) => typeof id === 'string')
  const rows = await tx<{ id: string }[]>`
    select id from hours_entries where county_id = ${COUNTY.id} and id = any(${questions.flatMap(linesOf)})`
  const there = new Set(rows.map(({ id }) => id))
  return questions.filter((question) => linesOf(question).every((id) => there.has(id)))
}

async function insertQuestions(tx: TransactionSql, questions: readonly DemoQuestion[]): Promise<void> {
  await insertRows(
    tx,
    'entry_questions',
    [
      'id',
      'county_id',
      'person_id',
      'entry_id',
      'round',
      'words',
      'asked_by',
      'asked_as',
      'asked_at',
      'answer_due',
    ],
    questions.map((one) => [
      ...[one.id, COUNTY.id, one.personId, one.entryId, 1, one.words, one.askedBy, 'supervised-person'],
      ...[new Date(one.askedAtMs).toISOString(), answerDueOn(dayAt(new Date(one.askedAtMs)))],
    ]),
    'on conflict do nothing',
  )
  await insertRows(
    tx,
    'entry_answers',
    [
      ...['id', 'county_id', 'person_id', 'entry_id', 'question_id', 'round', 'verdict', 'reason', 'words'],
      ...['answered_by', 'answered_as', 'answered_at', 'reversal_id', 'credit_id'],
    ],
    questions.flatMap(({ id, personId, entryId, answer }) =>
      answer
        ? [
            [
              ...[demoId('answer', id), COUNTY.id, personId, entryId, id, 1, answer.verdict, answer.reason],
              ...[
                answer.words,
                answer.answeredBy,
                answer.answeredAs,
                new Date(answer.answeredAtMs).toISOString(),
              ],
              ...[answer.reversalId, answer.creditId],
            ],
          ]
        : [],
    ),
    'on conflict do nothing',
  )
}
