import { suggestedAudience } from '#app/domains/attendance/audience.queries.server.ts'
import { findOccasion, occasionCounts } from '#app/domains/attendance/occasions.queries.server.ts'
import { joinOccasion, leaveOccasion, offerPlaces } from '#app/domains/attendance/place.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { notFound } from '#app/http/require-actor.server.ts'
import { toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { statusOf, type OccasionProblem } from './register-forms.server.ts'

export type RosterAnswer = { to: string } | { problem: OccasionProblem; status: 400 | 409 }

/** Every button of a roster: ask the first, ask or seat those chosen, seat one, take one out. */
export async function rosterForm(
  actor: Actor,
  occasionId: string,
  fields: Record<string, string>,
): Promise<RosterAnswer> {
  const here = `/office/occasions/${occasionId}`
  const refuse = (problem: OccasionProblem): RosterAnswer => ({ problem, status: statusOf(problem) })
  if (!(await findOccasion(actor, occasionId))) throw notFound()
  if (fields.out !== undefined) {
    if (!isId(fields.out)) return refuse('not-found')
    const done = await leaveOccasion(actor, occasionId, fields.out)
    return isRefused(done) ? refuse(done.refused) : { to: toDid(here, 'out', done.promoted) }
  }
  if (fields.seat !== undefined) {
    if (!isId(fields.seat)) return refuse('not-found')
    const done = await joinOccasion(actor, occasionId, fields.seat)
    if (isRefused(done)) return refuse(done.refused)
    return { to: done.state === 'joined' ? toDid(here, 'seated', 1, 0) : toDid(here, 'seated', 0, 1) }
  }
  const chosen = fields.do === 'first' ? await firstSuggested(actor, occasionId) : chosenPeople(fields)
  const seat = fields.do === 'seat'
  const done = await offerPlaces(actor, occasionId, chosen, { seat })
  if (isRefused(done)) return refuse(done.refused)
  return {
    to: seat ? toDid(here, 'seated', done.seated, done.waiting) : toDid(here, 'offered', done.offered),
  }
}

const chosenPeople = (fields: Record<string, string>): string[] =>
  Object.keys(fields)
    .filter((name) => name.startsWith('who.'))
    .map((name) => name.slice(4))
    .filter(isId)

/** As many of those suggested as there are free seats. */
async function firstSuggested(actor: Actor, occasionId: string): Promise<string[]> {
  const [audience, counts] = await Promise.all([
    suggestedAudience(actor, occasionId),
    occasionCounts(actor, [occasionId], actor.officeId),
  ])
  const own = counts.get(occasionId)
  if (!audience || !own) return []
  const free = Math.max(0, own.seats - own.joined)
  return audience.suggested.slice(0, free).map(({ personId }) => personId)
}
