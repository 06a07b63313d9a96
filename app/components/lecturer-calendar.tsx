import { clockOf, type CalendarView } from '#app/domains/lectures/calendar-view.policy.ts'
import { dayAt, monthOf, startOfDay, addDays, timeOfDay, weekdayOf } from '#app/shared/calendar-day.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { EngagementKind, TimeSpan } from '#app/domains/calendar/engagement.policy.ts'
import type { DayKind } from '#app/domains/lectures/availability.policy.ts'
import type { OrderState } from '#app/domains/lectures/order.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Instants } from '#app/shared/instants.ts'
import { EmptyState } from './empty-state.tsx'
import { Icon } from './icon.tsx'

type Words = { zh: string; en: string }
export type Entry = {
  id: string
  kind: EngagementKind
  during: TimeSpan
  order: {
    id: string
    topicCode: string
    title: Words
    state: OrderState
    office: { nameZh: string; nameEn: string }
  } | null
  place: { room: Words; travelMinutes: number } | null
}
export type DayOfCalendar = {
  day: CalendarDay
  special: { kind: DayKind; zh: string; en: string } | null
  open: Instants
}
type Shown = { days: readonly DayOfCalendar[]; entries: readonly Entry[]; today: CalendarDay }

const onDay = (entries: readonly Entry[], day: CalendarDay) => {
  const [from, to] = [startOfDay(day), startOfDay(addDays(day, 1))]
  return entries.filter(({ during }) => during.from < to && during.to > from)
}

/** A lecturer's days: as a week, as a month, or only those on which something stands. */
export function LecturerCalendar({ view, on, ...shown }: Shown & { view: CalendarView; on: CalendarDay }) {
  switch (view) {
    case 'week':
      return <Week {...shown} />
    case 'month':
      return <Month {...shown} on={on} />
    case 'list':
      return <List {...shown} />
  }
}

function Week({ days, entries, today }: Shown) {
  const { lecturer, format } = useMessages()
  return (
    <ol className="cal-week">
      {days.map(({ day, special, open }) => (
        <li key={day} className={day === today ? 'today' : undefined}>
          <h3>
            {format.shortWeekday(day)} <span className="nb">{format.day(day)}</span>
            {day === today && <span className="vh"> {lecturer.calendar.isToday}</span>}
          </h3>
          <Special special={special} />
          <Entries entries={onDay(entries, day)} day={day} />
          {open.length > 0 && (
            <p className="cap">
              {lecturer.calendar.open(open.map(([from, to]) => `${clockOf(from)}–${clockOf(to)}`).join(' '))}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

function Month({ days, entries, today, on }: Shown & { on: CalendarDay }) {
  const { lecturer, format, common } = useMessages()
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
  return (
    <table className="cal-month">
      <caption className="vh">{lecturer.calendar.month(monthOf(on))}</caption>
      <thead>
        <tr>
          {weeks[0]!.map(({ day }) => (
            <th scope="col" key={weekdayOf(day)}>
              {format.shortWeekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]!.day}>
            {week.map(({ day, special }) => (
              <td
                key={day}
                className={
                  [day === today && 'today', monthOf(day) !== monthOf(on) && 'beside']
                    .filter(Boolean)
                    .join(' ') || undefined
                }
              >
                <p className="date">
                  <span aria-hidden="true">{Number(day.slice(8))}</span>
                  <span className="vh">
                    {format.day(day)}
                    {day === today && `${common.colon}${lecturer.calendar.isToday}`}
                  </span>
                  {special && <SpecialMark special={special} />}
                </p>
                <Entries entries={onDay(entries, day)} day={day} short />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function List({ days, entries, today }: Shown) {
  const { lecturer, format } = useMessages()
  const filled = days.filter(({ day, special }) => special !== null || onDay(entries, day).length > 0)
  if (entries.length === 0 && filled.length === 0)
    return (
      <EmptyState
        icon="calendar"
        level="h3"
        title={lecturer.calendar.none}
        words={lecturer.calendar.noneMore}
      />
    )
  return (
    <ol className="cal-list">
      {filled.map(({ day, special }) => (
        <li key={day} className={day === today ? 'today' : undefined}>
          <h3>
            {format.dateLine(day)}
            {day === today && <span className="quiet small"> {lecturer.calendar.isToday}</span>}
          </h3>
          <Special special={special} />
          <Entries entries={onDay(entries, day)} day={day} />
        </li>
      ))}
    </ol>
  )
}

type SpecialDay = DayOfCalendar['special']

/** What a day is, in words. */
function Special({ special }: { special: SpecialDay }) {
  const { lecturer, locale } = useMessages()
  if (!special) return null
  return (
    <p className="cal-special">
      <span className={`mark ${special.kind}`} aria-hidden="true">
        {lecturer.calendar.special[special.kind]}
      </span>{' '}
      {special[locale]}
      <span className="vh"> {lecturer.calendar.specialWords[special.kind]}</span>
    </p>
  )
}

/** The same where there is room for one character. */
function SpecialMark({ special }: { special: NonNullable<SpecialDay> }) {
  const { lecturer, locale } = useMessages()
  return (
    <>
      {' '}
      <abbr className={`mark ${special.kind}`} title={special[locale]} aria-hidden="true">
        {lecturer.calendar.special[special.kind]}
      </abbr>
      <span className="vh">
        {special[locale]} {lecturer.calendar.specialWords[special.kind]}
      </span>
    </>
  )
}

function Entries({
  entries,
  day,
  short = false,
}: {
  entries: readonly Entry[]
  day: CalendarDay
  short?: boolean
}) {
  if (entries.length === 0) return null
  return (
    <ul className="cal-entries">
      {entries.map((entry) => (
        <li key={entry.id}>
          <EntryOfDay entry={entry} day={day} short={short} />
        </li>
      ))}
    </ul>
  )
}

/** Not agreed yet: drawn dashed, and said. */
const OPEN_STATES: readonly OrderState[] = ['held', 'proposed', 'accepted']

function EntryOfDay({ entry, day, short }: { entry: Entry; day: CalendarDay; short: boolean }) {
  const { lecturer, locale } = useMessages()
  const { order, kind, place } = entry
  const time = useTimeOn(entry.during, day)
  if (!order)
    return (
      <p className="cal-entry own">
        <b>{time}</b> {lecturer.calendar.kinds[kind]}
      </p>
    )
  const open = OPEN_STATES.includes(order.state)
  const tag = lecturer.stateTags[order.state]
  return (
    <a
      className={open ? 'cal-entry open' : 'cal-entry'}
      href={`/lecturer/orders/${order.id}`}
      aria-label={short ? [time, order.title[locale], tag].filter(Boolean).join(' ') : undefined}
    >
      <b>{short ? timeOfDay(entry.during.from) : time}</b>{' '}
      {short ? (
        <>
          <span className="code">{order.topicCode.toUpperCase()}</span>
          <span className="full">{order.title[locale]}</span>
        </>
      ) : (
        <>
          {order.title[locale]}
          <span className="more">
            {locale === 'zh' ? order.office.nameZh : order.office.nameEn}
            {place && (locale === 'zh' ? `，${place.room.zh}` : `, ${place.room.en}`)}
          </span>
          {tag && (
            <span className="more">
              {open && <Icon name="clock" />}
              {tag}
            </span>
          )}
        </>
      )}
    </a>
  )
}

/** The part of a span that lies on a day. */
function useTimeOn({ from, to }: TimeSpan, day: CalendarDay): string {
  const { lecturer } = useMessages()
  const begins = dayAt(from) === day
  const ends = dayAt(new Date(to.getTime() - 1)) === day
  if (begins && ends) return `${timeOfDay(from)}–${timeOfDay(to) === '00:00' ? '24:00' : timeOfDay(to)}`
  if (begins) return `${timeOfDay(from)}–24:00`
  return ends ? `00:00–${timeOfDay(to)}` : lecturer.calendar.allDay
}
