import { now } from '#app/clock.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { Credit } from '#app/domains/hours/ledger.server.ts'
import { creditPolicyOn } from '#app/domains/hours/policy-versions.queries.server.ts'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'
import type { Tx } from '#db/client.server.ts'
import { minutesByDay, type SessionSpan } from './session.policy.ts'

type Source = Pick<Credit, 'personId' | 'sourceKind' | 'sourceId'>

/**
 * What a session comes to in the ledger: one line for each county day, with its instants, and nothing of what it was
 * about, with whom or how. Overlaps and caps are the assessment's.
 */
export async function creditsOf(
  tx: Tx,
  actor: Actor,
  source: Source,
  during: SessionSpan,
): Promise<Credit[]> {
  const thisMonth = monthOf(dayAt(now()))
  const days = minutesByDay(during)
  const credits: Credit[] = []
  for (const { day, minutes, during: instants } of days) {
    const other = days.find((one) => one.day !== day)
    credits.push({
      ...{ ...source, countyDay: day, minutes, during: instants, late: monthOf(day) < thisMonth },
      policyVersionId: (await creditPolicyOn(tx, actor.countyId, day)).versionId,
      explanation: { notes: other ? [{ code: 'split-at-midnight', otherDay: other.day }] : [] },
    })
  }
  return credits
}
