import { testDatabase } from './database.ts'

/** The database of the test file that is running: its own copy of the migrated template. */
export const database = await testDatabase()
