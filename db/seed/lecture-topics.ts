import type { CalendarMonth } from '#app/shared/calendar-day.ts'

/** The menu's 18 topics by code. A lecture of the history takes 60 or 90 minutes, shorter topics with questions after. */
const MINUTES: Readonly<Record<string, 60 | 90>> = {
  ...{ a1: 90, a2: 60, a3: 60, a4: 60, a5: 60, a6: 60, a7: 90, a8: 60 },
  ...{ b1: 60, b2: 60, b3: 90, b4: 60, b5: 60 },
  ...{ c1: 60, c2: 90, c3: 60, c4: 90, c5: 60 },
}

/** The public-security law that a5 teaches is in force since 2026. */
const A5_SINCE = '2026-01'

export type Topic = { code: string; minutes: 60 | 90 }

export function topicsIn(month: CalendarMonth): Topic[] {
  return Object.entries(MINUTES)
    .filter(([code]) => code !== 'a5' || month >= A5_SINCE)
    .map(([code, minutes]) => ({ code, minutes }))
}

/** Units of online study that history speaks of, in the menu's order: `a1/1` … */
export const UNITS: readonly string[] = Object.keys(MINUTES).flatMap((module, index) =>
  Array.from({ length: module === 'a4' ? 6 : 4 + (index % 2) }, (_, unit) => `${module}/${unit + 1}`),
)
export const UNIT_MINUTES = 10
