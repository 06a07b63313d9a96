import { createSecretKey, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { open, rewrap, seal, type Place, type Sealed } from './cipher.ts'

const ring = new Map(['one', 'two'].map((id) => [id, createSecretKey(randomBytes(32))]))
const find = (id: string) => ring.get(id)
const active = (id: string) => ({ id, key: ring.get(id)! })
const PLACE: Place = { countyId: 'county', recordId: 'record', version: 1 }
const WORDS = '夜里总是惊醒，想起那天的事。'
const sealed = seal(WORDS, PLACE, active('one'))

test('what was sealed opens where it was sealed', () => {
  expect(open(sealed, PLACE, find)).toEqual({ words: WORDS })
})

test('any words, any place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), fc.nat(), (words, recordId, version) => {
      const place = { countyId: 'county', recordId, version }
      expect(open(seal(words, place, active('two')), place, find)).toEqual({ words })
    }),
  )
})

test('nothing of the words is in what is stored', () => {
  const stored = Buffer.concat([sealed.nonce, sealed.sealed, sealed.keyNonce, sealed.wrappedKey])
  expect(stored.includes(Buffer.from(WORDS))).toBe(false)
  expect(stored.includes(Buffer.from('惊醒'))).toBe(false)
})

test('every nonce is 96 bits and new, every record has a key of its own', () => {
  const many = Array.from({ length: 500 }, () => seal(WORDS, PLACE, active('one')))
  for (const part of ['nonce', 'keyNonce', 'sealed', 'wrappedKey'] as const)
    expect(new Set(many.map((one) => Buffer.from(one[part]).toString('hex'))).size).toBe(500)
  expect(many.every(({ nonce, keyNonce }) => nonce.length === 12 && keyNonce.length === 12)).toBe(true)
})

describe('damaged, and nothing of it comes out', () => {
  const parts = ['nonce', 'sealed', 'keyNonce', 'wrappedKey'] as const
  test.each(parts)('one bit of %s, wherever it is', (part) => {
    for (let at = 0; at < sealed[part].length * 8; at++) {
      const bent = Uint8Array.from(sealed[part])
      bent[at >> 3]! ^= 1 << (at & 7)
      expect(open({ ...sealed, [part]: bent }, PLACE, find), `bit ${at}`).toEqual({ refused: 'damaged' })
    }
  })

  test.each(parts)('%s cut short, empty, or longer', (part) => {
    for (const bytes of [
      new Uint8Array(0),
      sealed[part].slice(0, -1),
      Buffer.concat([sealed[part], Buffer.alloc(1)]),
    ])
      expect(open({ ...sealed, [part]: bytes }, PLACE, find)).toEqual({ refused: 'damaged' })
  })

  test.each<[string, Place]>([
    ['of another record', { ...PLACE, recordId: 'another' }],
    ['of another county', { ...PLACE, countyId: 'another' }],
    ['of another version', { ...PLACE, version: 2 }],
    ['with the parts shifted', { countyId: 'countyrecord', recordId: '', version: 1 }],
  ])('standing in the place %s', (_, place) => {
    expect(open(sealed, place, find)).toEqual({ refused: 'damaged' })
  })

  test('the body of one with the key of another, in every mixture', () => {
    const other = seal('别人的话', PLACE, active('one'))
    const mixed: Sealed[] = [
      { ...sealed, nonce: other.nonce, sealed: other.sealed },
      { ...sealed, keyNonce: other.keyNonce, wrappedKey: other.wrappedKey },
      { ...sealed, sealed: other.sealed },
    ]
    for (const one of mixed) expect(open(one, PLACE, find)).toEqual({ refused: 'damaged' })
  })

  test('under another key of the ring than it says', () => {
    expect(open({ ...sealed, keyId: 'two' }, PLACE, find)).toEqual({ refused: 'damaged' })
  })
})

test('a key that the ring lacks is told apart from damage', () => {
  expect(open(sealed, PLACE, () => undefined)).toEqual({ refused: 'unknown-key' })
})

test('another key around the same record: opens, with the body untouched', () => {
  const next = rewrap(sealed, PLACE, find, active('two'))
  if ('refused' in next) throw new Error(next.refused)
  expect(next.keyId).toBe('two')
  const whole = { ...sealed, ...next }
  expect(open(whole, PLACE, find)).toEqual({ words: WORDS })
  expect(open(whole, PLACE, (id) => (id === 'two' ? ring.get(id) : undefined))).toEqual({ words: WORDS })
  expect(rewrap({ ...sealed, keyId: 'gone' }, PLACE, find, active('two'))).toEqual({ refused: 'unknown-key' })
  expect(rewrap(sealed, { ...PLACE, version: 9 }, find, active('two'))).toEqual({ refused: 'damaged' })
})
