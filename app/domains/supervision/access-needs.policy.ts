/** What someone needs to take part; codes as stored. */
export const accessNeeds = [
  'no-smartphone',
  'low-vision',
  'hearing',
  'reading-help',
  'pregnant-or-nursing',
  'no-labour-capacity',
] as const
export type AccessNeed = (typeof accessNeeds)[number]

/** Needs that give double reading time (decisions 3). */
const READING_NEEDS: readonly string[] = ['reading-help', 'low-vision'] satisfies AccessNeed[]

export function needsMoreReadingTime(needs: readonly string[]): boolean {
  return needs.some((need) => READING_NEEDS.includes(need))
}

/** Public-benefit activity is asked only of those able to work (社矫法 42). */
export function hasLabourCapacity(needs: readonly string[]): boolean {
  return !needs.includes('no-labour-capacity')
}
