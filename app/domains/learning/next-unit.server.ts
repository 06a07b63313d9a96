import type { Words } from '#content/lesson.ts'
import { unitsFor, type Module } from './lessons.server.ts'
import type { UnitState } from './progress.queries.server.ts'

export type NextUnit = {
  unitId: string
  module: Words
  /** Its place in the module, from 1. */
  number: number
  minutes: number
  /** Units of the module that would still count, this one included. */
  unitsLeft: number
  begun: boolean
}

/** Where study goes on: a unit that is open, else the first that would count; null when everything has been counted. */
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
      begun: progress.get(unit.id)?.state === 'open',
    }))
  })
  return candidates.find((unit) => unit.begun) ?? candidates[0] ?? null
}
