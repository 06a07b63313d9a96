import { randomBytes } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { inject } from 'vitest'
import { OWNER_ROLE } from '#db/roles.server.ts'

// Nothing imported here may import app/env.server.ts: it would read the environment before testDatabase() has set it.

export type TestDatabase = {
  name: string
  socketDir: string
  /** The superuser: sees every row, may do anything. */
  root: Sql
  /** The owner of the tables, as migrations and seeds know it. */
  ownerSql: Sql
  drop(): Promise<void>
}

/**
 * A database of its own for a test file, copied from the migrated template. It also tells the app's modules of it, so
 * import those afterwards: `const database = await testDatabase(); const { db } = await import('#db/client.server.ts')`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const socketDir = inject('databaseSocketDir')
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  const connect = (username: string, database: string, max: number) =>
    postgres({ host: socketDir, port: 5432, username, database, max, onnotice: () => {} })
  const server = connect('postgres', 'postgres', 1)
  await copyTemplate(server, name)
  process.env.DATABASE_SOCKET_DIR = socketDir
  process.env.DATABASE_NAME = name
  // Not the file beside somebody's embedded database.
  process.env.SEALING_KEYS ??= `*tests:${randomBytes(32).toString('base64')}`
  const root = connect('postgres', name, 4)
  const ownerSql = connect(OWNER_ROLE, name, 4)
  return {
    name,
    socketDir,
    root,
    ownerSql,
    async drop() {
      await Promise.all([root.end({ timeout: 1 }), ownerSql.end({ timeout: 1 })])
      await server.unsafe(`drop database if exists "${name}" with (force)`)
      await server.end()
    },
  }
}

async function copyTemplate(server: Sql, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await server.unsafe(
        `create database "${name}" template ${inject('databaseTemplate')} strategy file_copy`,
      )
      return
    } catch (error) {
      // 55006: another test file is copying the template at this moment
      if (!(error instanceof postgres.PostgresError) || error.code !== '55006' || attempt === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 20 + 30 * Math.random()))
    }
  }
}
