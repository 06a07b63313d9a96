import { AsyncLocalStorage } from 'node:async_hooks'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { View } from './view.ts'

/** What one request carries from the server to loaders, actions and the page frame. */
export type RequestScope = {
  nonce: string
  cookieHeader: string
  /** Where the request came from, for slowing down sign-in and calendar links; never stored or logged as it is. */
  address: string
  view: View
  /** Looked up at most once a request. */
  actor?: Promise<Actor | null>
  /** Messages that whoever is signed in has not read; told with the actor. */
  unread?: number
  /** The database was not there: the answer becomes a 503 in plain words. */
  outage: boolean
  /** Signed out, or disabled, while the request was being answered: nothing was written, and it leads to sign-in. */
  loginEnded: boolean
  /** Cookies to set whatever the page answers. */
  setCookies: string[]
}

const scopes = new AsyncLocalStorage<RequestScope>()

export function runInRequest<T>(scope: RequestScope, work: () => T): T {
  return scopes.run(scope, work)
}

export function requestScope(): RequestScope {
  const scope = scopes.getStore()
  if (!scope) throw new Error('outside a request')
  return scope
}
