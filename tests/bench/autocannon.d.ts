/** The part of autocannon 8 that the benchmark uses; the package brings no types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  export type LoadRequest = {
    method?: string
    path?: string
    headers?: Record<string, string>
    body?: string
  }
  export type LoadClient = {
    setRequests(requests: { setupRequest: (defaults: LoadRequest) => LoadRequest }[]): void
  }
  type Result = { errors: number; timeouts: number }
  export default function autocannon(options: {
    url: string
    connections: number
    /** Seconds. */
    duration: number
    setupClient: (client: LoadClient) => void
  }): EventEmitter & PromiseLike<Result>
}
