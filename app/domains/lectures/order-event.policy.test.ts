import { describe, expect, test } from 'vitest'
import { entryOf, type OrderTimes } from './order-event.policy.ts'
import type { OrderState } from './order.policy.ts'

const NOW = new Date('2026-07-22T02:00:00Z')
const first = { from: new Date('2026-08-01T01:00:00Z'), to: new Date('2026-08-01T02:30:00Z') }
const second = { from: new Date('2026-08-08T01:00:00Z'), to: new Date('2026-08-08T02:30:00Z') }
const order = (more: Partial<OrderTimes>): OrderTimes => ({
  ...{ version: 4, state: 'confirmed', holdUntil: null, during: first, last: first, concerns: true },
  ...more,
})
const later = new Date(NOW.getTime() + 1)

describe('how an order stands in a calendar', () => {
  test.each<[string, Partial<OrderTimes>, ReturnType<typeof entryOf>]>([
    ['confirmed', {}, { status: 'confirmed', during: first, sequence: 4 }],
    ['taught', { state: 'taught' }, { status: 'confirmed', during: first, sequence: 4 }],
    ['held', { state: 'held', holdUntil: later }, { status: 'tentative', during: first, sequence: 4 }],
    [
      'held too long, not noted yet: the sequence of the step that notes it',
      { state: 'held', holdUntil: NOW },
      { status: 'cancelled', during: first, sequence: 5 },
    ],
    [
      'held too long, noted',
      { state: 'expired', version: 5, during: null },
      { status: 'cancelled', during: first, sequence: 5 },
    ],
    [
      'moved',
      { state: 'held', holdUntil: later, version: 5, during: second, last: second },
      { status: 'tentative', during: second, sequence: 5 },
    ],
    [
      'cancelled: under its last time',
      { state: 'cancelled-by-office', version: 5, during: null },
      { status: 'cancelled', during: first, sequence: 5 },
    ],
    [
      'handed on and moved since: cancelled for the former lecturer under the time they knew',
      { concerns: false, version: 6, during: second },
      { status: 'cancelled', during: first, sequence: 6 },
    ],
    ['never had a time', { state: 'requested', during: null, last: null }, null],
  ])('%s', (_, more, expected) => {
    expect(entryOf(order(more), NOW)).toEqual(expected)
  })

  test('whatever has no time now is never shown as on', () => {
    const states: OrderState[] = ['requested', 'declined', 'expired', 'withdrawn', 'cancelled-by-lecturer']
    for (const state of states) expect(entryOf(order({ state, during: null }), NOW)?.status).toBe('cancelled')
  })
})
