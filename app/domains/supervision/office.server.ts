import { and, asc, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import type { Outcome } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { judicialOffices } from '#db/schema/supervision.ts'
import type { OfficeForm } from './office.schema.ts'

const CODE_KEY = 'judicial_offices_county_code'

/** Adds a judicial office to the county. Refuses a code that another office has. */
export async function addOffice(
  actor: Actor,
  office: OfficeForm,
): Promise<Outcome<{ officeId: string }, 'code-taken'>> {
  const scope = scopeOf(actor)
  const officeId = uuidv7()
  try {
    return await inActorTransaction(scope, async (tx) => {
      await tx.insert(judicialOffices).values({ id: officeId, countyId: actor.countyId, ...office })
      await recordAudit(tx, scope, 'supervision.office-added', { kind: 'office', id: officeId })
      return { officeId }
    })
  } catch (error) {
    if (violatedConstraint(error) === CODE_KEY) return { refused: 'code-taken' }
    throw error
  }
}

/** Changes an office's names, phone and code. Refuses a code that another office has, and an office of elsewhere. */
export async function changeOffice(
  actor: Actor,
  officeId: string,
  office: OfficeForm,
): Promise<Outcome<{ officeId: string }, 'code-taken' | 'unknown'>> {
  const scope = scopeOf(actor)
  try {
    return await inActorTransaction(scope, async (tx) => {
      const changed = await tx
        .update(judicialOffices)
        .set(office)
        .where(here(actor, officeId))
        .returning({ id: judicialOffices.id })
      if (changed.length === 0) return { refused: 'unknown' }
      await recordAudit(tx, scope, 'supervision.office-changed', { kind: 'office', id: officeId })
      return { officeId }
    })
  } catch (error) {
    if (violatedConstraint(error) === CODE_KEY) return { refused: 'code-taken' }
    throw error
  }
}

const here = (actor: Actor, officeId: string) =>
  and(eq(judicialOffices.countyId, actor.countyId), eq(judicialOffices.id, officeId))

const columns = {
  id: judicialOffices.id,
  code: judicialOffices.code,
  nameZh: judicialOffices.nameZh,
  nameEn: judicialOffices.nameEn,
  phone: judicialOffices.phone,
}

/** The county's offices by code: public facts, no audit row. */
export function listOffices(actor: Actor) {
  return inActorTransaction(scopeOf(actor), (tx) =>
    tx
      .select(columns)
      .from(judicialOffices)
      .where(eq(judicialOffices.countyId, actor.countyId))
      .orderBy(asc(judicialOffices.code)),
  )
}

/** One office of the county, or null. */
export async function findOffice(actor: Actor, officeId: string) {
  const [office] = await inActorTransaction(scopeOf(actor), (tx) =>
    tx.select(columns).from(judicialOffices).where(here(actor, officeId)),
  )
  return office ?? null
}
