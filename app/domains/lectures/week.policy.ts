/** One span of a weekday, in minutes of the county's day. */
export type WeekSpan = { weekday: number; fromMinute: number; toMinute: number }

const byHour = (a: WeekSpan, b: WeekSpan) => a.weekday - b.weekday || a.fromMinute - b.fromMinute

/** A week in the words of a form field: `1:540-720 6:840-1050`. */
export function weekText(week: readonly WeekSpan[]): string {
  return [...week]
    .sort(byHour)
    .map(({ weekday, fromMinute, toMinute }) => `${weekday}:${fromMinute}-${toMinute}`)
    .join(' ')
}

/** The week behind such words; null for anything else. */
export function weekOfText(text: string): WeekSpan[] | null {
  const parts = text.split(' ').filter(Boolean)
  const week = parts.map((part) => /^([1-7]):(\d{1,4})-(\d{1,4})$/.exec(part))
  if (week.some((found) => !found)) return null
  return week.map((found) => ({
    weekday: Number(found![1]),
    fromMinute: Number(found![2]),
    toMinute: Number(found![3]),
  }))
}

/** Whether two weeks are open at the same hours, in whatever order they are written. */
export function sameWeek(one: readonly WeekSpan[], other: readonly WeekSpan[]): boolean {
  return weekText(one) === weekText(other)
}

/** The week with one span more. Spans of a day that touch or overlap become one: who adds 19–20 to 18–19 means 18–20. */
export function withSpan(week: readonly WeekSpan[], span: WeekSpan): WeekSpan[] {
  const touching = week.filter(
    (one) =>
      one.weekday === span.weekday && one.fromMinute <= span.toMinute && span.fromMinute <= one.toMinute,
  )
  return [
    ...week.filter((one) => !touching.includes(one)),
    {
      weekday: span.weekday,
      fromMinute: Math.min(span.fromMinute, ...touching.map(({ fromMinute }) => fromMinute)),
      toMinute: Math.max(span.toMinute, ...touching.map(({ toMinute }) => toMinute)),
    },
  ].sort(byHour)
}

/** The week without the span that begins there. */
export function withoutSpan(
  week: readonly WeekSpan[],
  { weekday, fromMinute }: Omit<WeekSpan, 'toMinute'>,
): WeekSpan[] {
  return week.filter((one) => one.weekday !== weekday || one.fromMinute !== fromMinute)
}
