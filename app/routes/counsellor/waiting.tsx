import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { EmptyState } from '#app/components/empty-state.tsx'
import { Tag } from '#app/components/tag.tsx'
import { takeRequest } from '#app/domains/counselling/case.server.ts'
import { waitingRequests } from '#app/domains/counselling/cases.queries.server.ts'
import { seenVersionSchema } from '#app/domains/counselling/request.schema.ts'
import { setRequestAside } from '#app/domains/counselling/request.server.ts'
import { toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, daysBetween, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { NOTHING, refusedWith, summaryOf, type Answer } from './answer.ts'
import { counsellorDesk, formOf } from './case-of.server.ts'
import { CounsellorPage } from './frame.tsx'

export const handle: PageHandle = { staff: true, title: (messages) => messages.counsellor.waiting.title }
const HERE = '/counsellor/waiting'
const FORMS = ['take', 'aside'] as const

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const [frame, waiting] = await Promise.all([counsellorDesk(request, actor), waitingRequests(actor)])
  return { ...frame, waiting, today: dayAt(now()) }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const fields = await readForm(request)
  const form = formOf(request, FORMS)
  if (!form) return data<Answer>(refusedWith(null, 'act', 'act-missing'), 400)
  const seen = parseFields(fields, seenVersionSchema)
  const id = fields.request ?? ''
  if (!seen.ok || !isId(id)) return data<Answer>(refusedWith(form, 'version', 'version-missing'), 400)
  if (form === 'take') {
    const taken = await takeRequest(actor, id, seen.value.version)
    if (isRefused(taken)) return data<Answer>(refusedWith(form, 'request', taken.refused), 409)
    return redirect(toDid(`/counsellor/cases/${taken.caseId}`, 'taken'), 303)
  }
  const aside = await setRequestAside(actor, id, seen.value.version)
  if (isRefused(aside)) return data<Answer>(refusedWith(form, 'request', aside.refused), 409)
  return redirect(toDid(HERE, 'aside'), 303)
}

export default function WaitingPage() {
  const { desk, did, waiting, today } = useLoaderData<typeof loader>()
  const answer: Answer = useActionData<typeof action>() ?? NOTHING
  const { counsellor, counselling, locale } = useMessages()
  const { waiting: words } = counsellor
  return (
    <CounsellorPage
      desk={desk}
      current={HERE}
      sentence={words.sentence(waiting.length)}
      lede={waiting.length > 0 ? words.lede : undefined}
      problems={summaryOf(answer, words.problems)}
      said={did === null ? undefined : words.did[did]}
    >
      {waiting.length === 0 ? (
        <EmptyState icon="people" title={words.sentence(0)} words={words.emptyMore} />
      ) : (
        <ul className="plainlist waiters">
          {waiting.map((one) => {
            const day = dayAt(one.askedAt)
            const since = words.since(day, timeOfDay(one.askedAt), daysBetween(day, today))
            return (
              <li key={one.id}>
                <div className="waiter">
                  <p>
                    <b>{words.ways[one.way]}</b>
                    <span className="quiet"> · {one.office[locale]}</span>
                  </p>
                  <p>{one.reason ? counselling.referralReasons[one.reason] : words.noReason}</p>
                  <p className="quiet small">
                    {since} · {words.wish(counselling.wishes[one.wished])}
                  </p>
                  {one.minorsRegime && (
                    <p>
                      <Tag>{counsellor.minor}</Tag>
                    </p>
                  )}
                </div>
                <div className="waiter-acts">
                  {one.consented ? (
                    <form method="post" action={`${HERE}?do=take`}>
                      <input type="hidden" name="request" value={one.id} />
                      <input type="hidden" name="version" value={one.version} />
                      <button className="btn plain">
                        {words.take}
                        <span className="vh"> {since}</span>
                      </button>
                    </form>
                  ) : (
                    <p className="quiet small">{words.notConsented}</p>
                  )}
                  <details>
                    <summary>
                      {words.aside}
                      <span className="vh"> {since}</span>
                    </summary>
                    <p className="quiet small">{words.asideMore}</p>
                    <form method="post" action={`${HERE}?do=aside`}>
                      <input type="hidden" name="request" value={one.id} />
                      <input type="hidden" name="version" value={one.version} />
                      <button className="btn text">
                        {words.asideGo}
                        <span className="vh"> {since}</span>
                      </button>
                    </form>
                  </details>
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </CounsellorPage>
  )
}
