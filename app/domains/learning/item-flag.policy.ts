import type { ItemStatistics } from './item-statistics.policy.ts'

/** What is worth a look at a question; the first that holds. */
export const ITEM_FLAGS = ['key-doubtful', 'too-easy', 'too-hard', 'separates-little'] as const
export type ItemFlag = (typeof ITEM_FLAGS)[number]

/**
 * Per cent. The bands are those that the Open University reads its quizzes by (open.edu, "Question statistics", and
 * docs.moodle.org/en/Quiz_statistics_report): from 95 nearly everybody is right, up to 20 hardly anybody; an index below
 * 20 separates very little, and below 0 those who know less do better: then the key or the wording is probably wrong.
 */
export const TOO_EASY_FROM = 95
export const TOO_HARD_UP_TO = 20
export const SEPARATES_FROM = 20

/** Index and facility in whole per cent, as pages show them: finer would claim more than a few dozen answers can tell. */
export const shown = (index: number): number => Math.round(index) || 0

/** Below this many attempts chance alone moves an index by twenty points and more, and a flag says so. */
export const SURE_FROM_ATTEMPTS = 30

export function itemFlag(item: ItemStatistics): { flag: ItemFlag; sure: boolean } | null {
  if (item.state === 'too-few') return null
  const flag = flagOf(item)
  return flag && { flag, sure: item.asked >= SURE_FROM_ATTEMPTS }
}

function flagOf(item: Extract<ItemStatistics, { state: 'told' }>): ItemFlag | null {
  const facility = shown(item.facility)
  const separates = typeof item.discrimination === 'number' ? shown(item.discrimination) : null
  if (separates !== null && separates < 0) return 'key-doubtful'
  if (facility >= TOO_EASY_FROM) return 'too-easy'
  if (facility <= TOO_HARD_UP_TO) return 'too-hard'
  return separates !== null && separates < SEPARATES_FROM ? 'separates-little' : null
}
