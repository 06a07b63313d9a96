/** What every page is told about how and where it is being read. */
export type Viewing = {
  /** Path and query of this page: where /preferences returns to. */
  path: string
  demo: boolean
  largeText: boolean
  /** Messages that the reader has not read. */
  unread?: number
}

export const MAIN_ID = 'main'

/** The ground of a page (`--paper` of tokens.css; tokens.test.ts holds them equal): the browser's own bar takes it. */
export const PAPER = { light: '#f6f5f0', dark: '#111715' } as const
