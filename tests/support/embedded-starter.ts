import { startEmbedded } from '#db/embedded.server.ts'

/** A process that starts the embedded database, says so in one line of JSON, and lets go when its input ends. */
const [dataDir = ''] = process.argv.slice(2)
const { pid, adopted, socketDir, stop } = await startEmbedded({ dataDir, settings: { fsync: 'off' } })
console.log(JSON.stringify({ pid, adopted, socketDir }))
process.stdin.resume()
process.stdin.on('end', () => {
  void stop().then(() => process.exit(0))
})
