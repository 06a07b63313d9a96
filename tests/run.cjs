'use strict'
// `npm test`: after the Node check everything else may be written for Node 20.
require('../app/server/node-check.cjs')
require('./checks.cjs')
