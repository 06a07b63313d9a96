import cluster from 'node:cluster'

/** What `npm start` runs when everything is built: the primary process, and again for each worker. */
async function run(): Promise<void> {
  try {
    await import('#app/env.server.ts')
  } catch (error) {
    console.error(error instanceof Error ? error.message : error) // it says which setting, and what it should be
    process.exit(1)
  }
  if (cluster.isPrimary) {
    const { runPrimary } = await import('./primary.server.ts')
    await runPrimary()
  } else {
    const { runWorker } = await import('./worker-process.server.ts')
    await runWorker()
  }
}

void run()
