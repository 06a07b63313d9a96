'use strict'
// `npm run admin`, `npm run demo:reset`: node app/server/run-built.cjs <name> [arguments]
require('./node-check.cjs')
require('./launch.cjs').launch(process.argv[2], process.argv.slice(3))
