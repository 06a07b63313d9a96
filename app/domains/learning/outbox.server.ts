import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { receiveLate, type ItemJudged, type LateRefusal, type StudyStands } from './late-evidence.server.ts'
import type { Outbox, OutboxItem, QuizItem, StudyItem } from './outbox.schema.ts'
import { saveAnswer, type SaveRefusal } from './quiz-answer.server.ts'
import { submitQuiz, type SubmitRefusal } from './quiz-submit.server.ts'

export type OutboxAnswer =
  | ItemJudged
  /** `saved` false: an answer that was given later stands. */
  | { id: string; kind: 'quiz'; saved: boolean }
  | { id: string; refused: LateRefusal | SaveRefusal | SubmitRefusal }

/**
 * Takes what waited on a device, in its order, and answers item by item. Items of one lease go together, in one
 * transaction, whichever units they name; each answer of a quiz and its handing in is a command of its own that may be repeated. An item of somebody
 * else, or of nobody, is `unknown` and changes nothing.
 */
export async function receiveOutbox(
  actor: Actor,
  { sentAt, items }: Outbox,
): Promise<{ answers: OutboxAnswer[]; studies: StudyStands[] }> {
  const answers: OutboxAnswer[] = []
  const studies: StudyStands[] = []
  for (const group of byLease(items)) {
    const [first] = group
    if (!first) continue
    if (!isStudy(first)) {
      answers.push(await receiveQuizItem(actor, first, sentAt))
      continue
    }
    const received = await receiveLate(actor, first, sentAt, group as StudyItem[])
    if ('refused' in received) answers.push(...group.map(({ id }) => ({ id, refused: received.refused })))
    else {
      answers.push(...received.items)
      studies.push(...received.studies)
    }
  }
  return { answers, studies }
}

const isStudy = (item: OutboxItem): item is StudyItem => item.kind === 'time' || item.kind === 'check'

/** Study items of one lease together, where the first of them stood; every other item by itself. */
function byLease(items: readonly OutboxItem[]): OutboxItem[][] {
  const groups: OutboxItem[][] = []
  const known = new Map<string, OutboxItem[]>()
  for (const item of items) {
    const key = isStudy(item) ? `${item.session} ${item.nonce}` : null
    const group = key === null ? undefined : known.get(key)
    if (group) group.push(item)
    else {
      const begun = [item]
      groups.push(begun)
      if (key !== null) known.set(key, begun)
    }
  }
  return groups
}

async function receiveQuizItem(actor: Actor, item: QuizItem, sentAt: number): Promise<OutboxAnswer> {
  const { id, attempt: attemptId, typed, at } = item
  const told = { at, sentAt }
  const done =
    item.kind === 'quiz-answer'
      ? await saveAnswer(actor, { attemptId, questionId: item.question, typed }, told)
      : await submitQuiz(actor, item.module, attemptId, typed, told)
  if (done === null) return { id, refused: 'unknown' }
  if ('refused' in done) return { id, refused: done.refused }
  return { id, kind: 'quiz', saved: 'submitted' in done || done.saved }
}
