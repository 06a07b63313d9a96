import type { SignInState } from '#app/domains/identity/sign-in-state.policy.ts'
import { SLIP_DAYS } from '#app/domains/identity/temporary-password.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'

/** How somebody signs in, and what can be done about it: a slip, closing, opening again. `mark`: see slip.policy.ts. */
export function SignInAccess({
  here,
  state,
  temporaryUntil,
  mark,
  mayDisable,
}: {
  here: string
  state: SignInState
  temporaryUntil: string | null
  mark: string
  mayDisable: boolean
}) {
  const { accounts } = useMessages()
  const { access } = accounts
  const first = state === 'no-sign-in' || state === 'choosing'
  return (
    <section aria-labelledby="access" className="narrow-form">
      <h2 id="access">{access.title}</h2>
      <p>
        <span className={state === 'own-password' ? 'tag done' : 'tag'}>{accounts.states[state]}</span>
        {state === 'slip-waiting' && temporaryUntil && (
          <span className="quiet"> {access.waitingUntil(dayAt(new Date(temporaryUntil)))}</span>
        )}
      </p>
      {state === 'disabled' ? (
        mayDisable && (
          <form method="post" action={`${here}?do=enable`} className="after-form">
            <p className="quiet">{access.enableExplained}</p>
            <p>
              <button className="btn">{access.enable}</button>
            </p>
          </form>
        )
      ) : (
        <>
          <form method="post" action={`${here}?do=slip`} className="after-form">
            <input type="hidden" name="mark" value={mark} />
            <p className="quiet">{access.slipExplained(SLIP_DAYS)}</p>
            <p>
              <button className="btn">{first ? access.slip : access.slipAgain}</button>
            </p>
          </form>
          {mayDisable && state !== 'no-sign-in' && (
            <form method="post" action={`${here}?do=disable`} className="after-form">
              <p className="quiet">{access.disableExplained}</p>
              <p>
                <button className="btn plain">{access.disable}</button>
              </p>
            </form>
          )}
        </>
      )}
    </section>
  )
}
