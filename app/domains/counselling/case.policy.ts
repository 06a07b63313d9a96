import type { Refusal } from '#app/shared/outcome.ts'
import type { ConsentState } from './consent.policy.ts'

export const caseOutcomes = [
  'as-agreed',
  'person-ended',
  'referred-on',
  'left-register',
  'not-begun',
] as const
export type CaseOutcome = (typeof caseOutcomes)[number]
export const handOverReasons = ['counsellor-leaves', 'person-asked', 'other-skill', 'workload'] as const
export type HandOverReason = (typeof handOverReasons)[number]
export const readingReasons = ['quality', 'complaint', 'safety', 'hand-over'] as const
export type ReadingReason = (typeof readingReasons)[number]

/** Who looks: as which member of staff, and whether they supervise counsellors today. */
export type Reader = { role: string; staffId: string | null; supervises: boolean }
export type ReadableCase = { counsellorId: string; consent: ConsentState }
export type Capacity = 'counsellor' | 'supervisor'

/**
 * May this reader open what is sealed in a case, and as what? The case's counsellor; a supervisor who states a reason; no
 * one else, whoever they are. While no consent stands nobody may, the counsellor included. Row-level security says the
 * same of the rows; this is asked before anything is opened.
 */
export function mayOpen(
  reader: Reader,
  of: ReadableCase,
  stated: { reason: ReadingReason; words: string } | null,
): { as: Capacity } | Refusal<'not-found' | 'no-consent' | 'reason-missing'> {
  const isOwn = reader.role === 'counsellor' && reader.staffId !== null && reader.staffId === of.counsellorId
  const supervises = reader.role === 'counsellor' && reader.staffId !== null && reader.supervises
  if (!isOwn && !supervises) return { refused: 'not-found' }
  if (!of.consent.stands) return { refused: 'no-consent' }
  if (isOwn) return { as: 'counsellor' }
  return stated && stated.words.trim().length >= REASON_LENGTH
    ? { as: 'supervisor' }
    : { refused: 'reason-missing' }
}

/** A supervisor's reason says something. */
export const REASON_LENGTH = 6

export type CaseState = { closedAt: Date | null; version: number }
export type CaseRefusal = 'closed' | 'stale' | 'no-consent'

/** What changes a case: it is open, and it is the one that was seen. */
export function checkCaseStep(of: CaseState, seenVersion: number): Refusal<'closed' | 'stale'> | null {
  if (of.closedAt) return { refused: 'closed' }
  return of.version === seenVersion ? null : { refused: 'stale' }
}

/** What is done with a person in an open case: only while their consent stands. */
export function checkWork(
  of: CaseState & { consent: ConsentState },
): Refusal<'closed' | 'no-consent'> | null {
  if (of.closedAt) return { refused: 'closed' }
  return of.consent.stands ? null : { refused: 'no-consent' }
}

/** A case ends when nothing of it is left lying about: no time that is still booked, no note that is not signed. */
export function checkClosing(left: {
  appointments: number
  drafts: number
}): Refusal<'appointment-waits' | 'draft-waits'> | null {
  if (left.appointments > 0) return { refused: 'appointment-waits' }
  return left.drafts > 0 ? { refused: 'draft-waits' } : null
}

/**
 * Its own counsellor hands a case on with every note signed: what they do not write down now is written by nobody, and its
 * minutes are the person's. The supervisor, for a counsellor who is gone, cannot wait for that.
 */
export function checkHandingOver(
  drafts: number,
  { isOwn }: { isOwn: boolean },
): Refusal<'draft-waits'> | null {
  return isOwn && drafts > 0 ? { refused: 'draft-waits' } : null
}
