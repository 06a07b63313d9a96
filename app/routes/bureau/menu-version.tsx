import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { publishFormSchema } from '#app/domains/lectures/menu.schema.ts'
import { discardMenu, menuVersion, publishMenu } from '#app/domains/lectures/menu.server.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { addDays, dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { errorsOf, NOT_SENT, problemLines, type Returned } from './form-words.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.menus.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.version ?? ''
  const version = isId(id) ? await menuVersion(actor, id) : null
  if (!version) throw notFound()
  const did = didOf(new URL(request.url).searchParams.get('did'))?.what ?? null
  return { desk: await deskFor(actor), version, today: dayAt(now()), did }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.version ?? ''
  if (!isId(id) || !(await menuVersion(actor, id))) throw notFound()
  const refuse = (
    form: string,
    problems: Record<string, string>,
    typed: Record<string, string>,
    status: number,
  ) => data({ form, problems, typed }, status)
  switch (new URL(request.url).searchParams.get('do')) {
    case 'publish': {
      const form = await parseForm(request, publishFormSchema)
      if (!form.ok) return refuse('publish', form.problems, form.typed, 400)
      const done = await publishMenu(actor, id, form.value.from)
      if (isRefused(done)) return refuse('publish', { from: done.refused }, form.typed, 409)
      return redirect(toDid(`/bureau/menus/${id}`, 'published'), 303)
    }
    case 'discard': {
      const done = await discardMenu(actor, id)
      if (isRefused(done)) return refuse('discard', { act: done.refused }, {}, 409)
      return redirect(toDid('/bureau/menus', 'discarded'), 303)
    }
    default:
      return refuse('publish', { act: 'act-missing' }, {}, 400)
  }
}

export default function MenuVersionPage() {
  const { desk, version, today, did } = useLoaderData<typeof loader>()
  const answer: Returned = useActionData<typeof action>() ?? NOT_SENT
  const messages = useMessages()
  const { menus, locale, common } = messages
  const { version: words } = menus
  const here = `/bureau/menus/${version.id}`
  const draft = version.state === 'draft'
  const title = locale === 'zh' ? version.fullZh : version.fullEn
  const error = errorsOf(menus.problems, answer.form === 'publish' ? answer.problems : {})
  const pick = (one: { zh: string; en: string }) => one[locale]
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/menus', messages)}
      sentence={words.sentence[version.state](title, version.number)}
      lede={
        version.state === 'published'
          ? words.lede.published(version.effectiveFrom!)
          : words.lede[version.state]
      }
      actions={
        <>
          <a className="btn plain" href={`${here}/preview`}>
            {words.preview}
          </a>
          <a className="btn text" href="/bureau/menus">
            {menus.back}
          </a>
        </>
      }
    >
      <ErrorSummary
        title={menus.problemsTitle}
        problems={problemLines(menus.problems, answer.problems, (field) =>
          field === 'from' && draft ? 'from' : undefined,
        )}
      />
      {did !== null && answer.form === null && menus.did[did] && <Notice>{menus.did[did]}</Notice>}
      <table className="listing">
        <caption className="vh">{words.topics}</caption>
        <thead>
          <tr>
            {(['topic', 'audience', 'length', 'stage', 'room', 'lessons'] as const).map((column) => (
              <th scope="col" key={column}>
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {version.topics.map((topic) => {
            const name = `${topic.code.toUpperCase()} ${pick({ zh: topic.fullZh, en: topic.fullEn })}`
            return (
              <tr key={topic.id}>
                <th scope="row">
                  {draft ? <a href={`${here}/topics/${topic.code}`}>{name}</a> : name}
                  {topic.withdrawn && (
                    <>
                      {' '}
                      <span className="tag todo">{words.withdrawn}</span>
                    </>
                  )}
                </th>
                <td className="own-line">{pick({ zh: topic.audienceZh, en: topic.audienceEn })}</td>
                <td className="nb">{words.length(topic.minutes, topic.sittings)}</td>
                <td className="nb" data-label={words.columns.stage}>
                  {menus.stages[topic.stage]}
                </td>
                <td data-label={words.columns.room}>
                  {topic.roomNeeds.length > 0
                    ? common.list(topic.roomNeeds.map((need) => menus.equipment[need]))
                    : common.none}
                </td>
                <td data-label={words.columns.lessons}>
                  {topic.moduleCode ? topic.moduleCode.toUpperCase() : words.noLessons}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {draft && (
        <>
          <p>
            <a className="btn plain" href={`${here}/topics/new`}>
              {words.add}
            </a>
          </p>
          <section aria-labelledby="publish" className="stack-s">
            <h2 id="publish">{words.publish}</h2>
            <p className="quiet">{words.publishMore}</p>
            <form method="post" action={`${here}?do=publish`} className="narrow-form">
              <Field
                name="from"
                type="date"
                label={words.from}
                value={answer.form === 'publish' ? answer.typed.from : addDays(today, 1)}
                error={error('from')}
              />
              <button className="btn">{words.publishGo}</button>
            </form>
            <details>
              <summary>{words.discard}</summary>
              <p className="quiet">{words.discardMore}</p>
              <form method="post" action={`${here}?do=discard`}>
                <button className="btn plain">{words.discardGo}</button>
              </form>
            </details>
          </section>
        </>
      )}
    </DeskPage>
  )
}
