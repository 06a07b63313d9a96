import fs from 'node:fs'
import type { TestProject } from 'vitest/node'
import { startBuilt } from './built-server.ts'

/** One built server with the demo county for the whole run: filling it takes longer than most tests. */
export default async function setup(project: TestProject) {
  const server = await startBuilt({ name: 'demo', demo: true })
  const { url, dataDir, logFile } = server
  project.provide('demoServer', { url, dataDir, logFile })
  return async () => {
    await server.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    demoServer: { url: string; dataDir: string; logFile: string }
  }
}
