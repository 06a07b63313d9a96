import { expect } from 'vitest'
import type { Answer } from './ask.ts'

/** What holds for every answer, whatever was asked. */
export function expectOurs(answer: Answer, what: string): void {
  expect(answer.status, what).toBeLessThan(500)
  expect(answer.status, what).toBeGreaterThanOrEqual(200)
  expectSecurityHeaders(answer, what)
  expectOneOfOurBodies(answer, what)
  expectNoInsides(answer.text, what)
  const { location } = answer.headers
  if (location !== undefined) expect(location, what).toMatch(/^\/(?![/\\])/)
}

export function expectSecurityHeaders({ headers, text }: Answer, what: string): void {
  const policy = String(headers['content-security-policy'])
  expect(policy, what).toContain("default-src 'none'")
  expect(policy, what).toContain("frame-ancestors 'none'")
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
  expect(nonce, what).toBeTruthy()
  for (const [script] of text.matchAll(/<script\b[^>]*>/g)) expect(script, what).toContain(`nonce="${nonce}"`)
  expect(headers['x-content-type-options'], what).toBe('nosniff')
  expect(headers['referrer-policy'], what).toBe('same-origin')
}

/** One of our pages, whole; or a short text; or the framework's data. */
function expectOneOfOurBodies({ status, headers, text }: Answer, what: string): void {
  if (text === '') return
  const type = String(headers['content-type'])
  if (type.startsWith('text/html')) {
    expect(text, what).toMatch(/^<!DOCTYPE html><html lang=/)
    // The framework's data follow the page where it takes it over.
    expect(text, what).toMatch(
      /<\/html>((<!--\/?\$-->)|<script nonce="[^"]+">window\.__remixContext[^<]*<\/script>)*$/,
    )
    expect(text, what).toContain('<h1')
    return
  }
  expect(type, what).toMatch(
    /^(text\/plain|application\/json|text\/x-script|text\/javascript|text\/css|text\/csv|image\/svg)/,
  )
  if (type.startsWith('text/plain')) expect(text.length, what).toBeLessThan(200)
  if (type.startsWith('application/json')) expect(() => void JSON.parse(text), what).not.toThrow()
  expect(status, what).not.toBe(500)
}

/** No stack, no path of ours, no name of what we are built on, no SQL. */
export function expectNoInsides(text: string, what: string): void {
  const insides =
    /\n\s+at \S+.*:\d+|node_modules|node:internal|PostgresError|Failed query|drizzle|\/build\/server\//
  expect(insides.exec(text)?.[0], what).toBeUndefined()
}
