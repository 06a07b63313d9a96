import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { SelectField } from '#app/components/field.tsx'
import { OutlineTable } from '#app/components/outline-table.tsx'
import { openOutline } from '#app/domains/counselling/outline.queries.server.ts'
import { referralReasons, wishes } from '#app/domains/counselling/request.policy.ts'
import { referralSchema } from '#app/domains/counselling/request.schema.ts'
import { referPerson } from '#app/domains/counselling/request.server.ts'
import { mayOpen } from '#app/domains/supervision/people.queries.server.ts'
import { env } from '#app/env.server.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

// The title names nobody: it stands in tabs and histories.
export const handle: PageHandle = { hydrates: true, title: (messages) => messages.referral.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const [desk, found] = await Promise.all([deskFor(actor), openOutline(actor, id)])
  if (!found) throw notFound()
  const { person, lines, referrals, nextReferralOn } = found
  return {
    ...{ desk, person, nextReferralOn, emergencyPhones: env.emergencyPhones },
    lines: lines.map((line, index) => ({ id: String(index), ...line })),
    referrals: referrals.map(({ askedAt, reason }) => ({ on: dayAt(askedAt), reason })),
    referred: didOf(new URL(request.url).searchParams.get('did'))?.what === 'referred',
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.id ?? ''
  if (!isId(id) || !(await mayOpen(actor, id))) throw notFound()
  const form = await parseForm(request, referralSchema)
  const { reason = '', wished = '' } = form.typed
  if (!form.ok) return data({ problem: 'reason-missing' as const, reason, wished }, 400)
  const referred = await referPerson(actor, id, form.value)
  if (isRefused(referred)) return data({ problem: referred.refused, reason, wished }, 409)
  return redirect(toDid(`/office/people/${id}/counselling`, 'referred'), 303)
}

export default function PersonCounsellingPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { referral: words } = messages
  const { person } = page
  const here = `/office/people/${person.id}/counselling`
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/people', messages)}
      sentence={words.of(person.name)}
      lede={words.lede}
      actions={<a href={`/office/people/${person.id}`}>{words.toFile}</a>}
    >
      {answer && (
        <ErrorSummary
          title={words.problem}
          problems={[
            {
              message: words.problems[answer.problem],
              ...(answer.problem === 'reason-missing' ? { fieldId: 'reason' } : {}),
            },
          ]}
        />
      )}
      {page.referred && !answer && (
        <div className="notice said" role="status">
          <p>{words.done}</p>
        </div>
      )}
      <div className="split uneven">
        <section aria-labelledby="outline">
          <h2 id="outline">{words.outline}</h2>
          {page.lines.length > 0 ? (
            <OutlineTable lines={page.lines} caption={words.outline} columns={words.columns} />
          ) : (
            <p className="quiet">{words.none}</p>
          )}
        </section>
        <section aria-labelledby="refer">
          <h2 id="refer">{words.refer}</h2>
          <Refer page={page} here={here} answer={answer} />
          <h3 id="made">{words.made}</h3>
          {page.referrals.length > 0 ? (
            <ul className="plainlist">
              {page.referrals.map(({ on, reason }, index) => (
                <li key={index}>{words.madeLine(on, messages.counselling.referralReasons[reason])}</li>
              ))}
            </ul>
          ) : (
            <p className="quiet">{words.madeNone}</p>
          )}
        </section>
      </div>
    </DeskPage>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>
type Answer = ReturnType<typeof useActionData<typeof action>>

/** Why, as a code, and nothing in words: what an office knows of somebody's troubles is not written down here. */
function Refer({ page, here, answer }: { page: Page; here: string; answer: Answer }) {
  const { referral: words, counselling } = useMessages()
  if (page.person.gone) return <p>{words.gone}</p>
  if (page.nextReferralOn) return <p>{words.again(page.nextReferralOn)}</p>
  return (
    <>
      <p className="quiet">{words.referMore}</p>
      <p className="quiet">{words.danger(page.emergencyPhones)}</p>
      <form method="post" action={here} className="smallform no-print">
        <SelectField
          name="reason"
          label={words.reason}
          ask={words.choose}
          value={answer?.reason}
          error={answer?.problem === 'reason-missing' ? words.problems['reason-missing'] : undefined}
          options={referralReasons.map((value) => ({ value, label: counselling.referralReasons[value] }))}
        />
        <SelectField
          name="wished"
          label={words.wish}
          hint={words.wishHint}
          value={answer?.wished}
          options={wishes.map((value) => ({ value, label: counselling.wishes[value] }))}
        />
        <button className="btn">{words.go}</button>
      </form>
    </>
  )
}
