import type { CalendarDay } from '#app/shared/calendar-day.ts'

/** 委托: on which days a judicial office works for the county's agency. `delegatedTo`: first day no longer; null: open. */
export type Delegation = { delegatedFrom: CalendarDay; delegatedTo: CalendarDay | null }

/** 司法所根据社区矫正机构的委托，承担社区矫正相关工作 (社矫法 9). */
export function isDelegatedOn(day: CalendarDay, { delegatedFrom, delegatedTo }: Delegation): boolean {
  return delegatedFrom <= day && (delegatedTo === null || day < delegatedTo)
}
