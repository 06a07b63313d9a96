import type { Messages } from './zh.ts'

const NAMES = {
  '01': 'public-surveillance',
  '02': 'suspended-sentence',
  '03': 'parole',
  '04': 'temporary-service-outside-prison',
} as const

/** 01 管制 · 02 缓刑 · 03 假释 · 04 暂予监外执行 */
export function categoryWord(words: Messages['words'], category: keyof typeof NAMES): string {
  return words.categories[NAMES[category]]
}
