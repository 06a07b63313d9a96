/**
 * How the questions of a quiz did, as Moodle's quiz report defines it ("Quiz statistics calculations",
 * docs.moodle.org/dev/Quiz_statistics_calculations; question/classes/statistics/questions/calculator.php of Moodle).
 * Nothing here knows a person: rows in, numbers out, so that the rows of another system can be read as well.
 */

/** One question of one attempt. */
export type ItemRow = {
  /** Names the attempt among the rows, and nobody. */
  attempt: string
  /** Which try of the same person at the quiz it was, from 1. */
  tried: number
  /** `q01` */
  question: string
  /** The wording: a question that was rewritten is another item. */
  version: string
  /** 0 to 1. */
  mark: number
  /** The attempt's mark for all its questions together, those that are not among the rows included. */
  total: number
}

/** Fewer attempts than this are not told: they would say something about somebody, and nothing about the question. */
export const LEAST_ATTEMPTS = 5

/** Why an index has no value. Told in words, never as NaN. */
export type NoIndex = 'marks-alike' | 'rest-alike'
/** Per cent, or why there is none. */
export type Index = number | NoIndex

export type ItemStatistics = { question: string; version: string } & (
  | { state: 'too-few' }
  | {
      state: 'told'
      /** Attempts that were asked it. */
      asked: number
      /** Per cent, 0 to 100: the mean mark of the highest that could be had. */
      facility: number
      /** Standard deviation of the marks, per cent of the highest mark (of a sample: n − 1). */
      deviation: number
      /** −100 to 100: how the mark goes along with the mark for the other questions. */
      discrimination: Index
      /** At most 100: how much of the separating its facility allows the question does. May lie below −100. */
      efficiency: Index
    }
)

export type ItemOptions = {
  /** Moodle's default is the first try of each person: a later one builds on the one before. */
  tries: 'first' | 'all'
  /**
   * What a question's mark is compared with. `rest`: the marks for the other questions of the attempt, Moodle's
   * definition of both indices, and our default. `total`: with its own mark in it, as Moodle's report does for the
   * questions behind a random place; every index is then somewhat higher, because a question agrees with itself.
   */
  against?: 'rest' | 'total'
  least?: number
}

/**
 * The statistics of every item (question and wording), in the order of question and version. Questions are drawn, so each
 * is looked at over the attempts that were asked it, whatever their other questions were. With x the mark for the
 * question and y that for the rest of the attempt:
 *
 * - facility: mean of x ÷ highest mark (1);
 * - discrimination index: cov(x, y) ÷ √(var x · var y), the correlation of the two;
 * - discriminative efficiency: cov(x, y) ÷ the highest covariance that the same marks could have, which is that of both
 *   sorted (the best attempts are the ones that get it right).
 *
 * `marks-alike`: everybody had the same mark for it, so nothing can be told apart; `rest-alike`: everybody had the same
 * for the rest. Below `least` attempts nothing but the item is told.
 */
export function itemStatistics(rows: readonly ItemRow[], options: ItemOptions): ItemStatistics[] {
  const { tries, against = 'rest', least = LEAST_ATTEMPTS } = options
  const items = new Map<string, { question: string; version: string; pairs: Pair[] }>()
  for (const { tried, question, version, mark, total } of rows) {
    if (tries === 'first' && tried !== 1) continue
    const key = JSON.stringify([question, version])
    const item = items.get(key) ?? { question, version, pairs: [] }
    item.pairs.push({ own: mark, other: against === 'rest' ? total - mark : total })
    items.set(key, item)
  }
  return [...items.values()]
    .sort((a, b) => compare(a.question, b.question) || compare(a.version, b.version))
    .map(({ question, version, pairs }) => ({ question, version, ...statisticsOf(pairs, least) }))
}

type Pair = { own: number; other: number }
type Told = Extract<ItemStatistics, { state: 'told' }>

// One attempt has no variance, whatever a caller asks for.
const FEWEST = 2

function statisticsOf(
  pairs: readonly Pair[],
  least: number,
): { state: 'too-few' } | Omit<Told, 'question' | 'version'> {
  const asked = pairs.length
  if (asked < Math.max(least, FEWEST)) return { state: 'too-few' }
  const own = pairs.map((pair) => pair.own)
  const other = pairs.map((pair) => pair.other)
  const common = {
    ...{ state: 'told' as const, asked, facility: 100 * mean(own) },
    deviation: 100 * Math.sqrt(covariance(own, own)),
  }
  const none: NoIndex | null = alike(own) ? 'marks-alike' : alike(other) ? 'rest-alike' : null
  if (none) return { ...common, discrimination: none, efficiency: none }
  const together = covariance(own, other)
  const spread = Math.sqrt(covariance(own, own) * covariance(other, other))
  const best = covariance(own.toSorted(ascending), other.toSorted(ascending))
  return {
    ...common,
    discrimination: within(-100, (100 * together) / spread),
    efficiency: within(-Infinity, (100 * together) / best),
  }
}

const ascending = (a: number, b: number) => a - b
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Of a sample; of at least two values. */
function covariance(one: readonly number[], other: readonly number[]): number {
  const [middle, otherMiddle] = [mean(one), mean(other)]
  const sum = one.reduce((so, value, at) => so + (value - middle) * (other[at]! - otherMiddle), 0)
  return sum / (one.length - 1)
}

/** Part marks are sums of fractions: a difference that only rounding made is none. */
const ROUNDING = 1e-9
function alike(values: readonly number[]): boolean {
  let [lowest, highest] = [Infinity, -Infinity]
  for (const value of values) {
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
  }
  return highest - lowest <= ROUNDING
}

/** The last digit of a perfect correlation may be one too many. */
const within = (lowest: number, value: number) => Math.min(100, Math.max(lowest, value))
