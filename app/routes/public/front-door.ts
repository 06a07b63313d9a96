import { redirect } from '@remix-run/node'
import { homeOf } from '#app/domains/identity/actor.policy.ts'
import { currentActor } from '#app/http/require-actor.server.ts'

/** Leads everyone to where they start. The course menu will stand here. */
export async function loader() {
  const actor = await currentActor()
  return redirect(actor ? homeOf(actor.role) : '/sign-in', 303)
}
