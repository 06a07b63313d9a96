import { now } from '#app/clock.server.ts'
import { readersOfPerson } from '#app/domains/audit/log.queries.server.ts'
import { spanOn } from '#app/domains/hours/dated.policy.ts'
import { monthSpanOf } from '#app/domains/hours/month-span.queries.server.ts'
import { openPersonFileIn } from '#app/domains/hours/person-file.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { usualDueDay } from '#app/domains/learning/assignment.policy.ts'
import { standingAssignments, studiedBy } from '#app/domains/learning/assignments.queries.server.ts'
import { lastStudyDay } from '#app/domains/learning/last-study.queries.server.ts'
import { openStudiesOf } from '#app/domains/learning/study-times.queries.server.ts'
import { modulesFor } from '#app/domains/learning/lessons.server.ts'
import { addMonths, dayAt, lastDayOf, monthOf, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { teachable, viewOf } from './office-help.queries.server.ts'
import { suggest } from './recommend.policy.ts'

/** Finished months that a file looks back on. */
const MONTHS_BACK = 6

/**
 * A person's file with what they have been asked to study, what they could be asked for, when they last studied and how
 * the months before ended, by the same assessment as everywhere; for the bureau alone also who looked at it lately, this
 * look included (null for everyone else). One audit row; null as openPersonFile().
 */
export async function openFileWithHelp(actor: Actor, personId: string, month: CalendarMonth) {
  const today = dayAt(now())
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const opened = await openPersonFileIn(tx, actor, personId, month)
    if (!opened) return null
    const { facts, ...file } = opened
    const { minorsRegime, leftOn } = file.person
    const running = monthOf(today)
    const [assignments, studied, latest, openStudies, span, readers] = await Promise.all([
      standingAssignments(actor, [personId]),
      studiedBy(actor, [personId]),
      lastStudyDay(actor, personId),
      openStudiesOf(actor, personId),
      monthSpanOf(tx, actor, { personId }, addMonths(running, -MONTHS_BACK), addMonths(running, -1)),
      actor.role === 'bureau' ? readersOfPerson(tx, scopeOf(actor), personId) : null,
    ])
    const views = assignments.map((one) => viewOf(one, studied(personId), today, minorsRegime))
    const taken = new Set(
      views.flatMap(({ code, state }) => (state === 'done' || state === 'overdue' ? [] : [code])),
    )
    const modules = modulesFor(minorsRegime)
    const teachables = teachable(modules, minorsRegime, studied(personId), today).filter(
      ({ code }) => !taken.has(code),
    )
    const learner = { ...facts, grade: spanOn(facts.grades, today)?.grade ?? null }
    const suggested = suggest({ modules: teachables, learner, today })
    const offers = teachables.flatMap(({ code, units }) => {
      const minutes = units.reduce((sum, unit) => sum + (unit.left ? unit.minutes : 0), 0)
      const title = modules.find((module) => module.code === code)?.title
      return minutes > 0 && title ? [{ code, title, minutes }] : []
    })
    const here = leftOn === null || leftOn > today
    const placeOf = (code: string) => {
      const place = suggested.findIndex((one) => one.code === code)
      return place < 0 ? suggested.length : place
    }
    return {
      ...file,
      assignments: views,
      // What is suggested stands first, so that the form begins with the month's.
      offers: here ? offers.sort((a, b) => placeOf(a.code) - placeOf(b.code)) : [],
      suggested: here
        ? suggested.flatMap((one) => {
            const title = modules.find(({ code }) => code === one.code)?.title
            return title ? [{ ...one, title }] : []
          })
        : [],
      due: usualDueDay(today, lastDayOf(running)),
      latest,
      openStudies,
      months: span
        .flatMap(({ month: past, people: [own] }) =>
          own ? [{ month: past, ...summaryOf(own.assessment) }] : [],
        )
        .reverse(),
      readers,
    }
  })
}

/** What a file shows. */
export type PersonFile = NonNullable<Awaited<ReturnType<typeof openFileWithHelp>>>

function summaryOf({ required, counted, result }: { required: number; counted: number; result: Result }) {
  return { required, counted, result }
}
type Result = Awaited<ReturnType<typeof monthSpanOf>>[number]['people'][number]['assessment']['result']
