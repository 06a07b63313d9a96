import type { Slip } from '#app/domains/identity/slip.policy.ts'
import { SLIP_HALF } from '#app/domains/identity/temporary-password.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { telephone } from './notice.tsx'

/** Sign-in slips as they are printed, two on a sheet of A4. The one place where a temporary password is ever seen. */
export function SlipSheet({ slips, address }: { slips: readonly Slip[]; address: string }) {
  const { accounts, locale } = useMessages()
  const { slips: words } = accounts
  return (
    <div className="slips">
      {slips.map((slip) => (
        <article className="slip" key={slip.signInName} aria-label={words.for(slip.name)}>
          <p className="slip-for">{words.for(slip.name)}</p>
          <h2>{words.heading}</h2>
          <dl className="slip-keys">
            <div>
              <dt>{words.number}</dt>
              <dd className="slip-key">{slip.signInName}</dd>
            </div>
            <div>
              <dt>{words.password}</dt>
              <dd className="slip-key" translate="no">
                <span>{slip.password.slice(0, SLIP_HALF)}</span>
                <span>{slip.password.slice(SLIP_HALF)}</span>
              </dd>
            </div>
          </dl>
          <p className="small">{words.until(dayAt(new Date(slip.until)))}</p>
          <ol className="slip-steps">
            {words.steps(address).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>
            {slip.office && slip.officePhone ? (
              <>
                {words.help(slip.office[locale])}
                <a className="nb" href={telephone(slip.officePhone)}>
                  {slip.officePhone}
                </a>
              </>
            ) : (
              words.helpPlain
            )}
          </p>
        </article>
      ))}
      <p className="quiet no-print">{words.print}</p>
    </div>
  )
}
