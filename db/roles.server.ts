import type { Sql } from 'postgres'

/** The group that holds the app's rights, and in the embedded database also its login. It owns nothing. */
export const APP_ROLE = 'qicheng_app'
/** Owns the tables of the embedded database. An external one has whatever owner its administrator chose. */
export const OWNER_ROLE = 'qicheng_owner'

/** SQL an administrator runs when our owner login may not create roles. */
export function rolesByHand(appLogin: string): string {
  return `CREATE ROLE ${APP_ROLE} NOLOGIN;\nGRANT ${APP_ROLE} TO "${appLogin}";`
}

/** Embedded: both roles by the superuser over the socket. Safe to run twice and by two at once. */
export async function createEmbeddedRoles(superuser: Sql, database: string): Promise<void> {
  await superuser.unsafe('select pg_advisory_lock(7113010)')
  try {
    for (const role of [OWNER_ROLE, APP_ROLE]) {
      const [found] = await superuser`select 1 from pg_roles where rolname = ${role}`
      if (!found) await superuser.unsafe(`create role ${role} login`)
    }
    const [found] = await superuser`select 1 from pg_database where datname = ${database}`
    if (!found) await superuser.unsafe(`create database "${database}" owner ${OWNER_ROLE}`)
  } finally {
    await superuser.unsafe('select pg_advisory_unlock(7113010)')
  }
}

export type AppLoginProblem = 'owns-tables' | 'bypasses-rls' | 'is-superuser' | 'not-a-member'

/** Why the app's login may not serve: row-level security would not hold for it, or it has no rights. Empty = fine. */
export async function problemsOfAppLogin(app: Sql): Promise<AppLoginProblem[]> {
  const [login] = await app<
    { superuser: boolean; bypass: boolean; member: boolean | null; owns: boolean }[]
  >`select r.rolsuper as superuser, r.rolbypassrls as bypass,
      (select pg_has_role(current_user, g.oid, 'usage') from pg_roles g where g.rolname = ${APP_ROLE}) as member,
      exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and pg_has_role(current_user, c.relowner, 'usage')) as owns
    from pg_roles r where r.rolname = current_user`
  if (!login) return ['not-a-member']
  const problems: AppLoginProblem[] = []
  if (login.superuser) problems.push('is-superuser')
  if (login.bypass) problems.push('bypasses-rls')
  if (login.owns) problems.push('owns-tables')
  if (!login.member) problems.push('not-a-member')
  return problems
}
