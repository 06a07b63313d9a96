/**
 * What a slip's password is made of: 0 and o, 1 and i and l, 2 and z, 5 and s, 8 and b, g and q, u and v are easily taken
 * for each other on paper or by ear, so at most one of each pair is used. Lower case only: phones have no shift to find.
 */
export const SLIP_ALPHABET = '34679acdefhjkmnprtwxy'
/** 21 ^ 10 is 2 ^ 43.9: more than the 40 bits asked for, and short enough to type once on a phone. */
export const SLIP_LENGTH = 10
/** Read out and typed in two halves. */
export const SLIP_HALF = 5
/**
 * Days a slip's password waits for its first use: the next report at the office comes within two weeks, and a paper
 * that was lost is worth nothing after that.
 */
export const SLIP_DAYS = 14

/** A temporary password. `randomBelow(n)` gives a whole number from 0 to n − 1, each as likely as the others. */
export function temporaryPassword(randomBelow: (count: number) => number): string {
  return Array.from({ length: SLIP_LENGTH }, () => SLIP_ALPHABET[randomBelow(SLIP_ALPHABET.length)]!).join('')
}

/** Typed as it is read: a blank between the halves and capitals change nothing. Only for what can be a slip's password. */
export function asSlipPassword(typed: string): string | null {
  const plain = typed.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/g, '')
  const ours = plain.length === SLIP_LENGTH && [...plain].every((sign) => SLIP_ALPHABET.includes(sign))
  return ours ? plain : null
}
