import { waitingQuestionCount } from '#app/domains/hours/waiting-questions.queries.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { Desk } from './desk.ts'

/** What every staff page shows beside its own: who is signed in, where, and how many questions wait. */
export async function deskFor(actor: Actor): Promise<Desk> {
  return {
    role: actor.role,
    staffName: actor.staffName ?? '',
    office: actor.office,
    county: actor.county,
    waitingQuestions: await waitingQuestionCount(actor),
  }
}
