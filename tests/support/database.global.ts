import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { isAlive, processName } from '#db/embedded-holders.server.ts'
import { startEmbedded, stopEmbedded } from '#db/embedded.server.ts'
import { migrateDatabase } from '#db/prepare.server.ts'

const TEMPLATE = 'qicheng_template'
const PREFIX = 'qicheng-test-'

/** Clusters of runs that were killed: nobody else ends their servers. */
async function sweep(): Promise<void> {
  for (const entry of fs.readdirSync(os.tmpdir())) {
    if (!entry.startsWith(PREFIX) || isAlive(entry.slice(PREFIX.length))) continue
    const dir = path.join(os.tmpdir(), entry)
    if (fs.statSync(dir).uid !== process.getuid?.()) continue
    await stopEmbedded(dir)
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

/** One PostgreSQL for the run, with the migrated template that every test file copies; gone when the run ends. */
export default async function setup(project: TestProject) {
  await sweep()
  const dataDir = path.join(os.tmpdir(), `${PREFIX}${processName()}`)
  const server = await startEmbedded({
    dataDir,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' },
  })
  const end = async () => {
    await server.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await migrateDatabase({ superuserSocketDir: server.socketDir, database: TEMPLATE })
  } catch (error) {
    await end()
    throw error
  }
  project.provide('databaseSocketDir', server.socketDir)
  project.provide('databaseTemplate', TEMPLATE)
  return end
}

declare module 'vitest' {
  interface ProvidedContext {
    databaseSocketDir: string
    databaseTemplate: string
  }
}
