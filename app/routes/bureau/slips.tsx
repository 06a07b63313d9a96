import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PushedSideways } from '#app/components/pushed-sideways.tsx'
import { SlipSheet } from '#app/components/slip-sheet.tsx'
import { findOffice } from '#app/domains/supervision/office.server.ts'
import { withoutSignInByOffice } from '#app/domains/supervision/person-sign-in.queries.server.ts'
import { makeOfficeSlips, SLIPS_AT_ONCE } from '#app/domains/supervision/person-slip.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { problemWords } from './account-words.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.accounts.slips.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const offices = await withoutSignInByOffice(actor)
  return { desk: await deskFor(actor), offices, most: SLIPS_AT_ONCE, address: new URL(request.url).origin }
}

/** `waiting`: how many waited when the form was made; another number since makes none. */
const schema = z.object({ office: z.uuid(), waiting: z.coerce.number().int().min(1).max(100_000) })

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const form = await parseForm(request, schema)
  if (!form.ok) return data({ problem: 'no-office', made: null }, 400)
  if (!(await findOffice(actor, form.value.office))) throw notFound()
  const made = await makeOfficeSlips(actor, form.value.office, form.value.waiting)
  if ('refused' in made) return data({ problem: made.refused, made: null }, 409)
  return data({ problem: null, made }, 200)
}

export default function SlipsPage() {
  const { desk, offices, most, address } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const viewing = useViewing()
  const { accounts, locale } = messages
  const { slips } = accounts
  const frame = deskProps(desk, '/bureau/accounts', messages)
  const made = answer?.made
  if (made) {
    return (
      <DeskPage viewing={viewing} {...frame} sentence={slips.made(made.slips.length)} lede={slips.madeLede}>
        {made.left > 0 && (
          <div className="no-print sections">
            <Notice tone="todo">{slips.left(made.left)}</Notice>
          </div>
        )}
        {made.taken.length > 0 && (
          <div className="no-print sections">
            <Notice tone="todo">{slips.taken(made.taken)}</Notice>
          </div>
        )}
        <SlipSheet slips={made.slips} address={address} />
        <p className="after-form no-print">
          <a className="btn plain" href="/bureau/accounts/slips">
            {slips.again}
          </a>
        </p>
      </DeskPage>
    )
  }
  const waiting = offices.reduce((sum, office) => sum + office.waiting, 0)
  const problem = problemWords(accounts.problems, answer?.problem ?? undefined)
  return (
    <DeskPage viewing={viewing} {...frame} sentence={slips.sentence(waiting)} lede={slips.lede(most)}>
      <ErrorSummary title={accounts.problemsTitle} problems={problem ? [{ message: problem }] : []} />
      {offices.length === 0 ? (
        <EmptyState title={accounts.none.offices} />
      ) : (
        <PushedSideways label={slips.title}>
          <table className="narrow-form">
            <caption className="vh">{slips.title}</caption>
            <thead>
              <tr>
                <th scope="col">{accounts.columns.office}</th>
                <th scope="col">{slips.title}</th>
              </tr>
            </thead>
            <tbody>
              {offices.map((office) => (
                <tr key={office.id}>
                  <th scope="row">{locale === 'zh' ? office.nameZh : office.nameEn}</th>
                  <td>
                    {office.waiting > 0 ? (
                      <form method="post" className="row">
                        <input type="hidden" name="office" value={office.id} />
                        <input type="hidden" name="waiting" value={office.waiting} />
                        <span className="quiet">{slips.waiting(office.waiting)}</span>
                        <button className="btn soft">{slips.make(Math.min(office.waiting, most))}</button>
                      </form>
                    ) : (
                      <span className="quiet">{slips.nobody}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </PushedSideways>
      )}
    </DeskPage>
  )
}
