/** What the audit log's rows and seals are, for the room that says what they mean and the statements that read them. */

/** Every column of an audit row, as text of the database. */
export type SealedRow = {
  id: string
  countyId: string
  /** ISO 8601 in UTC, to the millisecond: `2026-07-22T02:00:00.000Z`. */
  at: string
  actorAccountId: string | null
  actorRole: string
  actorOfficeId: string | null
  act: string
  subjectKind: string
  subjectId: string | null
  personId: string | null
  /**
   * The text that PostgreSQL gives of a jsonb: keys sorted and once, numbers in full. Read by JSON.parse, numbers
   * beyond a double's precision would fall together and could be exchanged unseen.
   */
  detail: string
  /** The transaction that wrote it, 64 bits, decimal. */
  writtenIn: string
}

/** Lowercase hexadecimal. */
export type Hex = string

/** What the next seal is chained to: the hash of all of this. */
export type SealHeader = {
  countyId: string
  /** 1, 2, 3 … within the county. */
  sequence: number
  /** One higher whenever the database's transaction numbers had begun anew (a restore into another server). */
  era: number
  /** Rows up to and with this place, in the order (transaction, id) of its era, are sealed. */
  horizonXid: string
  horizonId: string
  firstId: string
  lastId: string
  count: number
  treeRoot: Hex
  /** Of the seal before; 64 zeros before the first. */
  previousHash: Hex
  sealedAt: string
}

/** Where the last seal left off, and what the database says now. */
export type SealPlace = {
  era: number
  /** Rows after this place are still to be sealed. */
  afterXid: string
  afterId: string
  /** Also rows at or beyond the oldest running transaction, and whatever lies before the place: looked for one by one. */
  sweep: boolean
}
