/** What every page is told about how and where it is being read. */
export type Viewing = {
  /** Path and query of this page: where /preferences returns to. */
  path: string
  demo: boolean
  largeText: boolean
}

export const MAIN_ID = 'main'
