/** Whole minutes. Credit, requirement and balance are always integers; seconds exist only in witnessed time. */
export type Minutes = number

/** 130 → { hours: 2, minutes: 10 }. Refuses fractions: a fraction of a minute never reaches the ledger. */
export function hoursAndMinutes(minutes: Minutes): { hours: number; minutes: number } {
  if (!Number.isInteger(minutes)) throw new RangeError(`not whole minutes: ${minutes}`)
  const absolute = Math.abs(minutes)
  return { hours: Math.floor(absolute / 60), minutes: absolute % 60 }
}
