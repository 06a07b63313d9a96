import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { eraseKept } from '#app/domains/counselling/consent.server.ts'
import { toDid } from '#app/http/did.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { isRefused } from '#app/shared/outcome.ts'
import { ownOr404, standingOf } from './counselling.server.ts'

export const handle: PageHandle = { title: (messages) => messages.myCounselling.erasing.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const { withdrawnOn, mayWithdraw } = standingOf(actor, await ownOr404(actor))
  return { withdrawn: withdrawnOn !== null, mayWithdraw }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const fields = await readForm(request)
  // Not our form at all.
  if (fields.do !== 'erase') throw new Response(null, { status: 400 })
  const erased = await eraseKept(actor)
  if (!isRefused(erased)) return redirect(toDid('/my/counselling', 'erased', erased.erased), 303)
  if (erased.refused === 'not-found') throw notFound()
  return data({ problem: erased.refused }, 409)
}

export default function ErasePage() {
  const { withdrawn, mayWithdraw } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { myCounselling } = useMessages()
  const { erasing: words, withdrawing, consent, refused, back } = myCounselling
  return (
    <MyPage viewing={useViewing()} back={{ href: '/my/counselling', label: back }}>
      {answer && (
        <ErrorSummary title={refused.title} problems={[{ message: refused.erase[answer.problem] }]} />
      )}
      {withdrawn ? (
        <>
          <h1>{words.title}</h1>
          <p>{words.lede}</p>
          <form method="post" className="consequences">
            <ul className="plainlist">
              <li>{words.goes}</li>
              <li>{words.stays}</li>
            </ul>
            <p className="row">
              <button className="btn" name="do" value="erase">
                {words.go}
              </button>
              <a className="btn text" href="/my/counselling">
                {words.notNow}
              </a>
            </p>
          </form>
        </>
      ) : mayWithdraw ? (
        <>
          <h1>{words.first}</h1>
          <p>{words.firstMore}</p>
          <p className="row">
            <a className="btn plain" href="/my/counselling/withdraw">
              {consent.withdraw}
            </a>
          </p>
        </>
      ) : (
        <>
          <h1>{withdrawing.nothing}</h1>
          <p>{withdrawing.nothingMore}</p>
        </>
      )}
    </MyPage>
  )
}
