import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  differenceOf,
  intersectionOf,
  lengthMs,
  unionOf,
  type Instants,
  type Span,
} from '#app/shared/instants.ts'
import { evidenceOpenFrom, placeInstant, placeLate, type DeviceSpan } from './late-evidence.policy.ts'

const at = (time: string, day = '2026-07-22') => new Date(`${day}T${time}+08:00`).getTime()
const minutes = (ms: number) => ms / 60_000
const ISSUED = at('10:00:00')
const ARRIVED = at('10:30:00')

/** One item, on a device whose clock is right. */
const place = (spans: readonly DeviceSpan[], more: Partial<Parameters<typeof placeLate>[0]> = {}) =>
  placeLate({
    ...{ items: [{ id: 'one', spans }], sentAt: ARRIVED, issued: ISSUED, arrived: ARRIVED, taken: [] },
    ...more,
  }).get('one')!

describe('what late evidence comes to', () => {
  const ten: DeviceSpan = [at('10:05:00'), at('10:15:00')]
  test.each<{
    what: string
    spans: readonly DeviceSpan[]
    more?: Partial<Parameters<typeof placeLate>[0]>
    counted: number
    taken?: number
    closed?: number
  }>([
    { what: 'ten minutes of use', spans: [ten], counted: 10 },
    { what: 'nothing', spans: [], counted: 0 },
    { what: 'the same told twice', spans: [ten, ten], counted: 10 },
    { what: 'overlapping stretches', spans: [ten, [at('10:10:00'), at('10:20:00')]], counted: 15 },
    { what: 'a negative stretch', spans: [[at('10:15:00'), at('10:05:00')]], counted: 0 },
    {
      what: 'NaN',
      spans: [
        [NaN, at('10:05:00')],
        [at('10:05:00'), NaN],
      ],
      counted: 0,
    },
    { what: 'infinite', spans: [[-Infinity, Infinity]], counted: 0 },
    { what: 'a billion milliseconds', spans: [[at('10:05:00') - 1e9, at('10:05:00')]], counted: 30 },
    { what: 'all numbers there are', spans: [[-Number.MAX_VALUE, Number.MAX_VALUE]], counted: 0 },
    { what: 'the future', spans: [[at('11:00:00'), at('12:00:00')]], counted: 0 },
    { what: 'running into the future', spans: [[at('10:25:00'), at('12:00:00')]], counted: 5 },
    { what: 'ancient use is as long as it was, inside the lease', spans: [[0, 600_000]], counted: 10 },
    {
      what: 'a clock that is two days behind',
      spans: [[ten[0] - 172_800_000, ten[1] - 172_800_000]],
      more: { sentAt: ARRIVED - 172_800_000 },
      counted: 10,
    },
    {
      what: 'a clock ten times as fast',
      spans: [[ARRIVED, ARRIVED + 300 * 60_000]],
      more: { sentAt: ARRIVED + 300 * 60_000 },
      counted: 30,
    },
    { what: 'a clock that says nothing', spans: [ten], more: { sentAt: NaN }, counted: 0 },
    {
      what: 'the server saw three minutes of it itself',
      spans: [ten],
      more: { taken: [[at('10:00:00'), at('10:08:00')]] },
      counted: 7,
      taken: 3,
    },
    {
      what: 'all of it was seen elsewhere',
      spans: [ten],
      more: { taken: [[0, ARRIVED]] },
      counted: 0,
      taken: 10,
    },
    {
      what: 'a month that is over, on day 6',
      spans: [[at('23:50:00', '2026-07-31'), at('00:10:00', '2026-08-01')]],
      more: {
        issued: at('23:40:00', '2026-07-31'),
        arrived: at('00:00:00', '2026-08-06'),
        sentAt: at('00:00:00', '2026-08-06'),
      },
      counted: 10,
      closed: 10,
    },
    {
      what: 'a month that is over, on day 5',
      spans: [[at('23:50:00', '2026-07-31'), at('00:10:00', '2026-08-01')]],
      more: {
        issued: at('23:40:00', '2026-07-31'),
        arrived: at('23:59:59', '2026-08-05'),
        sentAt: at('23:59:59', '2026-08-05'),
      },
      counted: 20,
    },
  ])('$what', ({ spans, more, counted, taken = 0, closed = 0 }) => {
    const placed = place(spans, more)
    expect({
      counted: minutes(lengthMs(placed.counted)),
      taken: minutes(placed.takenMs),
      closed: minutes(placed.closedMs),
    }).toEqual({ counted, taken, closed })
  })

  test('stretches told in two items count once, for the first', () => {
    const both = placeLate({
      items: [
        { id: 'a', spans: [[at('10:05:00'), at('10:10:00')]] },
        { id: 'b', spans: [[at('10:08:00'), at('10:12:00')]] },
      ],
      ...{ sentAt: ARRIVED, issued: ISSUED, arrived: ARRIVED, taken: [] },
    })
    expect([...both.values()].map(({ counted }) => minutes(lengthMs(counted)))).toEqual([5, 2])
  })

  test('an instant is a hint between lease and arrival', () => {
    const hint = (when: number, sentAt = ARRIVED) => placeInstant(when, sentAt, ISSUED, ARRIVED)
    expect(hint(at('10:07:00'))).toBe(at('10:07:00'))
    for (const early of [0, -1e15, -Infinity]) expect(hint(early)).toBe(ISSUED)
    for (const late of [1e15, Infinity, NaN]) expect(hint(late)).toBe(ARRIVED)
  })
})

test.each([
  ['2026-08-05T23:59:59+08:00', '2026-07-01T00:00:00+08:00'],
  ['2026-08-06T00:00:00+08:00', '2026-08-01T00:00:00+08:00'],
  ['2027-01-03T12:00:00+08:00', '2026-12-01T00:00:00+08:00'],
  ['2028-03-01T00:00:00+08:00', '2028-02-01T00:00:00+08:00'],
])('evidence that arrives at %s counts from %s', (arrived, from) => {
  expect(evidenceOpenFrom(Date.parse(arrived))).toBe(Date.parse(from))
})

/** Devices, honest and otherwise: any clock, any order, any overlap. */
const number = fc.oneof(
  fc.integer({ min: ISSUED - 3_600_000, max: ARRIVED + 3_600_000 }),
  fc.constantFrom(NaN, Infinity, -Infinity, 0, -1, 1e9, 1e18, -1e18, Number.MAX_VALUE, Number.MIN_VALUE),
)
const spans = fc.array(fc.tuple(number, number), { maxLength: 8 })
const items = fc
  .array(spans, { maxLength: 5 })
  .map((all) => all.map((one, index) => ({ id: String(index), spans: one })))
const seen = fc
  .array(
    fc.tuple(fc.integer({ min: ISSUED - 600_000, max: ARRIVED }), fc.integer({ min: 1, max: 600_000 })),
    {
      maxLength: 4,
    },
  )
  .map((all): Instants => unionOf(all.map(([from, length]): Span => [from, from + length])))
const evidence = fc
  .record({ items, sentAt: number, taken: seen })
  .map((one) => ({ ...one, issued: ISSUED, arrived: ARRIVED }))
const all = (placed: ReturnType<typeof placeLate>) => [...placed.values()].flatMap(({ counted }) => counted)

describe('whatever a device tells', () => {
  test('it never comes to more than the time between lease and arrival that nobody saw', () => {
    fc.assert(
      fc.property(evidence, (one) => {
        const counted = all(placeLate(one))
        const free = differenceOf([[ISSUED, ARRIVED]], one.taken)
        expect(differenceOf(unionOf(counted), free)).toEqual([])
        // Counted once: the items do not overlap each other either.
        expect(lengthMs(counted)).toBe(lengthMs(unionOf(counted)))
        expect(lengthMs(intersectionOf(unionOf(counted), one.taken))).toBe(0)
      }),
      { numRuns: 2_000 },
    )
  })

  test('nor to more than it tells', () => {
    fc.assert(
      fc.property(evidence, (one) => {
        const told = one.items
          .flatMap((item) => item.spans)
          .reduce((sum, [from, to]) => sum + (to > from ? to - from : 0), 0)
        expect(lengthMs(all(placeLate(one)))).toBeLessThanOrEqual(told + one.items.length * 16)
      }),
      { numRuns: 1_000 },
    )
  })

  test('and comes out the same in any order, and when told again', () => {
    fc.assert(
      fc.property(evidence, (one) => {
        const total = (items: typeof one.items) => unionOf(all(placeLate({ ...one, items })))
        const once = total(one.items)
        expect(total([...one.items].reverse())).toEqual(once)
        expect(
          total([...one.items, ...one.items.map(({ spans }, index) => ({ id: `again-${index}`, spans }))]),
        ).toEqual(once)
        // Told after it was counted, it adds nothing.
        const taken = unionOf([...one.taken, ...once])
        expect(
          lengthMs(
            differenceOf(
              unionOf(all(placeLate({ ...one, taken }))),
              differenceOf([[ISSUED, ARRIVED]], taken),
            ),
          ),
        ).toBe(0)
      }),
      { numRuns: 1_000 },
    )
  })

  test('an honest device whose clock is off by a constant loses nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1_700_000 }), fc.integer({ min: 1, max: 100_000 })), {
          maxLength: 6,
        }),
        (offset, use) => {
          const real = use.map(([from, length]): Span => [ISSUED + from, ISSUED + from + length])
          const told = real.map(([from, to]): DeviceSpan => [from + offset, to + offset])
          expect(lengthMs(place(told, { sentAt: ARRIVED + offset }).counted)).toBe(lengthMs(unionOf(real)))
        },
      ),
    )
  })
})
