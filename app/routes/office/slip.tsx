import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { PersonSignIn } from '#app/components/person-sign-in.tsx'
import { slipFormSchema } from '#app/domains/identity/slip.schema.ts'
import { findPersonSignIn } from '#app/domains/supervision/person-sign-in.queries.server.ts'
import { makePersonSlip } from '#app/domains/supervision/person-slip.server.ts'
import { isId } from '#app/http/ids.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.accounts.slips.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  // Giving a sign-in is for office staff; social workers record (社矫法 10, decisions 10).
  const actor = await requireActor(request, 'office')
  const id = params.id ?? ''
  const person = isId(id) ? await findPersonSignIn(actor, id) : null
  if (!person) throw notFound()
  return { desk: await deskFor(actor), person, address: new URL(request.url).origin }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const form = await parseForm(request, slipFormSchema)
  const slip = await makePersonSlip(actor, id, form.ok ? form.value.mark : '')
  if (!('refused' in slip)) return data({ problem: null, slip }, 200)
  if (slip.refused === 'unknown') throw notFound()
  return data({ problem: slip.refused, slip: null }, 409)
}

export default function OfficeSlipPage() {
  const { desk, person, address } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { accounts } = messages
  const slip = answer?.slip ?? null
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/office/people', messages)}
      sentence={slip ? accounts.slips.madeOne : person.name}
      lede={slip ? accounts.slips.madeLede : `${accounts.columns.number} ${person.number}`}
    >
      <PersonSignIn
        here={`/office/people/${person.id}/slip`}
        back={`/office/people/${person.id}`}
        person={person}
        slip={slip}
        problem={answer?.problem ?? null}
        address={address}
        mayDisable={false}
      />
    </DeskPage>
  )
}
