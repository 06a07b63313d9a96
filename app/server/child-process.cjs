'use strict'
const { spawn } = require('node:child_process')
const path = require('node:path')

const root = path.resolve(__dirname, '..', '..')

/** The child that signals are passed on to; there is at most one at a time. */
let current
/** The last signal, kept so that no further step begins after Ctrl-C. */
let received

function passOn(signal) {
  received = signal
  if (current) current.kill(signal)
}

/** From now on, whoever ends us ends our child with us, and nobody stays behind. */
function tieTogether() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn)
  // npm, and the shell it puts between, can be killed without a word to us; then our parent changes.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event)
    setInterval(() => {
      if (process.ppid !== parent && received === undefined) passOn('SIGTERM')
    }, 1000).unref()
}

/**
 * Runs a command in the project's directory and resolves with its exit status (128 + n after a signal).
 * `output: 'keep'` collects what it prints instead of showing it.
 */
function run(command, args, { env = process.env, output = 'show', ipc = false, timeout } = {}) {
  if (received !== undefined) process.exit(130)
  const show = output === 'show' ? 'inherit' : 'pipe'
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      timeout, // ms; none when undefined
      stdio: ['inherit', show, show, ...(ipc ? ['ipc'] : [])],
    })
    current = child
    let kept = ''
    for (const stream of [child.stdout, child.stderr]) if (stream) stream.on('data', (part) => (kept += part))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      current = undefined
      resolve({ status: code ?? 128 + require('node:os').constants.signals[signal], output: kept })
    })
  })
}

/** npm as the very program that started us, or as it is found on the PATH. */
function npm(args, options) {
  const started = process.env.npm_execpath
  const env = { ...process.env, ...(options && options.env) }
  // Development packages are needed to build, whatever the environment says about running.
  delete env.NODE_ENV
  return started && /npm-cli\.js$/.test(started)
    ? run(process.execPath, [started, ...args], { ...options, env })
    : run('npm', args, { ...options, env })
}

module.exports = { root, run, npm, tieTogether }
