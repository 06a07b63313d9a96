import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { coldPage } from './cold-page.ts'
import { load } from './load.ts'
import { learners, signIn, signInNumbers } from './people.ts'
import { canMeasureProcesses, cpuMs, pssMb } from './process-cost.ts'
import { quizRows } from './quiz-journey.ts'
import { registerRows } from './register-journey.ts'
import { asMarkdown, type Cell, type Memory, type Report, type Row } from './report.ts'
import { FULL, rushRows, SHORT } from './rush.ts'
import { hello, scenarios, type Scenario } from './scenarios.ts'
import { startApp, startHello, type Server } from './servers.ts'

const OUT = path.resolve('.cache', 'bench.json')
const CONNECTIONS = [1, 8, 32]
const SETTLE_MS = 2_000
/** Half of them warm up, half are measured. */
const QUIZ_TAKERS = 160

const quick = process.argv.includes('--quick')
/** `--only quiz`, `--only register`: one of them alone, which takes a minute. */
const only = process.argv.includes('--only') ? process.argv.at(-1) : undefined
/** `rush`: a class that takes its quiz at once, and the beats of a province; `--quick` for a look at whether it runs. */
const rushing = process.argv.includes('rush')
const secondsPerCell = quick ? 2 : 5
/** Long enough for V8 to have compiled what runs often: before that a page costs several times as much. */
const warmUpSeconds = quick ? 3 : 8

// The app starts the embedded database, so its processes stand below the app's own.
const memoryOf = ({ roots }: Server): Memory => ({
  app: pssMb(roots.app, roots.database),
  database: pssMb(roots.database),
})

async function cell(
  server: Server,
  scenario: Scenario,
  connections: number,
  seconds: number,
  onMemory: (memory: Memory) => void,
): Promise<Cell> {
  const { roots } = server
  const used = () => ({ app: cpuMs(roots.app, roots.database), database: cpuMs(roots.database) })
  // In the middle of the run: the processes are as large as the load makes them.
  const look = canMeasureProcesses && setTimeout(() => onMemory(memoryOf(server)), seconds * 600)
  const before = canMeasureProcesses ? used() : null
  const result = await load({ url: server.url, connections, seconds, ...scenario })
  const after = canMeasureProcesses ? used() : null
  if (look) clearTimeout(look)
  const each = (from: number, to: number) => (to - from) / Math.max(1, result.requests)
  return {
    ...result,
    connections,
    requestsPerSecond: result.requests / result.seconds,
    cpu: before &&
      after && {
        app: each(before.app, after.app),
        database: each(before.database, after.database),
      },
  }
}

async function measured(
  server: Server,
  scenario: Scenario,
  onMemory: (memory: Memory) => void = () => {},
): Promise<Row> {
  process.stderr.write(`${scenario.name} …\n`)
  await cell(server, scenario, 32, warmUpSeconds, onMemory)
  const cells: Cell[] = []
  for (const connections of CONNECTIONS)
    cells.push(await cell(server, scenario, connections, secondsPerCell, onMemory))
  return {
    name: scenario.name,
    cells,
    cold: scenario.page ? await coldPage(server.url, scenario.page.path, scenario.page.cookie) : null,
  }
}

async function withServer<S extends Server, T>(
  starting: Promise<S>,
  work: (server: S) => Promise<T>,
): Promise<T> {
  const server = await starting
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}

async function run(): Promise<void> {
  const workers = os.availableParallelism()
  const rows: Row[] = []
  let memory: Report['memory'] = null
  let firstStartSeconds = 0
  await withServer(startHello(workers), async (server) => rows.push(await measured(server, hello)))
  await withServer(startApp(workers), async (app) => {
    firstStartSeconds = app.firstStartSeconds
    await pause(SETTLE_MS)
    const idle = memoryOf(app)
    let underLoad = idle
    const most = (seen: Memory) => {
      if (seen.app + seen.database > underLoad.app + underLoad.database) underLoad = seen
    }
    if (rushing) {
      if (!canMeasureProcesses) throw new Error('the rush reports CPU, which is read from /proc: Linux only')
      process.stderr.write('rush …\n')
      const { roots } = app
      const used = () => ({ app: cpuMs(roots.app, roots.database), database: cpuMs(roots.database) })
      rows.push(...(await rushRows(app, quick ? SHORT : FULL, used)))
      memory = { idle, underLoad: memoryOf(app) }
      return
    }
    const used = () => {
      const { roots } = app
      return canMeasureProcesses
        ? { app: cpuMs(roots.app, roots.database), database: cpuMs(roots.database) }
        : { app: 0, database: 0 }
    }
    if (only !== 'quiz') {
      process.stderr.write('register …\n')
      rows.push(...(await registerRows(app, used)))
      if (only === 'register') return
    }
    const numbers = await signInNumbers(app)
    const studying = await learners(app, numbers, Math.max(...CONNECTIONS))
    const officeCookie = await signIn(app, 'office-dongtang')
    const given = { origin: app.url, numbers, learners: studying, officeCookie }
    for (const scenario of only === 'quiz' ? [] : scenarios(given))
      rows.push(await measured(app, scenario, most))
    if (canMeasureProcesses) {
      process.stderr.write('quiz …\n')
      rows.push(...(await quizRows(app, numbers.slice(-QUIZ_TAKERS), used)))
    }
    if (canMeasureProcesses) memory = { idle, underLoad }
  })
  const [cpu] = os.cpus()
  const report: Report = {
    ...{ at: new Date().toISOString(), quick, workers, firstStartSeconds, rows, memory },
    machine: {
      cores: workers,
      model: cpu?.model ?? 'unknown',
      memoryGb: Math.round(os.totalmem() / 2 ** 30),
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
    },
  }
  fs.mkdirSync(path.dirname(OUT), { recursive: true })
  fs.writeFileSync(OUT, `${JSON.stringify(report, null, 2)}\n`)
  console.log(`\n${asMarkdown(report)}\n\nWritten to ${path.relative(process.cwd(), OUT)}.`)

  // A fast wrong answer is no figure.
  const wrong = rows.flatMap(({ name, cells }) =>
    cells.flatMap((one) =>
      Object.entries(one.wrong).map(([what, times]) => `${name}: ${what}, ${times} times`),
    ),
  )
  if (wrong.length > 0) throw new Error(`Not everything was answered as expected:\n  ${wrong.join('\n  ')}`)
}

run().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
