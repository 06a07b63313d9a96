import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { Notice } from '#app/components/notice.tsx'
import { ANSWER_DAYS } from '#app/domains/hours/question.policy.ts'
import { listQuestions } from '#app/domains/hours/questions.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, daysBetween } from '#app/shared/calendar-day.ts'
import { PushedSideways } from '#app/components/pushed-sideways.tsx'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.questions.list.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker', 'bureau')
  const [desk, listed] = await Promise.all([deskFor(actor), listQuestions(actor)])
  return { desk, ...listed }
}

export default function DisputesPage() {
  const { desk, today, waiting, answered, closed } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { list } = messages.questions
  const bureau = desk.role === 'bureau'
  const overdue = waiting.filter(({ state }) => state === 'overdue').length
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/office/disputes', messages)}
      sentence={list.sentence(waiting.length, overdue)}
      lede={list.lede(ANSWER_DAYS)}
    >
      {waiting.length === 0 ? (
        <EmptyState title={list.none} words={list.noneMore} />
      ) : (
        <QuestionTable rows={waiting} caption={list.waiting} bureau={bureau} today={today} />
      )}
      {closed && (
        <Notice tone="todo">
          <p>{list.closed(closed.count, closed.soonestDue)}</p>
        </Notice>
      )}
      {answered.length > 0 && (
        <section>
          <h2>{list.answered}</h2>
          <QuestionTable rows={answered} caption={list.answered} bureau={bureau} today={today} />
        </section>
      )}
    </DeskPage>
  )
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['waiting'][number]

function QuestionTable({
  rows,
  caption,
  bureau,
  today,
}: {
  rows: readonly Row[]
  caption: string
  /** The county's list says whose office each is. */
  bureau: boolean
  today: Row['answerDue']
}) {
  const { questions, words, hours, format, locale } = useMessages()
  const { list } = questions
  return (
    <PushedSideways label={caption}>
      <table className="listing">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{list.columns.person}</th>
            {bureau && <th scope="col">{list.columns.office}</th>}
            <th scope="col">{list.columns.line}</th>
            <th scope="col">{list.columns.words}</th>
            <th scope="col">{list.columns.asked}</th>
            <th scope="col">{rows[0]?.verdict ? list.columns.verdict : list.columns.due}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a className="nb" href={`/office/disputes/${row.id}`}>
                  {row.name}
                </a>
              </th>
              {bureau && <td className="nb">{locale === 'zh' ? row.officeZh : row.officeEn}</td>}
              <td className="own-line">
                {list.line(
                  row.countyDay,
                  hours.entryTitle(words.sources[row.sourceKind], row.subject?.[locale] ?? null),
                  row.minutes,
                )}
              </td>
              <td className="words-cell">{row.words}</td>
              <td className="nb" data-label={list.columns.asked}>
                {format.day(dayAt(row.askedAt))}
              </td>
              <td className="nb" data-label={row.verdict ? undefined : list.columns.due}>
                {row.verdict ? (
                  <>
                    <b>{list.verdicts[row.verdict]}</b>
                    {row.answeredAt && <br />}
                    {row.answeredAt && format.day(dayAt(row.answeredAt))}
                  </>
                ) : (
                  <>
                    <b>{format.day(row.answerDue)}</b>
                    <br />
                    {row.state === 'overdue' ? (
                      <span className="tag todo">{list.overdue}</span>
                    ) : (
                      list.daysLeft(daysBetween(today, row.answerDue))
                    )}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </PushedSideways>
  )
}
