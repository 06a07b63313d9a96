import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { SelectField } from '#app/components/field.tsx'
import { LECTURER_FIELDS, LecturerFields, tickedLanguages } from '#app/components/lecturer-fields.tsx'
import { newLecturerFormSchema } from '#app/domains/lectures/lecturer.schema.ts'
import { registerLecturer } from '#app/domains/lectures/lecturer.server.ts'
import { lecturersToRegister } from '#app/domains/lectures/lecturers.queries.server.ts'
import { toDid } from '#app/http/did.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { errorsOf, NOT_SENT, problemLines, type Returned } from './form-words.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.menus.lecturers.newTitle }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const [desk, candidates] = await Promise.all([deskFor(actor), lecturersToRegister(actor)])
  return { desk, candidates }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const form = await parseForm(request, newLecturerFormSchema)
  if (!form.ok) return data({ form: 'new', problems: form.problems, typed: form.typed }, 400)
  const { account, ...about } = form.value
  const done = await registerLecturer(actor, account, about)
  if (!isRefused(done)) return redirect(toDid(`/bureau/lecturers/${done.lecturerId}`, 'registered'), 303)
  return data({ form: 'new', problems: { account: done.refused }, typed: form.typed }, 409)
}

const USUAL = { travelLimitMinutes: '60', dayLimit: '2', monthLimit: '8' }
const FIELDS: readonly string[] = ['account', 'menu', ...LECTURER_FIELDS]

export default function NewLecturerPage() {
  const { desk, candidates } = useLoaderData<typeof loader>()
  const answer: Returned = useActionData<typeof action>() ?? NOT_SENT
  const messages = useMessages()
  const { lecturers: words, problemsTitle } = messages.menus
  const sent = answer.form !== null
  const typed: Record<string, string> = sent ? answer.typed : USUAL
  const error = errorsOf(words.problems, answer.problems)
  const none = candidates.length === 0 && !sent
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/lecturers', messages)}
      sentence={words.newTitle}
      lede={words.newLede}
    >
      {none ? (
        <>
          <p>{words.nobody}</p>
          <p>
            <a className="btn plain" href="/bureau/accounts">
              {words.toAccounts}
            </a>
          </p>
        </>
      ) : (
        <form method="post" className="narrow-form">
          <ErrorSummary
            title={problemsTitle}
            problems={problemLines(words.problems, answer.problems, (field) =>
              FIELDS.includes(field) ? field : undefined,
            )}
          />
          <SelectField
            name="account"
            label={words.who}
            ask={words.choose}
            value={typed.account}
            error={error('account')}
            options={candidates.map(({ accountId, name }) => ({ value: accountId, label: name }))}
          />
          <SelectField
            name="menu"
            label={words.group}
            ask={words.choose}
            value={typed.menu}
            error={error('menu')}
            options={(['A', 'B', 'C'] as const).map((value) => ({ value, label: words.groups[value] }))}
          />
          <LecturerFields
            typed={typed}
            languages={sent ? tickedLanguages(typed) : ['mandarin']}
            error={error}
          />
          <button className="btn">{words.register}</button>
        </form>
      )}
    </DeskPage>
  )
}
