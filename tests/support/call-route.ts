import path from 'node:path'
import { runInRequest } from '#app/http/request-scope.server.ts'
import { viewOfCookie } from '#app/http/view.ts'
import { LoginEnded } from '#db/login-ended.ts'

type RouteFunction = (args: { request: Request; params: Record<string, string>; context: object }) => unknown
type RouteModule = { loader?: RouteFunction; action?: RouteFunction }

export type RouteAnswer = {
  status: number
  /** Path of a redirect, without its query. */
  location: string | null
  /** What a loader or action hands to its page; null when it answered with a Response. */
  data: unknown
  setCookies: string[]
}

export type RouteCall = {
  method: 'GET' | 'POST'
  url: string
  params?: Record<string, string>
  cookie?: string
  form?: Record<string, string>
  headers?: Record<string, string>
}

/**
 * Calls the loader (GET) or action (POST) of a route's file inside a request of its own, as app/server/pages.ts does,
 * and says what the answer comes to. A file without that function is what the framework answers for it: 200 for a
 * page, 405 for a post.
 */
export async function callRoute(file: string, call: RouteCall): Promise<RouteAnswer> {
  const module = (await import(path.resolve('app', file))) as RouteModule
  const run = call.method === 'GET' ? module.loader : module.action
  if (!run) return { status: call.method === 'GET' ? 200 : 405, location: null, data: null, setCookies: [] }
  const cookieHeader = call.cookie ?? ''
  const request = new Request(new URL(call.url, 'http://localhost'), {
    method: call.method,
    headers: { ...call.headers, cookie: cookieHeader },
    ...(call.method === 'POST' ? { body: new URLSearchParams(call.form ?? {}) } : {}),
  })
  const scope = {
    ...{ nonce: 'nonce', cookieHeader, address: '127.0.0.1', view: viewOfCookie(cookieHeader) },
    ...{ outage: false, loginEnded: false, setCookies: [] as string[] },
  }
  const answer = await runInRequest(scope, async () => {
    try {
      return await run({ request, params: call.params ?? {}, context: {} })
    } catch (thrown) {
      if (thrown instanceof Response) return thrown
      if (thrown instanceof LoginEnded)
        return new Response(null, { status: 303, headers: { location: '/sign-in' } })
      throw thrown
    }
  })
  return { ...read(answer), setCookies: scope.setCookies }
}

function read(answer: unknown): Omit<RouteAnswer, 'setCookies'> {
  if (answer instanceof Response) {
    const location = answer.headers.get('location')
    return { status: answer.status, location: location?.split('?')[0] ?? null, data: null }
  }
  // data(value, init) of the framework.
  if (typeof answer === 'object' && answer !== null && 'init' in answer && 'data' in answer) {
    const init = answer.init as { status?: number } | number | null
    const status = typeof init === 'number' ? init : (init?.status ?? 200)
    return { status, location: null, data: answer.data }
  }
  return { status: 200, location: null, data: answer }
}
