import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MyPage } from '#app/components/my-page.tsx'
import { OutlineTable } from '#app/components/outline-table.tsx'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { ownOr404 } from './counselling.server.ts'

export const handle: PageHandle = { title: (messages) => messages.myCounselling.record.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const own = await ownOr404(actor)
  return {
    sessions: own.sessions.flatMap(({ sessionId, kind, during, minutes, agreedLine }) =>
      during && minutes !== null && agreedLine !== null
        ? [{ id: sessionId, day: dayAt(during.from), kind, minutes, agreedLine }]
        : [],
    ),
    readings: own.readings.map(({ id, at, capacity, reason }) => ({
      ...{ id, capacity, reason, on: dayAt(at), time: timeOfDay(at) },
    })),
    told: own.disclosures.flatMap(({ id, ground, recipient, madeAt, toldAt }) =>
      toldAt ? [{ id, ground, recipient, madeOn: dayAt(madeAt), toldOn: dayAt(toldAt) }] : [],
    ),
    case: own.case && { openedOn: dayAt(own.case.openedAt), counsellor: own.case.counsellorName },
    past: own.pastCases.flatMap(({ id, openedAt, closedAt, outcome }) =>
      closedAt && outcome ? [{ id, from: dayAt(openedAt), to: dayAt(closedAt), outcome }] : [],
    ),
    appointments: own.appointments.map(({ id, during, place, outcome }) => ({
      ...{ id, place, outcome, day: dayAt(during.from) },
      times: `${timeOfDay(during.from)}–${timeOfDay(during.to)}`,
    })),
    requests: own.requests.map(({ id, way, wished, state, askedAt }) => ({
      ...{ id, way, wished, state, askedOn: dayAt(askedAt) },
    })),
  }
}

export default function RecordPage() {
  const page = useLoaderData<typeof loader>()
  const { myCounselling, counselling, common, format } = useMessages()
  const { record: words, appointments, back, request } = myCounselling
  const ownLines = page.appointments.length + page.requests.length + page.past.length + (page.case ? 1 : 0)
  return (
    <MyPage viewing={useViewing()} back={{ href: '/my/counselling', label: back }}>
      <h1>{words.title}</h1>
      <p>{words.lede}</p>
      <section aria-labelledby="office">
        <h2 id="office">{words.office}</h2>
        {page.sessions.length === 0 ? (
          <p>{words.officeNone}</p>
        ) : (
          <>
            <p className="quiet">{words.officeMore}</p>
            <OutlineTable lines={page.sessions} caption={words.office} columns={words.columns} />
            <p className="row">
              <a className="btn text" href="/my/hours">
                {words.hours}
              </a>
            </p>
          </>
        )}
      </section>
      <section aria-labelledby="readings">
        <h2 id="readings">{words.readings}</h2>
        {page.readings.length === 0 ? (
          <p>{words.readingsNone}</p>
        ) : (
          <ul className="plainlist">
            {page.readings.map(({ id, on, time, capacity, reason }) => (
              <li key={id}>
                <p>{words.capacities[capacity]}</p>
                <p className="quiet small">
                  {format.fullDay(on)} {time}
                  {reason && <> {words.reason(counselling.readingReasons[reason])}</>}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="told">
        <h2 id="told">{words.told}</h2>
        {page.told.length === 0 ? (
          <p>{words.toldNone}</p>
        ) : (
          <ul className="plainlist">
            {page.told.map(({ id, ground, recipient, madeOn, toldOn }) => (
              <li key={id}>
                <p>{words.toldLine(madeOn, counselling.recipients[recipient])}</p>
                <p className="quiet small">
                  {words.reason(counselling.grounds[ground])}
                  {common.sentenceGap}
                  {words.toldYou(toldOn)}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="own">
        <h2 id="own">{words.own}</h2>
        {ownLines === 0 ? (
          <p>{words.ownNone}</p>
        ) : (
          <>
            <p className="quiet">{words.ownMore}</p>
            <ul className="plainlist">
              {page.case && (
                <li>
                  {page.case.counsellor
                    ? words.case.open(page.case.openedOn, page.case.counsellor)
                    : words.case.openUnnamed(page.case.openedOn)}
                </li>
              )}
              {page.past.map(({ id, from, to, outcome }) => (
                <li key={id}>{words.case.closed(from, to, counselling.caseOutcomes[outcome])}</li>
              ))}
              {page.appointments.map(({ id, day, times, place, outcome }) => (
                <li key={id}>
                  <p>{appointments.when(day, times)}</p>
                  <p className="quiet small">
                    {common.list([
                      counselling.places[place],
                      ...(outcome ? [counselling.appointmentOutcomes[outcome]] : []),
                    ])}
                  </p>
                </li>
              ))}
              {page.requests.map(({ id, way, wished, state, askedOn }) => (
                <li key={id}>
                  <p>
                    {way === 'person'
                      ? request.asked(askedOn, counselling.wishes[wished])
                      : request.referred(askedOn)}
                  </p>
                  <p className="quiet small">{counselling.requestStates[state]}</p>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </MyPage>
  )
}
