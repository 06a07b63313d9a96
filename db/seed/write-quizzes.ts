import type { TransactionSql } from 'postgres'
import { arrayText, insertRows } from './bulk.ts'
import { COUNTY } from './county.ts'
import type { DrawnQuiz } from './drawn-quizzes.ts'

/** Adds quizzes with their answers; one that is there stays as it is. */
export async function writeQuizzes(tx: TransactionSql, quizzes: readonly DrawnQuiz[]): Promise<void> {
  await insertRows(
    tx,
    'quiz_attempts',
    [
      ...['id', 'county_id', 'person_id', 'module_code', 'module_version', 'seed', 'question_count'],
      ...['pass_right', 'asked', 'keys', 'started_at', 'submitted_at', 'right_count', 'missed'],
    ],
    quizzes.map(({ id, personId, module, seed, asked, keys, passRight, startedAt, submittedAt, missed }) => [
      ...[id, COUNTY.id, personId, module.code, module.version, seed, asked.length, passRight],
      ...[JSON.stringify(asked), JSON.stringify(keys), startedAt.toISOString(), submittedAt.toISOString()],
      ...[asked.length - missed.length, arrayText(missed)],
    ]),
    'on conflict do nothing',
  )
  await insertRows(
    tx,
    'quiz_answers',
    ['id', 'county_id', 'person_id', 'attempt_id', 'question_id', 'chosen', 'saved_at'],
    quizzes.flatMap(({ id, personId, answers }) =>
      answers.map((one) => [
        ...[one.id, COUNTY.id, personId, id, one.questionId, arrayText(one.chosen)],
        one.savedAt.toISOString(),
      ]),
    ),
    'on conflict do nothing',
  )
}
