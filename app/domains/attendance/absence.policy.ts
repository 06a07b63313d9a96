/** Why somebody cannot come: codes, so that nobody has to write about themselves. */
export const absenceReasons = ['ill', 'work', 'family', 'travel', 'other'] as const
export type AbsenceReason = (typeof absenceReasons)[number]
