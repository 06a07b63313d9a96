import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import {
  GRANT_DAYS_MOST,
  GRANT_DAYS_USUAL,
  GRANT_REASON_MOST,
} from '#app/domains/supervision/minor-grant.policy.ts'
import { answerSchema, grantSchema, revokeSchema } from '#app/domains/supervision/minor-grant.schema.ts'
import {
  answerMinorRequest,
  grantMinorRecord,
  revokeMinorGrant,
} from '#app/domains/supervision/minor-grant.server.ts'
import { listMinorGrants } from '#app/domains/supervision/minor-grants.queries.server.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { grantDidWords, problemWords } from '#app/messages/assign-words.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.bureau.rail.grants }
const HERE = '/bureau/grants'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const did = didOf(new URL(request.url).searchParams.get('did'))
  return { desk: await deskFor(actor), did, ...(await listMinorGrants(actor)) }
}

/** Grants, answers a request, or takes a grant back: whichever button was pressed. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const fields = await readForm(request)
  const { number = '', reason = '', days = '', account = '', request: asked = '' } = fields
  const refuse = (field: string, problem: string, status: 400 | 409) =>
    data({ field, problem, typed: { number, reason, days, account, request: asked } }, status)
  const wrong = (problems: Record<string, string>, otherwise: string) => {
    const [field, problem] = Object.entries(problems)[0] ?? ['', otherwise]
    return refuse(field, field === 'answer' ? otherwise : problem, 400)
  }
  if (fields.revoke !== undefined) {
    const form = parseFields(fields, revokeSchema)
    if (!form.ok) return wrong(form.problems, 'grant-missing')
    const done = await revokeMinorGrant(actor, form.value.revoke)
    if (isRefused(done)) return refuse('', done.refused, 409)
    throw redirect(toDid(HERE, 'revoked'), 303)
  }
  if (fields.request !== undefined) {
    const form = parseFields(fields, answerSchema)
    if (!form.ok) return wrong(form.problems, 'request-missing')
    const done = await answerMinorRequest(actor, form.value)
    if (isRefused(done)) return refuse('', done.refused, 409)
    throw redirect(toDid(HERE, form.value.answer), 303)
  }
  const form = parseFields(fields, grantSchema)
  if (!form.ok) return wrong(form.problems, 'number-missing')
  const { account: accountId, ...opening } = form.value
  const done = await grantMinorRecord(actor, { ...opening, accountId })
  if (isRefused(done)) return refuse('', done.refused, 409)
  throw redirect(toDid(HERE, 'granted'), 303)
}

export default function GrantsPage() {
  const { desk, did, requests, minors } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { grants, words, locale } = messages
  const said = did && !answer ? grantDidWords(grants, did) : null
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, HERE, messages)}
      sentence={grants.sentence(requests.length)}
      lede={grants.lede}
    >
      {answer && (
        <ErrorSummary
          title={grants.problem}
          problems={[
            {
              message: problemWords(grants, answer.problem),
              fieldId: fieldIdOf(answer),
            },
          ]}
        />
      )}
      {said && (
        <div className="notice said" role="status">
          <p>{said}</p>
        </div>
      )}
      {requests.length > 0 && (
        <section aria-labelledby="requests">
          <h2 id="requests">{grants.requests}</h2>
          <ul className="plainlist">
            {requests.map((one) => (
              <li key={one.id}>
                <p>
                  <b className="num">{one.registerNumber}</b>{' '}
                  {one.office?.[locale === 'zh' ? 'nameZh' : 'nameEn']}
                </p>
                <p className="quiet small">
                  {grants.asked(one.asker ?? grants.someone, words.roles[one.askedAs], dayAt(one.askedAt))}
                </p>
                <p>{grants.reasonIs(one.reason)}</p>
                <form method="post" action={HERE} className="smallform">
                  <input type="hidden" name="request" value={one.id} />
                  <Field
                    name="days"
                    id={`days-${one.id}`}
                    {...(answer?.typed.request === one.id && answer.field === 'days'
                      ? { error: problemWords(grants, answer.problem) }
                      : {})}
                    label={grants.days}
                    hint={grants.daysHint(GRANT_DAYS_MOST)}
                    inputMode="numeric"
                    maxLength={2}
                    value={answer?.typed.request === one.id ? answer.typed.days : String(GRANT_DAYS_USUAL)}
                  />
                  <button className="btn soft" name="answer" value="granted">
                    {grants.approve}
                    <span className="vh"> {one.registerNumber}</span>
                  </button>
                  <button className="btn text" name="answer" value="declined">
                    {grants.decline}
                    <span className="vh"> {one.registerNumber}</span>
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="offices">
        <h2 id="offices">{grants.offices}</h2>
        <p className="quiet">{grants.twoPairs}</p>
        <ul className="plainlist">
          {minors.map((minor) => (
            <li key={minor.registerNumber}>
              <MinorLine
                minor={minor}
                answer={answer?.typed.number === minor.registerNumber ? answer : null}
              />
            </li>
          ))}
        </ul>
        {minors.length === 0 && <p className="quiet">{grants.nobody}</p>}
      </section>
    </DeskPage>
  )
}

type Answer = { field: string; typed: { number: string; request: string } }
function fieldIdOf({ field, typed }: Answer): string | undefined {
  if (!['days', 'reason', 'account'].includes(field)) return undefined
  const whose = typed.request || typed.number
  return whose ? `${field}-${whose}` : undefined
}

type Minor = ReturnType<typeof useLoaderData<typeof loader>>['minors'][number]

function MinorLine({
  minor,
  answer,
}: {
  minor: Minor
  answer: {
    field: string
    problem: string
    typed: { reason: string; days: string; account: string }
  } | null
}) {
  const typed = answer?.typed ?? null
  const { grants, words, format, locale } = useMessages()
  const wrong = (field: string) =>
    answer?.field === field ? { error: problemWords(grants, answer.problem) } : {}
  const { registerNumber: number } = minor
  const holders = [...new Map(minor.holders.map((one) => [one.accountId, one])).values()]
  return (
    <>
      <p>
        <b className="num">{number}</b> {minor.office?.[locale === 'zh' ? 'nameZh' : 'nameEn']}
      </p>
      {minor.grants.map((one) => (
        <form method="post" action={HERE} className="given" key={one.id}>
          <span>
            {grants.until(one.holder ?? grants.someone, dayAt(one.expiresAt), format.time(one.expiresAt))}
            <span className="quiet small">
              {' '}
              {grants.grantedBy(one.granter ?? grants.someone)} · {grants.reasonIs(one.reason)}
            </span>
          </span>
          <button className="btn soft slim" name="revoke" value={one.id}>
            {grants.revoke}
            <span className="vh">{grants.revokeWhose(one.holder ?? grants.someone, number)}</span>
          </button>
        </form>
      ))}
      <details open={typed !== null}>
        <summary>
          {grants.give}
          <span className="vh"> {number}</span>
        </summary>
        <form method="post" action={HERE} className="smallform">
          <input type="hidden" name="number" value={number} />
          <SelectField
            name="account"
            id={`account-${number}`}
            {...wrong('account')}
            label={grants.holder}
            value={typed?.account}
            options={holders.map((one) => ({
              value: one.accountId,
              label: `${one.name} · ${roleWord(words, one.role)}`,
            }))}
          />
          <Field
            name="reason"
            id={`reason-${number}`}
            {...wrong('reason')}
            label={grants.reason}
            hint={grants.reasonHint}
            maxLength={GRANT_REASON_MOST}
            value={typed?.reason}
          />
          <Field
            name="days"
            id={`days-${number}`}
            {...wrong('days')}
            label={grants.days}
            hint={grants.daysHint(GRANT_DAYS_MOST)}
            inputMode="numeric"
            maxLength={2}
            value={typed?.days ?? String(GRANT_DAYS_USUAL)}
          />
          <button className="btn soft">
            {grants.approve}
            <span className="vh"> {number}</span>
          </button>
        </form>
      </details>
    </>
  )
}

const roleWord = (words: Messages['words'], role: Minor['holders'][number]['role']) => words.roles[role]
