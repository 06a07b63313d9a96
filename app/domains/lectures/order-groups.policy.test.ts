import { describe, expect, test } from 'vitest'
import { calendarDay, instantAt } from '#app/shared/calendar-day.ts'
import { groupOf, stepsDone, type OrderGroup } from './order-groups.policy.ts'
import { orderStates, type OrderSide, type OrderState } from './order.policy.ts'

const at = (day: string, time = '10:00') => instantAt(calendarDay(day), time)
const NOW = at('2026-07-22')
const order = (state: OrderState, more: { holdUntil?: Date; to?: string; wantedTo?: string } = {}) => ({
  state,
  holdUntil: more.holdUntil ?? null,
  during: more.to ? { from: at(more.to, '09:00'), to: at(more.to, '11:00') } : null,
  wantedTo: calendarDay(more.wantedTo ?? '2026-08-31'),
})

describe('where an order stands in the list', () => {
  test.each<[string, ReturnType<typeof order>, OrderSide, OrderGroup]>([
    ['a draft', order('draft'), 'own', 'todo'],
    ['a draft for days that are over', order('draft', { wantedTo: '2026-07-21' }), 'own', 'past'],
    ['a draft for today', order('draft', { wantedTo: '2026-07-22' }), 'own', 'todo'],
    ['waits for anyone', order('requested'), 'own', 'waiting'],
    ['held', order('held', { holdUntil: at('2026-07-23'), to: '2026-08-01' }), 'own', 'waiting'],
    [
      'a hold that has passed, noted or not',
      order('held', { holdUntil: NOW, to: '2026-08-01' }),
      'own',
      'todo',
    ],
    ['another time', order('proposed', { holdUntil: at('2026-07-23') }), 'own', 'todo'],
    ['another time, of a host', order('proposed', { holdUntil: at('2026-07-23') }), 'joined', 'waiting'],
    ['accepted', order('accepted', { holdUntil: at('2026-07-23') }), 'own', 'todo'],
    ['declined', order('declined'), 'own', 'todo'],
    ['declined, of a host', order('declined'), 'joined', 'past'],
    ['on', order('confirmed', { to: '2026-07-25' }), 'own', 'coming'],
    ['running now', order('confirmed', { to: '2026-07-22' }), 'own', 'coming'],
    ['over, not noted', order('confirmed', { to: '2026-07-21' }), 'own', 'past'],
    ['taught', order('taught', { to: '2026-07-21' }), 'own', 'past'],
    ['withdrawn', order('withdrawn'), 'own', 'past'],
  ])('%s', (_, given, side, expected) => {
    expect(groupOf(given, side, NOW)).toBe(expected)
  })
})

test('every state has its place on the way, or has left it', () => {
  expect(orderStates.map((state) => stepsDone(state))).toEqual([
    ...[0, 1, 1, 2, 2, null, null, 3, 4, 5, null, null, null],
  ])
})
