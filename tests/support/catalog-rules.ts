import type { Sql, TransactionSql } from 'postgres'

/** Tables that belong to no county, with the reason. */
export const WITHOUT_COUNTY: Record<string, string> = {
  counties: 'the counties themselves',
  accounts: 'one account may hold appointments in two counties',
  sign_in_names: 'a name is looked up before the county is known',
  staff: 'a lecturer may teach in two counties; the appointments have the county',
  login_sessions: 'looked up before the county is known',
  rate_limits: 'counters of failed tries, keyed by hashes',
  attendance_outcomes: 'words of the field, the same in every county',
}

/** Tables whose key is not a uuid `id`. */
export const OTHER_KEY: Record<string, string> = {
  login_sessions: 'the sha256 of the cookie’s secret',
  rate_limits: 'the shape that the rate limiter prescribes',
  attendance_outcomes: 'its code: reference rows that come with the product',
}

/** Tables the app may read without row-level security. */
export const WITHOUT_WALL: Record<string, string> = {
  counties: 'public facts: names and the procuratorate’s phone',
  hours_policy_versions: 'published rules',
  login_sessions: 'read before there is an actor; holds hashes only',
  rate_limits: 'read before there is an actor; holds hashes only',
  attendance_outcomes: 'public facts: what a register can say',
}

/** Indexes and unique keys of a county's tables that do not begin with county_id. */
export const OTHER_INDEX: Record<string, string> = {
  hours_entries_reverses_once: 'a line is taken back once, whatever county is claimed',
  calendar_feeds_token: 'a token is looked up before the county is known',
  staff_appointments_staff: 'signing in: from the account to its appointments, before the county is known',
  supervised_persons_account: 'signing in: from the account to the register, before the county is known',
}

const names = (list: Record<string, string>) => Object.keys(list).map((name) => `'${name}'`)
const listed = (list: Record<string, string>) => `(${names(list).join(', ')})`

const TABLES = `pg_class t join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public' and t.relkind in ('r', 'p')`
const COUNTY_OWNED = `exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'county_id' and not a.attisdropped)`
const columnName = (table: string, number: string) =>
  `(select a.attname from pg_attribute a where a.attrelid = ${table} and a.attnum = ${number})`

/** Each a query that names what breaks the rule, as `it`. */
export const CATALOG_RULES: Record<string, string> = {
  'county_id stands on every table, not null': `select t.relname as it from ${TABLES}
    where t.relname not in ${listed(WITHOUT_COUNTY)} and not exists (
      select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'county_id'
        and a.attnotnull and a.atttypid = 'uuid'::regtype)`,

  'a single-column uuid primary key named id': `select t.relname as it from ${TABLES}
    where t.relname not in ${listed(OTHER_KEY)} and not exists (
      select 1 from pg_constraint c join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
      where c.conrelid = t.oid and c.contype = 'p' and cardinality(c.conkey) = 1
        and a.attname = 'id' and a.atttypid = 'uuid'::regtype)`,

  'a parent has a unique key that begins with county_id, id': `select t.relname as it from ${TABLES}
    where ${COUNTY_OWNED} and not exists (
      select 1 from pg_constraint c where c.conrelid = t.oid and c.contype = 'u'
        and ${columnName('t.oid', 'c.conkey[1]')} = 'county_id' and ${columnName('t.oid', 'c.conkey[2]')} = 'id')`,

  'a reference between a county’s tables begins with county_id on both sides': `select c.conname as it
    from pg_constraint c join ${TABLES} on t.oid = c.conrelid
    where c.contype = 'f' and ${COUNTY_OWNED}
      and exists (select 1 from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'county_id')
      and not (${columnName('c.conrelid', 'c.conkey[1]')} = 'county_id'
        and ${columnName('c.confrelid', 'c.confkey[1]')} = 'county_id')`,

  'login sessions and counters refer to no county’s table': `select c.conname as it
    from pg_constraint c join ${TABLES} on t.oid = c.conrelid
    where c.contype = 'f' and t.relname in ('login_sessions', 'rate_limits')
      and exists (select 1 from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'county_id')`,

  'keys and indexes of a county’s table begin with county_id': `select i.relname as it
    from pg_index x join pg_class i on i.oid = x.indexrelid join ${TABLES} on t.oid = x.indrelid
    where ${COUNTY_OWNED} and not x.indisprimary and not x.indisexclusion
      and i.relname not in ${listed(OTHER_INDEX)}
      and ${columnName('t.oid', 'x.indkey[0]')} is distinct from 'county_id'`,

  'a reference never deletes or changes what refers to it': `select c.conname as it
    from pg_constraint c join ${TABLES} on t.oid = c.conrelid
    where c.contype = 'f' and (c.confdeltype not in ('a', 'r') or c.confupdtype not in ('a', 'r'))`,

  'no serial, no identity, no sequence': `select t.relname || '.' || a.attname as it from ${TABLES}
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    where a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like '%nextval(%'
    union all select s.relname from pg_class s join pg_namespace n on n.oid = s.relnamespace
    where n.nspname = 'public' and s.relkind = 'S'`,

  'names of constraints and indexes are shorter than 50': `select c.conname as it
    from pg_constraint c join ${TABLES} on t.oid = c.conrelid where length(c.conname) >= 50
    union all select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid
    join ${TABLES} on t.oid = x.indrelid where length(i.relname) >= 50`,

  'row-level security is on, for the owner too': `select t.relname as it from ${TABLES}
    where t.relname not in ${listed(WITHOUT_WALL)} and not (t.relrowsecurity and t.relforcerowsecurity)`,

  'a table that knows a person or an account’s secret is never without the wall': `select distinct t.relname as it
    from ${TABLES} join pg_attribute a on a.attrelid = t.oid
    where t.relname in ${listed(WITHOUT_WALL)}
      and a.attname in ('person_id', 'register_number', 'birth_day', 'password_hash')`,

  'every right of the app has a policy of its own': `select t.relname || ' ' || r.cmd as it from ${TABLES}
    cross join (values ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) as r (cmd, code)
    where t.relrowsecurity and (has_table_privilege('qicheng_app', t.oid, r.cmd)
        or (r.cmd in ('SELECT', 'INSERT', 'UPDATE') and has_any_column_privilege('qicheng_app', t.oid, r.cmd)))
      and not exists (select 1 from pg_policy p where p.polrelid = t.oid and p.polcmd = r.code::"char"
        and p.polroles = array['qicheng_app'::regrole::oid])`,

  'a policy is for the app or for the owner, never for everyone': `select t.relname || ' ' || p.polname as it
    from pg_policy p join ${TABLES} on t.oid = p.polrelid
    where p.polroles <> array['qicheng_app'::regrole::oid]
      and not (p.polname = 'owner_works' and p.polroles = array[t.relowner])`,

  'only doors run with their owner’s rights, on a fixed path, and only for the app': `select p.proname as it
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'
    where (p.prosecdef or p.proname like 'door\\_%') and not (
      p.prosecdef and p.proname like 'door\\_%'
      and coalesce(p.proconfig, '{}') = array['search_path=public, pg_temp']
      and p.proowner = 'qicheng_owner'::regrole
      and not exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee = 0))`,

  'the app owns nothing': `select c.relname as it from pg_class c where c.relowner = 'qicheng_app'::regrole
    union all select p.proname from pg_proc p where p.proowner = 'qicheng_app'::regrole
    union all select n.nspname from pg_namespace n where n.nspowner = 'qicheng_app'::regrole
    union all select y.typname from pg_type y where y.typowner = 'qicheng_app'::regrole
    union all select d.datname from pg_database d where d.datdba = 'qicheng_app'::regrole`,

  'the app is nobody special': `select r.rolname as it from pg_roles r where r.rolname = 'qicheng_app'
      and (r.rolsuper or r.rolbypassrls or r.rolcreatedb or r.rolcreaterole or r.rolreplication)
    union all select m.roleid::regrole::text from pg_auth_members m where m.member = 'qicheng_app'::regrole
    union all select 'create in schema public' where has_schema_privilege('qicheng_app', 'public', 'create')`,

  'the app deletes nothing but login sessions and counters, and truncates nothing': `select t.relname || ' ' || r.cmd as it
    from ${TABLES} cross join (values ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) as r (cmd)
    where has_table_privilege('qicheng_app', t.oid, r.cmd)
      and not (r.cmd = 'DELETE' and t.relname in ('login_sessions', 'rate_limits'))`,

  'what only grows is held by a trigger that fires for everyone': `select wanted.name as it
    from (values ('hours_entries'), ('audit_events'), ('audit_seals'), ('audit_seal_members'),
      ('entry_questions'), ('entry_answers'), ('late_evidence'), ('lecture_order_changes'),
      ('attendance_marks'), ('attendance_confirmations'),
      ('counselling_consents'), ('counselling_case_changes'), ('counselling_sessions'),
      ('counselling_session_revisions'), ('counselling_readings'), ('counselling_records')) as wanted (name)
    cross join (values (16), (8), (32)) as event (bit)
    where not exists (select 1 from pg_trigger g where g.tgrelid = wanted.name::regclass
      and g.tgfoid = 'refuse_change'::regproc and g.tgenabled in ('O', 'A')
      and g.tgtype & 2 = 2 and g.tgtype & event.bit = event.bit)`,
}

/** What breaks a rule in the database as it stands. */
export async function offendersOf(sql: Sql | TransactionSql, rule: string): Promise<string[]> {
  const rows = await sql.unsafe<{ it: string }[]>(CATALOG_RULES[rule]!)
  return [...new Set(rows.map(({ it }) => it))].sort()
}
