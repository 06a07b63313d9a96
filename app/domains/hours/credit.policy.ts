import { daysBetween, type CalendarDay } from '#app/shared/calendar-day.ts'
import {
  earliestOf,
  intersectionOf,
  lengthMs,
  splitByDay,
  unionOf,
  type Instants,
} from '#app/shared/instants.ts'
import type { Minutes } from '#app/shared/minutes.ts'

const MS_OF_A_MINUTE = 60_000
const MS_OF_A_SECOND = 1_000

export type UnitDay = {
  day: CalendarDay
  minutes: Minutes
  /** The credited instants: what lies under the cap, seconds beyond the last whole minute included. */
  during: Instants
  witnessedSeconds: number
  cutOverNominalSeconds: number
  /** What rounding down to whole minutes leaves behind. */
  cutByRoundingSeconds: number
}

export type UnitCredit = {
  /** What goes to the ledger, one entry per county day, each of at least one minute. */
  credits: UnitDay[]
  /** Days that were witnessed and earn nothing, with the reason in their cuts. */
  withoutCredit: UnitDay[]
  totals: {
    minutes: Minutes
    capSeconds: number
    witnessedSeconds: number
    cutOverNominalSeconds: number
    cutByRoundingSeconds: number
  }
}

/**
 * Minutes for one finished unit, per county day on which it was witnessed. The earliest instants count, up to
 * nominal minutes × reading factor over all days together; each day's seconds are summed and rounded down
 * once. So credit never exceeds the wall clock nor the unit's nominal time.
 */
export function creditForUnit(unit: {
  witnessed: Instants
  nominalMinutes: Minutes
  /** 1, or more for somebody with a recorded need for more time. */
  readingFactor: number
}): UnitCredit {
  const capMs = Math.floor(unit.nominalMinutes * unit.readingFactor * MS_OF_A_MINUTE)
  const witnessed = unionOf(unit.witnessed)
  const underCap = earliestOf(witnessed, capMs)
  const days = splitByDay(witnessed).map(({ day, instants }): UnitDay => {
    const during = intersectionOf(instants, underCap)
    const minutes = Math.floor(lengthMs(during) / MS_OF_A_MINUTE)
    const witnessedSeconds = seconds(lengthMs(instants))
    const cutOverNominalSeconds = seconds(lengthMs(instants) - lengthMs(during))
    const cutByRoundingSeconds = witnessedSeconds - cutOverNominalSeconds - minutes * 60
    return { day, minutes, during, witnessedSeconds, cutOverNominalSeconds, cutByRoundingSeconds }
  })
  const sum = (of: (day: UnitDay) => number) => days.reduce((total, day) => total + of(day), 0)
  return {
    credits: days.filter(({ minutes }) => minutes > 0),
    withoutCredit: days.filter(({ minutes }) => minutes === 0),
    totals: {
      minutes: sum(({ minutes }) => minutes),
      capSeconds: seconds(capMs),
      witnessedSeconds: sum(({ witnessedSeconds }) => witnessedSeconds),
      cutOverNominalSeconds: sum(({ cutOverNominalSeconds }) => cutOverNominalSeconds),
      cutByRoundingSeconds: sum(({ cutByRoundingSeconds }) => cutByRoundingSeconds),
    },
  }
}

/** A unit earns again once the window has passed since the day it last did. */
export function mayEarnAgain(lastCredited: CalendarDay | null, today: CalendarDay, repeatWindowDays: number) {
  return lastCredited === null || daysBetween(lastCredited, today) >= repeatWindowDays
}

const seconds = (ms: number) => Math.floor(ms / MS_OF_A_SECOND)
