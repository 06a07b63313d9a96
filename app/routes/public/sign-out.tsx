import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { LateStrip } from '#app/components/late-strip.tsx'
import { PublicPage } from '#app/components/public-page.tsx'
import { homeOf } from '#app/domains/identity/actor.policy.ts'
import { blankCookie } from '#app/domains/identity/login.server.ts'
import { signOut, signOutEverywhere } from '#app/domains/identity/sign-out.server.ts'
import { deviceOwner } from '#app/http/device-owner.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requestScope } from '#app/http/request-scope.server.ts'
import { currentActor, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { outbox: true, title: (messages) => messages.signOut.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return { home: homeOf(actor.role), owner: actor.role === 'supervised-person' ? deviceOwner(actor) : null }
}

const schema = z.object({ where: z.enum(['here', 'everywhere']).catch('here') })

export async function action({ request }: ActionFunctionArgs) {
  const actor = await currentActor()
  const form = await parseForm(request, schema)
  if (actor) {
    if (form.ok && form.value.where === 'everywhere') await signOutEverywhere(actor)
    else await signOut(actor, requestScope().cookieHeader)
  }
  return redirect('/sign-in?bye', {
    status: 303,
    // Nothing of a person's pages stays behind on a shared phone (decisions 19).
    headers: [
      ['set-cookie', blankCookie()],
      ['clear-site-data', '"cache"'],
    ],
  })
}

export default function SignOutPage() {
  const { home, owner } = useLoaderData<typeof loader>()
  const { signOut: words, late } = useMessages()
  return (
    <PublicPage viewing={useViewing()} home={home}>
      <div className="gate stack">
        <h1>{words.question}</h1>
        {owner && <LateStrip owner={owner} offline={late.signOut} />}
        <p>{words.explained}</p>
        <form method="post" className="stack">
          <p>
            <button className="btn" name="where" value="here">
              {words.here}
            </button>
          </p>
          <p className="quiet">{words.everywhereExplained}</p>
          <p className="row">
            <button className="btn plain" name="where" value="everywhere">
              {words.everywhere}
            </button>
            <a className="btn text" href={home}>
              {words.stay}
            </a>
          </p>
        </form>
      </div>
    </PublicPage>
  )
}
