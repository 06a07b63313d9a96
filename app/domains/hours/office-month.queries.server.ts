import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { registerCounts } from '#app/domains/supervision/offices.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt, monthOf, type CalendarDay, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { inActorTransaction, type Tx } from '#db/client.server.ts'
import { capMinutes } from './cap.policy.ts'
import { spanOn } from './dated.policy.ts'
import { monthsOf, type PersonMonth } from './month.queries.server.ts'
import type { PolicyVersion } from './policy-versions.queries.server.ts'
import { daysLeftIn, perDay, standingOf, type Standing } from './standing.policy.ts'

export type BoardRow = ReturnType<typeof boardRow>

/** The office's month: everyone of the office but the minors' regime, most minutes a day first. One audit row. */
export function officeMonth(actor: Actor, month: CalendarMonth) {
  return inActorTransaction(scopeOf(actor), (tx) => officeMonthIn(tx, actor, month))
}

/** The same in the running transaction. `shown`: false for a command that works on the rows and leaves its own audit row. */
export async function officeMonthIn(tx: Tx, actor: Actor, month: CalendarMonth, { shown = true } = {}) {
  const today = dayAt(now())
  const officeId = actor.officeId!
  const { people, version } = await monthsOf(tx, actor, { officeId, regime: 'adults' }, month)
  const current = month === monthOf(today)
  // The running month is about those who are here; a past one about everyone who was.
  const present = people.filter(({ facts }) => !current || facts.leftOn === null || facts.leftOn > today)
  const rows = present.map((one) => boardRow(one, version, today)).sort(byUrgency)
  const register = (await registerCounts(tx, today)).get(officeId) ?? { all: 0, minors: 0 }
  if (shown) {
    await recordAudit(
      tx,
      scopeOf(actor),
      'hours.board-listed',
      { kind: 'office', id: officeId },
      { month, shown: rows.length },
    )
  }
  return {
    month,
    today,
    current,
    register,
    daysLeft: daysLeftIn(month, today),
    noTarget: rows.length > 0 && rows.every((row) => row.kind === 'no-target'),
    rows,
  }
}

function boardRow(
  { facts, requirement, assessment }: PersonMonth,
  version: PolicyVersion | null,
  today: CalendarDay,
) {
  const { bySource, month } = assessment
  const cap = capMinutes(version?.policy.caps.bySource.online ?? null, requirement)
  const day = month === monthOf(today) ? today : null
  return {
    personId: facts.personId,
    name: facts.name,
    grade: spanOn(facts.grades, day ?? facts.enteredOn)?.grade ?? facts.grades[0]?.grade ?? null,
    standing: standingOf({ assessment, today }),
    kind: requirement.kind,
    reason: requirement.kind === 'none' ? requirement.reason : null,
    required: assessment.required,
    counted: assessment.counted,
    short: assessment.short,
    perDay: perDay(assessment.short, daysLeftIn(month, today)),
    parts: [
      { source: 'lecture' as const, minutes: bySource.lecture.counted },
      { source: 'online' as const, minutes: bySource.online.counted },
      { source: 'talk' as const, minutes: bySource.talk.counted },
      { source: 'care' as const, minutes: bySource.counselling.counted },
      { source: 'other' as const, minutes: bySource.other.counted },
    ],
    cut: Object.values(bySource).reduce((sum, source) => sum + source.cutByCap, 0),
    onlineRoom: cap === null ? null : Math.max(0, cap - bySource.online.counted),
    onlineCap: cap,
    noPhone: facts.accessNeeds.includes('no-smartphone'),
    phase: facts.phase,
    /** For what is recommended; never sent to a page. */
    facts,
    orderEndsOn: facts.dueOn,
    enteredThisMonth: facts.enteredOn.startsWith(month) ? facts.enteredOn : null,
    prorated: requirement.kind === 'target' && requirement.eligibleDays < requirement.daysInMonth,
    pausedUntil: day ? (spanOn(facts.pauses, day)?.to ?? null) : null,
  }
}

const ORDER: Record<Standing, number> = { short: 0, near: 1, met: 2, none: 3 }
function byUrgency(a: BoardRow, b: BoardRow): number {
  return (
    ORDER[a.standing] - ORDER[b.standing] ||
    b.perDay - a.perDay ||
    b.short - a.short ||
    (a.personId < b.personId ? -1 : 1)
  )
}
