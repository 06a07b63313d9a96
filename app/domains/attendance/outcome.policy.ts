/** What a register can say of a person; the database holds the same rows (`attendance_outcomes`). */
export const outcomeCodes = ['attended', 'left-early', 'excused', 'absent', 'could-not-take-place'] as const
export type OutcomeCode = (typeof outcomeCodes)[number]

export type OutcomeFlags = {
  /** The person was there. */
  attended: boolean
  /** Minutes are counted. */
  credited: boolean
  /** Not being there is in order. */
  excusable: boolean
  /** A line must say why. */
  needsNote: boolean
}

const flags = (of: Partial<OutcomeFlags>): OutcomeFlags => ({
  ...{ attended: false, credited: false, excusable: false, needsNote: false, ...of },
})

export const OUTCOMES: Readonly<Record<OutcomeCode, OutcomeFlags>> = {
  attended: flags({ attended: true, credited: true }),
  'left-early': flags({ attended: true, credited: true }),
  excused: flags({ excusable: true }),
  absent: flags({}),
  'could-not-take-place': flags({ excusable: true, needsNote: true }),
}
