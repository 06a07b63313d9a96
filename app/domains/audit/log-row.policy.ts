/** A row of the log as it is read: names and numbers instead of ids, and no detail. */
export type LogRow = {
  id: string
  /** ISO, UTC. */
  at: string
  role: string
  act: string
  look: boolean
  subjectKind: string
  /** Of staff; supervised persons have a number here instead. */
  staffName: string | null
  actorNumber: string | null
  officeZh: string | null
  officeEn: string | null
  /** Whose account it is about: as above. */
  aboutStaff: string | null
  aboutNumber: string | null
  /** The person concerned: by number, and for the minors' regime only with a grant. */
  aboutPerson: boolean
  personNumber: string | null
  /** Rows of a list that were shown. */
  shown: number | null
  /** The batch it is sealed in; null: waits for its seal. */
  batch: number | null
}
