import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { dayOfQuery } from '#app/domains/lectures/calendar-view.schema.ts'
import { lecturerOrder } from '#app/domains/lectures/lecturer-calendar.queries.server.ts'
import { listLecturers } from '#app/domains/lectures/lecturers.queries.server.ts'
import { nextStep, type OrderReason } from '#app/domains/lectures/order.policy.ts'
import { ownSlots } from '#app/domains/lectures/own-slots.queries.server.ts'
import { possibleSubstitutes } from '#app/domains/lectures/slots.queries.server.ts'
import { findAnyModule } from '#app/domains/learning/lessons.server.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { LECTURER_ACTS, takeLecturerAct } from './order-forms.server.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.lecturer.order.title }

/** Reasons that are a lecturer's to give. */
const REASONS: readonly OrderReason[] = [
  ...(['time-does-not-fit', 'other-duty', 'ill', 'too-far', 'not-qualified', 'weather', 'mistake'] as const),
]

/** What the lecturer may do with it now. */
const ACTS = ['accept', 'decline', 'propose', 'hand-over', 'cancel-by-lecturer', 'teach', 'take'] as const
type Found = NonNullable<Awaited<ReturnType<typeof lecturerOrder>>>
function actsOf({ whose, state, version, during, holdUntil }: Found) {
  return ACTS.filter((act) => {
    if (whose !== (act === 'take' ? 'waiting' : 'own')) return false
    const order = { state, version, during, holdUntil: state === 'expired' ? null : holdUntil }
    return !isRefused(
      nextStep({ act, role: 'lecturer', order, seenVersion: version, reason: 'ill', now: now() }),
    )
  })
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'lecturer')
  const id = params.order ?? ''
  const order = isId(id) ? await lecturerOrder(actor, id) : null
  if (!order) throw notFound()
  const { searchParams } = new URL(request.url)
  const on = dayOfQuery.parse(searchParams.get('on'))
  const acts = actsOf(order)
  const [desk, slots, substitutes] = await Promise.all([
    deskFor(actor),
    acts.includes('propose') || acts.includes('take') ? ownSlots(actor, id, on) : null,
    acts.includes('hand-over') ? colleagues() : [],
  ])
  return {
    ...{ desk, order, acts, slots, substitutes, on },
    handout: findAnyModule(order.topicCode) !== null,
    over: order.state === 'confirmed' && order.during !== null && order.during.to <= now(),
    did: didOf(searchParams.get('did'))?.what ?? null,
  }

  async function colleagues() {
    const [ids, all] = await Promise.all([possibleSubstitutes(actor, id), listLecturers(actor)])
    return all.filter((one) => ids.includes(one.id)).map(({ id: lecturerId, name }) => ({ lecturerId, name }))
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'lecturer')
  const id = params.order ?? ''
  const fields = await readForm(request)
  const doing = new URL(request.url).searchParams.get('do')
  const act = LECTURER_ACTS.find((one) => one === doing)
  const order = isId(id) ? await lecturerOrder(actor, id) : null
  if (!order) {
    // Whoever was a moment too late to take it reads so among what still waits; the answer is the same for any id.
    if (act === 'take' && fields.version) throw redirect(toDid('/lecturer', 'gone'), 303)
    throw notFound()
  }
  const refuse = (problems: Record<string, string>, status: number) =>
    data({ act: act ?? null, problems, typed: fields, start: order.version }, status)
  if (!act) return refuse({ act: 'act-missing' }, 400)
  const taken = await takeLecturerAct(actor, act, { id, topicCode: order.topicCode }, fields)
  if (taken.ok) return redirect(toDid(`/lecturer/orders/${taken.orderId}`, taken.did), 303)
  if (taken.lost && !(await lecturerOrder(actor, id))) throw redirect(toDid('/lecturer', 'gone'), 303)
  return refuse(taken.problems, taken.status)
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>
type Answer = { act: string | null; problems: Record<string, string>; typed: Record<string, string> }
const NOTHING: Answer = { act: null, problems: {}, typed: {} }

const wordsOf = (words: Messages['lecturer'], code: string | undefined): string | undefined =>
  code === undefined ? undefined : (words.order.problems as Record<string, string>)[code]

function sentenceOf(
  { order, over }: Page,
  { order: words, states }: Messages['lecturer'],
  title: string,
): string {
  const { sentence } = words
  if (order.whose === 'waiting') return sentence.waiting(title)
  if (order.whose !== 'own') return sentence.other(title, states[order.state])
  switch (order.state) {
    case 'held':
    case 'proposed':
    case 'accepted':
      return sentence[order.state](title)
    case 'confirmed':
      return over ? sentence.over(title) : sentence.confirmed(title)
    case 'taught':
    case 'closed':
      return sentence.taught(title)
    default:
      return sentence.other(title, states[order.state])
  }
}

export default function LecturerOrderPage() {
  const page = useLoaderData<typeof loader>()
  const answer: Answer = useActionData<typeof action>() ?? NOTHING
  const messages = useMessages()
  const { lecturer, locale } = messages
  const { order, acts } = page
  const { order: words } = lecturer
  const title = order.title[locale]
  const did = page.did === null || answer.act !== null ? undefined : words.did[page.did]
  const main = acts.includes('accept') || acts.includes('take') || acts.includes('teach')
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/lecturer', messages)}
      sentence={sentenceOf(page, lecturer, title)}
      lede={
        order.whose === 'own' && order.state === 'held' && order.holdUntil
          ? words.heldLede(dayAt(order.holdUntil), timeOfDay(order.holdUntil))
          : undefined
      }
      actions={
        <a className="btn text" href="/lecturer">
          {words.back}
        </a>
      }
    >
      <ErrorSummary
        title={lecturer.problemsTitle}
        problems={Object.entries(answer.problems).flatMap(([field, code]) => {
          const message = wordsOf(lecturer, code)
          return message ? [{ message, ...fieldOf(field, answer, page) }] : []
        })}
      />
      {answer.problems.slot === 'others-first' && <GiveFirst page={page} answer={answer} />}
      {did && <Notice>{did}</Notice>}
      <div className="split">
        <Brief page={page} />
        <section aria-label={words.title} className="class-acts no-print">
          {acts.includes('accept') && (
            <ActForm page={page} act="accept">
              <button className="btn">{words.accept}</button>
              <p className="quiet small">{words.acceptMore}</p>
            </ActForm>
          )}
          {acts.includes('teach') && (
            <ActForm page={page} act="teach">
              <button className="btn">{words.teach}</button>
              <p className="quiet small">{words.teachMore}</p>
            </ActForm>
          )}
          {acts.includes('take') && (
            <div>
              <h2>{words.take}</h2>
              <p className="quiet small">{words.takeMore}</p>
              <Look page={page} />
              <ActForm page={page} act="take">
                <Times page={page} answer={answer} act="take" />
                <button className="btn">{words.takeGo}</button>
              </ActForm>
            </div>
          )}
          {acts.includes('propose') && (
            <Fold act="propose" title={words.propose} more={words.proposeMore} page={page} answer={answer}>
              <Look page={page} />
              <ActForm page={page} act="propose">
                <Times page={page} answer={answer} act="propose" />
                <Reason answer={answer} act="propose" />
                <button className={main ? 'btn plain' : 'btn'}>{words.proposeGo}</button>
              </ActForm>
            </Fold>
          )}
          {acts.includes('hand-over') && (
            <Fold
              act="hand-over"
              title={words.handOver}
              more={words.handOverMore}
              page={page}
              answer={answer}
            >
              {page.substitutes.length === 0 ? (
                <p>{words.handOverNobody}</p>
              ) : (
                <ActForm page={page} act="hand-over">
                  <SelectField
                    name="substitute"
                    label={words.handOverTo}
                    ask={words.chooseColleague}
                    value={answer.act === 'hand-over' ? answer.typed.substitute : undefined}
                    error={
                      answer.act === 'hand-over' ? wordsOf(lecturer, answer.problems.substitute) : undefined
                    }
                    options={page.substitutes.map(({ lecturerId, name }) => ({
                      value: lecturerId,
                      label: name,
                    }))}
                  />
                  <Reason answer={answer} act="hand-over" />
                  <button className="btn plain">{words.handOverGo}</button>
                </ActForm>
              )}
            </Fold>
          )}
          {acts.includes('decline') && (
            <Fold act="decline" title={words.decline} more={words.declineMore} page={page} answer={answer}>
              <ActForm page={page} act="decline">
                <Reason answer={answer} act="decline" />
                <button className="btn plain">{words.declineGo}</button>
              </ActForm>
            </Fold>
          )}
          {acts.includes('cancel-by-lecturer') && (
            <Fold act="cancel" title={words.cancel} more={words.cancelMore} page={page} answer={answer}>
              <ActForm page={page} act="cancel">
                <Reason answer={answer} act="cancel" />
                <button className="btn plain">{words.cancelGo}</button>
              </ActForm>
            </Fold>
          )}
        </section>
      </div>
    </DeskPage>
  )
}

/** Where the line of the summary leads; nowhere for what is no field of this page. */
function fieldOf(field: string, { act }: Answer, { acts }: Page): { fieldId?: string } {
  if (field === 'reason' && act) return { fieldId: `reason-${act}` }
  const known = ['slot', 'day', 'time', 'room', 'substitute']
  const shown = acts.some((one) => one === act)
  return known.includes(field) && shown ? { fieldId: field } : {}
}

function ActForm({ page, act, children }: { page: Page; act: string; children: ReactNode }) {
  const { order } = page
  return (
    <form method="post" action={`/lecturer/orders/${order.id}?do=${act}`}>
      <input type="hidden" name="version" value={order.version} />
      {children}
    </form>
  )
}

function Fold({
  act,
  title,
  more,
  page,
  answer,
  children,
}: {
  act: string
  title: string
  more: string
  page: Page
  answer: Answer
  children: ReactNode
}) {
  return (
    <details open={answer.act === act || (act === 'propose' && page.on !== null)}>
      <summary>{title}</summary>
      <p className="quiet small">{more}</p>
      {children}
    </details>
  )
}

function Reason({ answer, act }: { answer: Answer; act: string }) {
  const { lecturer } = useMessages()
  const own = answer.act === act
  return (
    <SelectField
      name="reason"
      id={`reason-${act}`}
      label={lecturer.order.reason}
      ask={lecturer.order.chooseReason}
      value={own ? answer.typed.reason : undefined}
      error={own ? wordsOf(lecturer, answer.problems.reason) : undefined}
      options={REASONS.map((value) => ({ value, label: lecturer.reasons[value] }))}
    />
  )
}

/** Another fortnight to look at; a plain form that only reads. */
function Look({ page }: { page: Page }) {
  const { lecturer } = useMessages()
  const { order: words } = lecturer
  return (
    <form method="get" action={`/lecturer/orders/${page.order.id}`} className="smallform">
      <Field name="on" type="date" label={words.look} value={page.on ?? page.order.wantedFrom} />
      <button className="btn soft">{words.lookGo}</button>
    </form>
  )
}

/** Times of the lecturer's own hours, and one that they write. */
function Times({ page, answer, act }: { page: Page; answer: Answer; act: string }) {
  const { lecturer, locale } = useMessages()
  const { order: words } = lecturer
  const { order, slots } = page
  const own = answer.act === act
  const typed = own ? answer.typed : NOTHING.typed
  const problems = own ? answer.problems : NOTHING.problems
  const found = slots ? [...slots.slots, ...slots.nearest] : []
  const error = wordsOf(lecturer, problems.slot)
  const room = (id: string) => order.rooms.find((one) => one.id === id)
  const roomName = (one: Found['rooms'][number]) => (locale === 'zh' ? one.nameZh : one.nameEn)
  return (
    <>
      <fieldset
        className={error ? 'field bad' : undefined}
        aria-describedby={error ? 'slot-error' : undefined}
      >
        <legend className="ask-words">{words.slots}</legend>
        {error && (
          <p className="err" id="slot-error">
            {error}
          </p>
        )}
        {slots && slots.slots.length === 0 && (
          <p className="quiet small">
            {slots.nearest.length > 0 ? words.nearest(slots.givenUp) : words.noSlots}
          </p>
        )}
        <div className="options">
          {found.map((slot, index) => {
            const day = dayAt(slot.start)
            const at = room(slot.roomId)
            const value = `${slot.lecturerId}.${slot.roomId}.${day}T${timeOfDay(slot.start)}`
            return (
              <label className="option" key={value}>
                <input
                  type="radio"
                  name="slot"
                  id={index === 0 ? 'slot' : undefined}
                  value={value}
                  defaultChecked={typed.slot === value}
                />
                <span>
                  {words.slotWords(day, timeOfDay(slot.start), timeOfDay(slot.end))}
                  <small>
                    {at && words.slotRoom(roomName(at), at.travelMinutes)}
                    {slot.dayOff && <> · {words.dayOff}</>}
                  </small>
                </span>
              </label>
            )
          })}
          <label className="option">
            <input
              type="radio"
              name="slot"
              id={found.length === 0 ? 'slot' : undefined}
              value="other"
              defaultChecked={typed.slot === 'other'}
            />
            <span>
              {words.other}
              <small>{words.otherMore}</small>
            </span>
          </label>
        </div>
      </fieldset>
      <div className="inline-fields">
        <Field
          name="day"
          type="date"
          label={words.otherDay}
          value={typed.day}
          error={wordsOf(lecturer, problems.day)}
        />
        <Field
          name="time"
          type="time"
          label={words.otherTime}
          value={typed.time}
          error={wordsOf(lecturer, problems.time)}
        />
      </div>
      <SelectField
        name="room"
        label={words.otherRoom}
        value={typed.room}
        error={wordsOf(lecturer, problems.room)}
        options={order.rooms.map((one) => ({
          value: one.id,
          label: words.roomWords(roomName(one), one.capacity),
        }))}
      />
    </>
  )
}

/** Who asked first is served first: the same time, for whoever it serves first. */
function GiveFirst({ page, answer }: { page: Page; answer: Answer }) {
  const { lecturer } = useMessages()
  const { slot = '', day = '', time = '', room = '' } = answer.typed
  return (
    <ActForm page={page} act="give">
      {Object.entries({ slot, day, time, room }).map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      <p>
        <button className="btn soft">{lecturer.order.giveFirst}</button>
      </p>
    </ActForm>
  )
}

/** What a lecturer must know: numbers and needs, nobody's name. */
function Brief({ page }: { page: Page }) {
  const { lecturer, format, locale, common } = useMessages()
  const { order } = page
  const { order: words } = lecturer
  const office = locale === 'zh' ? order.office.nameZh : order.office.nameEn
  const needs = Object.entries(order.needs).flatMap(([code, count]) => {
    const say = words.needWords[code]
    return say && count > 0 ? [say(count)] : []
  })
  return (
    <section aria-labelledby="brief" className="stack">
      <h2 id="brief">{words.brief}</h2>
      <dl className="brief">
        <div>
          <dt>{words.topic}</dt>
          <dd>
            {words.topicWords(order.topicCode, order.title[locale], order.minutes)}
            {page.handout && (
              <>
                {' '}
                <a className="nb" href={`/lecturer/lessons/${order.topicCode}`}>
                  {words.handout}
                </a>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.when}</dt>
          <dd>
            {order.during ? (
              <>
                {format.dateLine(dayAt(order.during.from))}{' '}
                <span className="nb">{format.timeRange(order.during.from, order.during.to)}</span>
              </>
            ) : (
              words.wantedWhen(order.wantedFrom, order.wantedTo, lecturer.times[order.wantedTime])
            )}
          </dd>
        </div>
        <div>
          <dt>{words.where}</dt>
          <dd>
            {order.place ? words.wherePlace(office, order.place.room[locale]) : office}
            {order.place && (
              <>
                <br />
                <span className="quiet small">{words.travel(order.place.travelMinutes)}</span>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.people}</dt>
          <dd>{words.peopleWords(order.seatsTaken, order.regime)}</dd>
        </div>
        <div>
          <dt>{words.needs}</dt>
          <dd>{needs.length > 0 ? common.list(needs) : words.noNeeds}</dd>
        </div>
      </dl>
      <p className="cap">{words.noNames}</p>
      <details>
        <summary>{words.history}</summary>
        <ol className="plainlist">
          {order.history.map((step) => (
            <li key={step.version}>
              {words.acts[step.act]}
              {step.reason && <> · {words.reasonIs(lecturer.reasons[step.reason])}</>}
              <br />
              <span className="quiet small">
                {words.historyBy[step.actorRole] ?? words.historyBy['system:calendar']} ·{' '}
                {format.day(dayAt(step.at))} {format.time(step.at)}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}
