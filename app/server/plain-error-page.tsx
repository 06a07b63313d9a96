import { renderToStaticMarkup } from 'react-dom/server'
import assets from 'virtual:page-assets'
import { ErrorPage, type ErrorStatus } from '../components/error-page.tsx'
import { env } from '../env.server.ts'
import type { View } from '../http/view.ts'
import { MessagesProvider } from '../messages/context.tsx'
import { messagesFor } from '../messages/dictionary.server.ts'
import { HTML_LANG } from '../messages/locale.ts'

/** An error page for what never reaches a route: a refused method, a body too large, a fault of ours. */
export function plainErrorPage(status: ErrorStatus, view: View): string {
  const messages = messagesFor(view.locale)
  const page = renderToStaticMarkup(
    <html
      lang={HTML_LANG[view.locale]}
      data-text={view.text === 'large' ? 'large' : undefined}
      data-theme={view.theme === 'system' ? undefined : view.theme}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{messages.common.brand}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assets.my} />
      </head>
      <body>
        <MessagesProvider messages={messages}>
          <ErrorPage
            viewing={{ path: '/', demo: env.demo, largeText: view.text === 'large' }}
            status={status}
            home={{ href: '/', label: messages.errors.home }}
          />
        </MessagesProvider>
      </body>
    </html>,
  )
  return `<!DOCTYPE html>${page}`
}
