import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { EmptyState } from '#app/components/empty-state.tsx'
import { Tag } from '#app/components/tag.tsx'
import { caseload } from '#app/domains/counselling/caseload.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { counsellorDesk } from './case-of.server.ts'
import { CounsellorPage } from './frame.tsx'

export const handle: PageHandle = { staff: true, title: (messages) => messages.counsellor.cases.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const [frame, all] = await Promise.all([counsellorDesk(request, actor), caseload(actor, { now: now() })])
  return {
    ...frame,
    mine: all.filter(({ isOwn, closedAt }) => isOwn && closedAt === null),
    closed: all.filter(({ isOwn, closedAt }) => isOwn && closedAt !== null),
    county: all.filter(({ isOwn }) => !isOwn),
  }
}

type Line = ReturnType<typeof useLoaderData<typeof loader>>['mine'][number]
const whenOf = (at: Date) => ({ day: dayAt(at), time: timeOfDay(at) })

export default function CasesPage() {
  const { desk, did, mine, closed, county } = useLoaderData<typeof loader>()
  const { counsellor } = useMessages()
  const { cases: words, end } = counsellor
  const drafts = mine.reduce((sum, one) => sum + one.drafts, 0)
  const [next] = mine
    .filter(({ nextAppointment }) => nextAppointment !== null)
    .sort((a, b) => a.nextAppointment!.getTime() - b.nextAppointment!.getTime())
  const waiting = desk.counselling?.waiting ?? 0
  return (
    <CounsellorPage
      desk={desk}
      sentence={words.sentence(mine.length, drafts)}
      lede={next ? words.next(next.face.name, whenOf(next.nextAppointment!)) : words.noNext}
      actions={
        <>
          <a className="btn text" href="/counsellor/consent">
            {words.paper}
          </a>
          <a className="btn plain" href="/counsellor/new">
            {words.open}
          </a>
          {waiting > 0 && (
            <a className="btn" href="/counsellor/waiting">
              {words.toWaiting(waiting)}
            </a>
          )}
        </>
      }
      said={did === 'given' ? end.given : undefined}
    >
      {mine.length === 0 ? (
        <EmptyState icon="people" title={words.emptyTitle} words={words.emptyMore} />
      ) : (
        <Cases id="mine" title={words.mine} of={mine} />
      )}
      {closed.length > 0 && <Cases id="closed" title={words.closed} of={closed} show="outcome" />}
      {county.length > 0 && (
        <Cases id="county" title={words.county} more={words.countyMore} of={county} show="with" />
      )}
    </CounsellorPage>
  )
}

function Cases({
  id,
  title,
  more,
  of,
  show = 'next',
}: {
  id: string
  title: string
  more?: string
  of: readonly Line[]
  /** What stands beside the name: the next time, how it ended, or with whom it is. */
  show?: 'next' | 'outcome' | 'with'
}) {
  const { counsellor, counselling, format } = useMessages()
  const { cases: words } = counsellor
  const { columns } = words
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {more && <p className="quiet small">{more}</p>}
      <table className="listing">
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            {show === 'with' && <th scope="col">{columns.with}</th>}
            <th scope="col">{columns.since}</th>
            <th scope="col" className="r">
              {columns.held}
            </th>
            <th scope="col">{columns.last}</th>
            <th scope="col">{show === 'outcome' ? columns.outcome : columns.next}</th>
            {show !== 'outcome' && <th scope="col">{columns.state}</th>}
          </tr>
        </thead>
        <tbody>
          {of.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`/counsellor/cases/${one.id}`}>{one.face.name}</a>
              </th>
              {show === 'with' && <td data-label={columns.with}>{one.counsellorName}</td>}
              <td data-label={columns.since} className="num nb">
                {format.day(dayAt(one.openedAt))}
              </td>
              <td className="r num">{words.held(one.sessions)}</td>
              <td data-label={columns.last} className={one.lastSession ? 'num nb' : 'nothing'}>
                {one.lastSession ? format.day(dayAt(one.lastSession)) : counsellor.none}
              </td>
              {show === 'outcome' || one.closedAt ? (
                <td className="own-line">
                  {one.outcome && counselling.caseOutcomes[one.outcome]}
                  {one.closedAt && (
                    <span className="quiet small num"> {format.day(dayAt(one.closedAt))}</span>
                  )}
                </td>
              ) : (
                <td data-label={columns.next} className={one.nextAppointment ? 'num nb' : 'nothing'}>
                  {one.nextAppointment ? counsellor.at(whenOf(one.nextAppointment)) : counsellor.none}
                </td>
              )}
              {show !== 'outcome' && (
                <td>
                  {one.closedAt ? null : !one.consent.stands ? (
                    <Tag state="todo">{words.noConsent}</Tag>
                  ) : one.drafts > 0 ? (
                    <Tag state="todo">{words.draft}</Tag>
                  ) : one.face.leftOn ? (
                    <Tag>{counsellor.left(one.face.leftOn)}</Tag>
                  ) : one.face.minorsRegime ? (
                    <Tag>{counsellor.minor}</Tag>
                  ) : null}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
