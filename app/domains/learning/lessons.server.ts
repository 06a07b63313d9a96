import { answers } from 'virtual:lesson-answers'
import { modules } from 'virtual:lessons'
import { quizKeys } from 'virtual:quiz-answers'
import type { Module, Passage, QuizQuestion, Unit, Words } from '#content/lesson.ts'
import { answerId, quizKeyId } from '#content/lesson.ts'
import { reviewState } from '#content/review.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { isRight } from './judge.policy.ts'
import type { PinnedKey } from './quiz-draw.policy.ts'

export type { Module, Passage, Unit }

const unitsById = new Map(modules.flatMap(({ units }) => units.map((unit) => [unit.id, unit])))

/** Modules that have at least one unit for this regime; minors and adults have sections of their own (社矫法 52). */
export function modulesFor(minorsRegime: boolean): Module[] {
  return modules.filter((module) => unitsFor(module, minorsRegime).length > 0)
}

export function unitsFor(module: Module, minorsRegime: boolean): Unit[] {
  return module.units.filter((unit) => unit.regime === 'all' || (unit.regime === 'minors') === minorsRegime)
}

export function findModule(code: string, minorsRegime: boolean): Module | null {
  return modulesFor(minorsRegime).find((module) => module.code === code) ?? null
}

export function findUnit(
  moduleCode: string,
  unitCode: string,
  minorsRegime: boolean,
): { module: Module; unit: Unit } | null {
  const module = findModule(moduleCode, minorsRegime)
  const unit = module && unitsFor(module, minorsRegime).find((one) => one.code === unitCode)
  return module && unit ? { module, unit } : null
}

/** A unit by its id, whoever it is for; null when it is no longer taught. */
export function taughtUnit(unitId: string): Unit | null {
  return unitsById.get(unitId) ?? null
}

/** What a module is called where its own title is gone with it. */
export const WITHDRAWN_MODULE: Words = { zh: '已经撤下的一课', en: 'A course that has been withdrawn' }
export const WITHDRAWN_UNIT: Words = { zh: '已经撤下的一节', en: 'A unit that has been withdrawn' }

/** The title of a unit by its id, for statements; null when the unit is no longer taught. */
export function unitTitle(unitId: string): Words | null {
  return taughtUnit(unitId)?.title ?? null
}

/** The day by which the module's legal statements should have been reviewed again, once it has passed; null until then. */
export function reviewOverdueSince(module: Module, today: CalendarDay): CalendarDay | null {
  return reviewState(module, today).state === 'overdue' ? module.reviewDue : null
}

/** Whether a passage's check is answered right, by the rule of its kind. What is right never leaves this file. */
export function isRightAnswer(unit: Unit, passage: number, chosen: readonly string[]): boolean {
  const check = unit.passages.find(({ number }) => number === passage)?.check
  return check !== undefined && isRight(check.kind, answers[answerId(unit.id, passage)] ?? [], chosen)
}

/** Every module, for staff. */
export function allModules(): readonly Module[] {
  return modules
}

/** A module whatever the regime, for staff. */
export function findAnyModule(code: string): Module | null {
  return modules.find((module) => module.code === code) ?? null
}

/** What is right of the questions asked, and the law as it reads today: for pinning, never for a page that asks. */
export function keysOf(module: Module, asked: readonly Pick<QuizQuestion, 'id'>[]): PinnedKey[] {
  return asked.map(({ id }) => {
    const key = quizKeys[quizKeyId(module.code, id)]
    if (!key) throw new Error(`no key of ${quizKeyId(module.code, id)}`)
    const cited = module.citations.find((citation) => citation.id === key.cite)
    return {
      ...{ id, right: key.right, explanation: key.explanation },
      law: cited
        ? { label: cited.label, quote: cited.quote, version: cited.version, reviewed: cited.reviewed }
        : null,
    }
  })
}
