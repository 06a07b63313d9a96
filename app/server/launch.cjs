'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { ensureBuilt } = require('./build-stamp.cjs')
const { root, run, tieTogether } = require('./child-process.cjs')
const { ensureInstalled } = require('./install.cjs')

/** Installs and builds what is missing, runs build/server/<name>.js, and ends as it ends. */
async function launch(name, args) {
  tieTogether()
  const status = (await ensureInstalled()) || (await ensureBuilt())
  if (status) process.exit(status)
  const program = path.join('build', 'server', `${name}.js`)
  if (!/^[\w-]+$/.test(name ?? '') || !fs.existsSync(path.join(root, program))) {
    console.error(`There is no program "${name}" in build/server.`)
    process.exit(1)
  }
  // The channel (ipc) tells the server when we are gone, even by kill -9.
  const ended = await run(process.execPath, ['--enable-source-maps', program, ...args], {
    env: { ...process.env, NODE_ENV: 'production' },
    ipc: true,
  })
  process.exit(ended.status)
}

module.exports = { launch: (name, args) => void launch(name, args).catch(fail) }

function fail(error) {
  console.error(
    error && error.code === 'ENOSPC' ? 'The disk is full. Free some space, then start again.' : error,
  )
  process.exit(1)
}
