import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { receiveLate, type ItemJudged, type LateRefusal, type StudyStands } from './late-evidence.server.ts'
import type { Outbox, OutboxItem, QuizItem, StudyItem } from './outbox.schema.ts'
import { saveAnswer, type SaveRefusal } from './quiz-answer.server.ts'
import { submitQuiz, type SubmitRefusal } from './quiz-submit.server.ts'

export type OutboxAnswer =
  | ItemJudged
  | { id: string; kind: 'quiz'; saved: true }
  | { id: string; refused: LateRefusal | SaveRefusal | SubmitRefusal }

/**
 * Takes what waited on a device, in its order, and answers item by item. Items of one study session go together, in one
 * transaction; each answer of a quiz and its handing in is a command of its own that may be repeated. An item of somebody
 * else, or of nobody, is `unknown` and changes nothing.
 */
export async function receiveOutbox(
  actor: Actor,
  { sentAt, items }: Outbox,
): Promise<{ answers: OutboxAnswer[]; studies: StudyStands[] }> {
  const answers: OutboxAnswer[] = []
  const studies: StudyStands[] = []
  for (const group of bySession(items)) {
    const [first] = group
    if (!first) continue
    if (!isStudy(first)) {
      answers.push(await receiveQuizItem(actor, first))
      continue
    }
    const received = await receiveLate(actor, first, sentAt, group as StudyItem[])
    if ('refused' in received) answers.push(...group.map(({ id }) => ({ id, refused: received.refused })))
    else {
      answers.push(...received.items)
      studies.push(received.stands)
    }
  }
  return { answers, studies }
}

const isStudy = (item: OutboxItem): item is StudyItem => item.kind === 'time' || item.kind === 'check'

/** Study items of one session together, where the first of them stood; every other item by itself. */
function bySession(items: readonly OutboxItem[]): OutboxItem[][] {
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

async function receiveQuizItem(actor: Actor, item: QuizItem): Promise<OutboxAnswer> {
  const { id, attempt: attemptId, typed } = item
  const done =
    item.kind === 'quiz-answer'
      ? await saveAnswer(actor, { attemptId, questionId: item.question, typed })
      : await submitQuiz(actor, item.module, attemptId, typed)
  if (done === null) return { id, refused: 'unknown' }
  return 'refused' in done ? { id, refused: done.refused } : { id, kind: 'quiz', saved: true }
}
