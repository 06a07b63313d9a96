import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leafOf, rootOf, type Hash } from './merkle.policy.ts'
import type { SealedRow } from '#app/shared/sealed-row.ts'
import { bytesOfRow, fieldsAsBytes, NIL_ID, placeAfter } from './seal.policy.ts'

const sha256: Hash = (bytes) => createHash('sha256').update(bytes).digest()
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const unhex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

/** The leaves and roots that Certificate Transparency's implementations of RFC 6962 test themselves with. */
const RFC_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const RFC_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test.each(RFC_ROOTS.map((root, count) => [count, root] as const))(
  'the root over the first %i known leaves',
  (count, root) => {
    const leaves = RFC_LEAVES.slice(0, count).map((leaf) => leafOf(sha256, unhex(leaf)))
    expect(hex(rootOf(sha256, leaves))).toBe(root)
  },
)

test('no other order, number or leaf gives the same root', () => {
  const bytes = fc.uint8Array({ maxLength: 6 })
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 12 }), fc.array(bytes, { maxLength: 12 }), (one, other) => {
      const root = (rows: readonly Uint8Array[]) =>
        hex(
          rootOf(
            sha256,
            rows.map((row) => leafOf(sha256, row)),
          ),
        )
      const same = JSON.stringify(one.map(hex)) === JSON.stringify(other.map(hex))
      expect(root(one) === root(other)).toBe(same)
    }),
  )
})

const row: SealedRow = {
  id: '019f0000-0000-7000-8000-000000000001',
  countyId: '019f0000-0000-7000-8000-0000000000c1',
  at: '2026-07-22T02:00:00.000Z',
  actorAccountId: null,
  actorRole: 'bureau',
  actorOfficeId: null,
  act: 'supervision.person-opened',
  subjectKind: 'person',
  subjectId: null,
  personId: null,
  detail: '{"n": 1}',
  writtenIn: '812',
}

describe('the bytes of a row', () => {
  test('are these, written out by hand', () => {
    // Each field: 01, length in four bytes, text; 00 for null. See the fields in their order above.
    expect(hex(fieldsAsBytes('v', ['a', null, '', '中']))).toBe(
      ['0100000001' + '76', '0100000001' + '61', '00', '0100000000', '0100000003' + 'e4b8ad'].join(''),
    )
  })

  test.each(Object.keys(row) as (keyof SealedRow)[])('change with %s', (column) => {
    const changed = { ...row, [column]: `${row[column] ?? ''}x` }
    expect(hex(bytesOfRow(changed))).not.toBe(hex(bytesOfRow(row)))
  })

  test('tell null from empty, and one field from the next', () => {
    const field = fc.option(fc.string({ maxLength: 3 }))
    fc.assert(
      fc.property(fc.array(field, { maxLength: 4 }), fc.array(field, { maxLength: 4 }), (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other)
        expect(hex(fieldsAsBytes('v', one)) === hex(fieldsAsBytes('v', other))).toBe(same)
      }),
    )
  })
})

const last = { era: 1, horizonXid: '900', horizonId: row.id }
test.each([
  ['nothing is sealed yet', null, '5', { era: 1, afterXid: '0', afterId: NIL_ID, sweep: false }],
  ['numbers have gone on', last, '901', { era: 1, afterXid: '900', afterId: row.id, sweep: false }],
  ['numbers compare as numbers', last, '1000', { era: 1, afterXid: '900', afterId: row.id, sweep: false }],
  ['numbers have begun anew', last, '899', { era: 2, afterXid: '0', afterId: NIL_ID, sweep: true }],
  [
    'a sweep goes on',
    { era: 2, horizonXid: '0', horizonId: NIL_ID },
    '899',
    { era: 2, afterXid: '0', afterId: NIL_ID, sweep: true },
  ],
] as const)('where the next seal begins: %s', (_, before, oldestRunning, expected) => {
  expect(placeAfter(before, oldestRunning)).toEqual(expected)
})
