import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { allModules } from '#app/domains/learning/lessons.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { ASK_ALOUD, TEACH } from './teaching-roles.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.teaching.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, ...TEACH)
  return {
    desk: await deskFor(actor),
    asksAloud: ASK_ALOUD.some((role) => role === actor.role),
    modules: allModules().map(({ code, title, reviewed, lecture, oral, bank }) => ({
      ...{ code, title, reviewed, minutes: lecture?.minutes ?? null },
      ...{ oral: oral !== null, questions: bank.length },
    })),
  }
}

export default function LessonsPage() {
  const { desk, modules, asksAloud } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { teaching, format, locale } = messages
  const { columns } = teaching
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/lecturer/lessons', messages)}
      sentence={teaching.sentence(modules.length)}
      lede={teaching.lede}
    >
      {modules.length === 0 ? (
        <p>{teaching.empty}</p>
      ) : (
        <table className="listing">
          <caption className="vh">{teaching.title}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.module}</th>
              <th scope="col">{columns.lecture}</th>
              <th scope="col">{columns.questions}</th>
              <th scope="col">{columns.reviewed}</th>
              {asksAloud && <th scope="col">{columns.oral}</th>}
            </tr>
          </thead>
          <tbody>
            {modules.map((module) => (
              <tr key={module.code}>
                <th scope="row">
                  <a href={`/lecturer/lessons/${module.code}`}>{module.title[locale]}</a>
                </th>
                <td className="nb" data-label={columns.lecture}>
                  {module.minutes === null ? teaching.noLecture : teaching.minutes(module.minutes)}
                </td>
                <td className="nb" data-label={columns.questions}>
                  {module.questions > 0 ? teaching.questions(module.questions) : teaching.noQuestions}
                </td>
                <td className="nb" data-label={columns.reviewed}>
                  {format.fullDay(module.reviewed)}
                </td>
                {asksAloud && (
                  <td>
                    {module.oral && module.questions > 0 ? (
                      <a href={`/office/lessons/${module.code}/oral`}>{teaching.oralSheet}</a>
                    ) : (
                      teaching.noOral
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </DeskPage>
  )
}
