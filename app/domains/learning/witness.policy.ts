import type { Span } from '#app/shared/instants.ts'

/** How the server hears from someone in a lesson: a page or answer, a beat of the small script, or the script coming
 *  back after the page was out of use. */
export type Contact = 'page' | 'beat' | 'resume'

/**
 * The part of a gap that was witnessed; null = none of it. Instants in milliseconds (decisions 3).
 * With the script, a gap up to the idle limit counts whole and a longer one not at all. Without it, the gap between two
 * requests counts up to the nominal time of the passage that was open. What the client claims plays no part.
 */
export function witnessedGap(gap: {
  lastSeen: number
  seen: number
  contact: Contact
  /** Beats have come since the page now open was sent. */
  scripted: boolean
  viewNominalSeconds: number
  idleLimitSeconds: number
}): Span | null {
  const { lastSeen, seen, contact } = gap
  if (seen <= lastSeen || contact === 'resume') return null
  if (contact === 'beat' || gap.scripted) {
    return seen - lastSeen <= gap.idleLimitSeconds * 1000 ? [lastSeen, seen] : null
  }
  return [lastSeen, Math.min(seen, lastSeen + gap.viewNominalSeconds * 1000)]
}
