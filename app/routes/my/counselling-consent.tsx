import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { consentTextOn } from '#app/domains/counselling/consent-text.policy.ts'
import { ownConsentSchema } from '#app/domains/counselling/consent.schema.ts'
import { giveConsent } from '#app/domains/counselling/consent.server.ts'
import { lastWordOf } from '#app/domains/counselling/own-standing.policy.ts'
import { toDid } from '#app/http/did.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { ownOr404, standingOf } from './counselling.server.ts'

export const handle: PageHandle = { title: (messages) => messages.myCounselling.consent.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const own = await ownOr404(actor)
  const { version, zh, en } = consentTextOn(dayAt(now()))
  const last = lastWordOf(own.words, 'person')
  const guardian = lastWordOf(own.words, 'guardian')
  return {
    text: { version, zh, en },
    left: standingOf(actor, own).left,
    /** The day on which this very text was agreed to, where that stands. */
    givenOn: last?.act === 'given' && last.textVersion === version ? last.signedOn : null,
    mayWithdraw: last?.act === 'given',
    guardian: own.minorsRegime ? { signedOn: guardian?.act === 'given' ? guardian.signedOn : null } : null,
    words: own.words.map(({ id, party, act, manner, signedOn, textVersion }) => ({
      ...{ id, party, act, manner, signedOn, textVersion },
    })),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const form = await parseForm(request, ownConsentSchema)
  if (!form.ok) return data({ problem: 'version-missing' as const }, 400)
  const given = await giveConsent(actor, form.value)
  if (!isRefused(given)) return redirect(toDid('/my/counselling', 'agreed'), 303)
  if (given.refused === 'not-found') throw notFound()
  return data({ problem: given.refused }, 409)
}

export default function ConsentPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { myCounselling, locale } = useMessages()
  const { consent: words, refused, back } = myCounselling
  const text = page.text[locale]
  return (
    <MyPage viewing={useViewing()} back={{ href: '/my/counselling', label: back }}>
      {answer && (
        <ErrorSummary
          title={refused.title}
          problems={[
            {
              message: refused.consent[answer.problem],
              ...(page.givenOn === null && !page.left ? { fieldId: 'agree' } : {}),
            },
          ]}
        />
      )}
      <h1>{text.title}</h1>
      <p>{text.opening}</p>
      {text.parts.map(({ heading, lines }) => (
        <section key={heading} aria-label={heading} className="agreement">
          <h2>{heading}</h2>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <section aria-labelledby="own-word">
        <h2 id="own-word">{words.yours}</h2>
        {page.givenOn ? (
          <>
            <p>{words.given(page.givenOn)}</p>
            <p className="row">
              <a className="btn text" href="/my/counselling/withdraw">
                {words.withdraw}
              </a>
            </p>
          </>
        ) : page.left ? (
          <p>{words.left}</p>
        ) : (
          <form method="post" className="stack">
            <input type="hidden" name="version" value={page.text.version} />
            <input type="hidden" name="locale" value={locale} />
            <p>{words.saying}</p>
            <p className="asked answered">{text.yes}</p>
            <p className="row">
              <button className="btn" id="agree">
                {words.yes}
              </button>
              <a className="btn text" href="/my/counselling">
                {words.notYet}
              </a>
            </p>
          </form>
        )}
      </section>
      {page.guardian && (
        <section aria-labelledby="guardian">
          <h2 id="guardian">{words.guardian}</h2>
          <div className="stack-s">
            <p>{words.guardianMore}</p>
            <p className="asked answered">{text.guardianYes}</p>
            <p>
              {page.guardian.signedOn ? words.guardianGiven(page.guardian.signedOn) : words.guardianMissing}
            </p>
          </div>
        </section>
      )}
      {page.words.length > 0 && (
        <section aria-labelledby="words">
          <h2 id="words">{words.words}</h2>
          <ul className="plainlist small">
            {page.words.map(({ id, party, act, manner, signedOn, textVersion }) => (
              <li key={id}>
                {words.said(signedOn, words.word[party][act], textVersion, words.manner[manner])}
              </li>
            ))}
          </ul>
        </section>
      )}
    </MyPage>
  )
}
