import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { Sources } from '#app/components/lesson/law.tsx'
import { Notice } from '#app/components/notice.tsx'
import { startsOf } from '#app/domains/learning/lecture-plan.policy.ts'
import { findAnyModule } from '#app/domains/learning/lessons.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { TEACH } from './teaching-roles.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.teaching.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, ...TEACH)
  const module = findAnyModule(params.module ?? '')
  if (!module) throw notFound()
  const { lecture, citations } = module
  return {
    desk: await deskFor(actor),
    ...{ title: module.title, version: module.version },
    ...{ reviewed: module.reviewed, reviewDue: module.reviewDue },
    lecture: lecture && {
      ...{ minutes: lecture.minutes, goal: lecture.goal, prepare: lecture.prepare },
      ...{ avoid: lecture.avoid, needs: lecture.needs },
      steps: startsOf(lecture.steps).map(({ cite, ...step }) => ({
        ...step,
        sources: citations.filter(({ id }) => cite.includes(id)),
      })),
    },
  }
}

export default function LecturePage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { teaching, locale } = messages
  const { lecture } = page
  const title = page.title[locale]
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/lecturer/lessons', messages)}
      sentence={lecture ? teaching.lectureOf(title, lecture.minutes) : title}
      lede={`${teaching.version(page.version, page.reviewed)} · ${teaching.reviewDue(page.reviewDue)}`}
      actions={
        <a className="btn plain" href="/lecturer/lessons">
          {teaching.back}
        </a>
      }
    >
      {lecture ? (
        <div className="handout">
          <section>
            <h2>{teaching.goal}</h2>
            <p lang="zh-CN">{lecture.goal}</p>
          </section>
          <Points title={teaching.prepare} points={lecture.prepare} />
          <section>
            <h2>{teaching.steps}</h2>
            <ol>
              {lecture.steps.map((step) => (
                <li key={step.from} className="step">
                  <h3>
                    <span className="quiet num">{teaching.fromTo(step.from, step.to)}</span>{' '}
                    <span lang="zh-CN">{step.title}</span>
                  </h3>
                  <ul className="bullets" lang="zh-CN">
                    {step.points.map((point) => (
                      <li key={point}>{point}</li>
                    ))}
                  </ul>
                  {step.activity && (
                    <p>
                      <b>{teaching.activity}</b> <span lang="zh-CN">{step.activity}</span>
                    </p>
                  )}
                  {step.sources.length > 0 && (
                    <div lang="zh-CN">
                      <Sources laws={step.sources} />
                    </div>
                  )}
                </li>
              ))}
            </ol>
          </section>
          <Points title={teaching.avoid} points={lecture.avoid} />
          <Points title={teaching.needs} points={lecture.needs} />
          <p className="quiet small no-print">{teaching.print}</p>
        </div>
      ) : (
        <Notice>
          <h2>{teaching.noLecture}</h2>
          <p>{teaching.noLectureMore}</p>
        </Notice>
      )}
    </DeskPage>
  )
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul className="bullets" lang="zh-CN">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  )
}
