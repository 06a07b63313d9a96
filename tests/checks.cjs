'use strict'
// Everything that is checked, in the order in which a mistake is cheapest to find.
const fs = require('node:fs')
const path = require('node:path')
const { ensureBuilt } = require('../app/server/build-stamp.cjs')
const { root, run, tieTogether } = require('../app/server/child-process.cjs')
const { ensureInstalled } = require('../app/server/install.cjs')

const at = (...parts) => path.join(root, ...parts)
const REPORTS = at('.cache')
const PLAYWRIGHT_REPORT = path.join(REPORTS, 'playwright.json')

/** Runs an installed command with the environment that tests expect. */
async function tool(name, args, env) {
  const { status } = await run(process.execPath, [at('node_modules', '.bin', name), ...args], {
    env: { ...process.env, TZ: 'UTC', ...env },
  })
  return status
}

/** A check that passes or fails as a whole. */
const whole = (status) => (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })

/** Counts of a run of tests. A run that fails without naming a failed test (a crash, an unhandled error) counts as one. */
function counted(status, reportFile, count) {
  const report = fs.existsSync(reportFile) ? JSON.parse(fs.readFileSync(reportFile, 'utf8')) : undefined
  const { passed, failed } = report ? count(report) : { passed: 0, failed: 0 }
  return { passed, failed: failed || (status === 0 && passed > 0 ? 0 : 1) }
}

/** Runs some of the projects in remix.config.js. */
async function vitest(...projects) {
  const report = path.join(REPORTS, `vitest-${projects[0]}.json`)
  fs.rmSync(report, { force: true })
  const status = await tool('vitest', [
    'run',
    '-c',
    'remix.config.js',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  return counted(status, report, ({ numPassedTests, numFailedTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
  }))
}

async function browserTests() {
  fs.rmSync(PLAYWRIGHT_REPORT, { force: true })
  const browser = await require('./support/browser.cjs').ensureBrowser()
  const status = await tool('playwright', ['test', '-c', 'tests/playwright.config.ts'], {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_REPORT,
  })
  return counted(status, PLAYWRIGHT_REPORT, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
  }))
}

const STEPS = [
  { name: 'Types', part: 'unit', check: async () => whole(await tool('tsc', [])) },
  {
    name: 'Lint',
    part: 'unit',
    check: async () =>
      whole(await tool('eslint', ['-c', 'tests/eslint.config.js', '--max-warnings', '0', '.'])),
  },
  {
    name: 'Format',
    part: 'unit',
    check: async () => whole(await tool('prettier', ['--check', '--log-level', 'warn', '.'])),
  },
  { name: 'Rules, commands, database', part: 'unit', check: () => vitest('rules', 'database') },
  { name: 'Production build', part: 'browser', check: async () => whole(await ensureBuilt()) },
  { name: 'Built server', part: 'browser', check: () => vitest('server') },
  { name: 'Browser', part: 'browser', check: browserTests },
]

async function main() {
  tieTogether()
  const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)
  if (only !== undefined && only !== 'unit' && only !== 'browser') {
    console.error('Use npm test, npm test -- --only=unit, or npm test -- --only=browser.')
    process.exit(2)
  }
  const total = { passed: 0, failed: 0 }
  fs.mkdirSync(REPORTS, { recursive: true })
  if ((await ensureInstalled()) !== 0) total.failed = 1
  for (const step of total.failed ? [] : STEPS) {
    if (only !== undefined && step.part !== only) continue
    console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 100 - step.name.length))}`)
    const { passed, failed } = await step.check().catch((error) => {
      console.error(error instanceof Error ? error.message : error)
      return { passed: 0, failed: 1 }
    })
    total.passed += passed
    total.failed += failed
    if (failed > 0) {
      console.error(`\n${step.name}: failed. What comes after it was not run.`)
      break
    }
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

void main()
