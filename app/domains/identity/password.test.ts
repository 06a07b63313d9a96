import { expect, test } from 'vitest'
import { hashPassword, passwordMatches } from './password.server.ts'

test('a password matches itself, in whatever composition its characters are typed', async () => {
  const hash = await hashPassword('Café-１２ 密码')
  expect(await passwordMatches(hash, 'Café-12 密码')).toBe(true)
  for (const other of ['café-12 密码', 'Café-12密码', 'Café-12 密码 ', '']) {
    expect(await passwordMatches(hash, other)).toBe(false)
  }
  expect(await hashPassword('Café-１２ 密码')).not.toBe(hash)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('without a hash the answer is no, after the same work', async () => {
  const hash = await hashPassword('somebody’s')
  expect(await passwordMatches(null, 'nobody has this password')).toBe(false)
  const median = async (of: string | null) => {
    const times: number[] = []
    for (let round = 0; round < 9; round++) {
      const start = process.hrtime.bigint()
      await passwordMatches(of, 'wrong')
      times.push(Number(process.hrtime.bigint() - start) / 1e6)
    }
    return times.sort((a, b) => a - b)[4]!
  }
  const [stranger, known] = [await median(null), await median(hash)]
  expect(stranger).toBeGreaterThan(2)
  expect(Math.max(stranger, known) / Math.min(stranger, known)).toBeLessThan(3)
})
