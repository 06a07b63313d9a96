import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvCell, decodeCsv, readCsv, separatorOf, separators } from './csv.server.ts'

const cells = (text: string) => readCsv(text).rows.map((row) => row.cells)

describe('a file of separated values', () => {
  test.each([
    [
      'plain',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no last line end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'old Macintosh lines',
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quotes, with separator, quote and line inside',
      'a,b\n"1,""x""\ny",2',
      [
        ['a', 'b'],
        ['1,"x"\ny', '2'],
      ],
    ],
    [
      'empty cells at the end',
      'a,b\n1,\n',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'empty lines',
      'a,b\n\n , \n1,2\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['nothing', '', []],
  ])('%s', (_, text, rows) => expect(cells(text)).toEqual(rows))

  test('each row knows the line it begins on', () => {
    expect(readCsv('a,b\n"x\ny",2\n\n3,4').rows.map(({ line }) => line)).toEqual([1, 2, 5])
  })

  test('a quotation mark without an end is told with its line', () => {
    expect(readCsv('a,b\n1,2\n"3,4\n5,6')).toMatchObject({
      unclosedQuote: 3,
      rows: [{ line: 1 }, { line: 2 }],
    })
    expect(readCsv('a,b\n"').unclosedQuote).toBe(2)
  })

  test('whatever was written is read again', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', '王', ' ', '𠮷') })
      .filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(
        fc.constantFrom(...separators),
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        (separator, rows) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
          const text = rows.map((row) => row.map(quoted).join(separator)).join('\r\n')
          expect(readCsv(text, separator).rows.map((row) => row.cells)).toEqual(rows)
        },
      ),
    )
  })

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readCsv(decodeCsv(bytes))
      }),
    )
  })

  test('the separator is what the first line has most of, outside quotes', () => {
    expect([
      separatorOf('a;b;"c,d,e,f"'),
      separatorOf('a,b'),
      separatorOf('a\tb\tc,'),
      separatorOf('a'),
    ]).toEqual([';', ',', '\t', ','])
  })
})

describe('its letters', () => {
  test.each([
    ['UTF-8', [0xe5, 0xa7, 0x93]],
    ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0xe5, 0xa7, 0x93]],
    ['GBK, as Excel writes it', [0xd0, 0xd5]],
    ['UTF-16 with its mark', [0xff, 0xfe, 0xd3, 0x59]],
  ])('%s', (_, bytes) => expect(decodeCsv(new Uint8Array(bytes))).toBe('姓'))

  test('a rare character of GB18030 in four bytes', () => {
    expect(decodeCsv(new Uint8Array([0x95, 0x32, 0x82, 0x36, 0xd0, 0xd5]))).toBe('𠀀姓')
  })
})

test.each([
  ['=1+1', `"'=1+1"`],
  ['@cmd', `"'@cmd"`],
  ['-2', `"'-2"`],
  ['+2', `"'+2"`],
  ['\t=1', `"'\t=1"`],
  ['say "hi"', `"say ""hi"""`],
  ['张某', `"张某"`],
])('a spreadsheet runs nothing of %j', (text, cell) => expect(csvCell(text)).toBe(cell))
