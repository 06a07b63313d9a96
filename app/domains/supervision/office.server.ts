import { and, asc, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import type { Outcome, Refusal } from '#app/shared/outcome.ts'
import { inActorTransaction } from '#db/client.server.ts'
import { violatedConstraint } from '#db/outage.ts'
import { judicialOffices } from '#db/schema/supervision.ts'
import type { OfficeForm } from './office.schema.ts'

const CODE_KEY = 'judicial_offices_county_code'
const DELEGATED = 'judicial_offices_delegated'

/** Adds a judicial office to the county, delegated from today on. Refuses a code that another office has. */
export async function addOffice(
  actor: Actor,
  office: OfficeForm,
): Promise<Outcome<{ officeId: string }, 'code-taken' | 'delegated-to-before-from'>> {
  const scope = scopeOf(actor)
  const officeId = uuidv7()
  try {
    return await inActorTransaction(scope, async (tx) => {
      await tx.insert(judicialOffices).values({
        ...{ id: officeId, countyId: actor.countyId, delegatedFrom: dayAt(now()), ...office },
      })
      await recordAudit(tx, scope, 'supervision.office-added', { kind: 'office', id: officeId })
      return { officeId }
    })
  } catch (error) {
    const refusal = refusedBy(error)
    if (refusal) return refusal
    throw error
  }
}

function refusedBy(error: unknown): Refusal<'code-taken' | 'delegated-to-before-from'> | null {
  switch (violatedConstraint(error)) {
    case CODE_KEY:
      return { refused: 'code-taken' }
    case DELEGATED:
      return { refused: 'delegated-to-before-from' }
    default:
      return null
  }
}

/**
 * Changes an office's names, phone and code, and until when it is delegated. Refuses a code that another office has, an end
 * before the beginning, and an office of elsewhere.
 */
export async function changeOffice(
  actor: Actor,
  officeId: string,
  office: OfficeForm,
): Promise<Outcome<{ officeId: string }, 'code-taken' | 'delegated-to-before-from' | 'unknown'>> {
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
    const refusal = refusedBy(error)
    if (refusal) return refusal
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
  delegatedFrom: judicialOffices.delegatedFrom,
  delegatedTo: judicialOffices.delegatedTo,
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
