import { sql } from 'drizzle-orm'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { hasLabourCapacity } from '#app/domains/supervision/access-needs.policy.ts'
import {
  idArray,
  registerFacts,
  type Among,
  type RegisterFacts,
} from '#app/domains/supervision/register-facts.queries.server.ts'
import { addDays, firstDayOf, lastDayOf, type CalendarMonth } from '#app/shared/calendar-day.ts'
import { db, type Tx } from '#db/client.server.ts'
import { hoursEntries as entry } from '#db/schema/hours.ts'
import { assess, type Assessment } from './assessment.policy.ts'
import { policyOn } from './dated.policy.ts'
import type { HoursEntry } from './ledger.policy.ts'
import { policyVersionsOf, type PolicyVersion } from './policy-versions.queries.server.ts'
import { WITHOUT_POLICY } from './without-policy.policy.ts'
import { requirementFor, type Requirement } from './requirement.policy.ts'

/** A ledger line with who posted it. */
export type PostedEntry = HoursEntry & { postedBy: string | null; postedAs: string; late: boolean }

export type PersonMonth = {
  facts: RegisterFacts
  requirement: Requirement
  assessment: Assessment
  entries: PostedEntry[]
}

/** What the assessment asks of a line, and nothing that only a statement shows. */
export const ASSESSED = {
  id: entry.id,
  personId: entry.personId,
  sourceKind: entry.sourceKind,
  sourceId: entry.sourceId,
  bucket: entry.bucket,
  countyDay: entry.countyDay,
  minutes: entry.minutes,
  during: entry.during,
  revision: entry.revision,
  reversesId: entry.reversesId,
  postedAt: entry.postedAt,
}

const ph = sql.placeholder
/** The lines of people (`ids`) between two county days. */
export const ofPeopleBetweenDays = sql`${entry.countyId} = ${ph('countyId')} and ${entry.personId} = any(${ph('ids')}::uuid[]) and ${entry.countyDay} between ${ph('firstDay')} and ${ph('lastDay')}`

const entriesOf = db
  .select({
    ...ASSESSED,
    explanation: entry.explanation,
    postedBy: entry.postedBy,
    postedAs: entry.postedAs,
    late: entry.late,
  })
  .from(entry)
  .where(ofPeopleBetweenDays)
  .prepare('month_entries')

/**
 * The month of one person or of many: what is required, what the ledger holds, and what it comes to. Every page that
 * shows a number of hours takes it from here, so that there is one formula. A correction stands under the day it
 * corrects, so a month's lines are complete by their county day.
 */
export async function monthsOf(
  tx: Tx,
  actor: Actor,
  among: Among,
  month: CalendarMonth,
): Promise<{ people: PersonMonth[]; version: PolicyVersion | null }> {
  const days = { countyId: actor.countyId, firstDay: firstDayOf(month), lastDay: lastDayOf(month) }
  const known = 'personId' in among ? [among.personId] : null
  const [facts, early, versions] = await Promise.all([
    registerFacts(actor, among, month),
    known ? entriesOf.execute({ ...days, ids: idArray(known) }) : null,
    policyVersionsOf(tx, actor.countyId),
  ])
  const rows = early ?? (await entriesOf.execute({ ...days, ids: idArray(facts.map((one) => one.personId)) }))
  const byPerson = new Map<string, PostedEntry[]>()
  for (const row of rows) {
    const list = byPerson.get(row.personId)
    if (list) list.push(row)
    else byPerson.set(row.personId, [row])
  }
  const version = versionOn(versions, month)
  return {
    version,
    people: facts.map((one) => {
      const entries = byPerson.get(one.personId) ?? []
      const requirement = requirementOf(one, versions, month)
      const assessment = assess({ entries, requirement, policy: version?.policy ?? WITHOUT_POLICY, month })
      return { facts: one, requirement, assessment, entries }
    }),
  }
}

export const versionOn = (versions: readonly PolicyVersion[], month: CalendarMonth): PolicyVersion | null =>
  versions.find(({ policy }) => policy === policyOn(versions, lastDayOf(month))) ?? null

export function requirementOf(
  facts: RegisterFacts,
  policies: readonly PolicyVersion[],
  month: CalendarMonth,
): Requirement {
  return requirementFor({
    month,
    policies,
    category: facts.category,
    // `leftOn` is the first day no longer on the register; the rule asks for the last day on it.
    onRegister: [{ entered: facts.enteredOn, left: facts.leftOn && addDays(facts.leftOn, -1) }],
    grades: facts.grades,
    pauses: facts.pauses,
    labourCapacity: hasLabourCapacity(facts.accessNeeds),
  })
}
