import autocannon, { type LoadRequest } from 'autocannon'
import { performance } from 'node:perf_hooks'

export type LoadResult = {
  requests: number
  seconds: number
  /** Milliseconds, of answers with the expected status. */
  p50: number
  p95: number
  p99: number
  /** Answers with another status, broken connections, time-outs: how often each. */
  wrong: Record<string, number>
}

/** The value below which `share` of the sorted values lie (nearest rank); 0 of none. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

/**
 * Closed-loop load: each connection sends its next request when the last one is answered. `requestsOf` is asked once for
 * each connection and answers what makes that connection's next request.
 */
export async function load(options: {
  url: string
  connections: number
  seconds: number
  expectedStatus: number
  requestsOf: (connection: number) => () => LoadRequest
}): Promise<LoadResult> {
  const { url, connections, seconds: duration, expectedStatus, requestsOf } = options
  const times: number[] = []
  const wrong: Record<string, number> = {}
  const note = (what: string, count = 1) => {
    if (count > 0) wrong[what] = (wrong[what] ?? 0) + count
  }
  let connection = 0
  const began = performance.now()
  const running = autocannon({
    url,
    connections,
    duration,
    setupClient(client) {
      const next = requestsOf(connection++)
      client.setRequests([{ setupRequest: (defaults) => ({ ...defaults, ...next() }) }])
    },
  })
  running.on('response', (_client: unknown, status: number, _bytes: number, ms: number) => {
    if (status === expectedStatus) times.push(ms)
    else note(`status ${status}`)
  })
  const { errors, timeouts } = await running
  const seconds = (performance.now() - began) / 1000
  note('connection lost', errors)
  note('no answer in 10 s', timeouts)
  times.sort((a, b) => a - b)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(times, share)) as [
    number,
    number,
    number,
  ]
  return { requests: times.length, seconds, p50, p95, p99, wrong }
}
