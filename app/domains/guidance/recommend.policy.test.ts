import { expect, test } from 'vitest'
import { recommend, type TeachableModule } from './recommend.policy.ts'

const NEW = { minutes: 10, left: true, begun: false }
const BEGUN = { minutes: 12, left: true, begun: true }
const COUNTED = { minutes: 10, left: false, begun: false }
const COUNTED_AND_OPENED = { minutes: 10, left: false, begun: true }
const module = (code: string, ...units: TeachableModule['units']): TeachableModule => ({ code, units })

const MENU = [
  module('a1', COUNTED, COUNTED),
  module('a2', COUNTED, NEW, NEW),
  module('a3', NEW, BEGUN),
  module('c1', NEW),
  module('c2', NEW, NEW),
]
const usual = { modules: MENU, phase: 'regular' as const, noPhone: false, short: 130, onlineRoom: 100 }

test.each([
  ['what was begun comes first', {}, { code: 'a3', reason: 'begun', gain: 22 }],
  ['intake: the law first', { phase: 'intake' }, { code: 'a2', reason: 'intake-first', gain: 20 }],
  [
    'before discharge: the next step',
    { phase: 'pre-discharge' },
    { code: 'c2', reason: 'leaving-first', gain: 20 },
  ],
  ['at most the gap', { short: 5 }, { code: 'a3', reason: 'begun', gain: 5 }],
  ['at most the room under the cap', { onlineRoom: 7 }, { code: 'a3', reason: 'begun', gain: 7 }],
  ['no cap', { onlineRoom: null }, { code: 'a3', reason: 'begun', gain: 22 }],
  [
    'nothing begun: the menu’s order',
    { modules: [MENU[0]!, MENU[3]!, MENU[4]!] },
    { code: 'c1', reason: 'next-in-menu', gain: 10 },
  ],
  [
    'partly done goes on before something new',
    { modules: [MENU[3]!, MENU[1]!] },
    { code: 'a2', reason: 'begun', gain: 20 },
  ],
  [
    'opened again though it counts already: it is partly done, not open',
    { modules: [module('a4', COUNTED_AND_OPENED, NEW), module('a5', NEW, BEGUN)] },
    { code: 'a5', reason: 'begun', gain: 22 },
  ],
  [
    'intake with the law done: as everyone',
    { phase: 'intake', modules: [MENU[0]!, module('a2', COUNTED), module('b1', NEW)] },
    { code: 'b1', reason: 'next-in-menu', gain: 10 },
  ],
  ['no phone', { noPhone: true }, { refused: 'no-phone' }],
  ['the cap is full', { onlineRoom: 0 }, { refused: 'online-full' }],
  ['everything counted', { modules: [MENU[0]!] }, { refused: 'nothing-left' }],
  ['nothing is taught', { modules: [] }, { refused: 'nothing-left' }],
] as const)('%s', (_, change, answer) => {
  expect(recommend({ ...usual, ...change })).toEqual(answer)
})
