import type { Actor } from '#app/domains/identity/actor.policy.ts'
import {
  idArray,
  registerFacts,
  type Among,
  type RegisterFacts,
} from '#app/domains/supervision/register-facts.queries.server.ts'
import { addMonths, firstDayOf, lastDayOf, monthOf, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { db, type Tx } from '#db/client.server.ts'
import { hoursEntries as entry } from '#db/schema/hours.ts'
import { assess, type Assessment } from './assessment.policy.ts'
import type { HoursEntry } from './ledger.policy.ts'
import { ASSESSED, ofPeopleBetweenDays, requirementOf, versionOn } from './month.queries.server.ts'
import { policyVersionsOf } from './policy-versions.queries.server.ts'
import { WITHOUT_POLICY } from './without-policy.policy.ts'

const linesOfSpan = db.select(ASSESSED).from(entry).where(ofPeopleBetweenDays).prepare('span_lines')

export type MonthOfSpan = { month: CalendarMonth; people: { facts: RegisterFacts; assessment: Assessment }[] }

/**
 * Several months in a row, from one query of facts and one of lines, through the same assessment as every page. In a month
 * stand those who were on the register in it.
 */
export async function monthSpanOf(
  tx: Tx,
  actor: Actor,
  among: Among,
  from: CalendarMonth,
  to: CalendarMonth,
): Promise<MonthOfSpan[]> {
  const [facts, versions] = await Promise.all([
    registerFacts(actor, among, from, to),
    policyVersionsOf(tx, actor.countyId),
  ])
  const rows = await linesOfSpan.execute({
    ...{ countyId: actor.countyId, ids: idArray(facts.map((one) => one.personId)) },
    ...{ firstDay: firstDayOf(from), lastDay: lastDayOf(to) },
  })
  const lines = new Map<string, HoursEntry[]>()
  for (const row of rows) {
    const key = row.personId + monthOf(row.countyDay)
    const list = lines.get(key)
    if (list) list.push({ ...row, explanation: null })
    else lines.set(key, [{ ...row, explanation: null }])
  }
  return monthsBetween(from, to).map((month) => {
    const policy = versionOn(versions, month)?.policy ?? WITHOUT_POLICY
    const here = facts.filter(
      ({ enteredOn, leftOn }) =>
        enteredOn <= lastDayOf(month) && (leftOn === null || leftOn > firstDayOf(month)),
    )
    return {
      month,
      people: here.map((one) => ({
        facts: one,
        assessment: assess({
          // A correction stands under the day it corrects, so a month's lines are complete by their day.
          entries: lines.get(one.personId + month) ?? [],
          requirement: requirementOf(one, versions, month),
          ...{ policy, month },
        }),
      })),
    }
  })
}

function monthsBetween(from: CalendarMonth, to: CalendarMonth): CalendarMonth[] {
  const months: CalendarMonth[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}
