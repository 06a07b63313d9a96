import { Agent } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { crowd } from './crowd.ts'
import { asker, Seen, type Ask } from './open-loop.ts'
import { PASSAGE } from './people.ts'
import type { Cell, Row } from './report.ts'
import type { AppServer } from './servers.ts'

/** A class that takes its quiz, and a province that studies: arrivals keep their own time, whatever is answered. */

export type RushSizes = {
  takers: number
  /** Seconds over which they arrive, evenly. */
  rampSeconds: number
  /** Seconds between one answer and the next, evenly drawn. */
  think: readonly [number, number]
  beatsPerSecond: number
  /** Who beat in turn: a browser does so every thirty seconds (app/enhance/beats.ts). */
  learners: number
  /** Not measured: a server at its peak has been running for longer than the seconds in which V8 compiles. */
  warmUpSeconds: number
  beatSeconds: number
}
export const FULL: RushSizes = {
  ...{ takers: 2000, rampSeconds: 180, think: [30, 90] as const },
  ...{ beatsPerSecond: 288, learners: 288 * 30, warmUpSeconds: 30, beatSeconds: 60 },
}
export const SHORT: RushSizes = {
  ...{ takers: 50, rampSeconds: 10, think: [0.5, 1.5] as const },
  ...{ beatsPerSecond: 288, learners: 288, warmUpSeconds: 10, beatSeconds: 10 },
}

type Used = { app: number; database: number }
const QUIZ = '/my/study/a1/quiz'
const AT_ONCE = 8

/** Rows for a report: the rush, in which CPU is that of a whole journey, and the beats. */
export async function rushRows(app: AppServer, sizes: RushSizes, used: () => Used): Promise<Row[]> {
  const cookies = await crowd(app, sizes.takers + sizes.learners)
  const agent = new Agent({ keepAlive: true, maxSockets: 512, scheduling: 'lifo' })
  const ask = cookies.map((cookie) => asker(app.url, agent, cookie))
  try {
    return [
      await rush(ask.slice(0, sizes.takers), sizes, used),
      await beats(ask.slice(sizes.takers), sizes, used),
    ]
  } finally {
    agent.destroy()
  }
}

async function measured(
  name: string,
  seen: Seen,
  used: () => Used,
  each: () => number,
  work: () => Promise<void>,
): Promise<Row> {
  const [before, began] = [used(), performance.now()]
  await work()
  const [after, seconds] = [used(), (performance.now() - began) / 1000]
  process.stderr.write(`${name}: sent at most ${seen.lag.toFixed(1)} ms late\n`)
  const share = (what: keyof Used) => (after[what] - before[what]) / Math.max(1, each())
  const cell: Cell = {
    ...{ requests: seen.times.length, seconds, wrong: seen.wrong, connections: 0, ...seen.percentiles() },
    requestsPerSecond: seen.times.length / seconds,
    cpu: { app: share('app'), database: share('database') },
  }
  return { name, cells: [cell], cold: null }
}

async function rush(people: readonly Ask[], sizes: RushSizes, used: () => Used): Promise<Row> {
  const { takers, rampSeconds, think } = sizes
  const seen = new Seen()
  let done = 0
  const [least, most] = think
  const name = `rush: ${takers} quizzes in ${rampSeconds} s (CPU of a whole journey)`
  return measured(
    name,
    seen,
    used,
    () => done,
    async () => {
      const start = performance.now()
      await Promise.all(
        people.map(async (ask, index) => {
          const arrives = start + (index / takers) * rampSeconds * 1000
          if (await journey(ask, seen, arrives, () => (least + Math.random() * (most - least)) * 1000)) done++
        }),
      )
      if (done < takers) seen.note(`${takers - done} journeys not finished`)
    },
  )
}

/** View, start, the questions, an answer saved after each think, hand in, result. What follows is due when it is answered. */
async function journey(ask: Ask, seen: Seen, arrives: number, thinks: () => number): Promise<boolean> {
  if (!(await seen.ask(arrives, () => ask(QUIZ), 200))) return false
  const begun = await seen.ask(performance.now(), () => ask(QUIZ, { do: 'start' }), 303)
  const at = begun?.location
  if (!at) return false
  const page = await seen.ask(performance.now(), () => ask(at), 200)
  const questions = [...(page?.text ?? '').matchAll(/data-question="(q\d\d)"/g)].map(([, id]) => id!)
  if (questions.length === 0) return false
  const attempt = at.split('/').at(-1)!
  for (const question of questions) {
    // Empty is an answer saved like any other, whatever kind the question is.
    const due = performance.now() + thinks()
    if (!(await seen.ask(due, () => ask('/my/quiz-answer', { attempt, question }), 200))) return false
  }
  if (!(await seen.ask(performance.now() + thinks(), () => ask(at, {}), 303))) return false
  return (await seen.ask(performance.now(), () => ask(at), 200)) !== null
}

type Studying = { ask: Ask; session: string; nonce: string; seq: number }

async function beats(people: readonly Ask[], sizes: RushSizes, used: () => Used): Promise<Row> {
  const { beatsPerSecond, beatSeconds, warmUpSeconds } = sizes
  const learners = await opened(people)
  const turns = inTurn(learners)
  await steadily(beatsPerSecond, warmUpSeconds, new Seen(), turns)
  const seen = new Seen()
  return measured(
    `${beatsPerSecond} beats/s of ${learners.length} people for ${beatSeconds} s`,
    seen,
    used,
    () => seen.times.length,
    () => steadily(beatsPerSecond, beatSeconds, seen, turns),
  )
}

function* inTurn<T>(all: readonly T[]): Generator<T, never> {
  for (;;) yield* all
}

/** So many beats a second, each when it is due, whatever became of the ones before. */
async function steadily(
  perSecond: number,
  seconds: number,
  seen: Seen,
  turns: Generator<Studying, never>,
): Promise<void> {
  const start = performance.now() + 100
  const running: Promise<unknown>[] = []
  for (let beat = 0; beat < perSecond * seconds; beat++) {
    const due = start + (beat * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 1) await pause(wait - 1)
    const learner = turns.next().value
    const { ask, session, nonce } = learner
    const seq = String(++learner.seq)
    running.push(seen.ask(due, () => ask('/my/beat', { session, nonce, seq }), 200))
  }
  await Promise.all(running)
}

/** Each with the measured passage open, a few at a time. */
async function opened(people: readonly Ask[]): Promise<Studying[]> {
  const learners: Studying[] = []
  const left = [...people]
  const one = async () => {
    for (let ask = left.pop(); ask !== undefined; ask = left.pop()) {
      const { text, status } = await ask(PASSAGE)
      const value = (name: string) => new RegExp(` data-beat-${name}="([^"]+)"`).exec(text)?.[1]
      const [session, nonce, seq] = [value('session'), value('nonce'), value('seq')]
      if (!session || !nonce || !seq) throw new Error(`${PASSAGE} could not be opened: ${status}`)
      learners.push({ ask, session, nonce, seq: Number(seq) })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  return learners
}
