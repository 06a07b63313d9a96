import { data, redirect } from '@remix-run/node'
import { now } from '#app/clock.server.ts'
import { cannotCome } from '#app/domains/attendance/absence.server.ts'
import { FEEDBACK_DAYS } from '#app/domains/attendance/feedback.policy.ts'
import { giveFeedback } from '#app/domains/attendance/feedback.server.ts'
import { lateBy } from '#app/domains/attendance/minutes.policy.ts'
import { OUTCOMES } from '#app/domains/attendance/outcome.policy.ts'
import { ownAfterClass } from '#app/domains/attendance/own-after-class.queries.server.ts'
import { ownOccasionSchema } from '#app/domains/attendance/own-occasion.schema.ts'
import { ownOccasions, type OwnOccasion } from '#app/domains/attendance/own-occasions.queries.server.ts'
import { ownStanding } from '#app/domains/attendance/own-standing.policy.ts'
import { joinOccasion, leaveOccasion } from '#app/domains/attendance/place.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { modulesFor } from '#app/domains/learning/lessons.server.ts'
import { readContacts } from '#app/domains/supervision/offices.queries.server.ts'
import { toDid } from '#app/http/did.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { addDays, dayAt, monthOf, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'

/** How many classes that are over the page tells of; every line of hours stands on the statement. */
const PAST_SHOWN = 12

/** A person's own classes, for their page. */
export async function readOwnLectures(actor: Actor) {
  const at = now()
  const [found, after, contacts] = await Promise.all([
    ownOccasions(actor),
    ownAfterClass(actor),
    readContacts(actor),
  ])
  const modules = modulesFor(actor.minorsRegime)
  const classes = found.map((one) => {
    const { code } = one.title
    const module = modules.find((known) => known.code === code)
    return {
      ...classOf(one, at),
      summary: module?.summary ?? null,
      lesson: module ? `/my/study/${code}` : null,
      confirmed: after.confirmed.has(one.occasionId),
      feedback: feedbackState(one, at, after.answered.has(one.occasionId)),
    }
  })
  return {
    today: dayAt(at),
    ahead: classes.filter(({ standing }) => standing !== 'over'),
    past: classes
      .filter(({ standing, place, outcome }) => standing === 'over' && (place === 'joined' || outcome))
      .reverse()
      .slice(0, PAST_SHOWN),
    officePhone: contacts?.officePhone ?? null,
  }
}

function classOf(one: OwnOccasion, at: Date) {
  const { during, mark, minutes, credited } = one
  const present = mark?.outcome ? OUTCOMES[mark.outcome].attended : false
  const early =
    present && mark?.outAt ? Math.max(0, lateBy({ from: mark.outAt, to: during.to }, during.to)) : 0
  // Whole minutes that coming late took off: known by the time, or by what is missing beside leaving early.
  const late = !present
    ? 0
    : mark?.inAt
      ? lateBy(during, mark.inAt)
      : Math.max(0, minutes - (credited ?? 0) - early)
  return {
    id: one.occasionId,
    title: { zh: one.title.zh, en: one.title.en },
    day: dayAt(during.from),
    from: timeOfDay(during.from),
    times: `${timeOfDay(during.from)}–${timeOfDay(during.to)}`,
    room: one.room,
    standing: ownStanding({ ...one, now: at }),
    place: one.place,
    held: one.state !== 'did-not-take-place' && one.state !== 'cancelled',
    before: one.before,
    seatsLeft: one.seatsLeft,
    minutes,
    worth: one.worth,
    mayJoin: one.mayJoin,
    mayLeave: one.mayLeave,
    outcome: mark?.outcome ?? null,
    credited: credited ?? 0,
    ...{ late: credited ? late : 0, early: credited ? early : 0 },
    inTime: mark?.inAt ? timeOfDay(mark.inAt) : null,
    outTime: mark?.outAt ? timeOfDay(mark.outAt) : null,
    month: monthOf(dayAt(during.from)),
  }
}

function feedbackState({ mark, during }: OwnOccasion, at: Date, answered: boolean) {
  if (answered) return 'given' as const
  const open =
    mark?.outcome != null &&
    OUTCOMES[mark.outcome].attended &&
    during.to <= at &&
    addDays(dayAt(during.to), FEEDBACK_DAYS) > dayAt(at)
  return open ? ('open' as const) : ('closed' as const)
}

export type Problem = { occasion: string; do: string; code: string; face?: string; comment?: string }

/** One form of the page: done, it leads back to the class; not, it says why, with what was chosen and typed. */
export async function actOnLectures(actor: Actor, request: Request) {
  const fields = await readForm(request)
  const form = parseFields(fields, ownOccasionSchema)
  if (!form.ok) {
    const code = form.problems.reason ?? form.problems.face ?? form.problems.comment
    const { occasion = '', do: what = '', face, comment } = fields
    // Not one of our forms at all.
    if (code === undefined || form.problems.occasion !== undefined) throw new Response(null, { status: 400 })
    return data<{ problem: Problem }>({ problem: { occasion, do: what, code, face, comment } }, 400)
  }
  const { value } = form
  const { occasion } = value
  const answer = await perform(actor, value)
  if (isRefused(answer))
    return data<{ problem: Problem }>({ problem: { occasion, do: value.do, code: answer.refused } }, 409)
  return redirect(`${toDid('/my/lectures', answer.did)}#c-${occasion}`, 303)
}

async function perform(actor: Actor, value: ReturnType<typeof ownOccasionSchema.parse>) {
  switch (value.do) {
    case 'join': {
      const joined = await joinOccasion(actor, value.occasion)
      return isRefused(joined) ? joined : { did: joined.state }
    }
    case 'leave': {
      const left = await leaveOccasion(actor, value.occasion)
      return isRefused(left) ? left : { did: 'left' }
    }
    case 'absent': {
      const said = await cannotCome(actor, value.occasion, value.reason)
      return isRefused(said) ? said : { did: 'absent' }
    }
    case 'feedback': {
      const given = await giveFeedback(actor, value.occasion, value)
      return isRefused(given) ? given : { did: 'thanks' }
    }
  }
}
