import type { Minutes } from '#app/shared/minutes.ts'

/**
 * What one version of a jurisdiction's hours policy says. It is data with a date and a legal basis, never a
 * constant in code: the Community Corrections Law (in force 2020-07-01) sets no number of hours, the measures
 * it replaced did. Plain JSON (no dates, no undefined), because it is stored as jsonb; who issued it, from
 * when to when and on what basis stand beside it in columns.
 */

/** Closed: a new kind must be met by every rule that asks about kinds. */
export const SOURCE_KINDS = [
  'online_unit',
  'lecture',
  'collective_class',
  'key_date_briefing',
  'counselling',
  'talk',
  'self_study',
  'public_benefit',
  'transfer',
  'adjustment',
] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** Study and public-benefit activity are two accounts; a minute of one never fills the other. */
export const BUCKETS = ['study', 'public_benefit'] as const
export type Bucket = (typeof BUCKETS)[number]

/** 01 管制, 02 缓刑, 03 假释, 04 暂予监外执行 */
export const CATEGORIES = ['01', '02', '03', '04'] as const
export type Category = (typeof CATEGORIES)[number]

/** 严管, 普管, 宽管; local names stand in a code table. */
export const GRADES = ['strict', 'ordinary', 'lenient'] as const
export type Grade = (typeof GRADES)[number]

/** 入矫, 常规, 解矫前 */
export const PHASES = ['intake', 'regular', 'pre-discharge'] as const
export type Phase = (typeof PHASES)[number]

/** Spans in which nothing can be asked of someone; each has evidence and an approver in the supervision room. */
export const PAUSE_KINDS = [
  'medical-leave',
  'hospital',
  'childbirth',
  'detention',
  'leave-without-online-access',
  'force-majeure',
] as const
export type PauseKind = (typeof PAUSE_KINDS)[number]

export const PRORATION_MODES = ['daily', 'half-month', 'none'] as const
export type ProrationMode = (typeof PRORATION_MODES)[number]

export const GRADE_CHANGE_MODES = ['daily-weighted', 'higher', 'lower', 'next-month'] as const
export type GradeChangeMode = (typeof GRADE_CHANGE_MODES)[number]

/** The sources that can have a cap of their own. */
export const CAPPED_SOURCES = ['online', 'counselling', 'self-study'] as const
export type CappedSource = (typeof CAPPED_SOURCES)[number]

/** A share is of the prorated requirement, floored to whole minutes. */
export type CapLimit = { kind: 'share'; percent: number } | { kind: 'minutes'; minutes: Minutes }

/** Minutes of a whole month; null where the jurisdiction sets no number for that grade. */
export type GradeTargets = Record<Grade, Minutes | null>

export type StudyTargets = {
  byGrade: GradeTargets
  /** What a phase says instead of `byGrade`; a grade it does not name keeps its own target. */
  byPhase: Partial<Record<Phase, Partial<GradeTargets>>>
}

export type HoursPolicy = {
  /** null: this jurisdiction sets no number of hours, which is a normal state and not an error. */
  targets: StudyTargets | null
  /** Whom the targets are for. */
  categories: Category[]
  publicBenefit: {
    /** Off by default: 社区矫正法 42 says "may organise". */
    mandatory: boolean
    needsLabourCapacity: boolean
    /** Of a whole month, prorated like the study target. */
    minutes: GradeTargets
  }
  caps: {
    bySource: Record<CappedSource, CapLimit | null>
    /** Most study minutes of one county day; recognised and adjusted minutes stay outside. */
    perDay: Minutes | null
  }
  proration: {
    mode: ProrationMode
    /** With fewer eligible days than this, nothing is required. */
    minimumEligibleDays: number
    countEntryDay: boolean
    countExitDay: boolean
    /** Minutes; 1 rounds up to the whole minute. */
    roundUpTo: Minutes
  }
  /** The kinds of pause that take days out of the month. */
  pauses: PauseKind[]
  gradeChange: GradeChangeMode
  transferIn: {
    /** Whether minutes earned in another county in the same month count. */
    recognised: boolean
  }
  credit: {
    readingFactor: {
      usual: number
      /** For a recorded need: reads slowly, has it read aloud, uses a magnifier. */
      recordedNeed: number
    }
    /** A unit counts again after this many days. */
    repeatWindowDays: number
    /** A gap between two signs of use longer than this is dropped. */
    idleLimitSeconds: number
    beatSeconds: number
    /** Of 100. It completes a module. */
    quizPassMark: number
    /** After a miss the next quiz of the module may be begun this many minutes later. */
    quizWaitMinutes: Minutes
    /** An oral exam stands for the written one. */
    oralEquivalent: boolean
    /** Lateness up to this many minutes is not taken off. */
    latenessToleranceMinutes: Minutes
    rounding: 'down'
    /** Whether an unpassed quiz holds a module's minutes back. */
    quizMovesMinutes: boolean
  }
  /** Minutes above the requirement that the next month takes; null: none. */
  carryOver: { maxMinutes: Minutes } | null
  /** Days after a month's end in which named sources may fill its gap, by a dated adjustment; null: none. */
  makeUp: { windowDays: number; sources: SourceKind[] } | null
  /**
   * 社区矫正法 52, 58: taught apart from adults, also after the eighteenth birthday. It is stated so that a
   * policy can be read whole; there is no version in which it is off.
   */
  minors: { ownSessionsOnly: true }
}
