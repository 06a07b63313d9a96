import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ownAgenda } from '#app/domains/counselling/agenda.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { AppointmentRows, sortedRows } from './appointment-rows.tsx'
import { counsellorDesk } from './case-of.server.ts'
import { CounsellorPage } from './frame.tsx'

export const handle: PageHandle = { staff: true, title: (messages) => messages.counsellor.agenda.title }

/** How far back appointments of which it is known what became stay on the page. */
const RECENT_MS = 14 * 86_400_000

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const today = now()
  const [frame, agenda] = await Promise.all([
    counsellorDesk(request, actor),
    ownAgenda(actor, { since: new Date(today.getTime() - RECENT_MS) }),
  ])
  return { ...frame, agenda, now: today }
}

export default function AgendaPage() {
  const { desk, did, agenda, now: today } = useLoaderData<typeof loader>()
  const { counsellor } = useMessages()
  const { agenda: words, appointments } = counsellor
  const rows = agenda.map(({ face, ...one }) => ({ ...one, name: face.name }))
  const { toSettle, toCome, past } = sortedRows(rows, today)
  return (
    <CounsellorPage
      desk={desk}
      current="/counsellor/appointments"
      sentence={words.sentence(toSettle.length, toCome.length)}
      lede={words.lede}
      said={did === null ? undefined : appointments.did[did]}
    >
      {toSettle.length > 0 && (
        <section aria-labelledby="settle">
          <h2 id="settle">{appointments.toSettle}</h2>
          <AppointmentRows rows={toSettle} now={today} back="agenda" works />
        </section>
      )}
      {toCome.length > 0 ? (
        <section aria-labelledby="come">
          <h2 id="come">{appointments.toCome}</h2>
          <AppointmentRows rows={toCome} now={today} back="agenda" works />
        </section>
      ) : (
        <EmptyState icon="calendar" title={words.none} words={words.noneMore} />
      )}
      {past.length > 0 && (
        <section aria-labelledby="recent">
          <h2 id="recent">{words.recent}</h2>
          <AppointmentRows rows={past} now={today} back="agenda" works={false} />
        </section>
      )}
    </CounsellorPage>
  )
}
