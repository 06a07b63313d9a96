import { now } from '#app/clock.server.ts'
import { counsellorCounts } from '#app/domains/counselling/agenda.queries.server.ts'
import { waitingQuestionCount } from '#app/domains/hours/waiting-questions.queries.server.ts'
import { myCapacities } from '#app/domains/identity/account.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { Desk } from './desk.ts'

/** What every staff page shows beside its own: who is signed in, where, and how many questions wait. */
export async function deskFor(actor: Actor): Promise<Desk> {
  const counselling = actor.role === 'counsellor' ? await counsellorCounts(actor, { now: now() }) : null
  return {
    role: actor.role,
    staffName: actor.staffName ?? '',
    office: actor.office,
    county: actor.county,
    waitingQuestions: counselling ? 0 : await waitingQuestionCount(actor),
    ...(counselling ? { counselling } : {}),
    ...(await otherDeskOf(actor)),
  }
}

const OTHER = { lecturer: 'counsellor', counsellor: 'lecturer' } as const

async function otherDeskOf(actor: Actor): Promise<Pick<Desk, 'otherDesk'>> {
  const role = actor.role === 'lecturer' || actor.role === 'counsellor' ? OTHER[actor.role] : null
  if (!role) return {}
  const found = (await myCapacities(actor)).find((one) => one.role === role)
  return found?.appointmentId ? { otherDesk: { role, appointmentId: found.appointmentId } } : {}
}
