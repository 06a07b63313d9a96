import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '../env.server.ts'

function setPlainHeaders(response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  if (env.secureCookies) response.setHeader('strict-transport-security', 'max-age=31536000')
}

const NO_PAGE = /\.(css|js|webmanifest)$/
/** The worker runs by the policy of its own file: it asks this server, and nobody else. */
const POLICY_OF_WORKER = "default-src 'none'; connect-src 'self'"

/**
 * What stands on a built file. A style, a script or the manifest is no page: a policy of its own does nothing there but
 * travel, on the slowest networks too. A drawing may be opened as one.
 */
export function setFileHeaders(response: ServerResponse, pathname: string): void {
  if (pathname !== '/sw.js' && !NO_PAGE.test(pathname)) return setSecurityHeaders(response, 'none')
  setPlainHeaders(response)
  if (pathname === '/sw.js') response.setHeader('content-security-policy', POLICY_OF_WORKER)
}

/** What stands on every other answer. `nonce` is for the scripts of this one page. */
export function setSecurityHeaders(response: ServerResponse, nonce: string): void {
  setPlainHeaders(response)
  response.setHeader('content-security-policy', contentSecurityPolicy(nonce))
  // no-referrer would make browsers send `Origin: null` with a form (decisions 19).
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()')
}

function contentSecurityPolicy(nonce: string): string {
  // Vite's dev server injects styles and talks over a web socket.
  const dev = env.production ? { style: '', connect: '' } : { style: " 'unsafe-inline'", connect: ' ws:' }
  return [
    "default-src 'none'",
    `script-src 'strict-dynamic' 'nonce-${nonce}'`,
    `style-src 'self'${dev.style}`,
    `connect-src 'self'${dev.connect}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** `http://localhost:3000`: what this request calls us, or what ORIGIN says. */
export function ownOrigin(request: IncomingMessage): string {
  return env.origin?.replace(/\/$/, '') ?? `http://${request.headers.host ?? 'localhost'}`
}

/** Whether a request that changes something comes from our own pages. A browser sends Origin with every POST; one that
 *  sends neither Origin nor Referer nor Sec-Fetch-Site is refused. */
export function comesFromOurselves(request: IncomingMessage): boolean {
  const own = ownOrigin(request)
  const { origin, referer } = request.headers
  if (origin !== undefined) return origin === own
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  if (referer === undefined || !URL.canParse(referer)) return false
  return new URL(referer).origin === own
}

const METHODS = new Set(['GET', 'HEAD', 'POST'])
export const ALLOWED_METHODS = [...METHODS].join(', ')
export function isMethodAllowed(method: string | undefined): boolean {
  return METHODS.has(method ?? '')
}
