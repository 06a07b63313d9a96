import { expect, test } from 'vitest'
import { auditActs } from './audit-acts.policy.ts'
import { actsOf, isLook } from './look.policy.ts'

test.each([
  ['supervision.people-listed', true],
  ['supervision.person-opened', true],
  ['hours.board-listed', true],
  ['audit.log-listed', true],
  ['audit.anchor-taken-out', true],
  // Beginning to learn is a deed of one's own.
  ['learning.unit-opened', false],
  ['learning.study-taken-over', false],
  ['identity.signed-in', false],
  ['hours.entry-reversed', false],
])('%s is a look: %s', (act, look) => {
  expect(isLook(act)).toBe(look)
})

test('looks and deeds together are every act', () => {
  expect([...actsOf('look')!, ...actsOf('deed')!].sort()).toEqual([...auditActs].sort())
  expect(actsOf('')).toBeNull()
  expect(actsOf('hours.imported')).toEqual(['hours.imported'])
})
