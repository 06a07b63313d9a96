import {
  isRouteErrorResponse,
  Outlet,
  Scripts,
  useMatches,
  useRouteError,
  type UIMatch,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { ErrorPage } from './components/error-page.tsx'
import { PAPER } from './components/page.ts'
import { useMessages } from './messages/context.tsx'
import { HTML_LANG } from './messages/locale.ts'
import type { Messages } from './messages/zh.ts'
import { useFrame, useViewing } from './page-frame.tsx'

/** What a page says about itself. `title` must say nothing about the reader: it stands in tabs and histories. */
export type PageHandle = {
  /** A staff page: its own stylesheet, and the framework takes it over in the browser. */
  hydrates?: boolean
  /** A staff page whose words go nowhere but into the page: its stylesheet, without the framework in the browser. */
  staff?: boolean
  /** The small script of lesson pages. */
  beats?: boolean
  /** The small script of a quiz. */
  quiz?: boolean
  /** The small script of reading aloud. */
  aloud?: boolean
  /** The small script of a page for paper too: shows its print button. */
  prints?: boolean
  /** The small script of a note that is being written: saves it, and keeps nothing in the browser. */
  note?: boolean
  /** The small script that keeps what cannot be sent. */
  outbox?: boolean
  title?: (messages: Messages, data: unknown) => string
  /** For whoever finds the page before knowing it; pages behind the sign-in have none of their own. */
  description?: (messages: Messages) => string
}

const handleOf = (match: UIMatch | undefined): PageHandle => (match?.handle as PageHandle | undefined) ?? {}

export function Layout({ children }: { children: ReactNode }) {
  const { nonce, view, demo, unread, assets } = useFrame()
  const messages = useMessages()
  const matches = useMatches()
  const error = useRouteError()
  const page = matches.at(-1)
  const handle = error ? {} : handleOf(page)
  const title = handle.title?.(messages, page?.data) ?? messages.common.brand
  return (
    <html
      lang={HTML_LANG[view.locale]}
      className={handle.hydrates || handle.staff ? 'staff' : undefined}
      data-text={view.text === 'large' ? 'large' : undefined}
      data-theme={view.theme === 'system' ? undefined : view.theme}
      data-demo={demo ? '' : undefined}
      data-unread={handle.hydrates && unread > 0 ? unread : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === messages.common.brand ? title : messages.common.pageTitle(title)}</title>
        <meta name="description" content={handle.description?.(messages) ?? messages.common.brandExplained} />
        {view.theme === 'system' ? (
          <>
            <meta name="theme-color" content={PAPER.light} media="(prefers-color-scheme: light)" />
            <meta name="theme-color" content={PAPER.dark} media="(prefers-color-scheme: dark)" />
          </>
        ) : (
          <meta name="theme-color" content={PAPER[view.theme]} />
        )}
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={handle.hydrates || handle.staff ? assets.staff : assets.my} />
        {handle.outbox && <script type="module" src={assets.outbox} nonce={nonce} />}
        {handle.beats && <script type="module" src={assets.beats} nonce={nonce} />}
        {handle.quiz && <script type="module" src={assets.quiz} nonce={nonce} />}
        {handle.aloud && <script type="module" src={assets.aloud} nonce={nonce} />}
        {handle.note && <script type="module" src={assets.note} nonce={nonce} />}
        {handle.prints && <script type="module" src={assets.print} nonce={nonce} />}
      </head>
      <body>
        {children}
        {handle.hydrates && <Scripts nonce={nonce} />}
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

export function ErrorBoundary() {
  const error = useRouteError()
  const { outage } = useFrame()
  const { errors } = useMessages()
  const viewing = useViewing()
  const status = outage ? 503 : isRouteErrorResponse(error) ? error.status : 500
  return <ErrorPage viewing={viewing} status={status} home={{ href: '/', label: errors.home }} />
}
