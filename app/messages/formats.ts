import {
  dayAt,
  firstDayOf,
  timeOfDay,
  type CalendarDay,
  type CalendarMonth,
} from '#app/shared/calendar-day.ts'
import { hoursAndMinutes, type Minutes } from '#app/shared/minutes.ts'
import { HTML_LANG, type Locale } from './locale.ts'

/** The one place that writes numbers, minutes and dates. Days are civil, so they are formatted in UTC. */
export type Formats = ReturnType<typeof formatsFor>

const MINUS = '−'
const civil = (day: CalendarDay) => new Date(`${day}T00:00:00Z`)

export function formatsFor(locale: Locale) {
  const chinese = locale === 'zh'
  const tag = chinese ? HTML_LANG.zh : 'en-GB'
  const numbers = new Intl.NumberFormat(tag)
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 })
  const plurals = new Intl.PluralRules(tag)
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
    return (day: CalendarDay) => formatter.format(civil(day))
  }
  const longWeekday = dates({ weekday: 'long' })
  const shortWeekday = dates({ weekday: 'short' })
  const longMonth = dates({ month: 'long' })

  const number = (value: number) => numbers.format(value)
  const monthNumber = (day: string) => String(Number(day.slice(5, 7)))
  const dayNumber = (day: string) => String(Number(day.slice(8, 10)))
  const sign = (minutes: Minutes) => (minutes < 0 ? MINUS : '')
  const hour = chinese ? '小时' : 'h'
  const minute = chinese ? '分' : 'min'

  /** 130 → “2 小时 10 分” / “2 h 10 min”; −48 → “−48 分”. */
  const minutes = (value: Minutes) => {
    const parts = hoursAndMinutes(value)
    const words = [
      parts.hours > 0 ? `${number(parts.hours)} ${hour}` : '',
      parts.minutes > 0 || parts.hours === 0 ? `${parts.minutes} ${minute}` : '',
    ]
    return sign(value) + words.filter(Boolean).join(' ')
  }
  /** Never turned into hours: a line of the statement, the bars. 90 → “90 分”. */
  const plainMinutes = (value: Minutes) => `${sign(value)}${number(Math.abs(value))} ${minute}`
  const day = (value: CalendarDay) =>
    chinese ? `${monthNumber(value)} 月 ${dayNumber(value)} 日` : `${dayNumber(value)} ${longMonth(value)}`
  const fullDay = (value: CalendarDay) =>
    chinese ? `${value.slice(0, 4)} 年 ${day(value)}` : `${day(value)} ${value.slice(0, 4)}`
  const month = (value: CalendarMonth) =>
    chinese ? `${monthNumber(value)} 月` : longMonth(firstDayOf(value))

  return {
    number,
    percent: (share: number) => percents.format(share),
    minutes,
    plainMinutes,
    gain: (value: Minutes) => `+${minutes(value)}`,
    /** The figure and its unit apart, for the one big number of a page. */
    bigMinutes: (value: Minutes) => {
      const parts = hoursAndMinutes(value)
      return [
        ...(parts.hours > 0 ? [{ figure: number(parts.hours), unit: hour }] : []),
        ...(parts.minutes > 0 || parts.hours === 0 ? [{ figure: String(parts.minutes), unit: minute }] : []),
      ]
    },
    /** “10 分钟” / “10 minutes”: a span of time in a sentence, not an amount of credit. */
    span: (value: Minutes) =>
      chinese ? `${number(value)} 分钟` : `${number(value)} ${value === 1 ? 'minute' : 'minutes'}`,
    seconds: (value: number) =>
      chinese ? `${number(value)} 秒` : `${number(value)} ${value === 1 ? 'second' : 'seconds'}`,
    day,
    fullDay,
    dayOfMonth: (value: CalendarDay) => (chinese ? `${dayNumber(value)} 日` : dayNumber(value)),
    weekday: longWeekday,
    shortWeekday,
    dateLine: (value: CalendarDay) =>
      chinese ? `${day(value)} ${longWeekday(value)}` : `${longWeekday(value)} ${day(value)}`,
    month,
    fullMonth: (value: CalendarMonth) =>
      chinese ? `${value.slice(0, 4)} 年 ${month(value)}` : `${month(value)} ${value.slice(0, 4)}`,
    /** Wall-clock time in the county. */
    time: timeOfDay,
    timeRange: (from: Date, to: Date) => `${timeOfDay(from)}–${timeOfDay(to)}`,
    /** For paper and logs, the same in both languages: 2026-07-22 20:14. */
    stamp: (instant: Date) => `${dayAt(instant)} ${timeOfDay(instant)}`,
    dayRange: (from: CalendarDay, to: CalendarDay) => (chinese ? `${from} 至 ${to}` : `${from} to ${to}`),
    /** count(3, 'unit', 'units') → “3 units”. Chinese has no plural; its dictionary does not call this. */
    count: (value: number, one: string, many: string) =>
      `${number(value)} ${plurals.select(value) === 'one' ? one : many}`,
  }
}
