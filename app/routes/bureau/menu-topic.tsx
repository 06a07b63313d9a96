import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Ticks } from '#app/components/choice.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { ROOM_EQUIPMENT } from '#app/domains/calendar/lecture-room.schema.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { allModules } from '#app/domains/learning/lessons.server.ts'
import { menuStages, newTopicFormSchema, topicFormSchema } from '#app/domains/lectures/menu.schema.ts'
import { topicStamp } from '#app/domains/lectures/topic-stamp.server.ts'
import { addDraftTopic, changeDraftTopic, menuVersion } from '#app/domains/lectures/menu.server.ts'
import { toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { errorsOf, NOT_SENT, problemLines, type Returned } from './form-words.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.menus.title }

/** The topic of a draft that the address names; `new` is one to come. 404 for anything that is not being written. */
async function draftTopic(
  actor: Actor,
  { version: id = '', topic: code = '' }: Record<string, string | undefined>,
) {
  const version = isId(id) ? await menuVersion(actor, id) : null
  if (!version || version.state !== 'draft') throw notFound()
  const topic = version.topics.find((one) => one.code === code) ?? null
  if (!topic && code !== 'new') throw notFound()
  return { version, topic }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const { version, topic } = await draftTopic(actor, params)
  return {
    desk: await deskFor(actor),
    ...{ versionId: version.id, menu: version.menu, topic },
    seen: topic && topicStamp(topic),
    modules: allModules().map(({ code, title }) => ({ code, title })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const { version, topic } = await draftTopic(actor, params)
  const back = (did: string) => redirect(toDid(`/bureau/menus/${version.id}`, did), 303)
  const refuse = (problems: Record<string, string>, typed: Record<string, string>, status: number) =>
    data({ form: 'topic', problems, typed }, status)
  if (topic) {
    const form = await parseForm(request, topicFormSchema)
    if (!form.ok) return refuse(form.problems, form.typed, 400)
    const { seen, ...said } = form.value
    const done = await changeDraftTopic(actor, version.id, topic.id, said, seen)
    if (!isRefused(done)) return back('changed')
    return refuse(
      { [done.refused === 'module-unknown' ? 'moduleCode' : 'act']: done.refused },
      form.typed,
      409,
    )
  }
  const form = await parseForm(request, newTopicFormSchema)
  if (!form.ok) return refuse(form.problems, form.typed, 400)
  const done = await addDraftTopic(actor, version.id, form.value)
  if (!isRefused(done)) return back('added')
  const field = {
    'module-unknown': 'moduleCode',
    'code-taken': 'code',
    'other-menu': 'code',
    'not-found': 'act',
  }
  return refuse({ [field[done.refused]]: done.refused }, form.typed, 409)
}

const FIELDS = [
  ...['code', 'fullZh', 'fullEn', 'publicZh', 'publicEn', 'audienceZh', 'audienceEn', 'minutes', 'sittings'],
  ...['stage', 'roomNeeds', 'moduleCode', 'withdrawn'],
]

export default function MenuTopicPage() {
  const { desk, versionId, menu, topic, seen, modules } = useLoaderData<typeof loader>()
  const answer: Returned = useActionData<typeof action>() ?? NOT_SENT
  const messages = useMessages()
  const { menus, locale } = messages
  const { topic: words } = menus
  const back = `/bureau/menus/${versionId}`
  const sent = answer.form !== null
  const error = errorsOf(menus.problems, answer.problems)
  const stands: Record<string, string> = topic
    ? {
        ...{ fullZh: topic.fullZh, fullEn: topic.fullEn, publicZh: topic.publicZh, publicEn: topic.publicEn },
        ...{ audienceZh: topic.audienceZh, audienceEn: topic.audienceEn, stage: topic.stage },
        ...{ minutes: String(topic.minutes), sittings: String(topic.sittings) },
        moduleCode: topic.moduleCode ?? '',
      }
    : { minutes: '60', sittings: '1', stage: 'any' }
  const typed = sent ? answer.typed : stands
  const ticked = (name: string, options: readonly string[], standing: readonly string[]) =>
    sent ? options.filter((option) => `${name}-${option}` in answer.typed) : standing
  const text = (name: string, label: string, maxLength: number, hint?: string) => (
    <Field
      key={name}
      name={name}
      label={label}
      hint={hint}
      value={typed[name]}
      error={error(name)}
      maxLength={maxLength}
    />
  )
  const nameOfModule = (moduleCode: string | null) => {
    const found = modules.find((one) => one.code === moduleCode)
    if (found) return `${found.code.toUpperCase()} ${found.title[locale]}`
    return moduleCode ? words.moduleComing(moduleCode) : ''
  }
  const coming =
    topic?.moduleCode && !modules.some(({ code }) => code === topic.moduleCode) ? topic.moduleCode : null
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/menus', messages)}
      sentence={
        topic ? words.editTitle(topic.code, locale === 'zh' ? topic.fullZh : topic.fullEn) : words.newTitle
      }
      lede={words.lede}
    >
      <form method="post" className="wide-form">
        <ErrorSummary
          title={menus.problemsTitle}
          problems={problemLines(menus.problems, answer.problems, (field) =>
            FIELDS.includes(field) ? field : undefined,
          )}
        />
        {/* What stands now: whoever sends it again after reading it does so knowingly. */}
        {seen && <input type="hidden" name="seen" value={seen} />}
        {answer.problems.act === 'stale' && topic && (
          <Stands
            typed={answer.typed}
            stands={stands}
            needs={topic.roomNeeds}
            withdrawn={topic.withdrawn}
            moduleName={nameOfModule(topic.moduleCode)}
          />
        )}
        {!topic && text('code', words.code, 3, words.codeHint(menu.toLowerCase()))}
        <div className="pair">
          {text('fullZh', words.fullZh, 40)}
          {text('fullEn', words.fullEn, 80)}
        </div>
        <div className="pair">
          {text('publicZh', words.publicZh, 40, words.publicHint)}
          {text('publicEn', words.publicEn, 80, words.publicHint)}
        </div>
        <div className="pair">
          {text('audienceZh', words.audienceZh, 80)}
          {text('audienceEn', words.audienceEn, 160)}
        </div>
        <div className="pair">
          <Field
            name="minutes"
            label={words.minutes}
            value={typed.minutes}
            error={error('minutes')}
            inputMode="numeric"
            maxLength={3}
          />
          <Field
            name="sittings"
            label={words.sittings}
            value={typed.sittings}
            error={error('sittings')}
            inputMode="numeric"
            maxLength={1}
          />
        </div>
        <div className="pair">
          <SelectField
            name="stage"
            label={words.stage}
            value={typed.stage}
            error={error('stage')}
            options={menuStages.map((value) => ({ value, label: menus.stages[value] }))}
          />
          <SelectField
            name="moduleCode"
            label={words.module}
            value={typed.moduleCode}
            error={error('moduleCode')}
            options={[
              { value: '', label: words.noModule },
              ...modules.map(({ code, title }) => ({
                value: code,
                label: `${code.toUpperCase()} ${title[locale]}`,
              })),
              ...(coming ? [{ value: coming, label: words.moduleComing(coming) }] : []),
            ]}
          />
        </div>
        <Ticks
          name="roomNeeds"
          legend={words.roomNeeds}
          error={error('roomNeeds')}
          chosen={ticked('roomNeeds', ROOM_EQUIPMENT, topic?.roomNeeds ?? [])}
          options={ROOM_EQUIPMENT.map((value) => ({ value, label: menus.equipment[value] }))}
        />
        <Ticks
          name="withdrawn"
          legend={words.withdrawn}
          error={error('withdrawn')}
          chosen={ticked('withdrawn', ['yes'], topic?.withdrawn ? ['yes'] : [])}
          options={[{ value: 'yes', label: words.withdrawnYes }]}
        />
        <div className="row after-form">
          <button className="btn">{topic ? words.save : words.addGo}</button>
          <a className="btn text" href={back}>
            {words.cancel}
          </a>
        </div>
      </form>
    </DeskPage>
  )
}

const SHOWN = ['fullZh', 'fullEn', 'publicZh', 'publicEn', 'audienceZh', 'audienceEn'] as const
const NUMBERS = ['minutes', 'sittings'] as const

/** What somebody else has saved meanwhile, where it is not what was typed: of every box of the form. */
function Stands({
  typed,
  stands,
  needs,
  withdrawn,
  moduleName,
}: {
  typed: Record<string, string>
  stands: Record<string, string>
  needs: readonly string[]
  withdrawn: boolean
  moduleName: string
}) {
  const { menus } = useMessages()
  const { topic: words } = menus
  const other = (name: string) => (stands[name] ?? '') !== (typed[name] ?? '').trim()
  const lines: { name: string; label: string; value: string }[] = [...SHOWN, ...NUMBERS]
    .filter(other)
    .map((name) => ({ name, label: words[name], value: stands[name] ?? '' }))
  const stage = menuStages.find((one) => one === stands.stage)
  if (stage && other('stage')) lines.push({ name: 'stage', label: words.stage, value: menus.stages[stage] })
  if (other('moduleCode'))
    lines.push({ name: 'moduleCode', label: words.module, value: moduleName || words.noModule })
  if (ROOM_EQUIPMENT.some((one) => needs.includes(one) !== `roomNeeds-${one}` in typed))
    lines.push({
      name: 'roomNeeds',
      label: words.roomNeeds,
      value: ROOM_EQUIPMENT.filter((one) => needs.includes(one))
        .map((one) => menus.equipment[one])
        .join(' · '),
    })
  if (withdrawn !== 'withdrawn-yes' in typed)
    lines.push({ name: 'withdrawn', label: words.withdrawn, value: withdrawn ? words.withdrawnYes : '' })
  if (lines.length === 0) return null
  return (
    <section className="card orderpage" aria-labelledby="stands">
      <h2 id="stands">{words.stands}</h2>
      <dl className="facts">
        {lines.map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value || '—'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
