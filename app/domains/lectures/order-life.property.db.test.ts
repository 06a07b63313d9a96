import fc from 'fast-check'
import { expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { freeOwnTime, keepOwnTime } from '#app/domains/calendar/own-time.server.ts'
import { bookingFindings } from '#db/check-bookings.server.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { database } from '#tests/support/this-database.ts'
import {
  addLectureCounty,
  addLecturer,
  addRoom,
  at,
  draft,
  type LectureCounty,
  type Lecturer,
} from '#tests/support/lecture-setup.ts'
import {
  acceptOrder,
  declineOrder,
  proposeOtherTime,
  takeNextWaiting,
  takeOrder,
} from './order-answer.server.ts'
import { changeWish, nameSlot, requestOrder, resizeOrder } from './order-ask.server.ts'
import {
  cancelByLecturer,
  cancelByOffice,
  handOver,
  rescheduleOrder,
  withdrawOrder,
} from './order-change.server.ts'
import { ORDER_RULES, type OrderAct, type OrderState } from './order.policy.ts'
import { expireStaleOrders } from './order-expire.server.ts'
import { agreeToTime, closeOrder, confirmOrder, markTaught, refuseTime } from './order-settle.server.ts'
import { joinOrder, leaveOrder, shareOrder } from './order-share.server.ts'

/**
 * Whatever anybody does in whatever order, with versions that are fresh or stale and the clock running on: no state is
 * reached in which a booking is wrong. Judged by `npm run check:bookings` itself, which a test of its own proves to see.
 */

const HOUR_MS = 3_600_000
const START = at('2026-07-22', '10:00')
let world: LectureCounty
let lecturers: Lecturer[]
let rooms: string[]

/** A county of its own for every sequence. */
async function newWorld() {
  world = await addLectureCounty(database.ownerSql)
  lecturers = [
    await addLecturer(database.ownerSql, world.county),
    await addLecturer(database.ownerSql, world.county, { dayLimit: 2 }),
  ]
  const { countyId, officeId } = world.county
  rooms = [
    world.room,
    await addRoom(database.ownerSql, countyId, officeId, { capacity: 25 }),
    world.otherRoom,
  ]
}

/** Steps of one order, with the rule that allows them. */
const STEPS = {
  ...{ request: 'request', name: 'name', take: 'take', accept: 'accept', decline: 'decline' },
  ...{ propose: 'propose', agree: 'agree', refuse: 'refuse-proposal', confirm: 'confirm', teach: 'teach' },
  ...{ reschedule: 'reschedule', handOver: 'hand-over', close: 'close', withdraw: 'withdraw' },
  ...{ cancelOffice: 'cancel-by-office', cancelLecturer: 'cancel-by-lecturer' },
  ...{ resize: 'resize', change: 'change', share: 'share', join: 'join', leave: 'leave' },
} as const satisfies Record<string, OrderAct>
type Step = keyof typeof STEPS
const stepNames = Object.keys(STEPS) as Step[]
const OTHERS = ['draft', 'takeNext', 'expire', 'keepTime', 'freeTime', 'wait', 'wait'] as const

const command = fc.record({
  /** `led`: what the rules allow next, by whom it concerns; a sequence of refusals would prove nothing. */
  kind: fc.constantFrom('led', 'led', 'led', 'led', 'any', 'other'),
  pick: fc.nat({ max: 1000 }),
  who: fc.nat({ max: 3 }),
  which: fc.nat({ max: 3 }),
  lecturer: fc.nat({ max: 1 }),
  room: fc.nat({ max: 2 }),
  // Of five days from the 23rd on, on the half hour: near enough to meet.
  day: fc.nat({ max: 4 }),
  halfHour: fc.integer({ min: 16, max: 40 }),
  staleBy: fc.constantFrom(0, 0, 0, 0, 1),
})
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never
type Known = { orderId: string }
const REASON = 'other-duty'
const pickOf = <Item>(items: readonly Item[], pick: number): Item => items[pick % items.length]!

async function run(one: Command, known: Known[], hours: { now: number }): Promise<unknown> {
  const offices: Actor[] = [world.office, world.other, world.helper, world.bureau]
  const start = new Date(at('2026-07-23', '00:00').getTime() + (one.day * 24 + one.halfHour / 2) * HOUR_MS)
  const lecturer = lecturers[one.lecturer]!
  if (one.kind === 'other') return runOther(one, known, hours, { office: offices[one.who]!, lecturer, start })
  const { orderId } = pickOf(known, one.which)
  const [row] = await database.root<
    { version: number; state: OrderState; office_id: string; lecturer_id: string | null }[]
  >`select version, state, office_id, lecturer_id from lecture_orders where id = ${orderId}`
  const seenVersion = row!.version - one.staleBy
  if (one.kind === 'any')
    return runStep(pickOf(stepNames, one.pick), one, {
      orderId,
      seenVersion,
      start,
      lecturer,
      office: offices[one.who]!,
    })
  // What ends an order comes seldom, or none would come far.
  const ending = (name: Step) => name === 'withdraw' || name === 'decline' || name.startsWith('cancel')
  const allowed = stepNames.filter(
    (name) => ORDER_RULES[STEPS[name]].from.includes(row!.state) && (!ending(name) || one.who < 2),
  )
  if (allowed.length === 0) return
  const own = [world.office, world.other].find(({ officeId }) => officeId === row!.office_id)!
  const step = pickOf(allowed, one.pick)
  return runStep(step, one, {
    ...{ orderId, seenVersion, start },
    office: step === 'join' || step === 'leave' ? (own === world.office ? world.other : world.office) : own,
    lecturer: lecturers.find(({ lecturerId }) => lecturerId === row!.lecturer_id) ?? lecturer,
  })
}

type Who = { office: Actor; lecturer: Lecturer; start: Date }

async function runOther(
  one: Command,
  known: Known[],
  hours: { now: number },
  { office, lecturer, start }: Who,
) {
  switch (pickOf(OTHERS, one.pick)) {
    case 'draft':
      if (office !== world.bureau) known.push(await draft(office, { seats: 10 + one.which }))
      return
    case 'wait':
      hours.now += 9
      return
    case 'expire':
      return expireStaleOrders(world.county.countyId)
    case 'keepTime':
      return keepOwnTime(lecturer.actor, {
        kind: 'leave',
        during: { from: start, to: new Date(start.getTime() + 2 * HOUR_MS) },
      })
    case 'takeNext':
      return takeNextWaiting(lecturer.actor, 'a7', start)
    case 'freeTime': {
      const [own] = await database.root<{ id: string; version: number }[]>`select id, version from engagements
        where kind = 'leave' and state = 'confirmed' and staff_id = ${lecturer.staffId} limit 1`
      return own && freeOwnTime(lecturer.actor, own.id, own.version)
    }
  }
}

function runStep(
  step: Step,
  one: Command,
  {
    orderId: id,
    seenVersion: version,
    office,
    lecturer,
    start,
  }: Who & { orderId: string; seenVersion: number },
): Promise<unknown> {
  const roomId = rooms[one.room]!
  const { actor, lecturerId } = lecturer
  switch (step) {
    case 'request':
      return requestOrder(
        office,
        id,
        version,
        one.room ? { asked: 'anyone' } : { asked: 'named', lecturerId },
      )
    case 'name':
      return nameSlot(office, id, version, { lecturerId, roomId, start })
    case 'take':
      return takeOrder(actor, id, version, { roomId, start })
    case 'accept':
      return acceptOrder(actor, id, version)
    case 'decline':
      return declineOrder(actor, id, version, REASON)
    case 'propose':
      return proposeOtherTime(actor, id, version, { roomId, start }, REASON)
    case 'agree':
      return agreeToTime(office, id, version)
    case 'refuse':
      return refuseTime(office, id, version, REASON)
    case 'confirm':
      return confirmOrder(office, id, version)
    case 'reschedule':
      return rescheduleOrder(office, id, version, { roomId, start }, REASON)
    case 'handOver': {
      const substitute = lecturers.find((other) => other !== lecturer)!
      return handOver(one.who === 3 ? world.bureau : actor, id, version, substitute.lecturerId, REASON)
    }
    case 'teach':
      return markTaught(actor, id, version)
    case 'close':
      return closeOrder(office, id, version)
    case 'withdraw':
      return withdrawOrder(office, id, version)
    case 'cancelOffice':
      return cancelByOffice(office, id, version, REASON)
    case 'cancelLecturer':
      return cancelByLecturer(actor, id, version, REASON)
    case 'resize':
      return resizeOrder(office, id, version, { seats: one.halfHour, needs: {} })
    case 'change':
      return changeWish(office, id, version, {
        ...{ seats: one.halfHour, needs: {}, wantedTime: 'any' },
        ...{ wantedFrom: calendarDay('2026-07-22'), wantedTo: calendarDay('2026-08-30') },
      })
    case 'share':
      return shareOrder(office, id, version, one.pick % 3 > 0)
    case 'join':
      return joinOrder(office, id, version, { seats: one.halfHour, regime: one.day ? 'adults' : 'minors' })
    case 'leave':
      return leaveOrder(office, id, version)
  }
}

const isStep = (outcome: unknown): outcome is { state: string } =>
  typeof outcome === 'object' && outcome !== null && 'state' in outcome

test(
  'random sequences of commands reach no state in which a booking is wrong',
  { timeout: 300_000 },
  async () => {
    const reached = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 40 }), async (commands) => {
        await newWorld()
        const known: Known[] = [await draft(world.office), await draft(world.other)]
        const hours = { now: 0 }
        for (const one of commands) {
          travelTo(new Date(START.getTime() + hours.now * HOUR_MS))
          const outcome = await run(one, known, hours)
          if (isStep(outcome)) reached.set(outcome.state, (reached.get(outcome.state) ?? 0) + 1)
        }
        travelTo(new Date(START.getTime() + hours.now * HOUR_MS))
        await expireStaleOrders(world.county.countyId)
        const findings = await bookingFindings(database.root, new Date(START.getTime() + hours.now * HOUR_MS))
        expect(findings.filter(({ countyId }) => countyId === world.county.countyId)).toEqual([])
      }),
      { numRuns: 40, seed: 20_260_722, endOnFailure: true },
    )
    // It did go somewhere.
    for (const state of [
      'requested',
      'held',
      'accepted',
      'proposed',
      'confirmed',
      'declined',
      'cancelled-by-office',
    ])
      expect(reached.get(state) ?? 0, state).toBeGreaterThan(0)
  },
)
