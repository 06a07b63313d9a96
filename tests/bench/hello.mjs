// The baseline: what node:http itself costs here, with as many processes as the app has workers.
import cluster from 'node:cluster'
import { createServer } from 'node:http'

const [port, workers] = process.argv.slice(2).map(Number)
const BODY = Buffer.from('Hello')

if (cluster.isPrimary) {
  let ready = 0
  for (let count = 0; count < workers; count++) {
    cluster.fork().once('listening', () => {
      if (++ready === workers) process.send?.('ready')
    })
  }
  const end = () => process.exit(0)
  process.on('SIGTERM', end)
  process.on('disconnect', end)
} else {
  process.on('disconnect', () => process.exit(0))
  createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain')
    response.setHeader('content-length', BODY.length)
    response.end(BODY)
  }).listen(port, '127.0.0.1')
}
