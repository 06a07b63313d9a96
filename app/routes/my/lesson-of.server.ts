import { findModule, findUnit, taughtUnit } from '#app/domains/learning/lessons.server.ts'
import { askedOf } from '#app/domains/learning/quiz-draw.policy.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { notFound } from '#app/http/require-actor.server.ts'

type Params = { module?: string; unit?: string; passage?: string }

/** The module of the URL, if this person studies it; 404 otherwise. */
export function moduleOf(actor: Actor, params: Params) {
  const module = findModule(params.module ?? '', actor.minorsRegime)
  if (!module) throw notFound()
  return module
}

export function unitOf(actor: Actor, params: Params) {
  const found = findUnit(params.module ?? '', params.unit ?? '', actor.minorsRegime)
  if (!found) throw notFound()
  return found
}

/** `a9/1` where the URL names a unit that is no longer taught. */
export function withdrawnUnitId({ module = '', unit = '' }: Params): string | null {
  const unitId = `${module}/${unit}`
  return /^[a-z]\d{1,2}\/[1-9]\d?$/.test(unitId) && taughtUnit(unitId) === null ? unitId : null
}

export function passageOf(actor: Actor, params: Params) {
  const { module, unit } = unitOf(actor, params)
  const passage = unit.passages.find((one) => String(one.number) === params.passage)
  if (!passage) throw notFound()
  return { module, unit, passage }
}

/** The module of the URL, if this person studies it and it has questions for them; 404 otherwise. */
export function quizModuleOf(actor: Actor, params: Params) {
  const module = moduleOf(actor, params)
  if (askedOf(module.bank, actor.minorsRegime).length === 0) throw notFound()
  return module
}
