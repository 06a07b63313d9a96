import { monthOf, type CalendarDay, type CalendarMonth } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { cutsByCap, type CapReason } from './cap.policy.ts'
import type { Bucket, HoursPolicy, SourceKind } from './hours-policy.policy.ts'
import { inLedgerOrder, type HoursEntry } from './ledger.policy.ts'
import { countOnce } from './overlap.policy.ts'
import type { Requirement } from './requirement.policy.ts'

/** What the office's board and the person's page tell apart. */
export const SOURCE_GROUPS = ['lecture', 'online', 'talk', 'counselling', 'other'] as const
export type SourceGroup = (typeof SOURCE_GROUPS)[number]

const GROUP_OF: Record<SourceKind, SourceGroup> = {
  lecture: 'lecture',
  collective_class: 'lecture',
  key_date_briefing: 'lecture',
  online_unit: 'online',
  talk: 'talk',
  counselling: 'counselling',
  self_study: 'other',
  public_benefit: 'other',
  transfer: 'other',
  adjustment: 'other',
}

export type CutReason = 'overlap' | CapReason | 'beyond-interval' | 'transfer-not-recognised'
export type Cut = { reason: CutReason; minutes: Minutes; with?: string }

export type AssessedLine = {
  entryId: string
  sourceKind: SourceKind
  bucket: Bucket
  countyDay: CalendarDay
  /** The ledger's minutes; negative on a reversal. */
  credited: Minutes
  counted: Minutes
  /** Part of a pair that cancels: the reversal, or the credit it takes back. */
  struck: boolean
  cuts: Cut[]
}

/** Of credits that stand: credited = counted + cutByOverlap + cutByCap + cutOtherwise. */
export type SourceSum = {
  credited: Minutes
  counted: Minutes
  cutByOverlap: Minutes
  cutByCap: Minutes
  cutOtherwise: Minutes
}

export type AssessmentResult = 'met' | 'part' | 'missed' | 'exempt' | 'paused' | 'no-target'

export type Assessment = {
  month: CalendarMonth
  requirement: Requirement
  counted: Minutes
  /** 0 when nothing is required. */
  required: Minutes
  short: Minutes
  bySource: Record<SourceGroup, SourceSum>
  lines: AssessedLine[]
  result: AssessmentResult
  publicBenefit: {
    credited: Minutes
    counted: Minutes
    /** null: not asked of this person. */
    required: Minutes | null
    short: Minutes
    result: 'met' | 'part' | 'missed' | 'not-required'
  }
  /** What this month takes from the one before, and may hand to the next. */
  carried: { in: Minutes; out: Minutes }
}

/**
 * What one month's ledger lines come to under the policy in force on its last day: pairs of credit and
 * reversal cancel, each stretch of time counts once, then the caps. Lines of other months are left out, but a
 * reversal cancels its credit wherever it stands. Nothing is changed, and the order of `entries` is of no
 * account.
 */
export function assess(given: {
  entries: readonly HoursEntry[]
  requirement: Requirement
  policy: HoursPolicy
  month: CalendarMonth
  /** The surplus of the month before; how much of it is taken is the policy's to say. */
  carriedIn?: Minutes
}): Assessment {
  const { requirement, policy, month } = given
  const undone = new Set(given.entries.map(({ reversesId }) => reversesId))
  const ofMonth = given.entries.filter(({ countyDay }) => monthOf(countyDay) === month).sort(inLedgerOrder)
  const isStruck = (entry: HoursEntry) => entry.reversesId !== null || undone.has(entry.id)
  const live = ofMonth.filter((entry) => !isStruck(entry))

  const lines = new Map<string, AssessedLine>()
  for (const entry of ofMonth) lines.set(entry.id, lineOf(entry, isStruck(entry)))
  const cut = (id: string, by: Cut) => {
    const line = lines.get(id)
    if (!line || by.minutes <= 0) return
    line.cuts.push(by)
    line.counted -= by.minutes
  }

  const recognised = live.filter(
    ({ sourceKind }) => policy.transferIn.recognised || sourceKind !== 'transfer',
  )
  for (const { id, minutes } of live.filter((entry) => !recognised.includes(entry))) {
    cut(id, { reason: 'transfer-not-recognised', minutes })
  }
  const once = countOnce(recognised)
  for (const [id, { overlaps, beyondInterval }] of once) {
    cut(id, { reason: 'beyond-interval', minutes: beyondInterval })
    for (const overlap of overlaps) cut(id, { reason: 'overlap', ...overlap })
  }
  const study = recognised.filter(({ bucket }) => bucket === 'study')
  const afterOverlap = new Map([...once].map(([id, { counted }]) => [id, counted]))
  for (const { entryId, reason, minutes } of cutsByCap(study, afterOverlap, policy, requirement)) {
    cut(entryId, { reason, minutes })
  }

  const listed = [...lines.values()]
  const standing = listed.filter(({ struck }) => !struck)
  const required = requirement.kind === 'target' ? requirement.minutes : 0
  const mostCarried = policy.carryOver?.maxMinutes ?? 0
  const carriedIn = Math.min(given.carriedIn ?? 0, mostCarried)
  const ownCounted = countedIn(standing, 'study')
  const counted = ownCounted + carriedIn
  const out = Math.min(mostCarried, ownCounted, Math.max(0, counted - required))
  return {
    month,
    requirement,
    counted,
    required,
    short: Math.max(0, required - counted),
    bySource: sumsBySource(standing.filter(({ bucket }) => bucket === 'study')),
    lines: listed,
    result: resultOf(requirement, counted),
    publicBenefit: benefitOf(standing, requirement.publicBenefitMinutes),
    carried: { in: carriedIn, out: requirement.kind === 'target' ? out : 0 },
  }
}

function lineOf({ id, sourceKind, bucket, countyDay, minutes }: HoursEntry, struck: boolean): AssessedLine {
  const counted = struck ? 0 : minutes
  return { entryId: id, sourceKind, bucket, countyDay, credited: minutes, counted, struck, cuts: [] }
}

function countedIn(lines: readonly AssessedLine[], bucket: Bucket): Minutes {
  return lines.reduce((sum, line) => sum + (line.bucket === bucket ? line.counted : 0), 0)
}

function sumsBySource(lines: readonly AssessedLine[]): Record<SourceGroup, SourceSum> {
  const none = (): SourceSum => ({ credited: 0, counted: 0, cutByOverlap: 0, cutByCap: 0, cutOtherwise: 0 })
  const sums = { lecture: none(), online: none(), talk: none(), counselling: none(), other: none() }
  for (const line of lines) {
    const sum = sums[GROUP_OF[line.sourceKind]]
    sum.credited += line.credited
    sum.counted += line.counted
    for (const { reason, minutes } of line.cuts) {
      if (reason === 'overlap') sum.cutByOverlap += minutes
      else if (reason === 'beyond-interval' || reason === 'transfer-not-recognised')
        sum.cutOtherwise += minutes
      else sum.cutByCap += minutes
    }
  }
  return sums
}

function resultOf(requirement: Requirement, counted: Minutes): AssessmentResult {
  if (requirement.kind === 'no-target') return 'no-target'
  if (requirement.kind === 'none') return requirement.reason === 'paused' ? 'paused' : 'exempt'
  if (counted >= requirement.minutes) return 'met'
  return counted > 0 ? 'part' : 'missed'
}

function benefitOf(lines: readonly AssessedLine[], required: Minutes | null): Assessment['publicBenefit'] {
  const ofBucket = lines.filter(({ bucket }) => bucket === 'public_benefit')
  const credited = ofBucket.reduce((sum, line) => sum + line.credited, 0)
  const counted = countedIn(ofBucket, 'public_benefit')
  if (required === null) return { credited, counted, required, short: 0, result: 'not-required' }
  const short = Math.max(0, required - counted)
  return { credited, counted, required, short, result: short === 0 ? 'met' : counted > 0 ? 'part' : 'missed' }
}
