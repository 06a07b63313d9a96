import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useState, type ReactNode } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Stepper } from '#app/components/stepper.tsx'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { officeMenu, titleOfTopic } from '#app/domains/lectures/office-menu.queries.server.ts'
import { officeOrder, officeOrders } from '#app/domains/lectures/office-orders.queries.server.ts'
import { parseWish, placeSchema, waySchema, needField } from '#app/domains/lectures/order-form.schema.ts'
import { placeAgain, placeOrder } from '#app/domains/lectures/order-place.server.ts'
import { lecturerNeeds } from '#app/domains/lectures/order.policy.ts'
import { topicCodeSchema } from '#app/domains/lectures/order.schema.ts'
import type { SlotLost } from '#app/domains/lectures/order-step.server.ts'
import type { FreeSlot } from '#app/domains/lectures/slot-search.policy.ts'
import { mostSeats, weekOfSlots } from '#app/domains/lectures/week-slots.queries.server.ts'
import { readOfficeCounts } from '#app/domains/supervision/need-counts.queries.server.ts'
import { isId } from '#app/http/ids.ts'
import { toDid } from '#app/http/did.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { addDays, dayAt, isCalendarDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { orderProblem, SizeFields, WishFields } from './order-fields.tsx'
import { Nearest, slotValue, WeekGrid } from './week-grid.tsx'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.orders.order.title }

/** How far ahead the wished days reach when nobody has said otherwise. */
const WISH_DAYS = 27

/** The office's own order that this page may send again; null: a new one. Leads to its page where it goes no further. */
async function orderToSend(actor: Actor, id: string, code: string) {
  const found = isId(id) ? await officeOrder(actor, id) : null
  if (!found || found.side !== 'own') throw notFound()
  if (found.topicCode !== code) throw redirect(`/office/menu/${found.topicCode}?order=${id}&version=1`, 303)
  if (!found.acts.includes('name') && !found.acts.includes('request'))
    throw redirect(`/office/orders/${id}`, 303)
  return found
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const code = params.topic ?? ''
  if (!topicCodeSchema.safeParse(code).success) throw notFound()
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const [desk, menu, counts, most] = await Promise.all([
    deskFor(actor),
    officeMenu(actor),
    readOfficeCounts(actor),
    mostSeats(actor),
  ])
  const topic = menu.lines.find((line) => line.code === code)
  if (!topic) {
    const title = await titleOfTopic(actor, code)
    if (!title) throw notFound()
    return { desk, gone: title }
  }
  const order = asked.version ? await orderToSend(actor, asked.order ?? '', code) : null
  const needs = order?.needs ?? Object.fromEntries(counts.needs)
  const today = dayAt(now())
  const usual: Record<string, string> = {
    // As many as are on the register, and as the largest room holds.
    seats: String(order?.seats ?? Math.max(1, Math.min(counts.adults, most ?? counts.adults))),
    regime: order?.regime ?? 'adults',
    ...Object.fromEntries(
      lecturerNeeds.map((need) => [needField(need), needs[need] ? String(needs[need]) : '']),
    ),
    wantedFrom: order?.wantedFrom ?? addDays(today, 1),
    wantedTo: order?.wantedTo ?? addDays(today, 1 + WISH_DAYS),
    wantedTime: order?.wantedTime ?? 'any',
  }
  const typed: Record<string, string> = { ...usual, ...asked }
  const seats = /^\d{1,3}$/.test(typed.seats!) ? Number(typed.seats) : Number(usual.seats)
  const wantedWeek = asked.week ?? (order && order.wantedFrom > today ? order.wantedFrom : '')
  const week = await weekOfSlots(actor, {
    topic,
    seats: order && !order.acts.includes('change') ? order.seatsTaken : seats,
    week: isCalendarDay(wantedWeek) ? wantedWeek : null,
    lecturerId: asked.lecturer ?? null,
    roomId: asked.room ?? null,
  })
  // Sessions of other offices on the topic that are open: one class for both.
  const { joinable } = await officeOrders(actor)
  const group = menu.titles.find(({ menu: letter }) => letter === topic.menu)
  return {
    ...{ desk, gone: null, typed, week, delegated: menu.delegated, delegatedTo: menu.delegatedTo },
    topic: {
      ...{ code, minutes: topic.minutes, title: { zh: topic.fullZh, en: topic.fullEn } },
      group: { zh: group?.groupZh ?? '', en: group?.groupEn ?? '' },
      roomNeeds: topic.roomNeeds,
      others: Math.max(0, (topic.demand?.offices ?? 0) - (isOwnWaiting(topic.running?.state) ? 1 : 0)),
    },
    people: { adults: counts.adults, minors: counts.minors },
    together: joinable
      .filter(({ topicCode }) => topicCode === code)
      .map(({ id, office }) => ({ id, office })),
    // Of one that begins: the id it will have, so that a form that is sent twice is one order.
    order: order
      ? { id: order.id, version: order.version, changes: order.acts.includes('change') }
      : { id: isId(asked.order ?? '') ? asked.order! : uuidv7(), version: null, changes: true },
  }
}

/** The office's own order counts among those that wait. */
const isOwnWaiting = (state: string | undefined) =>
  state === 'requested' || state === 'declined' || state === 'expired' || state === 'cancelled-by-lecturer'

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const code = params.topic ?? ''
  if (!topicCodeSchema.safeParse(code).success) throw notFound()
  const fields = await readForm(request)
  const refuse = (problems: Record<string, string>, status: 400 | 409, next: FreeSlot[] = []) =>
    data({ problems, typed: fields, next }, status)

  const place = parseFields(fields, placeSchema)
  const way = parseFields(fields, waySchema)
  const { order: orderId, version } = place.ok ? place.value : { order: '', version: undefined }
  // Of one that is there, what it wants is part of the form only while that is open.
  const there = version === undefined ? null : await officeOrder(actor, orderId)
  if (version !== undefined && there?.side !== 'own') throw notFound()
  const wished = !there || there.acts.includes('change')
  const wish = wished ? parseWish(code, fields, way.ok ? way.value : null) : null
  const problems = {
    ...(place.ok ? {} : place.problems),
    ...(wish && !wish.ok ? wish.problems : {}),
    ...(way.ok ? {} : way.problems),
  }
  if (!place.ok || !way.ok || (wish && !wish.ok)) return refuse(problems, 400)

  const sent =
    version === undefined
      ? await placeOrder(actor, orderId, wish!.value, way.value)
      : await placeAgain(actor, orderId, version, wish?.value ?? null, way.value)
  if (!isRefused(sent)) throw redirect(toDid(`/office/orders/${orderId}`, 'sent'), 303)
  if (sent.refused === 'placed-before') {
    // The same form once more: what it made stands. A key of somebody else's is nobody's order.
    const mine = await officeOrder(actor, orderId)
    if (mine?.side === 'own') throw redirect(toDid(`/office/orders/${orderId}`, 'before'), 303)
    return refuse({ slot: 'order-missing' }, 409)
  }
  // Of a slot, its week is what is wanted: the slot itself is then past or too far away.
  const ofSlot = 'slot' in way.value
  if (sent.refused === 'wanted-past' || sent.refused === 'wanted-far') {
    if (!ofSlot) return refuse({ wantedTo: sent.refused }, 400)
    return refuse({ slot: sent.refused === 'wanted-past' ? 'past' : 'too-far-ahead' }, 409)
  }
  return refuse({ slot: sent.refused }, 409, nextOf(sent))
}

/** What is still free, where a time was lost. */
const nextOf = (lost: object): FreeSlot[] => ('next' in lost ? (lost as SlotLost).next : [])

export default function OrderFormPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { orders, locale } = messages
  const viewing = useViewing()
  const frame = deskProps(page.desk, '/office/menu', messages)
  const answer = useActionData<typeof action>()
  if (page.gone)
    return (
      <DeskPage viewing={viewing} {...frame} sentence={page.gone[locale]}>
        {answer && <Problems answer={answer} />}
        <EmptyState
          title={orders.order.gone}
          words={orders.order.goneMore}
          action={<a href="/office/menu">{orders.order.toMenu}</a>}
        />
      </DeskPage>
    )
  return <Form page={page} />
}

type Page = Exclude<ReturnType<typeof useLoaderData<typeof loader>>, { gone: { zh: string; en: string } }>
type Answer = NonNullable<ReturnType<typeof useActionData<typeof action>>>

function Problems({ answer }: { answer: Answer }) {
  const { orders } = useMessages()
  return (
    <ErrorSummary
      title={orders.problemSent}
      problems={Object.entries(answer.problems).map(([field, code]) => ({
        message: orderProblem(orders, code),
        fieldId: field === 'order' || field === 'version' ? undefined : field,
      }))}
    />
  )
}

function Form({ page }: { page: Page }) {
  const { topic, week, order, people } = page
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { orders, locale } = messages
  const words = orders.order
  const typed: Partial<Record<string, string>> = answer?.typed ?? page.typed
  const error = (field: string) => {
    const code = answer?.problems[field]
    return code === undefined ? undefined : orderProblem(orders, code)
  }
  const [chosen, choose] = useState(typed.slot)
  const lecturer =
    typed.lecturer && week.lecturers.some(({ id }) => id === typed.lecturer) ? typed.lecturer : ''
  const title = topic.title[locale]
  const next = answer?.next ?? []
  const all = [...next, ...week.free, ...week.nearest]
  const picked = all.find((slot) => slotValue(slot) === chosen)
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/menu', messages)}
      sentence={order.version === null ? words.sentence(title) : words.again(title)}
      lede={`${words.lede(topic.code, topic.minutes, topic.group[locale])}${words.alsoWanted(topic.others)}`}
      actions={<Stepper label={words.steps.label} steps={words.steps.names} current={1} />}
    >
      {answer && <Problems answer={answer} />}
      {!page.delegated && <Notice tone="todo">{orders.menu.notDelegated}</Notice>}
      {page.delegated && page.delegatedTo && (
        <Notice tone="todo">{orders.menu.delegationEnds(page.delegatedTo)}</Notice>
      )}
      <form method="post" className="cols-2 orderform">
        <input type="hidden" name="order" value={order.id} />
        {order.version !== null && <input type="hidden" name="version" value={order.version} />}
        <div className="stack">
          <fieldset id="lecturer">
            <legend className="ask-words">{words.who}</legend>
            {error('lecturer') && <p className="err">{error('lecturer')}</p>}
            <div className="picks">
              <Pick name="lecturer" value="" checked={lecturer === ''} title={words.anyone}>
                {words.slots(week.lecturers.reduce((sum, one) => sum + one.slots, 0))}
              </Pick>
              {week.lecturers.map((one) => (
                <Pick
                  key={one.id}
                  name="lecturer"
                  value={one.id}
                  checked={lecturer === one.id}
                  title={one.name}
                >
                  {[
                    one.credentials[locale],
                    ...(['dialect', 'sign'] as const)
                      .filter((language) => one.languages.includes(language))
                      .map((language) => orders.languages[language]),
                    one.taughtHere > 0 ? words.taughtHere(one.taughtHere) : '',
                    words.slots(one.slots),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Pick>
              ))}
            </div>
          </fieldset>
          {week.rooms.length === 0 ? (
            <Notice tone="todo">{words.noRoom}</Notice>
          ) : (
            <fieldset>
              <legend className="ask-words">{words.whichRoom}</legend>
              <div className="row roomrow">
                <select
                  className="box"
                  name="room"
                  aria-label={words.whichRoom}
                  defaultValue={week.roomId ?? ''}
                >
                  <option value="">{words.anyRoom}</option>
                  {week.rooms.map((room) => (
                    <option key={room.id} value={room.id}>
                      {words.roomOption(room[locale], room.capacity)}
                    </option>
                  ))}
                </select>
                <button className="btn soft" formMethod="get" formNoValidate name="week" value={week.monday}>
                  {words.look}
                </button>
              </div>
            </fieldset>
          )}
          <fieldset id="slot" onChange={(event) => choose((event.target as HTMLInputElement).value)}>
            <legend className="ask-words">{words.when}</legend>
            {error('slot') && <p className="err">{error('slot')}</p>}
            {next.length > 0 && (
              <Nearest week={week} slots={next} title={words.nextFree} chosen={typed.slot} />
            )}
            <WeekGrid week={week} chosen={typed.slot} names={week.lecturerId === null} />
            {page.together.map(({ id, office }) => (
              <p className="quiet small" key={id}>
                {words.together(office[locale])} <a href={`/office/orders/${id}`}>{words.togetherGo}</a>
              </p>
            ))}
            <div className="notime">
              <p className="ask-words">{words.noTime}</p>
              <p className="quiet small">{words.noTimeHint}</p>
              <div className="picks">
                {(['anyone', 'none', 'named'] as const).map((way) => (
                  <Pick
                    key={way}
                    name="slot"
                    value={way}
                    checked={typed.slot === way}
                    title={way === 'named' ? words.named : orders.asked[way]}
                  >
                    {way === 'named' ? words.namedHint : null}
                  </Pick>
                ))}
              </div>
            </div>
          </fieldset>
          {order.changes && (
            <fieldset>
              <legend className="ask-words">{words.wish}</legend>
              <WishFields typed={typed} error={error} />
            </fieldset>
          )}
        </div>
        <section className="stack orderside" aria-labelledby="audience">
          {picked && (
            <Notice>
              <p>
                <b>{orders.when(picked.start, picked.end, dayAt(picked.start))}</b>
              </p>
              <p>
                {[
                  week.lecturers.find(({ id }) => id === picked.lecturerId)?.name,
                  week.rooms.find(({ id }) => id === picked.roomId)?.[locale],
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </Notice>
          )}
          <h2 id="audience">{words.audience}</h2>
          {order.changes ? (
            <>
              <SizeFields
                typed={typed}
                error={error}
                hint={
                  typed.regime === 'minors'
                    ? words.seatsHintMinors(people.minors)
                    : words.seatsHint(people.adults)
                }
              />
              {order.version === null ? (
                <fieldset className={error('regime') ? 'field bad' : 'field'} id="regime">
                  <legend className="ask-words">{words.regime}</legend>
                  <p className="hint">{words.regimeHint}</p>
                  {error('regime') && <p className="err">{error('regime')}</p>}
                  <div className="row">
                    {(['adults', 'minors'] as const).map((regime) => (
                      <label className="tick" key={regime}>
                        <input
                          type="radio"
                          name="regime"
                          value={regime}
                          defaultChecked={typed.regime === regime}
                        />
                        {orders.regimes[regime]}
                      </label>
                    ))}
                  </div>
                </fieldset>
              ) : (
                <input type="hidden" name="regime" value={typed.regime} />
              )}
            </>
          ) : (
            <p>{orders.people(Number(typed.seats))}</p>
          )}
          {topic.roomNeeds.length > 0 && (
            <p className="quiet small">
              {orders.menu.room}
              {messages.common.colon}
              {messages.common.list(topic.roomNeeds.map((need) => orders.equipment[need]))}
            </p>
          )}
          <button className="btn wide" disabled={!page.delegated}>
            {words.send}
          </button>
          <p className="quiet small">{words.sendHint}</p>
        </section>
      </form>
    </DeskPage>
  )
}

function Pick({
  name,
  value,
  checked,
  title,
  children,
}: {
  name: string
  value: string
  checked: boolean
  title: string
  children: ReactNode
}) {
  return (
    <label className="pick">
      <input type="radio" name={name} value={value} defaultChecked={checked} />
      <span>
        <b>{title}</b>
        {children && <small className="quiet">{children}</small>}
      </span>
    </label>
  )
}
