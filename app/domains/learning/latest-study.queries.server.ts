import { entriesOfSource } from '#app/domains/hours/source-entries.queries.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { latestStudyOf } from './study.server.ts'

/** One's newest study of a unit, and what the ledger holds of it once it is finished. */
export function ownLatestStudy(actor: Actor, unitId: string) {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const study = await latestStudyOf(actor, unitId)
    const entries = study?.finishedAt ? await entriesOfSource(tx, actor, 'online_unit', study.id) : []
    return { study, entries }
  })
}
