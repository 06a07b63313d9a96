import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ITEM_FLAGS, SURE_FROM_ATTEMPTS } from '#app/domains/learning/item-flag.policy.ts'
import { LEAST_ATTEMPTS } from '#app/domains/learning/item-statistics.policy.ts'
import { lessonsOfItems } from '#app/domains/reporting/lesson-items.queries.server.ts'
import { percentOf } from '#app/domains/reporting/trend.policy.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.items.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const [desk, lessons] = await Promise.all([deskFor(actor), lessonsOfItems(actor)])
  return {
    desk,
    lessons: lessons.map(({ first, firstPassed, attempts: _, ...lesson }) => ({
      ...lesson,
      // As of the questions: a share of a few people says something about them.
      first: first >= LEAST_ATTEMPTS ? first : null,
      passed: first >= LEAST_ATTEMPTS ? percentOf(firstPassed, first) : null,
    })),
  }
}

export default function LessonsOfItemsPage() {
  const { desk, lessons } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { items, locale } = messages
  const { columns } = items
  const flagged = lessons.reduce(
    (sum, lesson) => sum + ITEM_FLAGS.reduce((of, flag) => of + lesson.flagged[flag], 0),
    0,
  )
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/lessons', messages)}
      sentence={items.sentence(flagged)}
      lede={items.lede(SURE_FROM_ATTEMPTS)}
    >
      {lessons.length === 0 ? (
        <p>{items.noQuiz}</p>
      ) : (
        <table className="items">
          <caption className="vh">{items.title}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.module}</th>
              <th scope="col" className="r">
                {columns.first}
              </th>
              <th scope="col" className="r">
                {columns.passed}
              </th>
              <th scope="col" className="r">
                {columns.told}
              </th>
              <th scope="col">{columns.look}</th>
            </tr>
          </thead>
          <tbody>
            {lessons.map((lesson) => {
              const look = ITEM_FLAGS.filter((flag) => lesson.flagged[flag] > 0)
              return (
                <tr key={lesson.code}>
                  <th scope="row">
                    <a href={`/bureau/lessons/${lesson.code}`}>{lesson.title[locale]}</a>
                  </th>
                  {lesson.first === null ? (
                    <td colSpan={3} className="quiet">
                      {items.fewAttempts(LEAST_ATTEMPTS)}
                    </td>
                  ) : (
                    <>
                      <td className="r" data-label={columns.first}>
                        {items.attempts(lesson.first)}
                      </td>
                      <td className="r" data-label={columns.passed}>
                        {lesson.passed === null ? items.notTold : items.passed(lesson.passed)}
                      </td>
                      <td className="r" data-label={columns.told}>
                        {items.told(lesson.told, lesson.questions)}
                      </td>
                    </>
                  )}
                  <td data-label={columns.look}>
                    {look.length === 0 ? (
                      <span className="quiet">{items.nothing}</span>
                    ) : (
                      <ul className="looks">
                        {look.map((flag) => (
                          <li key={flag}>{items.counted(flag, lesson.flagged[flag])}</li>
                        ))}
                      </ul>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </DeskPage>
  )
}
