import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { Choice } from '#app/components/choice.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { consentTextOn } from '#app/domains/counselling/consent-text.policy.ts'
import { guardianRelations } from '#app/domains/counselling/consent.policy.ts'
import { paperConsentSchema } from '#app/domains/counselling/consent.schema.ts'
import { recordPaperConsent } from '#app/domains/counselling/consent.server.ts'
import { toDid } from '#app/http/did.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { fieldsOf, NOTHING, refusedWith, summaryOf, type Answer } from './answer.ts'
import { counsellorDesk } from './case-of.server.ts'
import { CounsellorPage } from './frame.tsx'

export const handle: PageHandle = { staff: true, title: (messages) => messages.counsellor.paper.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const today = dayAt(now())
  return { ...(await counsellorDesk(request, actor)), today, text: consentTextOn(today) }
}

/** Under which field of the page a refusal stands. */
const FIELD: Record<string, string> = {
  'in-the-future': 'signedOn',
  'too-old': 'signedOn',
  'other-text': 'version',
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const paper = await parseForm(request, paperConsentSchema)
  if (!paper.ok) return data<Answer>({ form: 'paper', problems: paper.problems, typed: paper.typed }, 400)
  const recorded = await recordPaperConsent(actor, paper.value)
  if (!isRefused(recorded)) return redirect(toDid('/counsellor/consent', 'paper'), 303)
  const code = recorded.refused === 'not-found' ? 'person-not-found' : recorded.refused
  return data<Answer>(refusedWith('paper', FIELD[code] ?? 'number', code, paper.typed), 409)
}

const FIELDS = [
  ...(['number', 'name', 'party', 'act', 'locale', 'signedOn', 'guardianRelation', 'guardianName'] as const),
] as readonly string[]

export default function ConsentPage() {
  const { desk, did, today, text } = useLoaderData<typeof loader>()
  const answer: Answer = useActionData<typeof action>() ?? NOTHING
  const { counsellor, counselling, locale } = useMessages()
  const { paper: words, newCase } = counsellor
  const { typed, error } = fieldsOf(answer, 'paper', words.problems)
  const shown = text[typed.locale === 'zh' || typed.locale === 'en' ? typed.locale : locale]
  const said = did === null ? undefined : words.did[did]
  return (
    <CounsellorPage
      desk={desk}
      sentence={words.title}
      lede={words.lede}
      problems={summaryOf(answer, words.problems, (field) => (FIELDS.includes(field) ? field : undefined))}
      said={said}
      actions={
        said === undefined ? undefined : (
          <a className="btn plain" href="/counsellor/new">
            {words.openNext}
          </a>
        )
      }
    >
      <div className="split">
        <form method="post" className="narrow-form" autoComplete="off">
          <input type="hidden" name="version" value={text.version} />
          <Field
            name="number"
            label={newCase.number}
            hint={newCase.numberHint}
            inputMode="numeric"
            autoComplete="off"
            maxLength={8}
            value={typed.number}
            error={error('number')}
          />
          <Field
            name="name"
            label={newCase.name}
            autoComplete="off"
            maxLength={40}
            value={typed.name}
            error={error('name')}
          />
          <div className="field">
            <Choice
              name="party"
              legend={words.who}
              error={error('party')}
              chosen={typed.party}
              options={(['person', 'guardian'] as const).map((value) => ({
                ...{ value, label: words.parties[value], more: words.partyMore[value] },
              }))}
            />
          </div>
          <div className="field">
            <Choice
              name="act"
              legend={words.act}
              error={error('act')}
              chosen={typed.act}
              options={[
                { value: 'given', label: words.acts.given },
                { value: 'withdrawn', label: words.acts.withdrawn, more: words.withdrawnMore },
              ]}
            />
          </div>
          <SelectField
            name="locale"
            label={words.locale}
            error={error('locale')}
            value={typed.locale ?? 'zh'}
            options={(['zh', 'en'] as const).map((value) => ({ value, label: words.locales[value] }))}
          />
          <Field
            name="signedOn"
            type="date"
            label={words.signedOn}
            hint={words.signedHint}
            value={typed.signedOn ?? today}
            error={error('signedOn')}
          />
          <p className="quiet small field">{words.guardianOnly}</p>
          <SelectField
            name="guardianRelation"
            label={words.relation}
            ask={words.relationAsk}
            value={typed.guardianRelation}
            error={error('guardianRelation')}
            options={guardianRelations.map((value) => ({
              ...{ value, label: counselling.guardianRelations[value] },
            }))}
          />
          <Field
            name="guardianName"
            label={words.guardianName}
            autoComplete="off"
            maxLength={40}
            value={typed.guardianName}
            error={error('guardianName')}
          />
          <button className="btn">{words.go}</button>
        </form>
        <section aria-labelledby="text" className="consent-text">
          <h2 id="text">{words.text}</h2>
          <p>{shown.opening}</p>
          {shown.parts.map((part) => (
            <div key={part.heading}>
              <h3>{part.heading}</h3>
              <ul className="dots">
                {part.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          ))}
          <p>
            <b>{typed.party === 'guardian' ? shown.guardianYes : shown.yes}</b>
          </p>
        </section>
      </div>
    </CounsellorPage>
  )
}
