import type { Minutes } from '#app/shared/minutes.ts'
import type { Words } from '#content/lesson.ts'
import { unitsFor, type Module } from './lessons.server.ts'
import type { UnitState } from './progress.queries.server.ts'

export type NextUnit = {
  unitId: string
  module: Words
  /** Its place in the module, from 1. */
  number: number
  minutes: Minutes
  /** Units of the module that would still count, this one included. */
  unitsLeft: number
  /** Nominal minutes of those units together. */
  minutesLeft: Minutes
  begun: boolean
}

/**
 * Where study goes on: a unit that is open, else the next one of a module that is partly done, else the first that would
 * count; null when everything has been counted.
 */
export function nextUnit(
  modules: readonly Module[],
  progress: ReadonlyMap<string, UnitState>,
  minorsRegime: boolean,
): NextUnit | null {
  const candidates = modules.flatMap((module) => {
    const units = unitsFor(module, minorsRegime)
    const left = units.filter((unit) => progress.get(unit.id)?.state !== 'counted')
    return left.map((unit) => ({
      unitId: unit.id,
      module: module.publicTitle,
      number: units.indexOf(unit) + 1,
      minutes: unit.minutes,
      unitsLeft: left.length,
      minutesLeft: left.reduce((sum, one) => sum + one.minutes, 0),
      partlyDone: left.length < units.length,
      begun: progress.get(unit.id)?.state === 'open',
    }))
  })
  const found =
    candidates.find((unit) => unit.begun) ?? candidates.find((unit) => unit.partlyDone) ?? candidates[0]
  if (!found) return null
  const { partlyDone: _, ...next } = found
  return next
}

/** Most modules that are named at once. */
const MOST_NAMED = 3

/** Modules one after the other, until together they hold `wanted` minutes; at least one while there is any. */
export function nextUnits(
  modules: readonly Module[],
  progress: ReadonlyMap<string, UnitState>,
  minorsRegime: boolean,
  wanted: Minutes,
): NextUnit[] {
  const found: NextUnit[] = []
  let rest = modules
  for (let missing = wanted; found.length < MOST_NAMED && (found.length === 0 || missing > 0);) {
    const next = nextUnit(rest, progress, minorsRegime)
    if (!next) break
    found.push(next)
    missing -= next.minutesLeft
    rest = rest.filter(({ code }) => !next.unitId.startsWith(`${code}/`))
  }
  return found
}
