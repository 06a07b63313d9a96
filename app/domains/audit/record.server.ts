import { v7 as uuidv7 } from 'uuid'
import type { Scope, Tx } from '#db/client.server.ts'
import { auditEvents } from '#db/schema/audit.ts'
import type { AuditAct } from './audit-acts.policy.ts'

export type AuditSubject = {
  kind:
    | 'account'
    | 'person'
    | 'office'
    | 'county'
    | 'hours-entry'
    | 'unit-study'
    | 'login-session'
    | 'module-assignment'
    | 'minor-record-grant'
    | 'minor-grant-request'
  id: string | null
  /** The supervised person concerned, when it is about one. */
  personId?: string
}

/**
 * Writes who did what, in the transaction of the doing: if it cannot be written, it did not happen.
 * `detail` takes codes, counts and ids; never names, words typed by people, or secrets.
 */
export async function recordAudit(
  tx: Tx,
  scope: Scope,
  act: AuditAct,
  subject: AuditSubject,
  detail: Record<string, string | number | boolean | null | readonly string[]> = {},
): Promise<void> {
  if (!scope.countyId) throw new Error('an act belongs to a county')
  await tx.insert(auditEvents).values({
    id: uuidv7(),
    countyId: scope.countyId,
    actorAccountId: scope.accountId,
    actorRole: scope.role,
    actorOfficeId: scope.officeId,
    act,
    subjectKind: subject.kind,
    subjectId: subject.id,
    personId: subject.personId ?? null,
    detail,
  })
}
