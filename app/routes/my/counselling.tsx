import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { OwnAppointment } from '#app/components/own-appointment.tsx'
import { OwnRequest } from '#app/components/own-request.tsx'
import { didOf } from '#app/http/did.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { actOnCounselling, readCounselling, type Problem } from './counselling.server.ts'

export const handle: PageHandle = { title: (messages) => messages.myCounselling.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const did = didOf(new URL(request.url).searchParams.get('did'))
  return { ...(await readCounselling(actor)), did }
}

export async function action({ request }: ActionFunctionArgs) {
  return actOnCounselling(await requireActor(request, 'supervised-person'), request)
}

export default function CounsellingPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { myCounselling: words } = messages
  const { sentence, more } = firstWords(page, messages)
  const problem = answer?.problem
  const done = page.did && !answer ? doneWords(page.did, words) : null
  const asked = page.waiting.find(({ way }) => way === 'person') ?? page.waiting[0]
  return (
    <MyPage viewing={useViewing()}>
      {problem && <ErrorSummary title={words.refused.title} problems={[troubleOf(problem, page, words)]} />}
      {done && <Notice>{done}</Notice>}
      <h1>{sentence}</h1>
      <p>
        {['waiting', 'unsigned'].includes(page.standing) && asked?.way === 'person'
          ? `${words.asked(asked.askedOn)}${messages.common.sentenceGap}`
          : ''}
        {more}
      </p>
      <NextStep page={page} />
      {page.ahead.length > 0 && (
        <section aria-labelledby="ahead">
          <h2 id="ahead">{words.appointments.title}</h2>
          <ul className="plainlist classes">
            {page.ahead.map((one) => (
              <OwnAppointment key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
      {page.waiting.length > 0 && (
        <section aria-labelledby="asked">
          <h2 id="asked">{words.request.title}</h2>
          <ul className="plainlist">
            {page.waiting.map((one) => (
              <OwnRequest key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="seen">
        <h2 id="seen">{words.seen.title}</h2>
        <p>
          {words.seen.office(page.counts.sessions)}
          {messages.common.sentenceGap}
          {words.seen.readings(page.counts.readings)}
        </p>
        <p className="row">
          <a className="btn text" href="/my/counselling/record">
            {words.seen.link}
          </a>
        </p>
      </section>
      <ConsentLines page={page} />
      <section>
        <p>
          {words.urgent.words}{' '}
          <a className="nb" href="/my/help#urgent">
            {words.urgent.link}
          </a>
        </p>
      </section>
    </MyPage>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>
type Words = Messages['myCounselling']

/** How it stands, in a sentence and a line. */
function firstWords(
  page: Page,
  { myCounselling, counselling }: Messages,
): { sentence: string; more: string } {
  const { standing: words } = myCounselling
  switch (page.standing) {
    case 'in-case': {
      const { inCase } = words
      const [next] = page.ahead
      if (!next)
        return {
          sentence: inCase.none,
          more: page.counsellor ? inCase.will(page.counsellor) : inCase.unnamed,
        }
      return {
        sentence: next.day === page.today ? inCase.today(next.time) : inCase.next(next.day, next.time),
        more: page.counsellor ? inCase.with(page.counsellor, counselling.places[next.place]) : '',
      }
    }
    case 'withdrawn': {
      const { sentence, more, gone } = words.withdrawn
      return { sentence, more: page.kept ? (page.kept.gone ? gone : more)(page.kept.until) : '' }
    }
    case 'left':
      return { sentence: words.left.sentence, more: page.mayWithdraw ? words.left.withdraw : words.left.more }
    case 'unsigned':
      return page.ownToGive ? words.unsigned : words.unsignedByGuardian
    case 'incomplete':
      return page.ownToGive ? words.newText : words.incomplete
    case 'halted':
      return page.newText ? words.newText : words.halted
    default:
      return words[page.standing]
  }
}

/** What the person can do now: one solid button at most. */
function NextStep({ page }: { page: Page }) {
  const { myCounselling } = useMessages()
  const { go } = myCounselling
  switch (page.standing) {
    case 'never':
      return (
        <p className="row">
          <a className="btn" href="/my/counselling/ask">
            {go.ask}
          </a>
          <a className="btn text" href="/my/counselling/consent">
            {go.consentFirst}
          </a>
        </p>
      )
    case 'ready':
      return (
        <p className="row">
          <a className="btn" href="/my/counselling/ask">
            {go.ask}
          </a>
        </p>
      )
    case 'unsigned':
    case 'referred':
    case 'incomplete':
    case 'halted':
      return page.ownToGive ? (
        <p className="row">
          <a className="btn" href="/my/counselling/consent">
            {go.consent}
          </a>
        </p>
      ) : null
    case 'withdrawn':
      return (
        <p className="row">
          <a className="btn plain" href="/my/counselling/consent">
            {go.again}
          </a>
          {page.kept && !page.kept.gone && (
            <a className="btn text" href="/my/counselling/erase">
              {go.erase}
            </a>
          )}
        </p>
      )
    default:
      return null
  }
}

function ConsentLines({ page }: { page: Page }) {
  const { myCounselling } = useMessages()
  const { consent, go } = myCounselling
  return (
    <section aria-labelledby="consent">
      <h2 id="consent">{consent.title}</h2>
      <p>
        {page.since
          ? consent.stands(page.since)
          : page.withdrawnOn
            ? consent.withdrawnOn(page.withdrawnOn)
            : page.saidYesOn
              ? consent.notYetValid(page.saidYesOn)
              : consent.none}
      </p>
      <p className="row">
        <a className="btn text" href="/my/counselling/consent">
          {consent.read}
        </a>
        {page.mayWithdraw && (
          <a className="btn text" href="/my/counselling/withdraw">
            {consent.withdraw}
          </a>
        )}
        {page.left && page.kept && !page.kept.gone && (
          <a className="btn text" href="/my/counselling/erase">
            {go.erase}
          </a>
        )}
      </p>
    </section>
  )
}

/** What came back of a form, and where it is: gone from the page, it leads nowhere. */
function troubleOf(problem: Problem, page: Page, { refused }: Words) {
  const there = [...page.ahead, ...page.waiting].some(({ id }) => id === problem.of)
  return {
    message: problem.do === 'cancel' ? refused.cancel[problem.code] : refused.request[problem.code],
    ...(there ? { fieldId: `c-${problem.of}` } : {}),
  }
}

function doneWords({ what, first }: NonNullable<Page['did']>, { done, erased }: Words): string | null {
  if (what === 'erased' && /^\d{1,6}$/.test(first)) return erased(Number(first))
  return Object.hasOwn(done, what) ? done[what as keyof typeof done] : null
}
