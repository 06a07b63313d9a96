import { defineConfig } from 'drizzle-kit'

/** `npm run db:generate` writes the next migration from the schema; row-level security and rights are written by hand. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema',
  out: './db/migrations',
  casing: 'snake_case',
})
