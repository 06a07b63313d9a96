import type { Refusal } from '#app/shared/outcome.ts'

export const GRANT_DAYS_MOST = 30
export const GRANT_DAYS_USUAL = 14
export const GRANT_REASON_LEAST = 4
export const GRANT_REASON_MOST = 120

export type GrantRefusal = 'days' | 'not-of-this-office' | 'own-account' | 'already-open'

/** Somebody appointed today who may be given the opening of a record. */
export type Holder = { accountId: string; role: string; officeId: string | null }

/**
 * May the bureau open this minor's record to this account (社矫法 54)? To staff of the minor's own office, or of the bureau;
 * for thirty days at most. Two pairs of eyes: nobody opens it to themselves, unless nobody else is appointed at the bureau.
 */
export function checkGrant(given: {
  days: number
  granter: string
  holder: string
  minorsOffice: string
  appointed: readonly Holder[]
  /** Whether a grant to this account for this record holds now. */
  open: boolean
}): Refusal<GrantRefusal> | null {
  const { days, granter, holder, minorsOffice, appointed } = given
  if (!Number.isInteger(days) || days < 1 || days > GRANT_DAYS_MOST) return { refused: 'days' }
  if (!mayHold(appointed, holder, minorsOffice)) return { refused: 'not-of-this-office' }
  const others = appointed.some(({ role, accountId }) => role === 'bureau' && accountId !== granter)
  if (holder === granter && others) return { refused: 'own-account' }
  return given.open ? { refused: 'already-open' } : null
}

export function mayHold(appointed: readonly Holder[], accountId: string, minorsOffice: string): boolean {
  return appointed.some(
    (one) =>
      one.accountId === accountId &&
      (one.role === 'bureau' ||
        ((one.role === 'office' || one.role === 'social-worker') && one.officeId === minorsOffice)),
  )
}
