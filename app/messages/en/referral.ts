import { formatsFor } from '../formats.ts'
import type { referral as zh } from '../zh/referral.ts'

const format = formatsFor('en')

export const referral: typeof zh = {
  title: 'Counselling',
  open: 'Counselling',
  of: (name) => `${name}: counselling`,
  lede: 'What is said is not shown. What can be seen here is this, and no more.',
  toFile: 'Back to the file',
  outline: 'What the office sees, and no more',
  columns: { day: 'Day', kind: 'Kind', minutes: 'Minutes', line: 'One line' },
  none: 'Nothing has taken place.',
  made: 'Referrals made',
  madeNone: 'None.',
  madeLine: (day, reason) => `${format.fullDay(day)}: ${reason.toLowerCase()}.`,
  refer: 'Refer to a counsellor',
  referMore:
    'The person gets a message: whether to talk is for them to decide. What becomes of it is not shown here; please do not ask them.',
  danger: (phones) =>
    `If there is danger now, first call ${phones.join(' or ')}; do not wait for a referral.`,
  reason: 'Reason',
  choose: 'Choose a reason',
  wish: 'Counsellor',
  wishHint: 'Only if the person has said so.',
  go: 'Refer: tell the counsellors and the person',
  again: (day) => `One referral in thirty days is enough; the next is possible from ${format.day(day)}.`,
  gone: 'No longer on the register; a referral is not possible.',
  done: 'Referred. The counsellors and the person have a message.',
  problem: 'Not referred',
  problems: {
    'reason-missing': 'Choose a reason.',
    'referred-lately': 'There has been a referral within thirty days; one is enough.',
    'already-waiting': 'There is a referral already; one is enough.',
    'not-found': 'No longer on the register; a referral is not possible.',
  },
}
