import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { clockOf } from '#app/domains/lectures/calendar-view.policy.ts'
import { ownAvailability } from '#app/domains/lectures/lecturer-calendar.queries.server.ts'
import { weekText, type WeekSpan } from '#app/domains/lectures/week.policy.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { addDays, calendarDay, dayAt, timeOfDay, type CalendarDay } from '#app/shared/calendar-day.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { AVAILABILITY_FORMS, changeAvailability } from './availability-forms.server.ts'

export const handle: PageHandle = {
  hydrates: true,
  title: (messages) => messages.lecturer.availability.title,
}
const HERE = '/lecturer/availability'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'lecturer')
  const [desk, own] = await Promise.all([deskFor(actor), ownAvailability(actor)])
  const did = didOf(new URL(request.url).searchParams.get('did'))?.what ?? null
  return { desk, own, today: dayAt(now()), did }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'lecturer')
  const fields = await readForm(request)
  const doing = new URL(request.url).searchParams.get('do')
  const form = AVAILABILITY_FORMS.find((one) => one === doing)
  if (!form) return data({ form: null, problems: { act: 'act-missing' }, typed: fields }, 400)
  const changed = await changeAvailability(actor, form, fields)
  if ('did' in changed) return redirect(toDid(HERE, changed.did), 303)
  return data({ form, problems: changed.problems, typed: fields }, changed.status)
}

type Own = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['own']>
type Answer = { form: string | null; problems: Record<string, string>; typed: Record<string, string> }
const NOTHING: Answer = { form: null, problems: {}, typed: {} }

/** A Monday: the days of a week by their names. */
const MONDAY = calendarDay('2026-07-20')
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const dayOf = (weekday: number) => addDays(MONDAY, weekday - 1)
const spanText = ({ fromMinute, toMinute }: Pick<WeekSpan, 'fromMinute' | 'toMinute'>) =>
  `${clockOf(fromMinute)}–${clockOf(toMinute)}`

/** Words and typed values of one of the forms; nothing for the others. */
function useForm(answer: Answer, form: string) {
  const { lecturer } = useMessages()
  const words: Record<string, string> = lecturer.availability.problems
  const own = answer.form === form
  return {
    typed: own ? answer.typed : NOTHING.typed,
    error: (field: string): string | undefined => {
      const code = own ? answer.problems[field] : undefined
      return code === undefined ? undefined : words[code]
    },
  }
}

export default function AvailabilityPage() {
  const { desk, own, today, did } = useLoaderData<typeof loader>()
  const answer: Answer = useActionData<typeof action>() ?? NOTHING
  const messages = useMessages()
  const viewing = useViewing()
  const { lecturer } = messages
  const { availability: words } = lecturer
  const frame = { viewing, ...deskProps(desk, HERE, messages) }
  if (!own) {
    return (
      <DeskPage {...frame} sentence={words.title}>
        <EmptyState
          icon="calendar"
          title={lecturer.notRegistered.title}
          words={lecturer.notRegistered.more}
        />
      </DeskPage>
    )
  }
  const sentences: Record<string, string> = words.problems
  const said = did !== null && Object.keys(answer.problems).length === 0 ? words.did[did] : undefined
  return (
    <DeskPage
      {...frame}
      sentence={words.sentence(own.week.reduce((sum, one) => sum + one.toMinute - one.fromMinute, 0))}
      lede={words.lede}
    >
      <ErrorSummary
        title={lecturer.problemsTitle}
        problems={Object.entries(answer.problems).flatMap(([field, code]) => {
          const message = sentences[code]
          const fieldId = answer.form === null ? undefined : fieldIdOf(answer.form, field)
          return message ? [{ message, ...(fieldId ? { fieldId } : {}) }] : []
        })}
      />
      {said && <Notice>{said}</Notice>}
      <div className="split">
        <Week own={own} answer={answer} />
        <div>
          <Days own={own} answer={answer} today={today} />
          <OwnTime own={own} answer={answer} today={today} />
          <section className="stack-s" aria-labelledby="limits">
            <h2 id="limits">{words.limits}</h2>
            <p>
              {words.limitWords(own.limits.dayLimit, own.limits.monthLimit, own.limits.travelLimitMinutes)}
            </p>
            <p className="quiet small">{words.limitsMore}</p>
          </section>
        </div>
      </div>
    </DeskPage>
  )
}

/** Fields of the three forms that add something have ids of their own. */
const FIELDS: Record<string, readonly string[]> = {
  'week-add': ['weekday', 'fromMinute', 'toMinute'],
  'day-add': ['kind', 'day', 'fromMinute', 'toMinute'],
  'time-keep': ['kind', 'fromDay', 'fromTime', 'toDay', 'toTime'],
}
const idOf = (form: string, field: string) => `${form}-${field}`
function fieldIdOf(form: string, field: string): string | undefined {
  return FIELDS[form]?.includes(field) ? idOf(form, field) : undefined
}

function Week({ own, answer }: { own: Own; answer: Answer }) {
  const { lecturer, format } = useMessages()
  const { availability: words } = lecturer
  const { typed, error } = useForm(answer, 'week-add')
  const seen = weekText(own.week)
  const id = (field: string) => idOf('week-add', field)
  return (
    <section aria-labelledby="week" className="stack">
      <h2 id="week">{words.week}</h2>
      <p className="quiet small">{words.weekMore}</p>
      <ul className="plainlist">
        {WEEKDAYS.map((weekday) => {
          const spans = own.week.filter((one) => one.weekday === weekday)
          const day = format.weekday(dayOf(weekday))
          return (
            <li key={weekday} className="week-day">
              <b>{day}</b>
              <div>
                {spans.length === 0 && <p className="quiet closed">{words.closed}</p>}
                {spans.map((span) => (
                  <form
                    method="post"
                    action={`${HERE}?do=week-drop`}
                    className="span-row"
                    key={span.fromMinute}
                  >
                    <input type="hidden" name="seen" value={seen} />
                    <input type="hidden" name="weekday" value={weekday} />
                    <input type="hidden" name="fromMinute" value={clockOf(span.fromMinute)} />
                    <span>{spanText(span)}</span>
                    <button className="btn text">
                      {words.drop}
                      <span className="vh"> {words.dropWhat(day, spanText(span))}</span>
                    </button>
                  </form>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
      <form method="post" action={`${HERE}?do=week-add`} className="stack-s">
        <h3>{words.add}</h3>
        <input type="hidden" name="seen" value={seen} />
        <div className="inline-fields">
          <SelectField
            name="weekday"
            id={id('weekday')}
            label={words.weekday}
            value={typed.weekday}
            error={error('weekday')}
            options={WEEKDAYS.map((weekday) => ({
              value: String(weekday),
              label: format.weekday(dayOf(weekday)),
            }))}
          />
          <Field
            name="fromMinute"
            id={id('fromMinute')}
            type="time"
            label={words.from}
            value={typed.fromMinute ?? '19:00'}
            error={error('fromMinute')}
          />
          <Field
            name="toMinute"
            id={id('toMinute')}
            type="time"
            label={words.to}
            value={typed.toMinute ?? '21:00'}
            error={error('toMinute')}
          />
        </div>
        <button className="btn">{words.addGo}</button>
      </form>
    </section>
  )
}

const isWholeDay = ({ fromMinute, toMinute }: { fromMinute: number; toMinute: number }) =>
  fromMinute === 0 && toMinute === 24 * 60

function Days({ own, answer, today }: { own: Own; answer: Answer; today: CalendarDay }) {
  const { lecturer, format } = useMessages()
  const { availability: words } = lecturer
  const { typed, error } = useForm(answer, 'day-add')
  const id = (field: string) => idOf('day-add', field)
  return (
    <section aria-labelledby="days" className="stack-s">
      <h2 id="days">{words.days}</h2>
      {own.exceptions.length === 0 ? (
        <p className="quiet">{words.daysNone}</p>
      ) : (
        <ul className="plainlist">
          {own.exceptions.map((one) => (
            <li key={one.id}>
              <form method="post" action={`${HERE}?do=day-drop`} className="span-row">
                <input type="hidden" name="exception" value={one.id} />
                <span>
                  {format.dateLine(one.day)}{' '}
                  {one.open
                    ? words.dayWords.more(spanText(one))
                    : isWholeDay(one)
                      ? words.dayWords.off
                      : words.dayWords.less(spanText(one))}
                </span>
                <button className="btn text">
                  {words.dayBack}
                  <span className="vh"> {format.dateLine(one.day)}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <details open={answer.form === 'day-add'}>
        <summary>{words.dayGo}</summary>
        <form method="post" action={`${HERE}?do=day-add`} className="stack">
          <div className="inline-fields">
            <Field
              name="day"
              id={id('day')}
              type="date"
              label={words.day}
              value={typed.day ?? today}
              error={error('day')}
            />
            <SelectField
              name="kind"
              id={id('kind')}
              label={words.dayKind}
              value={typed.kind}
              error={error('kind')}
              options={(['off', 'less', 'more'] as const).map((value) => ({
                value,
                label: words.dayKinds[value],
              }))}
            />
          </div>
          <div className="inline-fields">
            <Field
              name="fromMinute"
              id={id('fromMinute')}
              type="time"
              label={words.from}
              value={typed.fromMinute}
              error={error('fromMinute')}
            />
            <Field
              name="toMinute"
              id={id('toMinute')}
              type="time"
              label={words.to}
              value={typed.toMinute}
              error={error('toMinute')}
            />
          </div>
          <p className="quiet small">{words.dayHint}</p>
          <button className="btn plain">{words.dayGo}</button>
        </form>
      </details>
    </section>
  )
}

function OwnTime({ own, answer, today }: { own: Own; answer: Answer; today: CalendarDay }) {
  const { lecturer, format } = useMessages()
  const { availability: words } = lecturer
  const { typed, error } = useForm(answer, 'time-keep')
  const id = (field: string) => idOf('time-keep', field)
  const at = (instant: Date) => `${format.day(dayAt(instant))} ${timeOfDay(instant)}`
  return (
    <section aria-labelledby="own" className="stack-s">
      <h2 id="own">{words.own}</h2>
      {own.ownTime.length === 0 ? (
        <p className="quiet">{words.ownNone}</p>
      ) : (
        <ul className="plainlist">
          {own.ownTime.map((one) => (
            <li key={one.id}>
              <form method="post" action={`${HERE}?do=time-free`} className="span-row">
                <input type="hidden" name="engagement" value={one.id} />
                <input type="hidden" name="version" value={one.version} />
                <span>
                  <b>{lecturer.calendar.kinds[one.kind]}</b>{' '}
                  {words.ownWords(at(one.during.from), at(one.during.to))}
                </span>
                <button className="btn text">
                  {words.ownBack}
                  <span className="vh"> {at(one.during.from)}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <details open={answer.form === 'time-keep'}>
        <summary>{words.ownGo}</summary>
        <form method="post" action={`${HERE}?do=time-keep`} className="stack">
          <SelectField
            name="kind"
            id={id('kind')}
            label={words.ownKind}
            value={typed.kind}
            error={error('kind')}
            options={(['leave', 'block'] as const).map((value) => ({ value, label: words.ownKinds[value] }))}
          />
          {(['from', 'to'] as const).map((end) => (
            <div className="inline-fields" key={end}>
              <Field
                name={`${end}Day`}
                id={id(`${end}Day`)}
                type="date"
                label={words[`${end}Day`]}
                value={typed[`${end}Day`] ?? addDays(today, 1)}
                error={error(`${end}Day`)}
              />
              <Field
                name={`${end}Time`}
                id={id(`${end}Time`)}
                type="time"
                label={words[`${end}Time`]}
                value={typed[`${end}Time`] ?? (end === 'from' ? '08:00' : '21:00')}
                error={error(`${end}Time`)}
              />
            </div>
          ))}
          <button className="btn plain">{words.ownGo}</button>
        </form>
      </details>
    </section>
  )
}
