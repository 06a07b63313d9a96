import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Field } from '#app/components/field.tsx'
import { openCase } from '#app/domains/counselling/case.server.ts'
import { knownPersonSchema } from '#app/domains/counselling/consent.schema.ts'
import { toDid } from '#app/http/did.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { isRefused } from '#app/shared/outcome.ts'
import { fieldsOf, NOTHING, refusedWith, summaryOf, type Answer } from './answer.ts'
import { counsellorDesk } from './case-of.server.ts'
import { CounsellorPage } from './frame.tsx'

export const handle: PageHandle = { staff: true, title: (messages) => messages.counsellor.newCase.title }

export async function loader({ request }: LoaderFunctionArgs) {
  return counsellorDesk(request, await requireActor(request, 'counsellor'))
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const known = await parseForm(request, knownPersonSchema)
  if (!known.ok) return data<Answer>({ form: 'open', problems: known.problems, typed: known.typed }, 400)
  const opened = await openCase(actor, known.value)
  if (!isRefused(opened)) return redirect(toDid(`/counsellor/cases/${opened.caseId}`, 'opened'), 303)
  const code = opened.refused === 'not-found' ? 'person-not-found' : opened.refused
  return data<Answer>(refusedWith('open', 'number', code, known.typed), 409)
}

export default function CaseNewPage() {
  const { desk } = useLoaderData<typeof loader>()
  const answer: Answer = useActionData<typeof action>() ?? NOTHING
  const { counsellor } = useMessages()
  const { newCase: words, cases } = counsellor
  const { typed, error } = fieldsOf(answer, 'open', words.problems)
  return (
    <CounsellorPage
      desk={desk}
      sentence={words.title}
      lede={words.lede}
      problems={summaryOf(answer, words.problems, (field) => field)}
      actions={
        <a className="btn text" href="/counsellor/consent">
          {cases.paper}
        </a>
      }
    >
      <form method="post" className="narrow-form" autoComplete="off">
        <Field
          name="number"
          label={words.number}
          hint={words.numberHint}
          inputMode="numeric"
          autoComplete="off"
          maxLength={8}
          value={typed.number}
          error={error('number')}
        />
        <Field
          name="name"
          label={words.name}
          autoComplete="off"
          maxLength={40}
          value={typed.name}
          error={error('name')}
        />
        <button className="btn">{words.go}</button>
      </form>
    </CounsellorPage>
  )
}
