import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asSlipPassword, SLIP_ALPHABET, SLIP_LENGTH, temporaryPassword } from './temporary-password.policy.ts'

describe('a slip’s password', () => {
  test('has more than forty bits, and every sign once in the alphabet', () => {
    expect(new Set(SLIP_ALPHABET).size).toBe(SLIP_ALPHABET.length)
    expect(SLIP_LENGTH * Math.log2(SLIP_ALPHABET.length)).toBeGreaterThan(40)
  })

  test.each([
    ['0', 'o'],
    ['1', 'l'],
    ['1', 'i'],
    ['i', 'l'],
    ['2', 'z'],
    ['5', 's'],
    ['8', 'b'],
    ['9', 'g'],
    ['9', 'q'],
    ['u', 'v'],
  ])('never has both %s and %s', (one, other) => {
    expect(SLIP_ALPHABET.includes(one) && SLIP_ALPHABET.includes(other)).toBe(false)
  })

  test('takes each sign from a draw of its own, over the whole alphabet', () => {
    const asked: number[] = []
    let next = 0
    const password = temporaryPassword((count) => {
      asked.push(count)
      return next++ % count
    })
    expect(password).toBe(SLIP_ALPHABET.slice(0, SLIP_LENGTH))
    expect(asked).toEqual(Array.from({ length: SLIP_LENGTH }, () => SLIP_ALPHABET.length))
  })

  test('is read whether it is typed in halves, in capitals or full width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(SLIP_ALPHABET.length - 1), { minLength: SLIP_LENGTH, maxLength: SLIP_LENGTH }),
        (draws) => {
          let next = 0
          const password = temporaryPassword(() => draws[next++]!)
          const typed = `${password.slice(0, 5).toUpperCase()} ${password.slice(5)}`
          expect(asSlipPassword(typed)).toBe(password)
        },
      ),
    )
    expect(asSlipPassword('ａｃｄｅｆ-hjkmn')).toBe('acdefhjkmn')
  })

  test.each(['', 'acdef', 'acdefhjkmnp', 'acdefhjkmo', '自己的 password'])('%j is none', (typed) =>
    expect(asSlipPassword(typed)).toBeNull(),
  )
})
