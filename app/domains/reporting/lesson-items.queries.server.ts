import { recordAudit } from '#app/domains/audit/record.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { ITEM_FLAGS, itemFlag, type ItemFlag } from '#app/domains/learning/item-flag.policy.ts'
import {
  adultItemRows,
  attemptCounts,
  itemWordings,
  minorItemRows,
  mostChosenWrong,
  type ItemWording,
} from '#app/domains/learning/item-marks.queries.server.ts'
import {
  itemStatistics,
  LEAST_ATTEMPTS,
  type ItemRow,
  type ItemStatistics,
} from '#app/domains/learning/item-statistics.policy.ts'
import { allModules, keysOf, type Module } from '#app/domains/learning/lessons.server.ts'
import { askedOf } from '#app/domains/learning/quiz-draw.policy.ts'
import { inActorTransaction } from '#db/client.server.ts'
import type { ItemsFilter } from './lesson-items.schema.ts'

export type LessonOfItems = {
  code: string
  title: Module['title']
  /** Questions that adults are asked today. */
  questions: number
  attempts: number
  first: number
  firstPassed: number
  /** Of those questions, how many have enough first tries to be told of. */
  told: number
  /** Of those that were asked often enough for it to be no hint alone. */
  flagged: Record<ItemFlag, number>
}

/** Every lesson with a quiz: how often adults took it, and how many of today's questions are worth a look. */
export function lessonsOfItems(actor: Actor): Promise<LessonOfItems[]> {
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [counts, rows] = await Promise.all([attemptCounts(tx, actor), adultItemRows(tx, actor, null)])
    return allModules()
      .filter(({ bank }) => bank.length > 0)
      .map(({ code, title, bank }) => {
        const asked = askedOf(bank, false)
        const today = new Set(asked.map(({ id, version }) => `${id} ${version}`))
        const items = itemStatistics(rows.get(code) ?? [], { tries: 'first' }).filter(
          ({ question, version, state }) => state === 'told' && today.has(`${question} ${version}`),
        )
        const flagged = { 'key-doubtful': 0, 'too-easy': 0, 'too-hard': 0, 'separates-little': 0 }
        for (const item of items) {
          const found = itemFlag(item)
          if (found?.sure) flagged[found.flag]++
        }
        const count = counts.get(code) ?? { attempts: 0, first: 0, firstPassed: 0 }
        return { code, title, questions: asked.length, ...count, told: items.length, flagged }
      })
  })
}

/** A question in one wording with its numbers. */
export type ItemOfLesson = {
  statistics: ItemStatistics
  flag: ReturnType<typeof itemFlag>
  /** Null: an older wording of a question that only minors were asked; its words are not kept apart from them. */
  wording: ItemWording | null
  /** Whether it is the wording that is asked today. */
  current: boolean
  /** Among those who missed it; null where nobody did, where it is not told, and for minors. */
  wrong: { chosen: readonly string[]; times: number } | null
}

/**
 * The questions of a lesson, those worth a look first, then in the order of the bank. Minors' attempts are told of as sums
 * alone: first tries, no wrong answers, and nothing of a question that fewer than five of them were asked. `attempts`: how
 * many the numbers come from; null where that is too few to be told, and for minors.
 */
export function itemsOfLesson(
  actor: Actor,
  module: Module,
  filter: ItemsFilter,
): Promise<{ items: ItemOfLesson[]; attempts: number | null }> {
  const { version, group } = filter
  const tries = group === 'minors' ? 'first' : filter.tries
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const adults = group === 'adults'
    const [rows, pinned, wrongs] = await Promise.all([
      adults
        ? adultItemRows(tx, actor, module.code).then((found) => found.get(module.code) ?? [])
        : minorItemRows(tx, module.code),
      adults ? itemWordings(tx, actor, module.code) : [],
      adults ? mostChosenWrong(tx, actor, module.code, tries) : [],
    ])
    const today = wordingsOf(module, !adults)
    const known = new Map([...pinned, ...today].map((one) => [nameOf(one.id, one.version), one]))
    const now = new Set(today.map((one) => nameOf(one.id, one.version)))
    const wrongOf = new Map(wrongs.map((one) => [nameOf(one.question, one.version), one]))
    const told = itemStatistics(rows, { tries })
    const never = today
      .filter((one) => !told.some(({ question, version: of }) => question === one.id && of === one.version))
      .map((one): ItemStatistics => ({ question: one.id, version: one.version, state: 'too-few' }))
    const attempts = new Set(
      rows.filter(({ tried }) => tries === 'all' || tried === 1).map(({ attempt }) => attempt),
    ).size
    const items = [...told, ...never]
      .map((statistics): ItemOfLesson => {
        const name = nameOf(statistics.question, statistics.version)
        const wrong = statistics.state === 'told' ? wrongOf.get(name) : undefined
        return {
          ...{ statistics, flag: itemFlag(statistics), wording: known.get(name) ?? null },
          ...{ current: now.has(name), wrong: wrong ? { chosen: wrong.chosen, times: wrong.times } : null },
        }
      })
      .filter(({ current }) => current || version === 'all')
      .sort((a, b) => placeOf(a) - placeOf(b) || (a.statistics.question < b.statistics.question ? -1 : 1))
    return { items, attempts: adults && attempts >= LEAST_ATTEMPTS ? attempts : null }
  })
}

const nameOf = (question: string, version: string) => `${question} ${version}`
/** What is worth a look first, the worst and surest before; then as in the bank, an older wording after today's. */
function placeOf({ statistics, current, flag }: ItemOfLesson): number {
  const inBank = Number(statistics.question.replaceAll(/\D/g, '')) + (current ? 0 : 0.5)
  if (!flag) return FLAGS_BEFORE + inBank
  return FLAG_STEP * (2 * ITEM_FLAGS.indexOf(flag.flag) + (flag.sure ? 0 : 1)) + inBank
}
/** More than a bank has questions. */
const FLAG_STEP = 1000
const FLAGS_BEFORE = FLAG_STEP * 2 * ITEM_FLAGS.length

function wordingsOf(module: Module, minors: boolean): ItemWording[] {
  const bank = askedOf(module.bank, minors)
  const right = new Map(keysOf(module, bank).map((key) => [key.id, key.right]))
  return bank.map(({ id, version, kind, question, options, after }) => ({
    ...{ id, version, kind, question, options, after, right: right.get(id) ?? [] },
  }))
}

/** The marks of adults at a lesson's quiz, for a file: attempts are numbers, nobody is named. One audit row. */
export function exportedItems(actor: Actor, module: Module): Promise<ItemRow[]> {
  const scope = scopeOf(actor)
  return inActorTransaction(scope, async (tx) => {
    const rows = (await adultItemRows(tx, actor, module.code)).get(module.code) ?? []
    await recordAudit(
      tx,
      scope,
      'reporting.items-taken-out',
      { kind: 'county', id: actor.countyId },
      { module: module.code, rows: rows.length },
    )
    return rows
  })
}
