import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PushedSideways } from '#app/components/pushed-sideways.tsx'
import { dayReasons } from '#app/domains/calendar/county-day.policy.ts'
import { countyDayGoneSchema, countyDaySchema } from '#app/domains/calendar/county-day.schema.ts'
import {
  countyDaysOfYear,
  setCountyDay,
  withdrawCountyDay,
} from '#app/domains/calendar/county-days.server.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { errorsOf, NOT_SENT, problemLines, type Returned } from './form-words.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.menus.county.title }

/** The year of `?y=2027`; this one for anything else. */
function yearOf(request: Request): number {
  const wanted = new URL(request.url).searchParams.get('y') ?? ''
  return /^20\d\d$/.test(wanted) ? Number(wanted) : Number(dayAt(now()).slice(0, 4))
}

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const year = yearOf(request)
  const [desk, days] = await Promise.all([deskFor(actor), countyDaysOfYear(actor, year)])
  const did = didOf(new URL(request.url).searchParams.get('did'))?.what ?? null
  return { desk, days, year, did }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const fields = await readForm(request)
  const refuse = (form: string, problems: Record<string, string>, status: number) =>
    data({ form, problems, typed: fields }, status)
  switch (new URL(request.url).searchParams.get('do')) {
    case 'set': {
      const form = parseFields(fields, countyDaySchema)
      if (!form.ok) return refuse('set', form.problems, 400)
      const done = await setCountyDay(actor, form.value)
      if (isRefused(done)) return refuse('set', { day: done.refused }, 409)
      return redirect(toDid(`/bureau/days?y=${form.value.day.slice(0, 4)}`, 'set'), 303)
    }
    case 'withdraw': {
      const form = parseFields(fields, countyDayGoneSchema)
      if (!form.ok) return refuse('withdraw', form.problems, 400)
      const done = await withdrawCountyDay(actor, form.value.id, form.value.reason)
      if (isRefused(done)) return refuse('withdraw', { act: done.refused }, 409)
      return redirect(toDid(`/bureau/days?y=${yearOf(request)}`, 'withdrawn'), 303)
    }
    default:
      return refuse('set', { act: 'act-missing' }, 400)
  }
}

const FIELDS = ['day', 'kind', 'nameZh', 'nameEn', 'source']

export default function CountyDaysPage() {
  const { desk, days, year, did } = useLoaderData<typeof loader>()
  const answer: Returned = useActionData<typeof action>() ?? NOT_SENT
  const messages = useMessages()
  const { menus, format, locale } = messages
  const { county: words } = menus
  const own = answer.form === 'set'
  const error = errorsOf(words.problems, own ? answer.problems : {})
  const typed = own ? answer.typed : NOT_SENT.typed
  const count = (kind: 'holiday' | 'workday') => days.filter((one) => one.kind === kind).length
  const idOf = (field: string) => {
    if (answer.form === 'withdraw') return field === 'reason' ? `reason-${answer.typed.id}` : undefined
    return FIELDS.includes(field) ? field : undefined
  }
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/menus', messages)}
      sentence={words.sentence(year, count('holiday'), count('workday'))}
      lede={words.lede}
      actions={
        <a className="btn text" href="/bureau/menus">
          {menus.back}
        </a>
      }
    >
      <ErrorSummary
        title={menus.problemsTitle}
        problems={problemLines(words.problems, answer.problems, idOf)}
      />
      {did !== null && answer.form === null && words.did[did] && <Notice>{words.did[did]}</Notice>}
      <nav className="cal-move" aria-label={words.yearsLabel}>
        <a href={`/bureau/days?y=${year - 1}`} rel="prev">
          {words.previous(year - 1)}
        </a>
        <a href={`/bureau/days?y=${year + 1}`} rel="next">
          {words.next(year + 1)}
        </a>
      </nav>
      {days.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <PushedSideways label={words.title}>
          <table className="listing">
            <caption className="vh">{words.title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.columns.day}</th>
                <th scope="col">{words.columns.kind}</th>
                <th scope="col">{words.columns.name}</th>
                <th scope="col">{words.columns.source}</th>
                <th scope="col">{words.withdraw}</th>
              </tr>
            </thead>
            <tbody>
              {days.map((one, index) => {
                // Said once where it goes on: a notice speaks of many days.
                const goesOn = days[index - 1]?.source === one.source
                const leaving = answer.form === 'withdraw' && answer.typed.id === one.id
                const wrong = errorsOf(words.problems, leaving ? answer.problems : {})
                return (
                  <tr key={one.id}>
                    <th scope="row" className="nb">
                      {format.dateLine(one.day)}
                    </th>
                    <td className="nb">
                      <span className={`mark ${one.kind}`}>{words.kinds[one.kind]}</span>
                    </td>
                    <td>{locale === 'zh' ? one.nameZh : one.nameEn}</td>
                    <td className="words-cell small" lang="zh-CN">
                      <span className={goesOn ? 'vh' : undefined}>{one.source}</span>
                    </td>
                    <td>
                      <details open={leaving}>
                        <summary>
                          {words.withdraw}
                          <span className="vh">{words.withdrawWhat(one.day)}</span>
                        </summary>
                        <form method="post" action={`/bureau/days?do=withdraw&y=${year}`} className="stack-s">
                          <input type="hidden" name="id" value={one.id} />
                          <p className="quiet small">{words.withdrawMore}</p>
                          <SelectField
                            id={`reason-${one.id}`}
                            name="reason"
                            label={words.reason}
                            ask={words.chooseReason}
                            value={leaving ? answer.typed.reason : undefined}
                            error={wrong('reason')}
                            options={dayReasons.map((value) => ({ value, label: words.reasons[value] }))}
                          />
                          <button className="btn soft">{words.withdrawGo}</button>
                        </form>
                      </details>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </PushedSideways>
      )}
      <section aria-labelledby="add" className="stack-s">
        <h2 id="add">{words.add}</h2>
        <form method="post" action="/bureau/days?do=set" className="narrow-form">
          <Field name="day" type="date" label={words.day} value={typed.day} error={error('day')} />
          <SelectField
            name="kind"
            label={words.kind}
            value={typed.kind}
            error={error('kind')}
            options={(['holiday', 'workday'] as const).map((value) => ({ value, label: words.kinds[value] }))}
          />
          <Field
            name="nameZh"
            label={words.nameZh}
            value={typed.nameZh}
            error={error('nameZh')}
            maxLength={20}
          />
          <Field
            name="nameEn"
            label={words.nameEn}
            value={typed.nameEn}
            error={error('nameEn')}
            maxLength={40}
          />
          <Field
            name="source"
            label={words.source}
            hint={words.sourceHint}
            value={typed.source}
            error={error('source')}
            maxLength={120}
          />
          <button className="btn">{words.addGo}</button>
        </form>
      </section>
    </DeskPage>
  )
}
