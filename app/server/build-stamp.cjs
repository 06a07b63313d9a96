'use strict'
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { npm, root } = require('./child-process.cjs')

const STAMP = path.join(root, 'build', '.stamp')

/** Everything that goes into a build. Content counts, not dates: a fresh clone or a switched branch sets those anew. */
const INPUTS = [
  'app',
  'content',
  'db',
  'public',
  'package.json',
  'package-lock.json',
  'remix.config.js',
  'tsconfig.json',
]

function* filesBelow(place) {
  const stat = fs.statSync(place, { throwIfNoEntry: false })
  if (!stat) return
  if (!stat.isDirectory()) yield place
  else for (const name of fs.readdirSync(place).sort()) yield* filesBelow(path.join(place, name))
}

/** One hash over names and contents; tests of the code do not go into a build. */
function inputsHash(from = root) {
  const hash = createHash('sha256')
  for (const input of INPUTS)
    for (const file of filesBelow(path.join(from, input))) {
      if (/\.test\.tsx?$/.test(file)) continue
      hash.update(path.relative(from, file)).update('\0').update(fs.readFileSync(file)).update('\0')
    }
  return hash.digest('hex')
}

function isBuilt(hash) {
  return fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === hash
}

/** Builds when the sources are not what was built last. Resolves with the build's exit status. */
async function ensureBuilt() {
  const hash = inputsHash()
  if (isBuilt(hash)) return 0
  const began = Date.now()
  console.log('Building: about half a minute, and again only when something has changed …')
  fs.rmSync(STAMP, { force: true })
  const { status, output } = await npm(['run', 'build'], { output: 'keep' })
  if (status !== 0) {
    console.error(output.trim())
    console.error('The build failed; why stands above.')
    return status
  }
  fs.mkdirSync(path.dirname(STAMP), { recursive: true })
  fs.writeFileSync(STAMP, hash)
  console.log(`Built in ${Math.round((Date.now() - began) / 1000)} s.`)
  return 0
}

module.exports = { ensureBuilt, inputsHash }
