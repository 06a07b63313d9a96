import { describe, expect, test } from 'vitest'
import { readItemRows, writeItemRows } from './item-rows.server.ts'
import { itemStatistics, type ItemRow } from './item-statistics.policy.ts'

const HEAD = 'attempt,try,question,version,mark,total'
const rows: ItemRow[] = [
  { attempt: '1', tried: 1, question: 'q01', version: '0123456789ab', mark: 1, total: 1.5 },
  { attempt: '1', tried: 1, question: 'q02', version: '0123456789ab', mark: 0.5, total: 1.5 },
  { attempt: '2', tried: 2, question: 'q01', version: '0123456789ab', mark: 0, total: 0 },
]
const problemsOf = (text: string) => {
  const read = readItemRows(text)
  return 'rows' in read ? [] : read.problems
}

test('what is written is read again, and comes to the same numbers', () => {
  const read = readItemRows(writeItemRows(rows))
  expect(read).toEqual({ rows })
  expect('rows' in read && itemStatistics(read.rows, { tries: 'all', least: 2 })).toEqual(
    itemStatistics(rows, { tries: 'all', least: 2 }),
  )
})

test('columns in any order and beside others, semicolons, headings in capitals', () => {
  const text = 'Mark;Total;Note;Attempt;Try;Version;Question\r\n1;3;x;a;1;v1;q01\r\n\r\n0;3;;a;1;v1;q02\r\n'
  expect(readItemRows(text)).toEqual({
    rows: [
      { attempt: 'a', tried: 1, question: 'q01', version: 'v1', mark: 1, total: 3 },
      { attempt: 'a', tried: 1, question: 'q02', version: 'v1', mark: 0, total: 3 },
    ],
  })
})

describe('every problem is told by line', () => {
  test.each([
    ['', [{ line: 1, refused: 'empty' }]],
    [`${HEAD}\n`, [{ line: 1, refused: 'empty' }]],
    [
      'attempt,try,question,version\n1,1,q01,v',
      [
        { line: 1, refused: 'column-missing', column: 'mark' },
        { line: 1, refused: 'column-missing', column: 'total' },
      ],
    ],
    [`${HEAD}\n1,1,"q01,v,1,1`, [{ line: 2, refused: 'quote-open' }]],
    [`${HEAD}\n,1,q01,v,1,1`, [{ line: 2, refused: 'missing', column: 'attempt' }]],
    [`${HEAD}\n1,1,${'q'.repeat(65)},v,1,1`, [{ line: 2, refused: 'too-long', column: 'question' }]],
    [`${HEAD}\n1,0,q01,v,1,1`, [{ line: 2, refused: 'not-a-number', column: 'try' }]],
    [`${HEAD}\n1,1.5,q01,v,1,1`, [{ line: 2, refused: 'not-a-number', column: 'try' }]],
    [`${HEAD}\n1,1,q01,v,NaN,1`, [{ line: 2, refused: 'not-a-number', column: 'mark' }]],
    [`${HEAD}\n1,1,q01,v,-1,1`, [{ line: 2, refused: 'not-a-number', column: 'mark' }]],
    [`${HEAD}\n1,1,q01,v,1e9,1`, [{ line: 2, refused: 'not-a-number', column: 'mark' }]],
    [`${HEAD}\n1,1,q01,v,2,2`, [{ line: 2, refused: 'above-one', column: 'mark' }]],
    [`${HEAD}\n1,1,q01,v,1,`, [{ line: 2, refused: 'not-a-number', column: 'total' }]],
    [`${HEAD}\n1,1,q01,v,1,2\n1,1,q01,v,1,2`, [{ line: 3, refused: 'asked-twice', column: 'question' }]],
    [`${HEAD}\n1,1,q01,v,1,2\n1,1,q02,v,1,3`, [{ line: 3, refused: 'attempt-differs' }]],
    [`${HEAD}\n1,1,q01,v,1,2\n1,2,q02,v,1,2`, [{ line: 3, refused: 'attempt-differs' }]],
    [`${HEAD}\n1,1,q01,v,1,1\n1,1,q02,v,1,1`, [{ line: 3, refused: 'total-too-small', column: 'total' }]],
    [
      `${HEAD}\n1,1,q01,v,x,1\n2,1,,v,1,1`,
      [
        { line: 2, refused: 'not-a-number', column: 'mark' },
        { line: 3, refused: 'missing', column: 'question' },
      ],
    ],
  ])('%j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems)
  })
})

test('a cell that a spreadsheet would run is tamed', () => {
  expect(writeItemRows([{ ...rows[0]!, question: '=1+1' }])).toContain(`"'=1+1"`)
})
