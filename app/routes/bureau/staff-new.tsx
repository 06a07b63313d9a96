import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { AppointmentFields } from '#app/components/appointment-fields.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field } from '#app/components/field.tsx'
import { newStaffSchema } from '#app/domains/identity/staff-account.schema.ts'
import { addStaff } from '#app/domains/identity/staff-account.server.ts'
import { listOffices } from '#app/domains/supervision/office.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { problemWords, summaryOf } from './account-words.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.accounts.staff.newTitle }

const FIELDS = ['name', 'signInName', 'role', 'office', 'from', 'to'] as const

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  return { desk: await deskFor(actor), offices: await listOffices(actor), today: dayAt(now()) }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const form = await parseForm(request, newStaffSchema)
  if (!form.ok) return data({ problems: form.problems, typed: form.typed }, 400)
  const added = await addStaff(actor, form.value)
  if (!('refused' in added)) return redirect(`/bureau/accounts/staff/${added.staffId}?done=staff`, 303)
  const field = added.refused === 'name-taken' ? 'signInName' : 'office'
  return data({ problems: { [field]: added.refused }, typed: form.typed }, 409)
}

export default function NewStaffPage() {
  const { desk, offices, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { accounts } = messages
  const typed: Record<string, string> = answer?.typed ?? {}
  const problems: Record<string, string> = answer?.problems ?? {}
  const error = (field: string) => problemWords(accounts.problems, problems[field])
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/accounts', messages)}
      sentence={accounts.staff.newTitle}
      lede={accounts.staff.newLede}
    >
      <form method="post" className="narrow-form">
        <ErrorSummary
          title={accounts.problemsTitle}
          problems={summaryOf(accounts.problems, problems, FIELDS)}
        />
        <Field
          name="name"
          label={accounts.fields.name}
          value={typed.name}
          error={error('name')}
          maxLength={40}
        />
        <Field
          name="signInName"
          label={accounts.fields.signInName}
          hint={accounts.fields.signInNameHint}
          value={typed.signInName}
          error={error('signInName')}
          autoComplete="off"
          maxLength={40}
        />
        <AppointmentFields offices={offices} typed={typed} errors={error} today={today} />
        <button className="btn">{accounts.save.staff}</button>
      </form>
    </DeskPage>
  )
}
