import type { Role } from '#app/domains/identity/actor.policy.ts'

/** Who may read how a module is taught. */
export const TEACH = ['lecturer', 'counsellor', 'office', 'social-worker', 'bureau'] as const satisfies Role[]
/** Who takes somebody through the questions aloud, and so sees the answers. */
export const ASK_ALOUD = ['office', 'social-worker', 'bureau'] as const satisfies Role[]
