import type { SignInState } from '#app/domains/identity/sign-in-state.policy.ts'
import type { Slip } from '#app/domains/identity/slip.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { SignInAccess } from './sign-in-access.tsx'
import { SlipSheet } from './slip-sheet.tsx'

/** One person's sign-in: the slip just made, or how it stands and what can be done. For the bureau and the office. */
export function PersonSignIn({
  here,
  back,
  person,
  slip,
  problem,
  address,
  mayDisable,
}: {
  here: string
  back: string
  person: { gone: boolean; state: SignInState; temporaryUntil: string | null; mark: string }
  slip: Slip | null
  problem: string | null
  address: string
  mayDisable: boolean
}) {
  const { accounts } = useMessages()
  const words: Record<string, string> = accounts.problems
  const message = problem === null ? undefined : words[problem]
  return (
    <>
      {slip ? (
        <SlipSheet slips={[slip]} address={address} />
      ) : (
        <>
          <ErrorSummary title={accounts.problemsTitle} problems={message ? [{ message }] : []} />
          {person.gone ? (
            <p>{accounts.person.gone}</p>
          ) : (
            <SignInAccess {...{ here, mayDisable }} {...person} />
          )}
        </>
      )}
      <p className="after-form no-print">
        <a className={slip ? 'btn plain' : 'btn text'} href={slip ? here : back}>
          {accounts.slips.back}
        </a>
      </p>
    </>
  )
}
