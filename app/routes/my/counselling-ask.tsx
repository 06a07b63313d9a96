import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Choice } from '#app/components/choice.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { TextArea } from '#app/components/field.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { wishes } from '#app/domains/counselling/request.policy.ts'
import { askSchema } from '#app/domains/counselling/request.schema.ts'
import { askForCounselling } from '#app/domains/counselling/request.server.ts'
import { toDid } from '#app/http/did.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { isRefused } from '#app/shared/outcome.ts'
import { ownOr404 } from './counselling.server.ts'

export const handle: PageHandle = { title: (messages) => messages.myCounselling.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const own = await ownOr404(actor)
  const waits = own.requests.some(({ way, state }) => way === 'person' && state === 'waiting')
  const shut = actor.leftOn ? 'left' : own.case ? 'inCase' : waits ? 'waiting' : null
  return { shut, sealing: own.sealing, unsigned: !own.consent.stands } as const
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const fields = await readForm(request)
  const form = parseFields(fields, askSchema)
  // Without a wish it is not our form at all: an empty one asks for nothing.
  if (fields.wished === undefined || (!form.ok && form.problems.words === undefined))
    throw new Response(null, { status: 400 })
  const refuse = (problem: Refused, status: 400 | 409) =>
    // Back into the box that they were typed in, and nowhere else.
    data({ problem, wished: fields.wished ?? '', words: fields.words ?? '' }, status)
  if (!form.ok) return refuse('words-long', 400)
  const asked = await askForCounselling(actor, form.value)
  if (!isRefused(asked)) return redirect(toDid('/my/counselling', 'asked'), 303)
  if (asked.refused === 'not-found') throw notFound()
  return refuse(asked.refused, 409)
}

type Refused = 'words-long' | 'left' | 'case-open' | 'already-waiting' | 'sealing-off'

export default function AskPage() {
  const { shut, sealing, unsigned } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { myCounselling, counselling } = useMessages()
  const { asking: words, refused, back } = myCounselling
  const message = answer && refused.ask[answer.problem]
  const aboutWords = answer?.problem === 'words-long' || answer?.problem === 'sealing-off'
  const closed = shut && { inCase: words.inCase, waiting: words.waiting, left: words.left }[shut]
  const closedMore =
    shut && { inCase: words.inCaseMore, waiting: words.waitingMore, left: words.leftMore }[shut]
  return (
    <MyPage viewing={useViewing()} back={{ href: '/my/counselling', label: back }}>
      {message && (
        <ErrorSummary
          title={refused.title}
          problems={[{ message, ...(aboutWords ? { fieldId: 'words' } : {}) }]}
        />
      )}
      <h1>{closed ?? words.sentence}</h1>
      <p>{closedMore ?? words.lede}</p>
      {closed && answer?.words && <p className="asked said">{answer.words}</p>}
      {!closed && (
        <form method="post" className="ask-form">
          <Choice
            name="wished"
            legend={words.wish}
            options={wishes.map((value) => ({ value, label: counselling.wishes[value] }))}
            chosen={wishes.find((value) => value === answer?.wished) ?? 'anyone'}
          />
          {sealing || answer?.words ? (
            <TextArea
              name="words"
              label={words.words}
              hint={words.wordsHint}
              error={aboutWords ? message : undefined}
              value={answer?.words}
              rows={5}
            />
          ) : (
            <Notice tone="todo">{words.sealingOff}</Notice>
          )}
          {unsigned && <p className="quiet small">{words.unsigned}</p>}
          <p className="row">
            <button className="btn">{words.go}</button>
            <a className="btn text" href="/my/counselling">
              {words.back}
            </a>
          </p>
        </form>
      )}
    </MyPage>
  )
}
