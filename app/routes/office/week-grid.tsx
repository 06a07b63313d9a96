import { townOf } from '#app/components/office-name.ts'
import type { FreeSlot } from '#app/domains/lectures/slot-search.policy.ts'
import type { WeekOfSlots } from '#app/domains/lectures/week-slots.queries.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import { addDays, dayAt, timeOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'

/** The value of a slot in its radio button: who, where, when. */
export const slotValue = ({ lecturerId, roomId, start }: Pick<FreeSlot, 'lecturerId' | 'roomId' | 'start'>) =>
  `${lecturerId}.${roomId}.${dayAt(start)}T${timeOfDay(start)}`

const PARTS = ['morning', 'afternoon', 'evening'] as const

/** `8/5`: the days of a week stand side by side. */
const shortDay = (day: CalendarDay) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`

/**
 * A week of a topic's times: what is free to choose, what would be with the reason why not. The week before and after are
 * asked for by buttons of the same form, so that nothing typed is lost.
 */
export function WeekGrid({
  week,
  chosen,
  names,
  stacked = false,
}: {
  week: WeekOfSlots
  chosen?: string
  /** Where the names of lecturers stand in the cells: not where there is but one. */
  names: boolean
  /** In a narrow column: the days below each other. */
  stacked?: boolean
}) {
  const { orders, format, locale } = useMessages()
  const words = orders.order
  const [monday = week.monday] = week.days
  const sunday = week.days.at(-1) ?? monday
  const lecturerOf = new Map(week.lecturers.map(({ id, name }) => [id, name]))
  const buffers = [...new Set(week.rooms.map(({ travelMinutes }) => travelMinutes))]
  return (
    <>
      <div className="row small weekbar">
        {!week.first && <WeekButton to={addDays(monday, -7)} words={words.previous} />}
        {!week.last && <WeekButton to={addDays(monday, 7)} words={words.next} />}
        <span className="quiet push">{buffers.map((minutes) => words.buffer(minutes)).join(' ')}</span>
      </div>

      <table className={stacked ? 'week stacked' : 'week'}>
        <caption>{words.week(monday, sunday)}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{words.part}</span>
            </th>
            {week.days.map((day) => (
              <th scope="col" key={day}>
                <b>{shortDay(day)}</b>
                {format.shortWeekday(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PARTS.map((part) => (
            <tr key={part} className={hasPart(week, part) ? undefined : 'nothing'}>
              <th scope="row">{orders.parts[part]}</th>
              {week.days.map((day) => {
                const free = week.free.filter((one) => one.part === part && dayAt(one.start) === day)
                const taken = week.taken.filter((one) => one.part === part && one.day === day)
                return (
                  <td key={day} data-label={`${shortDay(day)} ${format.shortWeekday(day)}`}>
                    {free
                      .sort((a, b) => a.start.getTime() - b.start.getTime())
                      .map((slot) => (
                        <label className="slot" key={slotValue(slot)}>
                          <input
                            type="radio"
                            name="slot"
                            value={slotValue(slot)}
                            defaultChecked={slotValue(slot) === chosen}
                          />
                          <span>
                            <span className="vh">{format.dateLine(day)} </span>
                            <b>{timeOfDay(slot.start)}</b>
                            {names && lecturerOf.get(slot.lecturerId)}
                          </span>
                        </label>
                      ))}
                    {taken.map((one) => (
                      <div className="slot off" key={`${one.lecturerId} ${one.why}`}>
                        <span>
                          {one.start && <b>{timeOfDay(one.start)}</b>}
                          {names && one.why !== 'room' && one.why !== 'own'
                            ? `${lecturerOf.get(one.lecturerId) ?? ''} `
                            : ''}
                          {takenWords(orders, one, locale, format)}
                        </span>
                      </div>
                    ))}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {week.free.length === 0 && (
        <Nearest
          week={week}
          slots={week.nearest}
          chosen={chosen}
          title={week.nearest.length > 0 ? words.nothing : words.nothingAtAll}
          more={
            week.givenUp.length > 0
              ? words.nearestBy(week.givenUp.map((one) => words.givenUp[one]))
              : undefined
          }
        />
      )}
    </>
  )
}

const hasPart = ({ free, taken }: WeekOfSlots, part: (typeof PARTS)[number]) =>
  free.some((one) => one.part === part) || taken.some((one) => one.part === part)

function WeekButton({ to, words }: { to: string; words: string }) {
  return (
    <button className="btn text slim" formMethod="get" formNoValidate name="week" value={to}>
      {words}
    </button>
  )
}

/** Slots in a line each: what is nearest, or what is free after one was lost. */
export function Nearest({
  week,
  slots,
  title,
  more,
  chosen,
}: {
  week: Pick<WeekOfSlots, 'lecturers' | 'rooms'>
  slots: readonly FreeSlot[]
  title: string
  more?: string
  chosen?: string
}) {
  const { orders, locale } = useMessages()
  const lecturerOf = new Map(week.lecturers.map(({ id, name }) => [id, name]))
  const roomOf = new Map(week.rooms.map((room) => [room.id, room[locale]]))
  return (
    <div className="nearest" role="group" aria-label={title}>
      <p>
        <b>{title}</b> {more}
      </p>
      {slots.map((slot) => (
        <label className="pick" key={slotValue(slot)}>
          <input
            type="radio"
            name="slot"
            value={slotValue(slot)}
            defaultChecked={slotValue(slot) === chosen}
          />
          <span>
            <b>{orders.when(slot.start, slot.end, dayAt(slot.start))}</b>{' '}
            <span className="quiet small">
              {[lecturerOf.get(slot.lecturerId), roomOf.get(slot.roomId)].filter(Boolean).join(' · ')}
            </span>
          </span>
        </label>
      ))}
    </div>
  )
}

type Taken = WeekOfSlots['taken'][number]

function takenWords(
  { order }: Messages['orders'],
  { why, office, until }: Taken,
  locale: 'zh' | 'en',
  format: Messages['format'],
): string {
  const where = office
    ? townOf({ nameZh: office.zh, nameEn: office.en }, locale)
    : why === 'held'
      ? order.otherOffice
      : order.otherCounty
  switch (why) {
    case 'held':
      return order.taken.held(where, until ? `${shortDay(dayAt(until))} ${format.time(until)}` : '')
    case 'lecture':
      return order.taken.lecture(where)
    case 'own':
    case 'away':
    case 'room':
    case 'day-full':
    case 'month-full':
      return order.taken[why]
  }
}
