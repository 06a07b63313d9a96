/** What reads: the browser's voice, or a recording. */
export interface Reader {
  /** From the beginning of a sentence. */
  from(index: number): void
  /** On from where it was halted. */
  on(): void
  halt(): void
  setRate(rate: number): void
}

/** What a reader tells of itself. */
export interface Listener {
  /** This sentence has begun. */
  reached(index: number): void
  /** Nothing is left to read. */
  ended(): void
  /** It cannot be heard, for whatever reason. */
  failed(): void
}
