import { now } from '#app/clock.server.ts'
import { capMinutes } from '#app/domains/hours/cap.policy.ts'
import { monthsOf, type PersonMonth } from '#app/domains/hours/month.queries.server.ts'
import type { PolicyVersion } from '#app/domains/hours/policy-versions.queries.server.ts'
import { statementOf } from '#app/domains/hours/statement.policy.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { confirmersOf } from '#app/domains/identity/staff.queries.server.ts'
import { contactsOf } from '#app/domains/supervision/offices.queries.server.ts'
import { notFound } from '#app/http/require-actor.server.ts'
import {
  addMonths,
  dayAt,
  firstDayOf,
  isCalendarMonth,
  lastDayOf,
  monthOf,
  type CalendarMonth,
} from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'

/** The month asked for in `?m=2026-06`, never a future one; the current one for anything else. */
export function monthOfQuery(request: Request): CalendarMonth {
  const current = monthOf(dayAt(now()))
  const wanted = new URL(request.url).searchParams.get('m') ?? ''
  return isCalendarMonth(wanted) && wanted < current && wanted >= '2000-01' ? wanted : current
}

/** One's own statement. */
export async function statementData(actor: Actor, personId: string, month: CalendarMonth) {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const { people, version } = await monthsOf(tx, actor, { personId }, month)
    const own = people[0]
    if (!own) throw notFound()
    return statementPage(tx, actor, own, version, month)
  })
}

/** What a statement shows of a month, in the running transaction. */
export async function statementPage(
  tx: Tx,
  actor: Actor,
  own: PersonMonth,
  version: PolicyVersion | null,
  month: CalendarMonth,
) {
  const { requirement, assessment, entries, facts } = own
  const statement = statementOf(entries, assessment)
  const [confirmers, contacts] = await Promise.all([
    confirmersOf(
      actor,
      entries.flatMap(({ postedBy }) => postedBy ?? []),
    ),
    contactsOf(tx, actor),
  ])
  const posted = new Map(entries.map((entry) => [entry.id, entry]))
  const current = monthOf(dayAt(now()))
  const bySource = version?.policy.caps.bySource
  return {
    month,
    firstDay: firstDayOf(month),
    lastDay: lastDayOf(month),
    previous: firstDayOf(month) > facts.enteredOn ? addMonths(month, -1) : null,
    next: month < current ? addMonths(month, 1) : null,
    printedAt: now(),
    person: { name: facts.name, registerNumber: facts.registerNumber },
    policyTitle: version ? { zh: version.titleZh, en: version.titleEn } : null,
    hasRequirement: requirement.kind === 'target',
    required: assessment.required,
    counted: assessment.counted,
    short: assessment.short,
    proratedDays:
      requirement.kind === 'target' && requirement.eligibleDays < requirement.daysInMonth
        ? requirement.eligibleDays
        : null,
    daysInMonth: requirement.daysInMonth,
    caps: {
      online: capMinutes(bySource?.online ?? null, requirement),
      counselling: capMinutes(bySource?.counselling ?? null, requirement),
    },
    onlineCounted: assessment.bySource.online.counted,
    counsellingCounted: assessment.bySource.counselling.counted,
    contacts,
    lines: statement.lines.map((line) => {
      const entry = posted.get(line.entryId)!
      const confirmer = entry.postedBy ? (confirmers.get(entry.postedBy) ?? null) : null
      return { ...line, postedAs: entry.postedAs, confirmer }
    }),
  }
}
