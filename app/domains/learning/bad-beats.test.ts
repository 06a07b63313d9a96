import fs from 'node:fs'
import { expect, test } from 'vitest'

/**
 * What may reach a study that no honest page sends, or sends at a bad moment, and where each is tested: no minute is
 * gained or lost, and the answer is clear. A line whose test is renamed or gone fails here.
 */
const HERE = 'app/domains/learning'
const TESTED: [what: string, file: string, title: string][] = [
  ['forged', `${HERE}/beat.db.test.ts`, 'with a nonce that was not given out'],
  ['forged: more than it should say', `${HERE}/beat.db.test.ts`, 'takes a beat, and ignores whatever else'],
  ['replayed', `${HERE}/beat.db.test.ts`, 'once, however often and in whatever order it arrives'],
  ['replayed another day', `${HERE}/cheater.db.test.ts`, 'that replays yesterday’s beats and answers'],
  ['replayed, as a rule', `${HERE}/witness.policy.test.ts`, 'replays of what was sent before change nothing'],
  ['negative', `${HERE}/beat.db.test.ts`, "'negative'"],
  ['NaN', `${HERE}/beat.db.test.ts`, "'not a number'"],
  ['1e9', `${HERE}/beat.db.test.ts`, "'an exponent'"],
  ['1e9 in digits', `${HERE}/beat.db.test.ts`, "'beyond nine digits'"],
  ['of the future', `${HERE}/cheater.db.test.ts`, 'with a number of the future'],
  ['ancient', `${HERE}/cheater.db.test.ts`, 'that wakes a session of last month'],
  ['a clock 10× fast', `${HERE}/cheater.db.test.ts`, 'that beats a hundred times as fast'],
  ['the machine’s clock set back', `${HERE}/beat.db.test.ts`, 'when the clock of the machine goes back'],
  ['two tabs', `${HERE}/beat.db.test.ts`, 'for a second tab of the same lesson'],
  ['ten tabs', `${HERE}/cheater.db.test.ts`, 'that beats in ten tabs at once'],
  ['two phones', `${HERE}/study.db.test.ts`, 'a second device is told that another one counts'],
  ['two phones in turns', `${HERE}/cheater.db.test.ts`, 'that runs on two devices which take over'],
  ['two phones, as people see it', 'tests/e2e/witness.spec.ts', 'a second device asks before it takes'],
  ['sleep and wake', `${HERE}/beat.db.test.ts`, 'nothing of an absence over the idle limit'],
  ['sleep and wake in a browser', 'tests/e2e/witness.spec.ts', 'stop while the page is hidden'],
  ['after sign-out', `${HERE}/beat.db.test.ts`, 'leads to sign-in after signing out'],
  ['after discharge', `${HERE}/beat.db.test.ts`, 'no longer on the register'],
  [
    'an answer after discharge',
    `${HERE}/check-answer.db.test.ts`,
    'someone discharged in the middle of a unit',
  ],
  ['another person’s session', `${HERE}/beat.db.test.ts`, 'to another person’s session, also with its nonce'],
  ['a session that is not there', `${HERE}/beat.db.test.ts`, 'to a session that is not there'],
  [
    'a unit withdrawn in the meantime',
    `${HERE}/withdrawn-unit.db.test.ts`,
    'takes one more beat and then says so',
  ],
  ['its minutes', `${HERE}/withdrawn-unit.db.test.ts`, 'gives back the minutes that were seen, once'],
  ['a passage that is gone', `${HERE}/withdrawn-unit.db.test.ts`, 'leads from a passage it no longer has'],
  ['a module withdrawn from under a quiz', `${HERE}/quiz.db.test.ts`, 'outlives its module'],
]

test.each(TESTED)('%s is tested', (_, file, title) => {
  expect(fs.readFileSync(file, 'utf8')).toContain(title)
})
