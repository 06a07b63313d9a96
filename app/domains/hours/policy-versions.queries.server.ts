import { eq } from 'drizzle-orm'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Tx } from '#db/client.server.ts'
import { hoursPolicyVersions } from '#db/schema/hours.ts'
import { isWithin, type DatedPolicy } from './dated.policy.ts'
import { hoursPolicySchema } from './hours-policy.schema.ts'
import type { HoursPolicy } from './hours-policy.policy.ts'
import { WITHOUT_POLICY } from './without-policy.policy.ts'

export type PolicyVersion = DatedPolicy & { id: string; pack: string; titleZh: string; titleEn: string }

/** Every version of the county, validated; versions are few and change rarely, so each process keeps them a while. */
export async function policyVersionsOf(tx: Tx, countyId: string): Promise<PolicyVersion[]> {
  const kept = cache.get(countyId)
  if (kept && kept.until > Date.now()) return kept.versions
  const rows = await tx.select().from(hoursPolicyVersions).where(eq(hoursPolicyVersions.countyId, countyId))
  const versions = rows.map((row) => ({
    id: row.id,
    pack: row.pack,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    policy: hoursPolicySchema.parse(row.parameters),
    validFrom: row.valid.from,
    validTo: row.valid.to,
  }))
  cache.set(countyId, { versions, until: Date.now() + KEEP_MS })
  return versions
}

/** A new version is seen by every process within this; versions are dated ahead, never backdated into a minute. */
const KEEP_MS = 10_000
const cache = new Map<string, { versions: PolicyVersion[]; until: number }>()

export type CreditPolicy = HoursPolicy['credit'] & { versionId: string | null }

/** How study is credited on a day. A county without any version (a new installation) credits by the defaults. */
export async function creditPolicyOn(tx: Tx, countyId: string, day: CalendarDay): Promise<CreditPolicy> {
  const versions = await policyVersionsOf(tx, countyId)
  const inForce = versions.find((one) => isWithin({ from: one.validFrom, to: one.validTo }, day))
  return inForce
    ? { ...inForce.policy.credit, versionId: inForce.id }
    : { ...WITHOUT_POLICY.credit, versionId: null }
}
