import type { Minutes } from '#app/shared/minutes.ts'
import type { Outcome } from '#app/shared/outcome.ts'

/** A module as it is taught to somebody's regime; `left`: the unit would count if studied now. */
export type TeachableModule = {
  code: string
  units: readonly { minutes: Minutes; left: boolean; begun: boolean }[]
}

/** Why this module and no other; each has its sentence. */
export type RecommendReason = 'intake-first' | 'leaving-first' | 'begun' | 'next-in-menu'
export type NoModuleReason = 'no-phone' | 'online-full' | 'nothing-left'
export type Recommendation = { code: string; reason: RecommendReason; gain: Minutes }

/** Rights, duties and procedure come first; leaving has two modules of its own. */
const FIRST_AT_INTAKE: readonly string[] = ['a1', 'a2']
const FIRST_BEFORE_DISCHARGE: readonly string[] = ['c2', 'c1']

/**
 * The one module that helps somebody's month most plainly: what their phase asks for, else what they have begun (a unit that
 * is open before a module that is partly done), else the next of the menu that still counts. `gain`: the most it can add, within the gap and the cap on online study.
 */
export function recommend(given: {
  /** In the order of the menu. */
  modules: readonly TeachableModule[]
  phase: 'intake' | 'regular' | 'pre-discharge'
  noPhone: boolean
  short: Minutes
  /** What online study can still add under its cap; null: there is none. */
  onlineRoom: Minutes | null
}): Outcome<Recommendation, NoModuleReason> {
  const { phase, short } = given
  if (given.noPhone) return { refused: 'no-phone' }
  const room = Math.min(short, given.onlineRoom ?? short)
  if (room <= 0) return { refused: 'online-full' }
  const open = given.modules.filter(({ units }) => units.some(({ left }) => left))
  const chosen =
    (phase === 'intake' && pick(open, FIRST_AT_INTAKE, 'intake-first')) ||
    (phase === 'pre-discharge' && pick(open, FIRST_BEFORE_DISCHARGE, 'leaving-first')) ||
    pickFirst(open.filter(isOpen), 'begun') ||
    pickFirst(open.filter(isPartlyDone), 'begun') ||
    pickFirst(open, 'next-in-menu')
  if (!chosen) return { refused: 'nothing-left' }
  const minutes = chosen.module.units.reduce((sum, unit) => sum + (unit.left ? unit.minutes : 0), 0)
  return { code: chosen.module.code, reason: chosen.reason, gain: Math.min(room, minutes) }
}

const isOpen = ({ units }: TeachableModule) => units.some(({ begun, left }) => begun && left)
const isPartlyDone = ({ units }: TeachableModule) => units.some(({ left }) => !left)

type Chosen = { module: TeachableModule; reason: RecommendReason }

function pick(open: readonly TeachableModule[], codes: readonly string[], reason: RecommendReason) {
  const found = codes.flatMap((code) => open.filter((module) => module.code === code))
  return pickFirst(found, reason)
}

function pickFirst(modules: readonly TeachableModule[], reason: RecommendReason): Chosen | null {
  const [module] = modules
  return module ? { module, reason } : null
}
