declare module 'virtual:page-assets' {
  const urls: {
    my: string
    staff: string
    beats: string
    quiz: string
    aloud: string
    print: string
    note: string
    outbox: string
  }
  export default urls
}
declare module 'virtual:remix/server-build' {
  import type { ServerBuild } from '@remix-run/node'
  const build: ServerBuild
  export = build
}
/** The text of a stylesheet. */
declare module '*.css?raw' {
  const text: string
  export default text
}
