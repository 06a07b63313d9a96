import { describe, expect, test } from 'vitest'
import { calendarDay, instantAt } from '#app/shared/calendar-day.ts'
import { orderStates as storedStates, orderReasons as storedReasons } from '#db/schema/lecture-orders.ts'
import {
  hasTime,
  nextStep,
  ORDER_RULES,
  orderActs,
  orderReasons,
  orderStates,
  stateAt,
  type OrderAct,
  type OrderNow,
  type OrderRole,
  type OrderState,
} from './order.policy.ts'

const at = (day: string, time: string) => instantAt(calendarDay(day), time)
const NOW = at('2026-07-22', '10:00')
const CLASS = { from: at('2026-08-08', '14:30'), to: at('2026-08-08', '16:00') }
const PAST = { from: at('2026-07-21', '14:30'), to: at('2026-07-21', '16:00') }
const RUNNING = { from: at('2026-07-22', '09:00'), to: at('2026-07-22', '10:30') }

const order = (state: OrderState, more: Partial<OrderNow> = {}): OrderNow => ({
  ...{ state, version: 3, during: hasTime(state) ? CLASS : null },
  holdUntil: ['held', 'proposed', 'accepted'].includes(state) ? at('2026-07-25', '10:00') : null,
  ...more,
})
const step = (act: OrderAct, role: OrderRole, now: OrderNow, seenVersion = 3) =>
  nextStep({ act, role, order: now, seenVersion, reason: 'other-duty', now: NOW })

/** All that is possible: `act by role: from > to`. Everything else is refused. */
const LIFE = `
request by office: draft > requested
request by office: requested > requested
request by office: declined > requested
request by office: expired > requested
request by office: cancelled-by-lecturer > requested
request by social-worker: draft > requested
request by social-worker: requested > requested
request by social-worker: declined > requested
request by social-worker: expired > requested
request by social-worker: cancelled-by-lecturer > requested
name by office: draft > held
name by office: requested > held
name by office: declined > held
name by office: expired > held
name by office: cancelled-by-lecturer > held
name by social-worker: draft > held
name by social-worker: requested > held
name by social-worker: declined > held
name by social-worker: expired > held
name by social-worker: cancelled-by-lecturer > held
name by bureau: draft > held
name by bureau: requested > held
name by bureau: declined > held
name by bureau: expired > held
name by bureau: cancelled-by-lecturer > held
take by lecturer: requested > accepted
accept by lecturer: held > accepted
decline by lecturer: held > declined
propose by lecturer: held > proposed
propose by lecturer: accepted > proposed
propose by lecturer: confirmed > proposed
agree by office: proposed > confirmed
refuse-proposal by office: proposed > requested
confirm by office: accepted > confirmed
reschedule by office: held > held
reschedule by office: accepted > held
reschedule by office: confirmed > held
hand-over by lecturer: held > held
hand-over by lecturer: accepted > held
hand-over by lecturer: confirmed > held
hand-over by bureau: held > held
hand-over by bureau: accepted > held
hand-over by bureau: confirmed > held
close by office: taught > closed
withdraw by office: draft > withdrawn
withdraw by office: requested > withdrawn
withdraw by office: held > withdrawn
withdraw by office: proposed > withdrawn
withdraw by office: declined > withdrawn
withdraw by office: expired > withdrawn
withdraw by office: cancelled-by-lecturer > withdrawn
withdraw by social-worker: draft > withdrawn
withdraw by social-worker: requested > withdrawn
withdraw by social-worker: held > withdrawn
withdraw by social-worker: proposed > withdrawn
withdraw by social-worker: declined > withdrawn
withdraw by social-worker: expired > withdrawn
withdraw by social-worker: cancelled-by-lecturer > withdrawn
cancel-by-office by office: accepted > cancelled-by-office
cancel-by-office by office: confirmed > cancelled-by-office
cancel-by-office by bureau: accepted > cancelled-by-office
cancel-by-office by bureau: confirmed > cancelled-by-office
cancel-by-lecturer by lecturer: proposed > cancelled-by-lecturer
cancel-by-lecturer by lecturer: accepted > cancelled-by-lecturer
cancel-by-lecturer by lecturer: confirmed > cancelled-by-lecturer`
  .trim()
  .split('\n')

const ROLES: OrderRole[] = ['office', 'social-worker', 'lecturer', 'bureau', 'system']
const MOVING = orderActs.filter((act) => ORDER_RULES[act].to !== null)

test('the whole life of an order whose class is to come: what is possible, and nothing else', () => {
  const possible = MOVING.flatMap((act) =>
    ROLES.flatMap((role) =>
      orderStates.flatMap((state) => {
        const verdict = step(act, role, order(state))
        return 'refused' in verdict ? [] : [`${act} by ${role}: ${verdict.from} > ${verdict.to}`]
      }),
    ),
  )
  expect(possible).toEqual(LIFE)
})

test('what leaves an order where it is: who may, and when', () => {
  const staying = orderActs.filter((act) => ORDER_RULES[act].to === null)
  const possible = staying.flatMap((act) =>
    ROLES.flatMap((role) => {
      const states = orderStates.filter((state) => !('refused' in step(act, role, order(state))))
      return states.length > 0 ? [`${act} by ${role}: ${states.join(' ')}`] : []
    }),
  )
  expect(possible).toEqual([
    ...['change by office: draft requested', 'change by social-worker: draft requested'],
    'resize by office: held proposed accepted confirmed',
    'share by office: draft requested held proposed accepted confirmed',
    'join by office: requested held proposed accepted confirmed',
    'join by social-worker: requested held proposed accepted confirmed',
    'leave by office: requested held proposed accepted confirmed',
    'leave by social-worker: requested held proposed accepted confirmed',
  ])
  expect(step('join', 'office', order('confirmed', { during: RUNNING }))).toEqual({ refused: 'begun' })
  expect(step('resize', 'office', order('confirmed', { during: RUNNING }))).toEqual({ refused: 'begun' })
})

describe('why not', () => {
  test.each([
    ['seen before somebody else moved it', step('accept', 'lecturer', order('held'), 2), 'stale'],
    ['accepted twice', step('accept', 'lecturer', order('accepted')), 'not-now'],
    ['an office that accepts for the lecturer', step('accept', 'office', order('held')), 'not-yours'],
    ['a social worker who confirms', step('confirm', 'social-worker', order('accepted')), 'not-yours'],
    [
      'accepted when the hold has passed',
      step('accept', 'lecturer', order('held', { holdUntil: NOW })),
      'hold-expired',
    ],
    [
      'confirmed when the hold has passed',
      step('confirm', 'office', order('accepted', { holdUntil: NOW })),
      'hold-expired',
    ],
    [
      'agreed when the hold has passed',
      step('agree', 'office', order('proposed', { holdUntil: NOW })),
      'hold-expired',
    ],
    [
      'called off while it runs',
      step('cancel-by-office', 'office', order('confirmed', { during: RUNNING })),
      'begun',
    ],
    ['moved when it is over', step('reschedule', 'office', order('confirmed', { during: PAST })), 'begun'],
    [
      'handed on while it runs',
      step('hand-over', 'bureau', order('confirmed', { during: RUNNING })),
      'begun',
    ],
    ['taught before it was held', step('teach', 'lecturer', order('confirmed')), 'not-over'],
    ['taught while it runs', step('teach', 'lecturer', order('confirmed', { during: RUNNING })), 'not-over'],
    [
      'what was called off cannot be taught',
      step('teach', 'lecturer', order('cancelled-by-office')),
      'not-now',
    ],
    ['what was withdrawn stays so', step('request', 'office', order('withdrawn')), 'not-now'],
    ['a hold that holds does not expire', step('expire', 'system', order('held')), 'hold-holds'],
    ['what was confirmed does not expire', step('expire', 'system', order('confirmed')), 'not-now'],
    ['nobody expires it by hand', step('expire', 'bureau', order('held', { holdUntil: NOW })), 'not-yours'],
  ])('%s', (_, verdict, refused) => expect(verdict).toEqual({ refused }))

  test.each(orderActs.filter((act) => ORDER_RULES[act].reason))('%s without a reason', (act) => {
    const { by, from } = ORDER_RULES[act]
    const given = { act, role: by[0]!, order: order(from[0]!), seenVersion: 3, now: NOW }
    expect(nextStep({ ...given, reason: null })).toEqual({ refused: 'reason-missing' })
  })
})

test('after the class it is taught, by either side', () => {
  const over = order('confirmed', { during: PAST })
  expect(step('teach', 'lecturer', over)).toEqual({ from: 'confirmed', to: 'taught' })
  expect(step('teach', 'office', over)).toEqual({ from: 'confirmed', to: 'taught' })
})

test('a hold whose time has passed is expired, whether or not it was noted, and can be asked for again', () => {
  const passed = order('held', { holdUntil: NOW })
  expect(stateAt(passed, NOW)).toBe('expired')
  expect(stateAt(order('held'), NOW)).toBe('held')
  expect(step('expire', 'system', passed)).toEqual({ from: 'held', to: 'expired' })
  expect(step('name', 'office', passed)).toEqual({ from: 'expired', to: 'held' })
  expect(step('withdraw', 'office', passed)).toEqual({ from: 'expired', to: 'withdrawn' })
})

test('the words are those of the tables', () => {
  expect([...orderStates]).toEqual([...storedStates])
  expect([...orderReasons]).toEqual([...storedReasons])
})

describe('a class that was not held is called off after its time', () => {
  const notHeld = (act: OrderAct, role: OrderRole, now: OrderNow, reason: 'weather' | null = 'weather') =>
    nextStep({ act, role, order: now, seenVersion: 3, reason, now: NOW, notHeld: true })
  test.each<[string, ReturnType<typeof notHeld>, string]>([
    [
      'by its office',
      notHeld('cancel-by-office', 'office', order('confirmed', { during: PAST })),
      'cancelled-by-office',
    ],
    ['not by a social worker', notHeld('cancel-by-office', 'social-worker', order('confirmed')), 'not-yours'],
    [
      'not before its end',
      notHeld('cancel-by-office', 'office', order('confirmed', { during: RUNNING })),
      'not-over',
    ],
    [
      'not when it was taught',
      notHeld('cancel-by-office', 'office', order('taught', { during: PAST })),
      'not-now',
    ],
    ['not when nobody agreed', notHeld('cancel-by-office', 'office', order('accepted')), 'not-now'],
    [
      'not without a reason',
      notHeld('cancel-by-office', 'office', order('confirmed', { during: PAST }), null),
      'reason-missing',
    ],
    ['and by no other step', notHeld('teach', 'office', order('confirmed', { during: PAST })), 'not-now'],
  ])('%s', (_, outcome, expected) => {
    expect('refused' in outcome ? outcome.refused : outcome.to).toBe(expected)
  })
})
