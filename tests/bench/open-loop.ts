import { request, type Agent } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { percentile } from './load.ts'

/** A request that is not answered as expected is an error; after this long it is one too. */
const TIMEOUT_MS = 10_000

export type Answer = { status: number; location: string | undefined; text: string }
export type Ask = (path: string, form?: Record<string, string>) => Promise<Answer>

/** A browser of somebody, over connections that all of them share and keep. */
export function asker(origin: string, agent: Agent, cookie: string): Ask {
  return (path, form) =>
    new Promise((resolve, reject) => {
      const body = form && new URLSearchParams(form).toString()
      const sent = request(
        origin + path,
        {
          ...{ agent, method: form ? 'POST' : 'GET', timeout: TIMEOUT_MS },
          headers: {
            ...{ cookie, origin, 'accept-language': 'zh-CN' },
            ...(body === undefined
              ? {}
              : {
                  'content-type': 'application/x-www-form-urlencoded',
                  'content-length': String(Buffer.byteLength(body)),
                }),
          },
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (part: string) => (text += part))
          response.on('error', reject)
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, location: response.headers.location, text }),
          )
        },
      )
      sent.on('timeout', () => sent.destroy(new Error(`no answer in ${TIMEOUT_MS / 1000} s`)))
      sent.on('error', reject)
      sent.end(body)
    })
}

/** What was seen: milliseconds from when each request was due, and what went wrong, how often each. */
export class Seen {
  readonly times: number[] = []
  readonly wrong: Record<string, number> = {}
  /** The latest that this process itself was in sending, in milliseconds: above a few it measures itself. */
  lag = 0

  /** Waits until `due`, then asks; a wait for our own turn counts, as it would for a person. */
  async ask(due: number, asking: () => Promise<Answer>, status: number): Promise<Answer | null> {
    const wait = due - performance.now()
    if (wait > 0) await pause(wait)
    this.lag = Math.max(this.lag, performance.now() - due)
    try {
      const answer = await asking()
      if (answer.status === status) {
        this.times.push(performance.now() - due)
        return answer
      }
      this.note(`status ${answer.status}`)
    } catch (error) {
      this.note(error instanceof Error ? error.message : String(error))
    }
    return null
  }

  note(what: string): void {
    this.wrong[what] = (this.wrong[what] ?? 0) + 1
  }

  percentiles(): { p50: number; p95: number; p99: number } {
    const sorted = [...this.times].sort((a, b) => a - b)
    return {
      p50: percentile(sorted, 0.5),
      p95: percentile(sorted, 0.95),
      p99: percentile(sorted, 0.99),
    }
  }
}
