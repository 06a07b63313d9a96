import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { OfficeForm } from '#app/components/office-form.tsx'
import { officeSchema } from '#app/domains/supervision/office.schema.ts'
import { addOffice } from '#app/domains/supervision/office.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.accounts.office.newTitle }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  return { desk: await deskFor(actor) }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const form = await parseForm(request, officeSchema)
  if (!form.ok) return data({ problems: form.problems, typed: form.typed }, 400)
  const added = await addOffice(actor, form.value)
  if (!('refused' in added)) return redirect('/bureau/accounts?s=offices&done=office', 303)
  return data({ problems: { code: added.refused }, typed: form.typed }, 409)
}

export default function NewOfficePage() {
  const { desk } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/accounts', messages)}
      sentence={messages.accounts.office.newTitle}
      lede={messages.accounts.lede.offices}
    >
      <OfficeForm typed={answer?.typed ?? {}} problems={answer?.problems ?? {}} />
    </DeskPage>
  )
}
