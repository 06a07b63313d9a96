import { Tag } from '#app/components/tag.tsx'
import type { AppointmentOutcome, AppointmentPlace } from '#app/domains/counselling/appointment.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { whenOf } from './case-words.ts'

export type AppointmentRow = {
  id: string
  caseId: string
  /** On a page of several cases. */
  name?: string
  during: { from: Date; to: Date }
  place: AppointmentPlace
  outcome: AppointmentOutcome | null
  version: number
  noted?: boolean
}

/**
 * Appointments with what can become of them, in one tap. `back`: the page of all cases, to which the answer leads back.
 */
export function AppointmentRows({
  rows,
  now,
  back,
  works,
}: {
  rows: readonly AppointmentRow[]
  now: Date
  back?: 'agenda'
  /** Whether anything may still be changed: the case is open. */
  works: boolean
}) {
  return (
    <ul className="plainlist appointments">
      {rows.map((one) => (
        <Row key={one.id} {...{ one, now, back, works }} />
      ))}
    </ul>
  )
}

function Row({
  one,
  now,
  back,
  works,
}: {
  one: AppointmentRow
  now: Date
  back: 'agenda' | undefined
  works: boolean
}) {
  const { counsellor, counselling } = useMessages()
  const { appointments: words } = counsellor
  const when = whenOf(one.during.from)
  const minutes = Math.round((one.during.to.getTime() - one.during.from.getTime()) / 60_000)
  const begun = one.during.from <= now
  const path = `/counsellor/cases/${one.caseId}`
  const whose = words.whose(when)
  return (
    <li>
      <p className="appointment">
        {one.name && (
          <>
            <a href={path}>{one.name}</a>{' '}
          </>
        )}
        <b className="nb">{counsellor.at(when)}</b>{' '}
        <span className="quiet nb">
          {words.lasts(minutes)} · {counselling.places[one.place]}
        </span>
      </p>
      {one.outcome !== null ? (
        <p className="row">
          <Tag>{counselling.appointmentOutcomes[one.outcome]}</Tag>
          {one.outcome === 'kept' && works && one.noted === false && (
            <form method="post" action={`${path}?do=begin`}>
              <input type="hidden" name="appointment" value={one.id} />
              <button className="btn text slim">
                {words.note}
                <span className="vh"> {whose}</span>
              </button>
            </form>
          )}
        </p>
      ) : (
        works && (
          <form
            method="post"
            action={`${path}/appointments?do=settle${back ? `&back=${back}` : ''}`}
            className="row"
          >
            <input type="hidden" name="appointment" value={one.id} />
            <input type="hidden" name="version" value={one.version} />
            {begun ? (
              <>
                <Settle outcome="kept" label={words.kept} whose={whose} />
                <Settle outcome="not-kept" label={words.notKept} whose={whose} />
              </>
            ) : (
              <Settle outcome="cancelled" label={words.off} whose={whose} />
            )}
            <a className="btn text slim" href={`${path}/appointments?move=${one.id}#arrange`}>
              {words.move}
              <span className="vh"> {whose}</span>
            </a>
          </form>
        )
      )}
    </li>
  )
}

function Settle({ outcome, label, whose }: { outcome: string; label: string; whose: string }) {
  return (
    <button className="btn plain slim" name="outcome" value={outcome}>
      <span className="vh">{whose}</span>
      {label}
    </button>
  )
}

/** Those that are over or on, and those that are to come: what waits for a word first. */
export function sortedRows<One extends { during: { from: Date; to: Date }; outcome: string | null }>(
  rows: readonly One[],
  now: Date,
) {
  const byTime = (a: One, b: One) => a.during.from.getTime() - b.during.from.getTime()
  return {
    toSettle: rows.filter(({ outcome, during }) => outcome === null && during.from <= now).sort(byTime),
    toCome: rows.filter(({ outcome, during }) => outcome === null && during.from > now).sort(byTime),
    past: rows.filter(({ outcome }) => outcome !== null).sort((a, b) => byTime(b, a)),
  }
}
