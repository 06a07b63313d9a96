import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { DeskPage } from '#app/components/desk-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { makeFeed, ownFeed, revokeFeed } from '#app/domains/calendar/feed.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.calendarLink.title }

const WITH_CLASSES = ['office', 'social-worker', 'lecturer'] as const
const schema = z.object({ do: z.enum(['make', 'revoke']) })

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, ...WITH_CLASSES)
  const [desk, feed] = await Promise.all([deskFor(actor), ownFeed(actor)])
  if (isRefused(feed)) throw notFound()
  return {
    desk,
    since: feed.madeAt && dayAt(feed.madeAt),
    revoked: new URL(request.url).searchParams.has('revoked'),
  }
}

/** `make` answers with the link, this once; `revoke` leads back. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, ...WITH_CLASSES)
  // Who has no classes to show has no link either, whatever the form says.
  if (isRefused(await ownFeed(actor))) throw notFound()
  const form = await parseForm(request, schema)
  if (!form.ok) throw new Response(null, { status: 400 })
  if (form.value.do === 'revoke') {
    if (isRefused(await revokeFeed(actor))) throw notFound()
    return redirect('/account/calendar?revoked', 303)
  }
  const made = await makeFeed(actor)
  if (isRefused(made)) throw notFound()
  const link = new URL(`/calendar/${made.token}.ics`, request.url)
  return data({ link: link.href, subscribe: link.href.replace(/^https?:/, 'webcal:') })
}

export default function CalendarLinkPage() {
  const { desk, since, revoked } = useLoaderData<typeof loader>()
  const made = useActionData<typeof action>()
  const messages = useMessages()
  const { calendarLink } = messages
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/account/calendar', messages)}
      sentence={calendarLink.sentence}
      lede={calendarLink.lede}
    >
      <div className="calendar-link stack">
        {revoked && !made && <Notice>{calendarLink.revoked}</Notice>}
        <p>{calendarLink.what}</p>
        <p>{calendarLink.whoHas}</p>
        {made && (
          <section className="stack" aria-labelledby="made">
            <h2 id="made">{calendarLink.made}</h2>
            <div className="field">
              <label htmlFor="link">{calendarLink.label}</label>
              <p className="hint" id="link-hint">
                {calendarLink.labelHint}
              </p>
              <input className="box" id="link" readOnly value={made.link} aria-describedby="link-hint" />
            </div>
            <p className="row">
              <a className="btn" href={made.subscribe}>
                {calendarLink.subscribe}
              </a>
            </p>
          </section>
        )}
        {!made && <p>{since ? calendarLink.since(since) : calendarLink.none}</p>}
        {since && <p className="quiet">{calendarLink.lost}</p>}
        <div className="row">
          <form method="post">
            <input type="hidden" name="do" value="make" />
            <button className={since ? 'btn plain' : 'btn'}>
              {since ? calendarLink.makeAgain : calendarLink.make}
            </button>
          </form>
          {since && (
            <form method="post">
              <input type="hidden" name="do" value="revoke" />
              <button className="btn plain">{calendarLink.revoke}</button>
            </form>
          )}
        </div>
        {since && <p className="quiet small">{calendarLink.makeAgainNote}</p>}
      </div>
    </DeskPage>
  )
}
