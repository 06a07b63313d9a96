import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { itemFlag } from './item-flag.policy.ts'
import {
  itemStatistics,
  type ItemOptions,
  type ItemRow,
  type ItemStatistics,
} from './item-statistics.policy.ts'

/** Rows of attempts, each a list of marks by question; `null`: not asked. */
function rowsOf(attempts: readonly (readonly (number | null)[])[], version = 'v1'): ItemRow[] {
  return attempts.flatMap((marks, attempt) => {
    const total = marks.reduce<number>((sum, mark) => sum + (mark ?? 0), 0)
    return marks.flatMap((mark, question) =>
      mark === null
        ? []
        : [
            {
              ...{ attempt: String(attempt + 1), tried: 1, question: `q0${question + 1}`, version },
              ...{ mark, total },
            },
          ],
    )
  })
}

const FIRST: ItemOptions = { tries: 'first' }
type Told = Extract<ItemStatistics, { state: 'told' }>
function told(rows: readonly ItemRow[], question: string, options: ItemOptions = FIRST): Told {
  const found = itemStatistics(rows, options).find((one) => one.question === question)
  if (found?.state !== 'told') throw new Error(`${question} is not told`)
  return found
}

describe('computed by hand', () => {
  // Right, right, wrong, wrong, right; for the rest 3, 2, 1, 0, 0.
  const rows: ItemRow[] = [
    [1, 3],
    [1, 2],
    [0, 1],
    [0, 0],
    [1, 0],
  ].map(([mark, rest], at) => ({
    ...{ attempt: String(at), tried: 1, question: 'q01', version: 'v1', mark: mark!, total: mark! + rest! },
  }))

  test('against the rest: cov 0.35, var 0.3 and 1.7, highest cov 0.6', () => {
    const item = told(rows, 'q01')
    expect(item.asked).toBe(5)
    expect(item.facility).toBeCloseTo(60, 10)
    expect(item.deviation).toBeCloseTo(54.772256, 5)
    expect(item.discrimination).toBeCloseTo(49.009803, 5)
    expect(item.efficiency).toBeCloseTo(58.333333, 5)
  })

  test('against the total, its own mark in it: cov 0.65, var 0.3 and 2.7, highest cov 0.65', () => {
    const item = told(rows, 'q01', { ...FIRST, against: 'total' })
    expect(item.discrimination).toBeCloseTo((100 * 0.65) / Math.sqrt(0.3 * 2.7), 8)
    expect(item.efficiency).toBeCloseTo(100, 8)
  })

  test('a key that is wrong: the best miss it', () => {
    const item = told(rowsOf([5, 4, 3, 2, 1, 0].map((rest) => [rest < 3 ? 1 : 0, rest])), 'q01')
    expect(item.discrimination).toBeCloseTo(-87.831, 3)
    expect(item.efficiency).toBeCloseTo(-100, 8)
  })

  test('an efficiency has no lower bound: few are right, and those have the lowest rest', () => {
    // Sorted as they are possible at best 3.667, as they are −6.333 (each of three).
    const item = told(
      rowsOf(
        [
          [0, 9],
          [0, 10],
          [1, 0],
        ].map(([a, b]) => [a!, b!]),
      ),
      'q01',
      { ...FIRST, least: 3 },
    )
    expect(item.efficiency).toBeCloseTo((-100 * 19) / 11, 8)
    expect(item.discrimination).toBeGreaterThanOrEqual(-100)
  })
})

describe('what is undefined is said', () => {
  const many = (marks: readonly (number | null)[], times: number) =>
    Array.from({ length: times }, () => marks)

  test.each([
    ['everybody right', [...many([1, 1], 3), ...many([1, 0], 3)], 'marks-alike', 100],
    ['nobody right', [...many([0, 1], 3), ...many([0, 0], 3)], 'marks-alike', 0],
    ['the rest alike', [...many([1, 1], 3), ...many([0, 1], 3)], 'rest-alike', 50],
    ['nothing but the question', [...many([1], 3), ...many([0], 3)], 'rest-alike', 50],
  ])('%s', (_, attempts, reason, facility) => {
    const item = told(rowsOf(attempts), 'q01')
    expect(item).toMatchObject({ discrimination: reason, efficiency: reason, facility })
  })

  test('a rest that differs by rounding alone is alike', () => {
    const rows = rowsOf([...many([1, 0.1, 0.2], 3), ...many([0, 0.3, 0], 3)])
    expect(told(rows, 'q01').discrimination).toBe('rest-alike')
  })

  test('fewer than five attempts are not told, and nothing but the item is there', () => {
    expect(itemStatistics(rowsOf(many([1, 0], 4)), FIRST)).toEqual([
      { question: 'q01', version: 'v1', state: 'too-few' },
      { question: 'q02', version: 'v1', state: 'too-few' },
    ])
    expect(told(rowsOf(many([1, 0], 5)), 'q01').asked).toBe(5)
    expect(itemStatistics(rowsOf(many([1, 0], 1)), { ...FIRST, least: 0 })[0]!.state).toBe('too-few')
    expect(itemStatistics([], FIRST)).toEqual([])
  })
})

describe('which rows', () => {
  test('the first try of each, or all', () => {
    const first = rowsOf([
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
      [1, 1],
    ])
    const later = rowsOf([
      [1, 1],
      [1, 1],
    ]).map((row) => ({ ...row, attempt: `later ${row.attempt}`, tried: 2 }))
    expect(told([...first, ...later], 'q01')).toEqual(told(first, 'q01'))
    expect(told([...first, ...later], 'q01', { tries: 'all' }).asked).toBe(7)
  })

  test('a question drawn for some is looked at over those alone, and another wording is another item', () => {
    const all = rowsOf([
      [1, 1, null],
      [0, 1, null],
      [1, null, 0],
      [1, 0, 1],
      [0, 1, 1],
      [1, 1, 0],
      [0, null, 1],
    ])
    expect(told(all, 'q02').asked).toBe(5)
    expect(told(all, 'q02')).toEqual(
      told(
        all.filter(({ attempt }) => attempt !== '3' && attempt !== '7'),
        'q02',
      ),
    )
    const rewritten = all.map((row) => ({ ...row, attempt: `new ${row.attempt}`, version: 'v2' }))
    const items = itemStatistics([...all, ...rewritten], FIRST)
    expect(items.map(({ question, version }) => `${question} ${version}`)).toEqual([
      ...['q01 v1', 'q01 v2', 'q02 v1', 'q02 v2', 'q03 v1', 'q03 v2'],
    ])
    expect(told([...all, ...rewritten], 'q02')).toEqual(told(all, 'q02'))
  })
})

/** Part marks too; whoever was not asked a question has none. */
const mark = fc.constantFrom(0, 0, 1, 1, 0.5, 0.25, 1 / 3)
const attemptsOf = <Mark extends number | null>(asked: fc.Arbitrary<Mark>, most = 30) =>
  fc.integer({ min: 2, max: 6 }).chain((questions) =>
    fc.array(fc.array(asked, { minLength: questions, maxLength: questions }), {
      minLength: 1,
      maxLength: most,
    }),
  )
const drawn = attemptsOf(
  fc.oneof({ weight: 4, arbitrary: mark }, { weight: 1, arbitrary: fc.constant(null) }),
)
const full = attemptsOf(mark)
const anyOptions = fc.record({
  tries: fc.constantFrom('first' as const, 'all' as const),
  against: fc.constantFrom('rest' as const, 'total' as const),
  least: fc.integer({ min: 0, max: 8 }),
})

describe('whatever the rows', () => {
  test('every number is one, within its bounds', () => {
    fc.assert(
      fc.property(drawn, anyOptions, (attempts, options) => {
        for (const item of itemStatistics(rowsOf(attempts), options)) {
          if (item.state === 'too-few') continue
          expect(item.asked).toBeGreaterThanOrEqual(Math.max(2, options.least))
          expect(item.facility).toBeGreaterThanOrEqual(0)
          expect(item.facility).toBeLessThanOrEqual(100)
          expect(item.deviation).toBeGreaterThanOrEqual(0)
          expect(typeof item.discrimination).toBe(typeof item.efficiency)
          if (typeof item.discrimination === 'string' || typeof item.efficiency === 'string') continue
          expect(Math.abs(item.discrimination)).toBeLessThanOrEqual(100)
          expect(item.efficiency).toBeLessThanOrEqual(100)
          expect(Number.isFinite(item.efficiency)).toBe(true)
          expect(Math.sign(item.efficiency)).toBe(Math.sign(item.discrimination))
          // What is possible at most is no more than a perfect correlation.
          expect(Math.abs(item.efficiency)).toBeGreaterThanOrEqual(Math.abs(item.discrimination) - 1e-9)
        }
      }),
    )
  })

  const close = (one: ItemStatistics[], other: ItemStatistics[]) => {
    expect(one.length).toBe(other.length)
    for (const [at, item] of one.entries())
      for (const [name, value] of Object.entries(item)) {
        const against = (other[at] as Record<string, unknown>)[name]
        if (typeof value === 'number') expect(against, name).toBeCloseTo(value, 6)
        else expect(against, name).toBe(value)
      }
  }

  test('the order of rows changes nothing', () => {
    fc.assert(
      fc.property(
        drawn.chain((attempts) => {
          const rows = rowsOf(attempts)
          return fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))
        }),
        anyOptions,
        ([rows, shuffled], options) =>
          close(itemStatistics(rows, options), itemStatistics(shuffled, options)),
      ),
    )
  })

  test('a question that everybody gets the same mark for changes nothing of the others', () => {
    fc.assert(
      fc.property(full, mark, anyOptions, (attempts, constant, options) => {
        const plain = itemStatistics(rowsOf(attempts), options)
        const more = itemStatistics(rowsOf(attempts.map((marks) => [...marks, constant])), options)
        close(plain, more.slice(0, -1))
      }),
    )
  })

  test('everybody twice: facility and efficiency and correlation stay', () => {
    fc.assert(
      fc.property(full, (attempts) => {
        const options = { ...FIRST, least: 2 }
        const once = itemStatistics(rowsOf(attempts), options)
        const twice = itemStatistics(rowsOf([...attempts, ...attempts]), options)
        for (const [at, item] of once.entries()) {
          const other = twice[at]!
          if (item.state === 'too-few' || other.state === 'too-few') continue
          expect(other.facility).toBeCloseTo(item.facility, 6)
          if (typeof item.efficiency === 'number') expect(other.efficiency).toBeCloseTo(item.efficiency, 6)
          if (typeof item.discrimination === 'number')
            expect(other.discrimination).toBeCloseTo(item.discrimination, 6)
        }
      }),
    )
  })
})

describe('against numbers had another way', () => {
  test('the covariance matrix of all questions: cov(i, rest) = Σ Cij, var(rest) = ΣΣ Cjk without i', () => {
    fc.assert(
      fc.property(full, (attempts) => {
        const n = attempts.length
        const k = attempts[0]!.length
        if (n < 2) return
        // C = (M'M − n·mm') ÷ (n − 1), from sums of products.
        const column = (i: number) => attempts.map((marks) => marks[i]!)
        const sum = (values: readonly number[]) => values.reduce((so, value) => so + value, 0)
        const c = Array.from({ length: k }, (_, i) =>
          Array.from({ length: k }, (_, j) => {
            const products = column(i).map((value, at) => value * column(j)[at]!)
            return (sum(products) - (sum(column(i)) * sum(column(j))) / n) / (n - 1)
          }),
        )
        const items = itemStatistics(rowsOf(attempts), { ...FIRST, least: 2 })
        for (const [i, item] of items.entries()) {
          if (item.state === 'too-few') throw new Error('two are enough here')
          const others = Array.from({ length: k }, (_, j) => j).filter((j) => j !== i)
          const together = sum(others.map((j) => c[i]![j]!))
          const ofRest = sum(others.flatMap((j) => others.map((l) => c[j]![l]!)))
          if (typeof item.discrimination === 'string') {
            expect(Math.min(Math.abs(c[i]![i]!), Math.abs(ofRest))).toBeLessThan(1e-9)
          } else {
            expect(item.discrimination).toBeCloseTo((100 * together) / Math.sqrt(c[i]![i]! * ofRest), 4)
            expect(item.deviation).toBeCloseTo(100 * Math.sqrt(c[i]![i]!), 6)
          }
        }
      }),
    )
  })

  test('the highest covariance is the highest of all ways to hand the same marks out', () => {
    fc.assert(
      fc.property(attemptsOf(mark, 6), (attempts) => {
        const n = attempts.length
        const items = itemStatistics(rowsOf(attempts), { ...FIRST, least: 2 })
        for (const [i, item] of items.entries()) {
          if (item.state === 'too-few' || typeof item.efficiency === 'string') continue
          const own = attempts.map((marks) => marks[i]!)
          const rest = attempts.map((marks) =>
            marks.reduce<number>((sum, one, j) => (j === i ? sum : sum + one), 0),
          )
          const middle = (values: readonly number[]) => values.reduce((so, value) => so + value, 0) / n
          const product = (given: readonly number[]) =>
            given.reduce((so, value, at) => so + value * own[at]!, 0) - n * middle(own) * middle(rest)
          const best = Math.max(...permutations(rest).map(product))
          expect(item.efficiency).toBeCloseTo((100 * product(rest)) / best, 5)
        }
      }),
      { numRuns: 60 },
    )
  })
})

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, at) =>
    permutations(items.filter((_, other) => other !== at)).map((rest) => [item, ...rest]),
  )
}

describe('what is worth a look', () => {
  const item = (facility: number, discrimination: Told['discrimination'], asked = 60): ItemStatistics => ({
    ...{ question: 'q01', version: 'v1', state: 'told', asked, facility, deviation: 1, discrimination },
    efficiency: discrimination,
  })
  test.each([
    [item(60, 35), null],
    [item(60, 20), null],
    [item(60, 19.6), null],
    [item(60, 19.4), 'separates-little'],
    [item(60, 0), 'separates-little'],
    [item(60, -0.4), 'separates-little'],
    [item(60, -0.6), 'key-doubtful'],
    [item(97, -5), 'key-doubtful'],
    [item(95, 10), 'too-easy'],
    [item(94.4, 30), null],
    [item(100, 'marks-alike'), 'too-easy'],
    [item(0, 'marks-alike'), 'too-hard'],
    [item(20, 40), 'too-hard'],
    [item(20.6, 40), null],
    [item(50, 'rest-alike'), null],
  ] as const)('%# %o', (one, flag) => {
    expect(itemFlag(one)?.flag ?? null).toBe(flag)
  })
  test('few attempts make it a hint; too few make none', () => {
    expect(itemFlag(item(60, -10, 29))).toEqual({ flag: 'key-doubtful', sure: false })
    expect(itemFlag(item(60, -10, 30))).toEqual({ flag: 'key-doubtful', sure: true })
    expect(itemFlag({ question: 'q01', version: 'v1', state: 'too-few' })).toBeNull()
  })
})
