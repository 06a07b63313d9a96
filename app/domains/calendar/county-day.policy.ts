/** Why a day is what its weekday says again: a code, which stands in the log. */
export const dayReasons = ['new-notice', 'typed-wrong', 'county-decided'] as const
export type DayReason = (typeof dayReasons)[number]
