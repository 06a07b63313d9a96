import '@remix-run/node'

declare module '@remix-run/node' {
  /** Loader data arrives typed as it was returned, dates included. */
  interface Future {
    v3_singleFetch: true
  }
}
