import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Notice } from '#app/components/notice.tsx'
import { draftMenu } from '#app/domains/lectures/menu.server.ts'
import { listMenuVersions } from '#app/domains/lectures/menus.queries.server.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { NOT_SENT, problemLines, type Returned } from './form-words.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.menus.title }

const draftSchema = z.object({ menu: z.enum(['A', 'B', 'C'], 'menu-missing') })

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const [desk, versions] = await Promise.all([deskFor(actor), listMenuVersions(actor)])
  const did = didOf(new URL(request.url).searchParams.get('did'))?.what ?? null
  return { desk, versions, today: dayAt(now()), did }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const form = await parseForm(request, draftSchema)
  const refuse = (problems: Record<string, string>, typed: Record<string, string>, status: number) =>
    data({ form: 'draft', problems, typed }, status)
  if (!form.ok) return refuse(form.problems, form.typed, 400)
  const done = await draftMenu(actor, form.value.menu)
  if (isRefused(done)) return refuse({ menu: done.refused }, form.typed, 409)
  return redirect(toDid(`/bureau/menus/${done.versionId}`, 'drafted'), 303)
}

type Version = ReturnType<typeof useLoaderData<typeof loader>>['versions'][number]

export default function MenusPage() {
  const { desk, versions, today, did } = useLoaderData<typeof loader>()
  const answer: Returned = useActionData<typeof action>() ?? NOT_SENT
  const messages = useMessages()
  const { menus } = messages
  const begun = (one: Version) => one.state === 'published' && one.effectiveFrom! <= today
  const inForce = (menu: string) =>
    versions
      .filter((one) => one.menu === menu && begun(one))
      .reduce<Version | null>(
        (latest, one) => (latest && latest.effectiveFrom! > one.effectiveFrom! ? latest : one),
        null,
      )
  const letters = [...new Set(versions.map(({ menu }) => menu))]
  const topics = letters.reduce((sum, menu) => sum + (inForce(menu)?.topics ?? 0), 0)
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/menus', messages)}
      sentence={menus.sentence(topics)}
      lede={menus.lede}
      actions={
        <a className="btn text" href="/bureau/days">
          {menus.days}
        </a>
      }
    >
      <ErrorSummary
        title={menus.problemsTitle}
        problems={problemLines(menus.problems, answer.problems, () => undefined)}
      />
      {did !== null && answer.form === null && menus.did[did] && <Notice>{menus.did[did]}</Notice>}
      {letters.map((menu) => (
        <MenuOfCounty
          key={menu}
          versions={versions.filter((one) => one.menu === menu)}
          current={inForce(menu)}
          today={today}
        />
      ))}
    </DeskPage>
  )
}

/** One of the menus: what is in force, what comes, what is being written, what was. */
function MenuOfCounty({
  versions,
  current,
  today,
}: {
  versions: readonly Version[]
  current: Version | null
  today: string
}) {
  const { menus, locale } = useMessages()
  const [latest] = versions
  if (!latest) return null
  const title = locale === 'zh' ? latest.fullZh : latest.fullEn
  const coming = versions.filter((one) => one.state === 'published' && one.effectiveFrom! > today)
  const draft = versions.find((one) => one.state === 'draft')
  const older = versions.filter((one) => one !== current && one !== draft && !coming.includes(one))
  const line = (one: Version) =>
    one.state === 'discarded'
      ? menus.discarded(one.number)
      : menus.since(one.number, one.effectiveFrom!, one.topics)
  return (
    <section aria-labelledby={`menu-${latest.menu}`} className="stack-s">
      <h2 id={`menu-${latest.menu}`}>
        {latest.menu} {title}{' '}
        <span className="quiet small">{locale === 'zh' ? latest.groupZh : latest.groupEn}</span>
      </h2>
      <ul className="plainlist">
        <li className="row">
          <span>
            {current ? (
              <>
                <b>{menus.inForce}</b> {menus.since(current.number, current.effectiveFrom!, current.topics)}
              </>
            ) : (
              menus.none
            )}
          </span>
          {current && (
            <a className="btn text push" href={`/bureau/menus/${current.id}`}>
              {menus.open}
              <span className="vh"> {title}</span>
            </a>
          )}
        </li>
        {coming.map((one) => (
          <li className="row" key={one.id}>
            <span>{menus.coming(one.number, one.effectiveFrom!)}</span>
            <a className="btn text push" href={`/bureau/menus/${one.id}`}>
              {menus.open}
              <span className="vh"> {menus.coming(one.number, one.effectiveFrom!)}</span>
            </a>
          </li>
        ))}
        <li className="row">
          {draft ? (
            <>
              <span>{menus.draft(draft.number)}</span>
              <a className="btn soft push" href={`/bureau/menus/${draft.id}`}>
                {menus.edit}
                <span className="vh"> {title}</span>
              </a>
            </>
          ) : (
            <form method="post" action="/bureau/menus">
              <button className="btn soft" name="menu" value={latest.menu}>
                {menus.begin}
                <span className="vh">{menus.beginWhich(title)}</span>
              </button>
            </form>
          )}
        </li>
      </ul>
      {older.length > 0 && (
        <details>
          <summary>{menus.older}</summary>
          <ul>
            {older.map((one) => (
              <li key={one.id}>
                <a href={`/bureau/menus/${one.id}`}>{line(one)}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
