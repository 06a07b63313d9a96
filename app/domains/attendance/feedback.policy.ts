import type { CalendarDay } from '#app/shared/calendar-day.ts'

/** Three faces, the friendliest first: what somebody says of a class they were in. */
export const feedbackFaces = ['good', 'fair', 'poor'] as const
export type FeedbackFace = (typeof feedbackFaces)[number]
export const COMMENT_LENGTH = 300
/** For so long after a class something can be said about it. */
export const FEEDBACK_DAYS = 30
/** Fewer answers than that are shown to nobody: one of them might be known. */
export const FEWEST_SHOWN = 3

/** What was said about one class, by nobody. */
export type Feedback = {
  occasionId: string
  code: string
  title: { zh: string; en: string }
  day: CalendarDay
  faces: Record<FeedbackFace, number>
  /** By their own letters: their order says nothing of when they were written. */
  comments: string[]
}

/** Several classes' faces as one: for a lecturer's year. */
export function facesOf(all: readonly Pick<Feedback, 'faces'>[]): Record<FeedbackFace, number> {
  const sum = (face: FeedbackFace) => all.reduce((total, { faces }) => total + faces[face], 0)
  return { good: sum('good'), fair: sum('fair'), poor: sum('poor') }
}

export type TopicFeedback = {
  code: string
  title: { zh: string; en: string }
  /** The classes that have enough answers; the others add nothing, or a sum would tell of them. */
  classes: number
  faces: Record<FeedbackFace, number>
  comments: string[]
}

/** By topic, in the order of their codes. */
export function feedbackByTopic(all: readonly Feedback[]): TopicFeedback[] {
  const codes = [...new Set(all.map(({ code }) => code))].sort()
  return codes.map((code) => {
    const own = all.filter((one) => one.code === code)
    const comments = own.flatMap((one) => one.comments)
    return {
      ...{ code, title: own[0]!.title, classes: own.length, faces: facesOf(own) },
      // By their own letters here too.
      comments: comments.sort((a, b) => Number(a > b) - Number(a < b)),
    }
  })
}

/** Of classes from the first day to the last, both included. */
export const feedbackBetween = (all: readonly Feedback[], first: CalendarDay, last: CalendarDay) =>
  all.filter(({ day }) => day >= first && day <= last)
