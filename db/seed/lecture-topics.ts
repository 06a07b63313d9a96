import { courseTopics } from '#app/domains/lectures/course-topics.server.ts'
import type { CalendarMonth } from '#app/shared/calendar-day.ts'

export type Topic = { code: string; minutes: 60 | 90; zh: string; en: string }

/** The menu's topics, under the titles that may stand on a phone where others can see it. */
const TOPICS: readonly Topic[] = courseTopics.map(({ code, minutes, public: title }) => ({
  code,
  // A lecture of the history takes 60 or 90 minutes, shorter topics with questions after.
  minutes: minutes > 60 ? 90 : 60,
  ...title,
}))

/** The public-security law that a5 teaches is in force since 2026. */
const A5_SINCE = '2026-01'

export function topicsIn(month: CalendarMonth): Topic[] {
  return TOPICS.filter(({ code }) => code !== 'a5' || month >= A5_SINCE)
}

/** Units of online study that history speaks of, in the menu's order: `a1/1` … */
export const UNITS: readonly string[] = TOPICS.flatMap(({ code }, index) =>
  Array.from({ length: code === 'a4' ? 6 : 4 + (index % 2) }, (_, unit) => `${code}/${unit + 1}`),
)
export const UNIT_MINUTES = 10

/** What a line is about, in words: a topic (`a5`) or a unit of its module (`a4/2`). */
export function subjectOf(about: string): { code: string; zh: string; en: string } {
  const [code, unit] = about.split('/')
  const found = TOPICS.find((candidate) => candidate.code === code)
  if (!found) throw new RangeError(`no such topic: ${about}`)
  if (!unit) return { code: about, zh: found.zh, en: found.en }
  return { code: about, zh: `${found.zh}第 ${unit} 节`, en: `${found.en}, unit ${unit}` }
}
