/** What stands on a slip. The password is on the paper alone: it is in no URL, log, audit row or table. */
export type Slip = {
  /** Whom to hand it to: staff read it, so that no slip is given to somebody else. */
  name: string
  signInName: string
  password: string
  /** Until when it can be used. */
  until: string
  office: { zh: string; en: string } | null
  officePhone: string | null
}

/** Which password stands now. A form that was made before another slip has an older mark, and makes none. */
export function slipMark(passwordChangedAt: Date | null): string {
  return passwordChangedAt === null ? 'none' : String(passwordChangedAt.getTime())
}
