/** What a look at the whole log can come to; one exit code each, so that a timer elsewhere can tell them apart. */
export const VERDICTS = {
  intact: 0,
  edited: 10,
  deleted: 11,
  inserted: 12,
  truncated: 13,
  rewritten: 14,
  'foreign-anchor': 15,
} as const
export type Verdict = keyof typeof VERDICTS

/** Something that is not as it was sealed. `row` counts from 1 within its batch. */
export type Finding =
  | { verdict: 'edited'; what: 'row'; batch: number; row: number; id: string }
  /** The list of places itself was changed, so no row can be named. */
  | { verdict: 'edited'; what: 'places' | 'seal' | 'chain'; batch: number }
  | { verdict: 'deleted'; what: 'row'; batch: number; row: number; id: string }
  | { verdict: 'deleted'; what: 'places' | 'seal'; batch: number }
  | { verdict: 'inserted'; what: 'row'; id: string }
  | { verdict: 'inserted'; what: 'places'; batch: number }
  | { verdict: 'truncated'; what: 'rows'; batch: number; row: number; count: number }
  | { verdict: 'truncated'; what: 'places'; count: number }
  | { verdict: 'truncated'; what: 'anchor'; batch: number; sealed: number }
  | { verdict: 'rewritten'; batch: number }
  | { verdict: 'foreign-anchor'; what: 'county' | 'instance' }

/** What weighs most is the verdict: a foreign anchor says nothing of this log; the rest in the order one would look. */
const ORDER: readonly Verdict[] = [
  'foreign-anchor',
  'edited',
  'deleted',
  'inserted',
  'truncated',
  'rewritten',
]

export function verdictOf(findings: readonly Finding[]): Verdict {
  return ORDER.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'intact'
}

/** Rows may wait for their seal for a minute or two; after an hour something holds the sealing up. */
export const TAIL_IS_OLD_MS = 3_600_000

/** `at`: when the look was taken. */
export function tailIsOld(since: string | null, at: Date): boolean {
  return since !== null && at.getTime() - Date.parse(since) > TAIL_IS_OLD_MS
}

/** One plain sentence for a finding. */
export function sentenceOf(finding: Finding): string {
  switch (finding.verdict) {
    case 'edited':
      switch (finding.what) {
        case 'row':
          return `Edited: row ${finding.row} of batch ${finding.batch} (id ${finding.id}) is not what was sealed. A hash cannot say which field was changed; a backup can.`
        case 'places':
          return `Edited: the rows that batch ${finding.batch} lists do not give its root, though each agrees with its own place. Both were changed.`
        case 'seal':
          return `Edited: the seal of batch ${finding.batch} itself was changed: its contents do not give its hash.`
        case 'chain':
          return `Edited: batch ${finding.batch} does not follow from the batch before it.`
      }

    case 'deleted':
      switch (finding.what) {
        case 'row':
          return `Deleted: row ${finding.row} of batch ${finding.batch} (id ${finding.id}) is gone.`
        case 'places':
          return `Deleted: batch ${finding.batch} sealed more rows than are listed under it now.`
        case 'seal':
          return `Deleted: the seal of batch ${finding.batch} is gone, and later ones are there.`
      }

    case 'inserted':
      return finding.what === 'row'
        ? `Inserted: the row with id ${finding.id} claims to have been written before the last seal, and is in none.`
        : `Inserted: more rows are listed under batch ${finding.batch} than it sealed.`
    case 'truncated':
      switch (finding.what) {
        case 'rows':
          return `Truncated: from row ${finding.row} of batch ${finding.batch} on, the last ${finding.count} sealed rows are gone.`
        case 'places':
          return `Truncated: ${finding.count} rows are listed under seals that are gone.`
        case 'anchor':
          return `Truncated: the anchor names batch ${finding.batch}, and the log ends with batch ${finding.sealed}. Rows and seals were cut off together.`
      }

    case 'rewritten':
      return `Rewritten: batch ${finding.batch} is not the one of the anchor. The log agrees with itself, but it is not the log that was anchored; without the anchor this could not be seen.`
    case 'foreign-anchor':
      return finding.what === 'county'
        ? 'The anchor belongs to another county. Nothing can be said by it about this log.'
        : 'The anchor belongs to another instance: the county has the same code there and another id. Nothing can be said by it about this log.'
  }
}
