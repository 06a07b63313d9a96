import type { Messages } from './zh.ts'

type Note = { what: string; first: string; second: string }
const known = <Words extends Record<string, string>>(words: Words, code: string): string | null =>
  Object.hasOwn(words, code) ? words[code]! : null

/** A refusal's sentence; an unknown code reads as something that is gone. */
export function problemWords({ problems }: { problems: Record<string, string> }, code: string): string {
  return known(problems, code) ?? problems['not-found'] ?? ''
}

/** What was done with assignments, from the address one was led back to. */
export function didWords({ did }: Messages['assign'], { what, first, second }: Note): string {
  if (what === 'everyone') return did.everyone(Number(first) || 0, Number(second) || 0)
  return what === 'withdrawn' ? did.withdrawn(first.toUpperCase()) : did.one(first.toUpperCase())
}

/** What was done with grants. */
export function grantDidWords({ did }: Messages['grants'], { what }: Note): string | null {
  return known(did, what)
}
