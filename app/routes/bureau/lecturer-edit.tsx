import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { LECTURER_FIELDS, LecturerFields, tickedLanguages } from '#app/components/lecturer-fields.tsx'
import { Notice } from '#app/components/notice.tsx'
import { endTopicSchema, lecturerFormSchema, qualifySchema } from '#app/domains/lectures/lecturer.schema.ts'
import { changeLecturer, endLecturerTopic, qualifyLecturer } from '#app/domains/lectures/lecturer.server.ts'
import { findLecturer } from '#app/domains/lectures/lecturers.queries.server.ts'
import { currentMenu } from '#app/domains/lectures/menus.queries.server.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { addDays, dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { errorsOf, NOT_SENT, problemLines, type Returned } from './form-words.ts'

// The title names nobody: it stands in tabs and histories.
export const handle: PageHandle = { hydrates: true, title: (messages) => messages.menus.lecturers.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.lecturer ?? ''
  const lecturer = isId(id) ? await findLecturer(actor, id) : null
  if (!lecturer) throw notFound()
  const [desk, menu] = await Promise.all([deskFor(actor), currentMenu(actor)])
  const did = didOf(new URL(request.url).searchParams.get('did'))?.what ?? null
  return {
    ...{ desk, lecturer, today: dayAt(now()), did },
    menu: menu.map(({ code, fullZh, fullEn }) => ({ code, fullZh, fullEn })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.lecturer ?? ''
  if (!isId(id) || !(await findLecturer(actor, id))) throw notFound()
  const fields = await readForm(request)
  const back = (did: string) => redirect(toDid(`/bureau/lecturers/${id}`, did), 303)
  const refuse = (form: string, problems: Record<string, string>, status: number) =>
    data({ form, problems, typed: fields }, status)
  switch (new URL(request.url).searchParams.get('do')) {
    case 'change': {
      const form = parseFields(fields, lecturerFormSchema)
      if (!form.ok) return refuse('change', form.problems, 400)
      const done = await changeLecturer(actor, id, form.value)
      return isRefused(done) ? refuse('change', { toOn: done.refused }, 409) : back('changed')
    }
    case 'qualify': {
      const form = parseFields(fields, qualifySchema)
      if (!form.ok) return refuse('qualify', form.problems, 400)
      const done = await qualifyLecturer(actor, id, form.value.topic, form.value.from)
      if (!isRefused(done)) return back('qualified')
      return refuse('qualify', { topic: done.refused === 'already' ? 'already-topic' : done.refused }, 409)
    }
    case 'end-topic': {
      const form = parseFields(fields, endTopicSchema)
      if (!form.ok) return refuse('end-topic', form.problems, 400)
      const done = await endLecturerTopic(actor, id, form.value.topic, form.value.to)
      if (!isRefused(done)) return back('ended')
      const code = done.refused === 'ends-before-start' ? 'topic-not-begun' : done.refused
      return refuse('end-topic', { to: code }, 409)
    }
    default:
      return refuse('change', { act: 'act-missing' }, 400)
  }
}

export default function LecturerPage() {
  const page = useLoaderData<typeof loader>()
  const answer: Returned = useActionData<typeof action>() ?? NOT_SENT
  const messages = useMessages()
  const { lecturers: words, problemsTitle } = messages.menus
  const { lecturer, did } = page
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/bureau/lecturers', messages)}
      sentence={lecturer.name}
      lede={`${words.groups[lecturer.menu]} · ${words.since(lecturer.fromOn)}`}
      actions={
        <a className="btn text" href="/bureau/lecturers">
          {words.back}
        </a>
      }
    >
      <ErrorSummary
        title={problemsTitle}
        problems={problemLines(words.problems, answer.problems, (field) => idOf(answer, field))}
      />
      {did !== null && answer.form === null && words.did[did] && <Notice>{words.did[did]}</Notice>}
      <div className="split">
        <Topics page={page} answer={answer} />
        <About page={page} answer={answer} />
      </div>
    </DeskPage>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

/** Where a line of the summary leads: each form's fields have ids of their own. */
function idOf({ form, typed }: Returned, field: string): string | undefined {
  if (form === 'change') return [...LECTURER_FIELDS, 'toOn'].some((one) => one === field) ? field : undefined
  if (form === 'qualify') return field === 'topic' || field === 'from' ? field : undefined
  return form === 'end-topic' && field === 'to' ? `to-${typed.topic}` : undefined
}

function Topics({ page, answer }: { page: Page; answer: Returned }) {
  const { menus, locale } = useMessages()
  const { lecturers: words } = menus
  const { lecturer, menu, today } = page
  const here = `/bureau/lecturers/${lecturer.id}`
  const titleOf = (code: string) => {
    const found = menu.find((one) => one.code === code)
    return `${code.toUpperCase()} ${found ? (locale === 'zh' ? found.fullZh : found.fullEn) : ''}`.trim()
  }
  const own = answer.form === 'qualify'
  const error = errorsOf(words.problems, own ? answer.problems : {})
  return (
    <section aria-labelledby="topics" className="stack">
      <h2 id="topics">{words.topics}</h2>
      {lecturer.topics.length === 0 && <p className="quiet">{words.noTopics}</p>}
      <ul className="plainlist">
        {lecturer.topics.map((topic) => {
          const over = topic.toOn !== null && topic.toOn <= today
          const ending = answer.form === 'end-topic' && answer.typed.topic === topic.code
          const wrong = errorsOf(words.problems, ending ? answer.problems : {})
          return (
            <li key={`${topic.code} ${topic.fromOn}`}>
              <p>
                <b>{titleOf(topic.code)}</b>{' '}
                <span className="quiet small">{words.topicPeriod(topic.fromOn, topic.toOn)}</span>{' '}
                {over && <span className="tag">{words.over}</span>}
                {topic.fromOn > today && <span className="tag">{words.ahead}</span>}
              </p>
              {!over && (
                <details open={ending}>
                  <summary>
                    {words.end}
                    <span className="vh"> {titleOf(topic.code)}</span>
                  </summary>
                  <form method="post" action={`${here}?do=end-topic`} className="inline-end">
                    <input type="hidden" name="topic" value={topic.code} />
                    <Field
                      id={`to-${topic.code}`}
                      name="to"
                      type="date"
                      label={words.endDay}
                      value={ending ? answer.typed.to : addDays(today, 1)}
                      error={wrong('to')}
                    />
                    <button className="btn soft">{words.endGo}</button>
                  </form>
                </details>
              )}
            </li>
          )
        })}
      </ul>
      <details open={own}>
        <summary>{words.addTopic}</summary>
        <form method="post" action={`${here}?do=qualify`} className="stack">
          <SelectField
            name="topic"
            label={words.topic}
            ask={words.choose}
            value={own ? answer.typed.topic : undefined}
            error={error('topic')}
            options={menu.map(({ code }) => ({ value: code, label: titleOf(code) }))}
          />
          <Field
            name="from"
            type="date"
            label={words.from}
            value={own ? answer.typed.from : today}
            error={error('from')}
          />
          <button className="btn plain">{words.addTopicGo}</button>
        </form>
      </details>
    </section>
  )
}

function About({ page, answer }: { page: Page; answer: Returned }) {
  const { menus } = useMessages()
  const { lecturers: words } = menus
  const { lecturer } = page
  const own = answer.form === 'change'
  const error = errorsOf(words.problems, own ? answer.problems : {})
  const typed: Record<string, string> = own
    ? answer.typed
    : {
        credentialsZh: lecturer.credentialsZh,
        credentialsEn: lecturer.credentialsEn,
        travelLimitMinutes: String(lecturer.travelLimitMinutes),
        dayLimit: String(lecturer.dayLimit),
        monthLimit: String(lecturer.monthLimit),
        toOn: lecturer.toOn ?? '',
      }
  return (
    <section aria-labelledby="about" className="stack">
      <h2 id="about">{words.about}</h2>
      <form method="post" action={`/bureau/lecturers/${lecturer.id}?do=change`} className="narrow-form">
        <LecturerFields
          typed={typed}
          languages={own ? tickedLanguages(typed) : lecturer.languages}
          error={error}
        />
        <Field
          name="toOn"
          type="date"
          label={words.toOn}
          hint={words.toOnHint}
          value={typed.toOn}
          error={error('toOn')}
        />
        <button className="btn">{words.save}</button>
      </form>
    </section>
  )
}
