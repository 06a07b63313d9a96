/** Tries that are free: people mistype. */
export const FREE_TRIES = 5
const LONGEST_WAIT_SECONDS = 60

/** Seconds the next try waits after `failures` wrong ones in a row: 0 up to the fifth, then 2, 4, 8 … at most 60. */
export function waitAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0
  return Math.min(2 ** (failures - FREE_TRIES + 1), LONGEST_WAIT_SECONDS)
}
