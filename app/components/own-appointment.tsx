import type { AppointmentPlace } from '#app/domains/counselling/appointment.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay } from '#app/shared/calendar-day.ts'

export type OwnAppointmentData = {
  id: string
  version: number
  day: CalendarDay
  times: string
  place: AppointmentPlace
  begun: boolean
}

/** A time that is arranged: when, how, and the way to call it off, which asks for no reason. */
export function OwnAppointment({ one }: { one: OwnAppointmentData }) {
  const { myCounselling, counselling } = useMessages()
  const { appointments: words } = myCounselling
  return (
    <li id={`c-${one.id}`} className="own-class">
      <h3>{words.when(one.day, one.times)}</h3>
      <p className="quiet">{counselling.places[one.place]}</p>
      <div className="row">
        <a className="btn text" href={`/my/counselling/appointments/${one.id}/event.ics`}>
          {words.calendar}
        </a>
      </div>
      {!one.begun && (
        <details>
          <summary>{words.cannot}</summary>
          <form method="post" action="/my/counselling" className="stack">
            <input type="hidden" name="do" value="cancel" />
            <input type="hidden" name="version" value={one.version} />
            <p>{words.cannotMore}</p>
            <p className="row">
              <button className="btn plain" name="appointment" value={one.id}>
                {words.cancel}
              </button>
            </p>
          </form>
        </details>
      )}
    </li>
  )
}
