/** How an account stands: what its next sign-in needs. `choosing`: no slip yet, or one that was used; a new slip helps. */
export type SignInState =
  'own-password' | 'slip-waiting' | 'slip-over' | 'choosing' | 'disabled' | 'no-sign-in'

/** `null`: somebody who has never been given an account. */
export function signInState(
  account: {
    disabledAt: Date | null
    mustChangePassword: boolean
    temporaryUntil: Date | null
  } | null,
  at: Date,
): SignInState {
  if (account === null) return 'no-sign-in'
  if (account.disabledAt !== null) return 'disabled'
  if (!account.mustChangePassword) return 'own-password'
  if (account.temporaryUntil === null) return 'choosing'
  return account.temporaryUntil > at ? 'slip-waiting' : 'slip-over'
}
