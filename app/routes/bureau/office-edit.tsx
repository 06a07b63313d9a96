import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { OfficeForm } from '#app/components/office-form.tsx'
import { officeSchema } from '#app/domains/supervision/office.schema.ts'
import { changeOffice, findOffice } from '#app/domains/supervision/office.server.ts'
import { isId } from '#app/http/ids.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.accounts.office.editTitle }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.office ?? ''
  const office = isId(id) ? await findOffice(actor, id) : null
  if (!office) throw notFound()
  return { desk: await deskFor(actor), office }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.office ?? ''
  if (!isId(id) || !(await findOffice(actor, id))) throw notFound()
  const form = await parseForm(request, officeSchema)
  if (!form.ok) return data({ problems: form.problems, typed: form.typed }, 400)
  const changed = await changeOffice(actor, id, form.value)
  if (!('refused' in changed)) return redirect('/bureau/accounts?s=offices&done=office', 303)
  if (changed.refused === 'unknown') throw notFound()
  const field = changed.refused === 'code-taken' ? 'code' : 'delegatedTo'
  return data({ problems: { [field]: changed.refused }, typed: form.typed }, 409)
}

export default function EditOfficePage() {
  const { desk, office } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/accounts', messages)}
      sentence={messages.accounts.office.editTitle}
      lede={messages.accounts.lede.offices}
    >
      <OfficeForm
        typed={answer?.typed ?? { ...office, delegatedTo: office.delegatedTo ?? '' }}
        problems={answer?.problems ?? {}}
        delegatedFrom={office.delegatedFrom}
      />
    </DeskPage>
  )
}
