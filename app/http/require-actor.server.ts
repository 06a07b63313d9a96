import { redirect } from '@remix-run/node'
import type { Actor, Role } from '#app/domains/identity/actor.policy.ts'
import { actorOfCookie } from '#app/domains/identity/login.server.ts'
import { requestScope } from './request-scope.server.ts'

/** Who is signed in, or null. One statement a request, however many loaders ask. */
export function currentActor(): Promise<Actor | null> {
  const scope = requestScope()
  scope.actor ??= actorOfCookie(scope.cookieHeader).then((found) => {
    if (found?.setCookie) scope.setCookies.push(found.setCookie)
    scope.unread = found?.unread ?? 0
    return found?.actor ?? null
  })
  return scope.actor
}

/** Open to somebody who has signed in with a slip: choosing a password, and leaving. */
const BEFORE_A_PASSWORD = new Set(['/account', '/sign-out'])

/**
 * The guard of every loader and action. Signed out → the sign-in page, and back here afterwards (GET). A role that has
 * no business here gets 404, which confirms nothing. After a slip's password every page leads to `/account`.
 */
export async function requireActor(request: Request, ...allowed: Role[]): Promise<Actor> {
  const actor = await currentActor()
  if (!actor) {
    const url = new URL(request.url)
    const back =
      request.method === 'GET' && url.pathname !== '/' ? `?to=${encodeURIComponent(url.pathname)}` : ''
    throw redirect(`/sign-in${back}`, 303)
  }
  if (actor.mustChangePassword && !BEFORE_A_PASSWORD.has(new URL(request.url).pathname)) {
    throw redirect('/account', 303)
  }
  if (allowed.length > 0 && !allowed.includes(actor.role)) throw notFound()
  return actor
}

/** The same answer for what does not exist and for what is not yours. */
export function notFound(): Response {
  return new Response(null, { status: 404 })
}

/** A path of this product to go back to, or the fallback: never another site, never a page that only takes forms. */
export function safeReturnPath(wanted: FormDataEntryValue | null, fallback: string): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])[\w\-/.~]*(\?[\w=&%.\-]*)?$/.test(wanted)) return fallback
  return ['/sign-in', '/sign-out', '/preferences', '/my/beat', '/my/late', '/my/quiz-answer'].includes(
    wanted.split('?')[0]!,
  )
    ? fallback
    : wanted
}
