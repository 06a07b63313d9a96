import type { Words } from '#content/lesson.ts'
import type { Minutes } from '#app/shared/minutes.ts'

/** A study that is open: how long its pages were open, what the server saw, and what of it would be credited now. */
export type StudyTimes = {
  /** From the first to the last sign of each session. */
  openSeconds: number
  witnessedSeconds: number
  countedMinutes: Minutes
  /** Nominal minutes × reading factor. */
  mostMinutes: Minutes
  /** Open and not in use, by the idle rule: never counted. */
  idleSeconds: number
  /** Seen beyond what the unit can count. */
  overSeconds: number
}

/** The same of a unit that somebody has begun and not finished. */
export type OpenStudyTimes = StudyTimes & {
  id: string
  unitId: string
  title: Words
  /** Whether the unit still stands in the lessons. */
  taught: boolean
  place: number
  /** As many as are left to read, where the lesson has become shorter since it was begun. */
  passages: number
}

/** What was counted of a study so far, what was not and why. All seconds are whole. */
export function studyTimes(of: {
  openSeconds: number
  witnessedSeconds: number
  nominalMinutes: Minutes
  readingFactor: number
}): StudyTimes {
  const mostMinutes = of.nominalMinutes * of.readingFactor
  const witnessedSeconds = Math.floor(of.witnessedSeconds)
  // Two fractions of a second rounded apart must not read as a second that was idle.
  const openSeconds = Math.max(Math.floor(of.openSeconds), witnessedSeconds)
  return {
    openSeconds,
    witnessedSeconds,
    mostMinutes,
    countedMinutes: Math.min(Math.floor(witnessedSeconds / 60), mostMinutes),
    idleSeconds: openSeconds - witnessedSeconds,
    overSeconds: Math.max(0, witnessedSeconds - mostMinutes * 60),
  }
}
