import { now } from '#app/clock.server.ts'
import { ownNextClass } from '#app/domains/attendance/next-class.queries.server.ts'
import { ownNextAppointment } from '#app/domains/counselling/own-counselling.queries.server.ts'
import { spanOn } from '#app/domains/hours/dated.policy.ts'
import { monthsOf } from '#app/domains/hours/month.queries.server.ts'
import { ownRecentAnswers } from '#app/domains/hours/questions.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { modulesFor } from '#app/domains/learning/lessons.server.ts'
import { standingAssignments, studiedBy } from '#app/domains/learning/assignments.queries.server.ts'
import { progressOf, studyLeftIn } from '#app/domains/learning/progress.queries.server.ts'
import { openAttemptOf } from '#app/domains/learning/quiz.queries.server.ts'
import { dayAt, monthOf, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { fillingUp } from './fill-month.policy.ts'
import { teachable, viewOf } from './office-help.queries.server.ts'
import { suggest } from './recommend.policy.ts'

/** What a person's own pages need of a month: one transaction, all reads in one flight. Null for somebody without a record. */
export async function ownMonth(actor: Actor, month?: CalendarMonth) {
  const today = dayAt(now())
  const wanted = month ?? monthOf(today)
  const personId = actor.personId!
  const modules = modulesFor(actor.minorsRegime)
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [{ people, version }, progress, standing, studied, answers, quiz, nextClass, appointment] =
      await Promise.all([
        monthsOf(tx, actor, { personId }, wanted),
        progressOf(actor, personId, today),
        standingAssignments(actor, [personId]),
        studiedBy(actor, [personId]),
        ownRecentAnswers(actor),
        openAttemptOf(actor),
        ownNextClass(actor),
        ownNextAppointment(actor),
      ])
    const own = people[0]
    if (!own) return null
    const studyLeft = studyLeftIn(modules, progress, actor.minorsRegime)
    return {
      today,
      month: wanted,
      own,
      version,
      progress,
      modules,
      /** What to study next, with why; at most three, the first one the month's. */
      suggested: suggest({
        modules: teachable(modules, actor.minorsRegime, studied(personId), today),
        learner: { ...own.facts, grade: spanOn(own.facts.grades, today)?.grade ?? null },
        today,
      }),
      /** What the office asked for and is still open, the earliest due day first. */
      assignments: standing
        .map((one) => viewOf(one, studied(personId), today, actor.minorsRegime))
        .filter(({ state }) => state !== 'done'),
      /** Answers to the person's questions that are news, and a quiz that was begun. */
      answers,
      quiz,
      /** A class that fills the month: one's own, or one that is offered. */
      nextClass,
      /** When the person and a counsellor meet next. */
      appointment,
      filling: fillingUp(own.assessment, version?.policy ?? null, studyLeft),
    }
  })
}
