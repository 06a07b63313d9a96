import type { HoursPolicy } from './hours-policy.policy.ts'

/** A county that has published nothing: everything counts once, nothing is required, nothing is capped. */
export const WITHOUT_POLICY: HoursPolicy = {
  targets: null,
  categories: ['01', '02', '03', '04'],
  publicBenefit: {
    mandatory: false,
    needsLabourCapacity: true,
    minutes: { strict: null, ordinary: null, lenient: null },
  },
  caps: { bySource: { online: null, counselling: null, 'self-study': null }, perDay: null },
  proration: {
    mode: 'daily',
    minimumEligibleDays: 0,
    countEntryDay: true,
    countExitDay: true,
    roundUpTo: 1,
  },
  pauses: [],
  gradeChange: 'daily-weighted',
  transferIn: { recognised: true },
  credit: {
    readingFactor: { usual: 1, recordedNeed: 2 },
    repeatWindowDays: 180,
    idleLimitSeconds: 120,
    beatSeconds: 30,
    quizPassMark: 60,
    quizWaitMinutes: 10,
    oralEquivalent: true,
    latenessToleranceMinutes: 0,
    rounding: 'down',
    quizMovesMinutes: false,
  },
  carryOver: null,
  makeUp: null,
  minors: { ownSessionsOnly: true },
}
