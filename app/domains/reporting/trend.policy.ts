/** How a row of monthly shares has moved, in a word for the heading. */
export type Trend = 'rising' | 'falling' | 'steady'

/** Below this many points from the first finished month to the last, it is called steady. */
export const STEADY_WITHIN_POINTS = 3

/** Whole per cent, rounded down so that “all” is said of all alone; null of nobody. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part * 100) / whole)
}

/** From the first finished month to the last; null where there are not two. */
export function trendOf(percents: readonly number[]): { trend: Trend; from: number; to: number } | null {
  const [from] = percents
  const to = percents.at(-1)
  if (percents.length < 2 || from === undefined || to === undefined) return null
  const moved = to - from
  const trend =
    moved >= STEADY_WITHIN_POINTS ? 'rising' : moved <= -STEADY_WITHIN_POINTS ? 'falling' : 'steady'
  return { trend, from, to }
}
