import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { GRANT_REASON_MOST } from '#app/domains/supervision/minor-grant.policy.ts'
import { askSchema } from '#app/domains/supervision/minor-grant.schema.ts'
import { askForMinorRecord } from '#app/domains/supervision/minor-grant.server.ts'
import { listMinors } from '#app/domains/supervision/minors.queries.server.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { grantDidWords, problemWords } from '#app/messages/assign-words.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.office.rail.minors }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const did = didOf(new URL(request.url).searchParams.get('did'))
  return { desk: await deskFor(actor), did, rows: await listMinors(actor) }
}

/** Asks the bureau to open one record to whoever is signed in. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const form = await parseForm(request, askSchema)
  if (!form.ok) {
    const problem = form.problems.number ?? form.problems.reason ?? 'reason-missing'
    const { number = '', reason = '' } = form.typed
    return data({ problem, number, reason }, 400)
  }
  const done = await askForMinorRecord(actor, form.value)
  if (isRefused(done)) return data({ problem: done.refused, ...form.value }, 409)
  throw redirect(toDid('/office/minors', 'asked'), 303)
}

export default function MinorsPage() {
  const { desk, did, rows } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { minors, grants } = messages
  const said = did && !answer ? grantDidWords(grants, did) : null
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/office/minors', messages)}
      sentence={`${minors.title}${messages.common.colon}${minors.sentence(rows.length)}`}
      lede={minors.lede}
    >
      {answer && (
        <ErrorSummary
          title={grants.problem}
          problems={[
            {
              message: problemWords(grants, answer.problem),
              fieldId: answer.problem.startsWith('reason') ? `reason-${answer.number}` : undefined,
            },
          ]}
        />
      )}
      {said && (
        <div className="notice said" role="status">
          <p>{said}</p>
        </div>
      )}
      {rows.length > 0 && (
        <table>
          <caption className="vh">{minors.title}</caption>
          <thead>
            <tr>
              <th scope="col">{minors.columns.number}</th>
              <th scope="col">{minors.columns.grant}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.registerNumber}>
                <th scope="row" className="num">
                  {row.personId ? (
                    <a href={`/office/people/${row.personId}`}>{row.registerNumber}</a>
                  ) : (
                    row.registerNumber
                  )}
                </th>
                <td>
                  {row.grantedUntil
                    ? minors.granted(dayAt(row.grantedUntil), row.reason ?? '')
                    : row.askedAt
                      ? grants.asking(dayAt(row.askedAt))
                      : minors.needsGrant}
                  {!row.grantedUntil && !row.askedAt && (
                    <details open={answer?.number === row.registerNumber}>
                      <summary>
                        {grants.ask}
                        <span className="vh"> {row.registerNumber}</span>
                      </summary>
                      <form method="post" action="/office/minors" className="smallform">
                        <input type="hidden" name="number" value={row.registerNumber} />
                        <Field
                          name="reason"
                          id={`reason-${row.registerNumber}`}
                          label={grants.reason}
                          hint={grants.reasonHint}
                          maxLength={GRANT_REASON_MOST}
                          value={answer?.number === row.registerNumber ? answer.reason : undefined}
                          error={
                            answer?.number === row.registerNumber && answer.problem.startsWith('reason')
                              ? problemWords(grants, answer.problem)
                              : undefined
                          }
                        />
                        <button className="btn soft">{grants.askGo}</button>
                      </form>
                    </details>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.some((row) => !row.personId) && (
        <Notice>
          <h2>{minors.noGrant.title}</h2>
          <p>{minors.noGrant.more}</p>
        </Notice>
      )}
    </DeskPage>
  )
}
