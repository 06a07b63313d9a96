import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { confirmersOf } from '#app/domains/identity/staff.queries.server.ts'
import { contactsOf } from '#app/domains/supervision/offices.queries.server.ts'
import {
  addMonths,
  dayAt,
  firstDayOf,
  lastDayOf,
  monthOf,
  type CalendarMonth,
} from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { capMinutes } from './cap.policy.ts'
import { questionsOfPerson } from './line-questions.queries.server.ts'
import { monthsOf, type PersonMonth, type PostedEntry } from './month.queries.server.ts'
import type { PolicyVersion } from './policy-versions.queries.server.ts'
import { statementOf } from './statement.policy.ts'

/** One's own statement of a month; null for somebody without a record. */
export async function ownStatement(actor: Actor, month: CalendarMonth) {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const { people, version } = await monthsOf(tx, actor, { personId: actor.personId! }, month)
    const own = people[0]
    return own ? statementOfMonth(tx, actor, own, version, month) : null
  })
}

/** Whom a line names. With whom somebody talks is not the statement's to tell: a counsellor stands there without a name. */
const isNamed = ({ postedBy, postedAs }: PostedEntry) => postedBy !== null && postedAs !== 'counsellor'

/** What a statement shows of a month, in the running transaction. */
export async function statementOfMonth(
  tx: Tx,
  actor: Actor,
  own: PersonMonth,
  version: PolicyVersion | null,
  month: CalendarMonth,
) {
  const { requirement, assessment, entries, facts } = own
  const statement = statementOf(entries, assessment)
  const [confirmers, contacts, questions] = await Promise.all([
    confirmersOf(
      actor,
      entries.flatMap((entry) => (isNamed(entry) ? entry.postedBy! : [])),
    ),
    contactsOf(tx, actor),
    questionsOfPerson(actor, facts.personId),
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
      const confirmer = isNamed(entry) ? (confirmers.get(entry.postedBy!) ?? null) : null
      return {
        ...line,
        postedAs: entry.postedAs,
        confirmer,
        questions: questions.filter(({ entryId }) => entryId === line.entryId),
      }
    }),
  }
}
