import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field } from '#app/components/field.tsx'
import { Stepper } from '#app/components/stepper.tsx'
import type { OccasionState } from '#app/domains/attendance/occasion.policy.ts'
import { occasionOfSource } from '#app/domains/attendance/occasions.queries.server.ts'
import { officeOrder, type OrderPage } from '#app/domains/lectures/office-orders.queries.server.ts'
import { needField } from '#app/domains/lectures/order-form.schema.ts'
import { stepsDone } from '#app/domains/lectures/order-groups.policy.ts'
import { lecturerNeeds, OFFICE_REASONS, type OrderAct } from '#app/domains/lectures/order.policy.ts'
import { weekOfSlots, type WeekOfSlots } from '#app/domains/lectures/week-slots.queries.server.ts'
import { didOf } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, isCalendarDay } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { takeOrderAct } from './order-acts.server.ts'
import { orderProblem, ReasonField, SizeFields, WishFields } from './order-fields.tsx'
import { OrderState } from './order-table.tsx'
import { Nearest, WeekGrid } from './week-grid.tsx'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.orders.one.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.order ?? ''
  const order = isId(id) ? await officeOrder(actor, id) : null
  if (!order) throw notFound()
  const asked = new URL(request.url).searchParams
  const week = asked.get('week') ?? ''
  const occasion = order.side === 'open' ? null : await occasionOfSource(actor, 'lecture', id)
  const moves = order.acts.includes('reschedule') && order.during && order.lecturer && order.room
  return {
    ...{ desk: await deskFor(actor), order, did: didOf(asked.get('did'))?.what ?? null },
    ...{ role: actor.role, moving: week !== '' },
    classOf: occasion && classLink(occasion, order.during, now()),
    week: moves
      ? await weekOfSlots(actor, {
          topic: { code: order.topicCode, minutes: order.minutes, roomNeeds: order.roomNeeds },
          ...{ seats: order.seatsTaken, lecturerId: order.lecturer!.id, roomId: null },
          week: isCalendarDay(week) ? week : dayAt(order.during!.from),
          moving: {
            ...{ start: order.during!.from, lecturerId: order.lecturer!.id, roomId: order.room!.id },
          },
        })
      : null,
  }
}

type ClassLink = { to: string; next: 'invite' | 'register' }

/** Where the class of an order is, and what is next about it; null for one that is not on. */
function classLink(
  { id, state }: { id: string; state: OccasionState },
  during: OrderPage['during'],
  at: Date,
): ClassLink | null {
  const here = `/office/occasions/${id}`
  if (state === 'planned' && during && during.from > at) return { to: here, next: 'invite' }
  if (state === 'planned' || state === 'took-place') return { to: `${here}/register`, next: 'register' }
  return null
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.order ?? ''
  if (!isId(id) || !(await officeOrder(actor, id))) throw notFound()
  const fields = await readForm(request)
  const refused = await takeOrderAct(actor, id, fields)
  return data({ ...refused, typed: fields }, refused.status)
}

export default function OfficeOrderPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { orders, locale } = messages
  const words = orders.one
  const { order } = page
  const done = stepsDone(order.state)
  const did = page.did && !answer ? (words.did as Record<string, string>)[page.did] : undefined
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/orders', messages)}
      sentence={orders.topic(order.topicCode, order.title[locale])}
      lede={words.what[order.state]}
      actions={<a href="/office/orders">{words.back}</a>}
    >
      {answer && (
        <ErrorSummary
          title={answer.problems.version === 'stale' ? words.changed : orders.problem}
          problems={Object.entries(answer.problems).map(([field, code]) => ({
            message: orderProblem(orders, code),
            fieldId: field === 'version' || field === 'act' ? undefined : `${answer.act}-${field}`,
          }))}
        />
      )}
      {did && (
        <div className="notice said" role="status">
          <p>{did}</p>
        </div>
      )}
      {order.side === 'own' && done !== null && (
        <Stepper label={words.steps.label} steps={words.steps.names} current={done} />
      )}
      <div className="split orderpage">
        <section aria-labelledby="facts">
          <h2 id="facts">
            <OrderState order={order} />
          </h2>
          <Facts order={order} />
          {order.history.length > 0 && <History order={order} />}
        </section>
        <section aria-labelledby="acts">
          <h2 id="acts">{words.acts}</h2>
          {page.classOf && (
            <p>
              <a className={`btn${order.state === 'closed' ? ' plain' : ''}`} href={page.classOf.to}>
                {words.toClass[order.state === 'closed' ? 'see' : page.classOf.next]}
              </a>
            </p>
          )}
          {!(page.classOf && order.state === 'taught') && (
            <Acts order={order} week={page.week} moving={page.moving} answer={answer ?? null} />
          )}
          {page.role === 'social-worker' && order.side === 'own' && order.group !== 'past' && (
            <p className="quiet small">{words.onlyOffice}</p>
          )}
        </section>
      </div>
    </DeskPage>
  )
}

function Facts({ order }: { order: OrderPage }) {
  const { orders, format, locale, common } = useMessages()
  const words = orders.one
  const { facts } = words
  const needs = lecturerNeeds.flatMap((need) => {
    const count = order.needs[need]
    return count ? [orders.needCount(orders.needs[need], count)] : []
  })
  const rows: [string, ReactNode][] = [
    ...(order.side === 'own' ? [] : [[facts.office, order.office[locale]] as [string, ReactNode]]),
    order.during
      ? [
          facts.when,
          <>
            <b>{orders.when(order.during.from, order.during.to, dayAt(order.during.from))}</b>
            {order.holdUntil && (
              <>
                <br />
                <span className="still">
                  {orders.heldUntil(dayAt(order.holdUntil), format.time(order.holdUntil))}
                </span>
              </>
            )}
          </>,
        ]
      : [facts.wanted, orders.wanted(order.wantedFrom, order.wantedTo, orders.times[order.wantedTime])],
    ...(order.room && order.during
      ? [
          [
            facts.where,
            <>
              {order.room[locale]}
              <br />
              <span className="quiet small">{words.travel(order.room.travelMinutes)}</span>
            </>,
          ] as [string, ReactNode],
        ]
      : []),
    order.lecturer
      ? [
          facts.lecturer,
          <>
            {order.lecturer.name}
            {order.credentials && <span className="quiet small"> {order.credentials[locale]}</span>}
          </>,
        ]
      : [facts.asked, orders.asked[order.asked]],
    [
      facts.people,
      order.capacity === null
        ? orders.people(order.seatsTaken)
        : orders.seatsOf(order.seatsTaken, order.capacity),
    ],
    [facts.needs, needs.length > 0 ? common.list(needs) : words.noNeeds],
    [facts.regime, orders.regimes[order.regime]],
    [
      facts.shared,
      order.shares.length > 0
        ? common.list(order.shares.map(({ office, seats }) => words.joinedBy(office[locale], seats)))
        : order.shared
          ? words.open
          : words.notOpen,
    ],
  ]
  return (
    <dl className="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Who did what, when and why; the latest first. */
function History({ order }: { order: OrderPage }) {
  const { orders, words: roles, format } = useMessages()
  const words = orders.one
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <ol className="plainlist history">
        {order.history.toReversed().map((step) => (
          <li key={step.version}>
            <p>
              <b>{orders.acts[step.act]}</b>
              {step.during && timedActs.has(step.act) && (
                <> {orders.when(step.during.from, step.during.to, dayAt(step.during.from))}</>
              )}
              {step.lecturer && namingActs.has(step.act) && <> · {step.lecturer}</>}
            </p>
            <p className="quiet small">
              {format.dateLine(dayAt(step.at))} {format.time(step.at)} ·{' '}
              {words.who(step.name ?? '', roleWord(roles, step.role))}
              {step.reason && <> · {words.because(orders.reasons[step.reason])}</>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

const timedActs: ReadonlySet<string> = new Set(['name', 'take', 'propose', 'reschedule'])
const namingActs: ReadonlySet<string> = new Set(['name', 'take', 'hand-over'])

function roleWord(words: Messages['words'], role: string): string {
  const roles: Record<string, string> = words.roles
  return roles[role] ?? words.roles.system
}

type Answer = {
  act: string
  problems: Record<string, string>
  typed: Record<string, string>
  next: WeekOfSlots['free']
}
type ActProps = { order: OrderPage; week: WeekOfSlots | null; moving: boolean; answer: Answer | null }

function Acts({ order, week, moving, answer }: ActProps) {
  const { orders } = useMessages()
  const words = orders.one
  const may = (act: OrderAct) => order.acts.includes(act)
  const typed = (act: string, usual: Record<string, string> = {}) =>
    answer?.act === act ? { ...usual, ...answer.typed } : usual
  const error = (act: string) => (field: string) => {
    const code = answer?.act === act ? answer.problems[field] : undefined
    return code === undefined ? undefined : orderProblem(orders, code)
  }
  const size = {
    seats: String(order.seats),
    ...Object.fromEntries(
      lecturerNeeds.map((need) => [needField(need), order.needs[need] ? String(order.needs[need]) : '']),
    ),
  }
  const again = may('name') || may('request')
  if (order.acts.filter((act) => act !== 'teach' && act !== 'close').length === 0)
    return <p className="quiet">{words.nothing}</p>
  return (
    <div className="stack acts">
      {again && (
        <p>
          <a
            className="btn"
            href={`/office/menu/${order.topicCode}?order=${order.id}&version=${order.version}`}
          >
            {words.again}
          </a>
        </p>
      )}
      {may('confirm') && (
        <Act order={order} act="confirm">
          <button className="btn">{words.confirm}</button>
          <p className="quiet small">{words.confirmHint}</p>
        </Act>
      )}
      {may('agree') && (
        <Act order={order} act="agree">
          <button className="btn">{words.agree}</button>
        </Act>
      )}
      {may('refuse-proposal') && (
        <Act order={order} act="refuse-proposal">
          <ReasonField
            of={OFFICE_REASONS['refuse-proposal']}
            id="refuse-proposal-reason"
            value={typed('refuse-proposal').reason}
            error={error('refuse-proposal')('reason')}
          />
          <button className="btn soft">{words.refuseProposal}</button>
          <p className="quiet small">{words.refuseProposalHint}</p>
        </Act>
      )}
      {may('join') && (
        <Act order={order} act="join">
          <input type="hidden" name="regime" value={order.regime} />
          <Field
            name="seats"
            id="join-seats"
            label={words.joinSeats}
            inputMode="numeric"
            maxLength={3}
            value={typed('join').seats}
            error={error('join')('seats')}
          />
          <button className="btn">{words.join}</button>
        </Act>
      )}
      {may('leave') && (
        <Act order={order} act="leave">
          <button className="btn soft">{words.leave}</button>
          <p className="quiet small">{words.leaveHint}</p>
        </Act>
      )}
      {may('change') && (
        <Folded title={words.change} open={answer?.act === 'change'}>
          <Act order={order} act="change">
            <WishFields
              id="change-"
              typed={typed('change', {
                ...{ wantedFrom: order.wantedFrom, wantedTo: order.wantedTo, wantedTime: order.wantedTime },
              })}
              error={error('change')}
            />
            <SizeFields id="change-" typed={typed('change', size)} error={error('change')} />
            <button className="btn soft">{words.changeGo}</button>
          </Act>
        </Folded>
      )}
      {may('resize') && (
        <Folded title={words.resize} open={answer?.act === 'resize'}>
          <Act order={order} act="resize">
            <SizeFields id="resize-" typed={typed('resize', size)} error={error('resize')} />
            <button className="btn soft">{words.resizeGo}</button>
          </Act>
        </Folded>
      )}
      {week && (
        <Folded title={words.reschedule} open={moving || answer?.act === 'reschedule'}>
          <Act order={order} act="reschedule">
            <p className="quiet small">{words.rescheduleHint}</p>
            <div id="reschedule-slot">
              {error('reschedule')('slot') && <p className="err">{error('reschedule')('slot')}</p>}
              {answer?.act === 'reschedule' && answer.next.length > 0 && (
                <Nearest
                  week={week}
                  title={orders.order.nextFree}
                  chosen={answer.typed.slot}
                  slots={answer.next.filter(({ lecturerId }) => lecturerId === order.lecturer?.id)}
                />
              )}
              <WeekGrid stacked week={week} names={false} chosen={typed('reschedule').slot} />
            </div>
            <ReasonField
              of={OFFICE_REASONS.reschedule}
              id="reschedule-reason"
              value={typed('reschedule').reason}
              error={error('reschedule')('reason')}
            />
            <button className="btn soft">{words.rescheduleGo}</button>
          </Act>
        </Folded>
      )}
      {may('share') && (
        <Act order={order} act={order.shared ? 'unshare' : 'share'}>
          <button className="btn soft">{order.shared ? words.unshare : words.share}</button>
          <p className="quiet small">{order.shared ? words.unshareHint : words.shareHint}</p>
        </Act>
      )}
      {may('withdraw') && (
        <Act order={order} act="withdraw">
          <button className="btn soft">{words.withdraw}</button>
          <p className="quiet small">{words.withdrawHint}</p>
        </Act>
      )}
      {may('cancel-by-office') && (
        <Folded title={words.cancel} open={answer?.act === 'cancel-by-office'}>
          <Act order={order} act="cancel-by-office">
            <p className="quiet small">{words.cancelHint}</p>
            <ReasonField
              of={OFFICE_REASONS['cancel-by-office']}
              id="cancel-by-office-reason"
              value={typed('cancel-by-office').reason}
              error={error('cancel-by-office')('reason')}
            />
            <button className="btn soft">{words.cancel}</button>
          </Act>
        </Folded>
      )}
    </div>
  )
}

/** One act as a form of its own, with the version that was seen. */
function Act({ order, act, children }: { order: OrderPage; act: string; children: ReactNode }) {
  return (
    <form method="post" action={`/office/orders/${order.id}`} className="act">
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="version" value={order.version} />
      {children}
    </form>
  )
}

function Folded({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
