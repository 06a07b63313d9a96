import type { EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { Writable } from 'node:stream'
import { renderToPipeableStream, renderToStaticMarkup } from 'react-dom/server'
import assets from 'virtual:page-assets'
import { LoginEnded } from '#db/login-ended.ts'
import { isOutage } from '#db/outage.ts'
import { requestScope } from './http/request-scope.server.ts'
import { env } from './env.server.ts'
import { messagesFor } from './messages/dictionary.server.ts'
import type { PageHandle } from './root.tsx'
import { PageFrame } from './page-frame.tsx'
import { finishedBodies } from './server/bodies.ts'
import { log } from './server/log.ts'

/** Loaders that do not answer within this are given up; the transactions under them have a deadline of their own. */
export const streamTimeout = 15_000

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const scope = requestScope()
  const failed = context.staticHandlerContext.errors !== null
  const hydrates =
    !failed &&
    context.staticHandlerContext.matches.some(
      (match) => (context.routeModules[match.route.id]?.handle as PageHandle | undefined)?.hydrates,
    )
  const frame = (remixContext: EntryContext) => (
    <PageFrame
      frame={{
        ...{ nonce: scope.nonce, view: scope.view, demo: env.demo, outage: scope.outage, assets },
        unread: scope.unread ?? 0,
      }}
      messages={messagesFor(scope.view.locale)}
    >
      <RemixServer context={remixContext} url={request.url} nonce={scope.nonce} />
    </PageFrame>
  )
  const page = hydrates
    ? // The streaming renderer writes the doctype itself.
      await renderWithData(frame(context), scope.nonce)
    : // A page without the framework's scripts needs no data handed over to them.
      `<!DOCTYPE html>${renderToStaticMarkup(frame({ ...context, serverHandoffStream: undefined }))}`
  headers.set('content-type', 'text/html; charset=utf-8')
  const response = new Response(null, { status: scope.outage ? 503 : status, headers })
  finishedBodies.set(response, page)
  return response
}

/** The whole page at once: staff pages are small, and a page that failed half-way can still answer with an error. */
function renderWithData(page: React.ReactElement, nonce: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(page, {
      nonce,
      onAllReady() {
        const parts: Buffer[] = []
        const out = new Writable({
          write(part: Buffer, _encoding, done) {
            parts.push(part)
            done()
          },
          final(done) {
            // React 18.3.1 fills its last bytes before a character that no longer fits with zeros; a page has none.
            resolve(Buffer.concat(parts).toString().replaceAll('\u0000', ''))
            done()
          },
        })
        pipe(out.on('error', reject))
      },
      onShellError: reject,
    })
  })
}

export function handleError(error: unknown, { request }: { request: Request }): void {
  if (isOutage(error)) {
    // Noted here because the framework hides an error's kind from what it renders.
    requestScope().outage = true
    return
  }
  if (error instanceof LoginEnded) {
    requestScope().loginEnded = true
    return
  }
  if (request.signal.aborted) return
  if (error instanceof Error) log.error({ err: error }, 'a page failed')
}
