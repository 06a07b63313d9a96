import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PersonSignIn } from '#app/components/person-sign-in.tsx'
import { disableAccount, enableAccount } from '#app/domains/identity/account-state.server.ts'
import { accountsFilterSchema } from '#app/domains/identity/accounts-filter.schema.ts'
import { slipFormSchema } from '#app/domains/identity/slip.schema.ts'
import { accountOfPerson, findPersonSignIn } from '#app/domains/supervision/person-sign-in.queries.server.ts'
import { makePersonSlip } from '#app/domains/supervision/person-slip.server.ts'
import { isId } from '#app/http/ids.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.accounts.slips.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.person ?? ''
  const person = isId(id) ? await findPersonSignIn(actor, id) : null
  if (!person) throw notFound()
  const { searchParams, origin } = new URL(request.url)
  const { done } = accountsFilterSchema.parse(Object.fromEntries(searchParams))
  return { desk: await deskFor(actor), person, address: origin, done }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.person ?? ''
  if (!isId(id)) throw notFound()
  const refuse = (problem: string, status = 409) => data({ problem, slip: null }, status)
  const back = (done: string) => redirect(`/bureau/accounts/people/${id}?done=${done}`, 303)
  const doing = new URL(request.url).searchParams.get('do')
  if (doing === 'disable' || doing === 'enable') {
    const accountId = await accountOfPerson(actor, id)
    if (accountId === null) throw notFound()
    const run = doing === 'disable' ? disableAccount : enableAccount
    const done = await run(actor, accountId, id)
    return 'refused' in done ? refuse(done.refused) : back(`${doing}d`)
  }
  const form = await parseForm(request, slipFormSchema)
  const slip = await makePersonSlip(actor, id, form.ok ? form.value.mark : '')
  if (!('refused' in slip)) return data({ problem: null, slip }, 200)
  if (slip.refused === 'unknown') throw notFound()
  return refuse(slip.refused)
}

export default function PersonSignInPage() {
  const { desk, person, address, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { accounts, locale } = messages
  const slip = answer?.slip ?? null
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/accounts', messages)}
      sentence={slip ? accounts.slips.madeOne : person.name}
      lede={
        slip
          ? accounts.slips.madeLede
          : `${person.number} · ${locale === 'zh' ? person.officeZh : person.officeEn}`
      }
    >
      {done && !answer && <Notice>{accounts.done[done]}</Notice>}
      <PersonSignIn
        here={`/bureau/accounts/people/${person.id}`}
        back="/bureau/accounts?s=people"
        person={person}
        slip={slip}
        problem={answer?.problem ?? null}
        address={address}
        mayDisable
      />
    </DeskPage>
  )
}
