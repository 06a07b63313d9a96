import { performance } from 'node:perf_hooks'
import { percentile } from './load.ts'
import { signIn } from './people.ts'
import type { Cell, Row } from './report.ts'
import type { AppServer } from './servers.ts'

/** The whole quiz of somebody: view, start, the questions, an answer saved for each, hand in, result. */

const QUIZ = '/my/study/a1/quiz'
const SAVES = 10
const AT_ONCE = 8

type Used = { app: number; database: number }
type Asker = (path: string, form?: Record<string, string>) => Promise<Response>

function askerOf({ url }: AppServer, cookie: string): Asker {
  return (path, form) =>
    fetch(url + path, {
      redirect: 'manual',
      headers: { cookie, origin: url, 'accept-encoding': 'br, gzip', 'accept-language': 'zh-CN' },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
}

async function expectStatus(answer: Response, status: number): Promise<string> {
  const text = await answer.text()
  if (answer.status !== status) throw new Error(`${answer.url}: ${answer.status}, not ${status}`)
  return text
}

/** Begins a quiz; answers where it stands and its questions' ids. */
async function begin(ask: Asker): Promise<{ at: string; questions: string[] }> {
  await expectStatus(await ask(QUIZ), 200)
  const begun = await ask(QUIZ, { do: 'start' })
  await expectStatus(begun, 303)
  const at = begun.headers.get('location')!
  const page = await expectStatus(await ask(at), 200)
  return { at, questions: [...page.matchAll(/data-question="(q\d\d)"/g)].map(([, id]) => id!) }
}

/** An empty answer taken back is an answer saved like any other, whatever kind the question is. */
async function save(ask: Asker, at: string, question: string): Promise<void> {
  const attempt = at.split('/').at(-1)!
  await expectStatus(await ask('/my/quiz-answer', { attempt, question }), 200)
}

async function finish(ask: Asker, at: string): Promise<void> {
  await expectStatus(await ask(at, {}), 303)
  await expectStatus(await ask(at), 200)
}

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items]
  const one = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
}

/**
 * Rows for a report: pages of the journey, and the saves apart. Half of the people warm the server up. A quiz is taken
 * once by each, so the people bound how long it is measured.
 */
export async function quizRows(app: AppServer, numbers: readonly string[], used: () => Used): Promise<Row[]> {
  const askers: Asker[] = []
  for (const who of numbers) askers.push(askerOf(app, await signIn(app, who)))
  const half = Math.floor(askers.length / 2)
  const cellOf = async (work: (note: (ms: number) => void) => Promise<void>): Promise<Cell> => {
    const times: number[] = []
    const [before, began] = [used(), performance.now()]
    await work((ms) => times.push(ms))
    const [after, seconds] = [used(), (performance.now() - began) / 1000]
    times.sort((a, b) => a - b)
    const each = (what: keyof Used) => (after[what] - before[what]) / times.length
    return {
      ...{ requests: times.length, seconds, wrong: {}, connections: AT_ONCE },
      ...{ p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) },
      requestsPerSecond: times.length / seconds,
      cpu: { app: each('app'), database: each('database') },
    }
  }
  const timed = async (note: (ms: number) => void, work: () => Promise<void>) => {
    const began = performance.now()
    await work()
    note(performance.now() - began)
  }
  const pass = async (people: readonly Asker[]) => {
    const standing = new Map<Asker, { at: string; questions: string[] }>()
    const opened = await cellOf((note) =>
      inTurns(people, (ask) => timed(note, async () => void standing.set(ask, await begin(ask)))),
    )
    const saved = await cellOf((note) =>
      inTurns([...standing], async ([ask, { at, questions }]) => {
        for (let index = 0; index < SAVES; index++)
          await timed(note, () => save(ask, at, questions[index % questions.length]!))
      }),
    )
    const handed = await cellOf((note) =>
      inTurns([...standing], ([ask, { at }]) => timed(note, () => finish(ask, at))),
    )
    return [
      { name: 'quiz: view, start, questions', cells: [opened], cold: null },
      { name: 'quiz: an answer saved', cells: [saved], cold: null },
      { name: 'quiz: hand in, result', cells: [handed], cold: null },
    ]
  }
  await pass(askers.slice(0, half))
  return pass(askers.slice(half))
}
