import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { findRegister } from '#app/domains/attendance/occasions.queries.server.ts'
import { isId } from '#app/http/ids.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { shownOccasion } from './occasion-of.server.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.occasions.sheet.title }

/** Empty lines for whoever comes unexpected. */
const SPARE_LINES = 6

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const [desk, register] = await Promise.all([deskFor(actor), findRegister(actor, id)])
  if (!register) throw notFound()
  return {
    ...{ desk, occasion: await shownOccasion(actor, register.occasion) },
    people: register.lines
      .filter(({ place }) => place === 'joined')
      .map(({ personId, name, registerNumber }) => ({ personId, name, registerNumber })),
  }
}

/** A sheet of paper for the door: who is expected, and room to write in and out and sign. */
export default function SheetPage() {
  const { desk, occasion, people } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { occasions, locale } = messages
  const { sheet } = occasions
  const { columns } = sheet
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/office/occasions', messages)}
      sentence={sheet.of(occasion.title[locale])}
      lede={`${occasions.when(occasion.day, occasion.from, occasion.to)} · ${occasions.wherePart(occasion.room[locale], occasion.lecturer)}`}
      actions={
        <a className="btn plain" href={`/office/occasions/${occasion.id}/register`}>
          {sheet.back}
        </a>
      }
    >
      <p className="quiet no-print">{sheet.lede}</p>
      <table className="signsheet">
        <caption className="vh">{sheet.title}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.number}</th>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.in}</th>
            <th scope="col">{columns.out}</th>
            <th scope="col">{columns.sign}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((one, index) => (
            <tr key={one.personId}>
              <td className="num">{index + 1}</td>
              <th scope="row">
                {one.name} <span className="cap num">{one.registerNumber}</span>
              </th>
              <td />
              <td />
              <td />
            </tr>
          ))}
          {Array.from({ length: SPARE_LINES }, (_, index) => (
            <tr key={index}>
              <td className="num">{people.length + index + 1}</td>
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet small">{sheet.spare}</p>
      <div className="sign signlines">
        <p>{sheet.office}</p>
        <p>{sheet.date}</p>
      </div>
    </DeskPage>
  )
}
