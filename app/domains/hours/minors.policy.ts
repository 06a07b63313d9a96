import type { Refusal } from '#app/shared/outcome.ts'

/** Whom a taught session is for. There is no third kind: they never mix (社区矫正法 52). */
export type SessionAudience = 'minors' | 'adults'

/**
 * Which sessions somebody may attend. The regime is fixed at intake and stays after the eighteenth birthday
 * (社区矫正法 58), so no age is asked for here.
 */
export function mayAttend(
  person: { enteredAsMinor: boolean },
  audience: SessionAudience,
): { allowed: true } | Refusal<'minors-sessions-only' | 'adults-sessions-only'> {
  if (person.enteredAsMinor)
    return audience === 'minors' ? { allowed: true } : { refused: 'minors-sessions-only' }
  return audience === 'adults' ? { allowed: true } : { refused: 'adults-sessions-only' }
}
