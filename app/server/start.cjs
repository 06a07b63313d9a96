'use strict'
// `npm start`: after the Node check everything else may be written for Node 20.
require('./node-check.cjs')
require('./launch.cjs').launch('main', process.argv.slice(2))
