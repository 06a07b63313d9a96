import { z } from 'zod'
import {
  CATEGORIES,
  GRADE_CHANGE_MODES,
  GRADES,
  PAUSE_KINDS,
  PHASES,
  PRORATION_MODES,
  SOURCE_KINDS,
  type HoursPolicy,
} from './hours-policy.policy.ts'

const MINUTES_OF_A_DAY = 24 * 60
const MINUTES_OF_A_MONTH = 31 * MINUTES_OF_A_DAY

const monthMinutes = z.int().min(0).max(MINUTES_OF_A_MONTH)
const target = monthMinutes.nullable()
const gradeTargets = z.strictObject({ strict: target, ordinary: target, lenient: target })

const capLimit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('share'), percent: z.int().min(0).max(100) }),
  z.strictObject({ kind: z.literal('minutes'), minutes: monthMinutes }),
])

/** The shape of a stored or submitted policy version. Unknown keys are refused: a misspelt cap is no cap. */
export const hoursPolicySchema = z.strictObject({
  targets: z
    .strictObject({
      byGrade: gradeTargets,
      byPhase: z.partialRecord(z.enum(PHASES), z.partialRecord(z.enum(GRADES), target)),
    })
    .nullable(),
  categories: z.array(z.enum(CATEGORIES)),
  publicBenefit: z.strictObject({
    mandatory: z.boolean(),
    needsLabourCapacity: z.boolean(),
    minutes: gradeTargets,
  }),
  caps: z.strictObject({
    bySource: z.strictObject({
      online: capLimit.nullable(),
      counselling: capLimit.nullable(),
      'self-study': capLimit.nullable(),
    }),
    perDay: z.int().min(0).max(MINUTES_OF_A_DAY).nullable(),
  }),
  proration: z.strictObject({
    mode: z.enum(PRORATION_MODES),
    minimumEligibleDays: z.int().min(0).max(31),
    countEntryDay: z.boolean(),
    countExitDay: z.boolean(),
    roundUpTo: z.int().min(1).max(60),
  }),
  pauses: z.array(z.enum(PAUSE_KINDS)),
  gradeChange: z.enum(GRADE_CHANGE_MODES),
  transferIn: z.strictObject({ recognised: z.boolean() }),
  credit: z.strictObject({
    readingFactor: z.strictObject({
      usual: z.number().min(1).max(4),
      recordedNeed: z.number().min(1).max(4),
    }),
    repeatWindowDays: z.int().min(0),
    idleLimitSeconds: z.int().min(1),
    beatSeconds: z.int().min(1),
    quizPassMark: z.int().min(0).max(100),
    quizWaitMinutes: z.int().min(0).max(MINUTES_OF_A_DAY),
    oralEquivalent: z.boolean(),
    latenessToleranceMinutes: z.int().min(0).max(60),
    rounding: z.literal('down'),
    quizMovesMinutes: z.boolean(),
  }),
  carryOver: z.strictObject({ maxMinutes: monthMinutes }).nullable(),
  makeUp: z
    .strictObject({ windowDays: z.int().min(1).max(92), sources: z.array(z.enum(SOURCE_KINDS)) })
    .nullable(),
  minors: z.strictObject({ ownSessionsOnly: z.literal(true) }),
})

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Flat<T> = T extends (infer Item)[]
  ? Flat<Item>[]
  : T extends object
    ? { [Key in keyof T]: Flat<T[Key]> }
    : T

// Does not compile once the schema and the type say different things.
const schemaIsTheType: Same<Flat<z.infer<typeof hoursPolicySchema>>, Flat<HoursPolicy>> = true
void schemaIsTheType
