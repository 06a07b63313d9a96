import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as build from 'virtual:remix/server-build'
import { LoginEnded } from '#db/login-ended.ts'
import { isOutage } from '#db/outage.ts'
import { env } from '../env.server.ts'
import { runInRequest, type RequestScope } from '../http/request-scope.server.ts'
import { viewOfCookie } from '../http/view.ts'
import { finishedBodies } from './bodies.ts'
import { BadRequest, BodyTooLarge, readBody, send, sendFinished, toWebRequest } from './adapter.ts'
import { directRoutes } from './direct-routes.ts'
import {
  ALLOWED_METHODS,
  comesFromOurselves,
  isMethodAllowed,
  ownOrigin,
  setSecurityHeaders,
} from './gate.ts'
import { log } from './log.ts'
import { pageHandlers } from './page-handlers.ts'
import { errorStatus, type ErrorStatus } from '../components/error-page.tsx'
import { plainErrorPage } from './plain-error-page.tsx'

const direct = directRoutes(build.routes)
const handle = pageHandlers(build, env.production ? 'production' : 'development')

/** When to look again while the database is away; it is usually back sooner. */
const RETRY_AFTER_SECONDS = '10'

/** Answers one request for a page. Whatever happens inside, the client gets a page that says what to do. */
export async function answerPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const scope: RequestScope = {
    nonce: randomBytes(16).toString('base64'),
    cookieHeader: request.headers.cookie ?? '',
    address: addressOf(request),
    view: viewOfCookie(request.headers.cookie ?? ''),
    ...{ outage: false, loginEnded: false },
    setCookies: [],
  }
  setSecurityHeaders(response, scope.nonce)
  try {
    const refusal = refusalAtTheGate(request)
    if (refusal) return sendError(request, response, scope, refusal)
    const reading = request.method === 'GET' || request.method === 'HEAD'
    const web = toWebRequest(request, ownOrigin(request), reading ? null : await readBody(request))
    const answer = await runInRequest(
      scope,
      async () => (await direct(web, scope)) ?? (await handle(web, scope)),
    )
    if (scope.loginEnded && answer.status === 500) return sendToSignIn(response)
    if (scope.outage && answer.status === 500) return sendError(request, response, scope, 503)
    // A route that sends no pages (a beat) has no error page either.
    if (answer.status >= 400 && !answer.body && !finishedBodies.has(answer)) {
      return sendError(request, response, scope, errorStatus(answer.status))
    }
    if (answer.status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS)
    for (const cookie of scope.setCookies) response.appendHeader('set-cookie', cookie)
    await send(request, response, answer)
  } catch (error) {
    if (response.headersSent) return void response.destroy()
    if (error instanceof LoginEnded) return sendToSignIn(response)
    sendError(request, response, scope, statusOf(error))
  }
}

function addressOf(request: IncomingMessage): string {
  const forwarded = env.trustProxy
    ? String(request.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : ''
  return forwarded || (request.socket.remoteAddress ?? '')
}

function refusalAtTheGate(request: IncomingMessage): ErrorStatus | null {
  if (!isMethodAllowed(request.method)) return 405
  if (request.method === 'POST' && !comesFromOurselves(request)) return 403
  return null
}

function statusOf(error: unknown): ErrorStatus {
  if (error instanceof BodyTooLarge) return 413
  if (error instanceof BadRequest) return 400
  if (isOutage(error)) return 503
  log.error({ err: error }, 'a request failed')
  return 500
}

/** As a request that comes a moment later is answered (requireActor). */
function sendToSignIn(response: ServerResponse): void {
  response.writeHead(303, { location: '/sign-in', 'cache-control': 'no-store' }).end()
}

function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  scope: RequestScope,
  status: ErrorStatus,
): void {
  response.statusCode = status
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('cache-control', 'no-store')
  if (status === 405) response.setHeader('allow', ALLOWED_METHODS)
  if (status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS)
  // A body that was not read to its end cannot share the connection with what follows.
  if (status === 413) response.setHeader('connection', 'close')
  sendFinished(request, response, plainErrorPage(status, scope.view))
}
