import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { withdrawConsent } from '#app/domains/counselling/consent.server.ts'
import { keptUntil } from '#app/domains/counselling/own-standing.policy.ts'
import { toDid } from '#app/http/did.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { isAhead, ownOr404, standingOf } from './counselling.server.ts'

export const handle: PageHandle = { title: (messages) => messages.myCounselling.withdrawing.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const own = await ownOr404(actor)
  const at = now()
  return {
    mayWithdraw: standingOf(actor, own).mayWithdraw,
    booked: own.appointments.some((one) => isAhead(one, at)),
    until: keptUntil(dayAt(at)),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const fields = await readForm(request)
  // Not our form at all.
  if (fields.do !== 'withdraw') throw new Response(null, { status: 400 })
  const withdrawn = await withdrawConsent(actor)
  if (!isRefused(withdrawn)) return redirect(toDid('/my/counselling', 'withdrawn'), 303)
  if (withdrawn.refused === 'not-found') throw notFound()
  return data({ problem: withdrawn.refused }, 409)
}

export default function WithdrawPage() {
  const { mayWithdraw, booked, until } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { myCounselling } = useMessages()
  const { withdrawing: words, refused, back } = myCounselling
  return (
    <MyPage viewing={useViewing()} back={{ href: '/my/counselling', label: back }}>
      {answer && (
        <ErrorSummary title={refused.title} problems={[{ message: refused.withdraw[answer.problem] }]} />
      )}
      <h1>{mayWithdraw ? words.title : words.nothing}</h1>
      <p>{mayWithdraw ? words.lede : words.nothingMore}</p>
      {mayWithdraw && (
        <form method="post" className="consequences">
          <ul className="plainlist">
            <li>{words.now}</li>
            {booked && <li>{words.booked}</li>}
            <li>{words.until(until)}</li>
            <li>{words.stays}</li>
            <li>{words.back(until)}</li>
          </ul>
          <p className="row">
            <button className="btn" name="do" value="withdraw">
              {words.go}
            </button>
            <a className="btn text" href="/my/counselling">
              {words.notNow}
            </a>
          </p>
        </form>
      )}
    </MyPage>
  )
}
