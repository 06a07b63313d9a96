import { expect, test } from 'vitest'
import { checkGrant, type Holder } from './minor-grant.policy.ts'

const at = (accountId: string, role: string, officeId: string | null = null): Holder => ({
  accountId,
  role,
  officeId,
})
const COUNTY = [
  ...[at('li', 'office', 'nanpu'), at('qian', 'social-worker', 'nanpu'), at('wang', 'office', 'dongtang')],
  ...[at('shao', 'lecturer'), at('zhao', 'bureau'), at('sun', 'bureau')],
]
const usual = {
  days: 14,
  granter: 'zhao',
  holder: 'li',
  minorsOffice: 'nanpu',
  appointed: COUNTY,
  open: false,
}

test.each([
  ['staff of the minor’s office', {}, null],
  ['its social worker', { holder: 'qian' }, null],
  ['a colleague of the bureau', { holder: 'sun' }, null],
  ['staff of another office', { holder: 'wang' }, { refused: 'not-of-this-office' }],
  ['a lecturer', { holder: 'shao' }, { refused: 'not-of-this-office' }],
  ['somebody who is not appointed', { holder: 'nobody' }, { refused: 'not-of-this-office' }],
  ['oneself, with a colleague there', { holder: 'zhao' }, { refused: 'own-account' }],
  ['oneself, alone at the bureau', { holder: 'zhao', appointed: COUNTY.slice(0, 5) }, null],
  [
    'oneself, also appointed at the office',
    { holder: 'zhao', appointed: [...COUNTY, at('zhao', 'office', 'nanpu')] },
    { refused: 'own-account' },
  ],
  ['one day', { days: 1 }, null],
  ['thirty days', { days: 30 }, null],
  ['thirty-one', { days: 31 }, { refused: 'days' }],
  ['none', { days: 0 }, { refused: 'days' }],
  ['half a day', { days: 0.5 }, { refused: 'days' }],
  ['one that holds already', { open: true }, { refused: 'already-open' }],
] as const)('%s', (_, change, answer) => {
  expect(checkGrant({ ...usual, ...change })).toEqual(answer)
})
