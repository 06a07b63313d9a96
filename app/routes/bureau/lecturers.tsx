import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { listLecturers } from '#app/domains/lectures/lecturers.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.menus.lecturers.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const [desk, lecturers] = await Promise.all([deskFor(actor), listLecturers(actor)])
  return { desk, lecturers }
}

export default function LecturersPage() {
  const { desk, lecturers } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { menus, locale, common } = messages
  const { lecturers: words } = menus
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/lecturers', messages)}
      sentence={words.sentence(lecturers.length)}
      lede={words.lede}
      actions={
        <a className="btn" href="/bureau/lecturers/new">
          {words.add}
        </a>
      }
    >
      <table className="listing">
        <caption className="vh">{words.title}</caption>
        <thead>
          <tr>
            {(['name', 'group', 'languages', 'topics', 'limits'] as const).map((column) => (
              <th scope="col" key={column}>
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lecturers.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`/bureau/lecturers/${one.id}`}>{one.name}</a>
                <br />
                <span className="quiet small">{locale === 'zh' ? one.credentialsZh : one.credentialsEn}</span>
              </th>
              <td>
                {words.groups[one.menu]}
                {one.toOn && (
                  <>
                    {' '}
                    <span className="tag">{words.ended(one.toOn)}</span>
                  </>
                )}
              </td>
              <td data-label={words.columns.languages}>
                {common.list(one.languages.map((language) => words.languages[language]))}
              </td>
              <td data-label={words.columns.topics}>
                {one.topics.length > 0
                  ? one.topics.map((code) => code.toUpperCase()).join(' ')
                  : words.noTopics}
              </td>
              <td className="small own-line">
                {words.limits(one.dayLimit, one.monthLimit, one.travelLimitMinutes)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </DeskPage>
  )
}
