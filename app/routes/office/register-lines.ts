import type { OutcomeCode } from '#app/domains/attendance/outcome.policy.ts'
import type { PlaceState } from '#app/domains/attendance/occasion.policy.ts'
import type { Minutes } from '#app/shared/minutes.ts'

/** A line of a register as the page shows it: times of the county, and how late that was. */
export type ShownLine = {
  personId: string
  name: string
  place: PlaceState
  /** What the buttons send back, so that two who record at once do not overwrite each other. */
  revision: number
  minutes: Minutes | null
  noPhone: boolean
  /** In another office's or county's care now: the page of the person is not this office's. */
  movedOn: boolean
  mark: {
    outcome: OutcomeCode
    note: string | null
    lateMinutes: Minutes | null
    in: string | null
    out: string | null
    /** When they came, for the order of the list. */
    at: number
    late: Minutes
  } | null
}

export const isHere = ({ mark }: ShownLine) => mark?.outcome === 'attended' || mark?.outcome === 'left-early'
export const isExcused = ({ mark, place }: ShownLine) =>
  mark?.outcome === 'excused' || (!mark && place === 'excused')
export const isMissing = ({ mark, place }: ShownLine) => !mark && place === 'joined'
