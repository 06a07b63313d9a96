/** What was just done, told to the page one is led back to: a code and up to two small words, never a name. */
export type Did = { what: string; first: string; second: string }

const PATTERN = /^([a-z]{1,12})(?:-([a-z0-9]{1,6}))?(?:-([a-z0-9]{1,6}))?$/

export function didOf(value: string | null): Did | null {
  const found = PATTERN.exec(value ?? '')
  return found ? { what: found[1]!, first: found[2] ?? '', second: found[3] ?? '' } : null
}

/** A path of ours with what was done in it; an earlier note gives way. */
export function toDid(path: string, what: string, ...facts: (string | number)[]): string {
  const url = new URL(path, 'http://localhost')
  url.searchParams.set('did', [what, ...facts].join('-'))
  return url.pathname + url.search
}
