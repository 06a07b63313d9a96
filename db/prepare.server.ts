import postgres, { type Sql } from 'postgres'
import { env } from '#app/env.server.ts'
import { now } from '#app/clock.server.ts'
import { migrateAsOwner } from './migrate.ts'
import type { DemoSignIn } from './seed/demo-sign-ins.ts'
import { createEmbeddedRoles, OWNER_ROLE, problemsOfAppLogin, rolesByHand, APP_ROLE } from './roles.server.ts'

/** A connection for one job: one backend, so that locks and settings stay with it. */
const quiet = { max: 1, onnotice() {}, connect_timeout: 5 } as const

/** The owner's connection: migrations, seed, jobs, `npm run admin`. The caller ends it. */
export function connectOwner(socketDir: string | undefined, database = env.databaseName): Sql {
  if (socketDir) return postgres({ ...quiet, host: socketDir, username: OWNER_ROLE, database })
  const url = env.databaseOwnerUrl ?? env.databaseUrl
  if (!url) throw new Error('no database: neither the embedded one nor DATABASE_OWNER_URL')
  return postgres(url, quiet)
}

function connectSuperuser(socketDir: string): Sql {
  return postgres({ ...quiet, host: socketDir, username: 'postgres', database: 'postgres' })
}

/** Embedded database: roles, database, tables. Used by the start and by the tests' template. */
export async function migrateDatabase(target: {
  superuserSocketDir: string
  database: string
}): Promise<void> {
  const superuser = connectSuperuser(target.superuserSocketDir)
  try {
    await createEmbeddedRoles(superuser, target.database)
  } finally {
    await superuser.end()
  }
  const owner = connectOwner(target.superuserSocketDir, target.database)
  try {
    await migrateAsOwner(owner)
  } finally {
    await owner.end()
  }
}

/** Throws the app's embedded database away, whoever is connected to it. */
export async function dropEmbeddedDatabase(socketDir: string): Promise<void> {
  const superuser = connectSuperuser(socketDir)
  try {
    await superuser.unsafe(`drop database if exists "${env.databaseName}" with (force)`)
  } finally {
    await superuser.end()
  }
}

/** What a newcomer can mend: the message says how. */
export class DatabaseSetupError extends Error {}

/** External database: the owner's login migrates, the app's login is checked before it may serve. */
export async function prepareExternalDatabase(): Promise<void> {
  if (!env.databaseUrl) throw new Error('DATABASE_URL is not set')
  if (!env.databaseOwnerUrl) {
    throw new DatabaseSetupError(
      'DATABASE_URL is set, DATABASE_OWNER_URL is not. The app signs in with one login that owns nothing (DATABASE_URL) and migrates with another that owns the tables (DATABASE_OWNER_URL). Set both.',
    )
  }
  const app = postgres(env.databaseUrl, quiet)
  const owner = postgres(env.databaseOwnerUrl, quiet)
  try {
    const [login] = await app<{ name: string }[]>`select current_user as name`
    await grantAppRole(owner, login!.name)
    await migrateAsOwner(owner)
    const problems = await problemsOfAppLogin(app)
    if (problems.length > 0) {
      throw new DatabaseSetupError(
        `The login of DATABASE_URL ("${login!.name}") may not serve: ${problems.join(', ')}. ` +
          `It must be an ordinary login that owns no tables and is a member of ${APP_ROLE}. As an administrator run:\n${rolesByHand(login!.name)}`,
      )
    }
  } finally {
    await Promise.all([app.end({ timeout: 2 }), owner.end({ timeout: 2 })])
  }
}

async function grantAppRole(owner: Sql, appLogin: string): Promise<void> {
  try {
    const [role] = await owner`select 1 from pg_roles where rolname = ${APP_ROLE}`
    if (!role) await owner.unsafe(`create role ${APP_ROLE} nologin`)
    const [member] = await owner<
      { is: boolean }[]
    >`select pg_has_role(${appLogin}, ${APP_ROLE}, 'member') as is`
    if (!member!.is) await owner.unsafe(`grant ${APP_ROLE} to "${appLogin.replaceAll('"', '""')}"`)
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === '42501') {
      throw new DatabaseSetupError(
        `The login of DATABASE_OWNER_URL may not create roles. As an administrator run this once, then start again:\n${rolesByHand(appLogin)}`,
      )
    }
    throw error
  }
}

export type Prepared = { demoSignIns: readonly DemoSignIn[] }

/**
 * What stands between a database that runs and an app that may serve: roles, tables, checks of the app's login, and on
 * a demo instance the demo county (whole on the first start, topped up to today on later ones).
 */
export async function prepareDatabase(target: {
  superuserSocketDir: string | undefined
  report: (line: string) => void
}): Promise<Prepared> {
  if (target.superuserSocketDir) {
    await migrateDatabase({ superuserSocketDir: target.superuserSocketDir, database: env.databaseName })
  } else {
    await prepareExternalDatabase()
  }
  if (!env.demo) return { demoSignIns: [] }
  const { seedDemoCounty, topUpDemoCounty } = await import('./seed/demo-county.ts')
  const { DEMO_SIGN_INS } = await import('./seed/demo-sign-ins.ts')
  const owner = connectOwner(target.superuserSocketDir)
  try {
    const report = progressLine(target.report)
    const options = { now: now(), report }
    const { seeded } = await seedDemoCounty(owner, options)
    if (!seeded) await topUpDemoCounty(owner, options)
  } finally {
    await owner.end()
  }
  return { demoSignIns: DEMO_SIGN_INS }
}

/** One line of progress for every tenth of the work: `Demo county 40 % (hours 2023-11)`. */
function progressLine(report: (line: string) => void) {
  let shown = -1
  return ({ done, total, what }: { done: number; total: number; what: string }) => {
    const tenth = Math.floor((done / total) * 10)
    if (tenth === shown) return
    shown = tenth
    report(`Demo county ${'█'.repeat(tenth)}${'░'.repeat(10 - tenth)} ${tenth * 10} % (${what})`)
  }
}
