import { afterAll } from 'vitest'
// First of all: it tells the app's modules which database is theirs.
import { database } from './this-database.ts'

afterAll(async () => {
  const { closeDatabase } = await import('#db/client.server.ts')
  await closeDatabase()
  await database.drop()
})
