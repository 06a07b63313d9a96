import { sql } from 'drizzle-orm'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import type { Feedback, FeedbackFace } from './feedback.policy.ts'

/**
 * What somebody says of a class they were in: once, and by nobody. It leaves no audit row: the log has who and the instant,
 * and with the answers read before and after it would tell whose the new one is (decisions 14). Refuses `already`, and
 * `not-there` to whoever was not in it, before its end or a month later.
 */
export async function giveFeedback(
  actor: Actor,
  occasionId: string,
  { face, comment }: { face: FeedbackFace; comment: string | null },
): Promise<Outcome<{ given: true }, 'already' | 'not-there'>> {
  const [row] = await inActorTransaction(scopeOf(actor), (tx) =>
    tx.execute<{ it: 'given' | 'already' | 'not-there' }>(
      sql`select door_give_feedback(${occasionId}::uuid, ${face}::text, ${comment}::text) as it`,
    ),
  )
  const it = row!.it
  return it === 'given' ? { given: true } : { refused: it }
}

type DoorRow = {
  occasion_id: string
  title_code: string
  title_zh: string
  title_en: string
  day: string
  good: number
  fair: number
  poor: number
  comments: string[]
}

/**
 * What was said about classes, the latest first, each from three answers up: of one class, of one lecturer's, or of all that
 * the actor may know of: the bureau its county's, a lecturer their own. Nothing for everybody else.
 */
export async function feedbackOf(
  actor: Actor,
  of: { occasionId?: string; lecturerId?: string } = {},
): Promise<Feedback[]> {
  const { occasionId = null, lecturerId = null } = of
  const rows = await inActorTransaction(scopeOf(actor), (tx) =>
    tx.execute<DoorRow>(sql`select * from door_feedback(${occasionId}::uuid, ${lecturerId}::uuid)`),
  )
  return [...rows].map((row) => ({
    ...{ occasionId: row.occasion_id, code: row.title_code, day: row.day as CalendarDay },
    title: { zh: row.title_zh, en: row.title_en },
    faces: { good: row.good, fair: row.fair, poor: row.poor },
    comments: row.comments,
  }))
}
