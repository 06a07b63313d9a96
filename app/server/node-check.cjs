'use strict'
// Read by whatever Node is installed, so written for the oldest: no const, no arrow functions, no trailing commas.
var parts = process.versions.node.split('.')
var major = Number(parts[0])
var minor = Number(parts[1])

if (major < 20 || (major === 20 && minor < 19)) {
  console.error('Qicheng needs Node.js 20.19 or newer; this is ' + process.version + '.')
  console.error('Install a newer one from https://nodejs.org (or: nvm install 22), then start again.')
  process.exit(1)
}
