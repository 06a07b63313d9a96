import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  CATALOG_RULES,
  OTHER_INDEX,
  OTHER_KEY,
  offendersOf,
  WITHOUT_COUNTY,
  WITHOUT_WALL,
} from './support/catalog-rules.ts'
import { database } from './support/this-database.ts'

const root = path.resolve(import.meta.dirname, '..')
const rules = Object.keys(CATALOG_RULES)

test.each(rules)('%s', async (rule) => {
  expect(await offendersOf(database.root, rule)).toEqual([])
})

test('whatever is exempt by name is there', async () => {
  const there = await database.root<{ name: string }[]>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`
  const known = new Set(there.map(({ name }) => name))
  const exempt = [WITHOUT_COUNTY, OTHER_KEY, WITHOUT_WALL, OTHER_INDEX].flatMap((list) => Object.keys(list))
  expect(exempt.filter((name) => !known.has(name))).toEqual([])
})

/** What breaks which rule. Each is planted in a transaction that is rolled back. */
const PLANTED: Record<string, string> = {
  'county_id stands on every table, not null': `create table planted (id uuid primary key, county_id uuid)`,
  'a single-column uuid primary key named id': `create table planted (county_id uuid not null, id uuid, primary key (county_id, id))`,
  'a parent has a unique key that begins with county_id, id': `create table planted (id uuid primary key, county_id uuid not null, unique (id, county_id))`,
  'a reference between a county’s tables begins with county_id on both sides': `alter table pauses add constraint planted foreign key (person_id) references supervised_persons (id)`,
  'login sessions and counters refer to no county’s table': `alter table login_sessions add constraint planted foreign key (appointment_id) references staff_appointments (id)`,
  'keys and indexes of a county’s table begin with county_id': `create unique index planted on supervised_persons (register_number)`,
  'a reference never deletes or changes what refers to it': `alter table sign_in_names add constraint planted foreign key (account_id) references accounts (id) on delete cascade`,
  'no serial, no identity, no sequence': `alter table pauses add column planted serial`,
  'names of constraints and indexes are shorter than 50': `alter table pauses add constraint planted_with_a_name_that_is_quite_a_bit_longer_than_it_may_be check (true)`,
  'row-level security is on, for the owner too': `alter table pauses no force row level security; alter table pauses rename to planted`,
  'a table that knows a person or an account’s secret is never without the wall': `alter table judicial_offices add column person_id uuid; alter table login_sessions rename to planted; alter table judicial_offices rename to login_sessions; alter table login_sessions rename constraint judicial_offices_pkey to planted_key`,
  'every right of the app has a policy of its own': `grant delete on pauses to qicheng_app; alter table pauses rename to planted`,
  'a policy is for the app or for the owner, never for everyone': `create policy planted on pauses using (true)`,
  'only doors run with their owner’s rights, on a fixed path, and only for the app': `create function planted() returns int language sql security definer as 'select 1'`,
  'the app owns nothing': `create table planted (id int); alter table planted owner to qicheng_app`,
  'the app is nobody special': `create role planted; grant planted to qicheng_app`,
  'the app deletes nothing but login sessions and counters, and truncates nothing': `create table planted (id int); grant truncate on planted to qicheng_app`,
  'what only grows is held by a trigger that fires for everyone': `alter table hours_entries disable trigger hours_entries_no_truncate`,
}

describe('a planted violation is named', () => {
  class RolledBack extends Error {}

  test.each(rules)('%s', async (rule) => {
    let found: string[] = []
    const running = database.root.begin(async (tx) => {
      await tx.unsafe(PLANTED[rule]!)
      found = await offendersOf(tx, rule)
      throw new RolledBack()
    })
    await expect(running).rejects.toThrow(RolledBack)
    expect(found.length).toBeGreaterThan(0)
    expect(found.some((name) => /planted|login_sessions|hours_entries/.test(name))).toBe(true)
  })

  test('a door with a path of its own, or open to everyone', async () => {
    const rule = 'only doors run with their owner’s rights, on a fixed path, and only for the app'
    for (const change of [
      `alter function door_sign_in(text) reset search_path`,
      `grant execute on function door_sign_in(text) to public`,
      `alter function door_sign_in(text) security invoker`,
      `alter function door_sign_in(text) owner to postgres`,
    ]) {
      let found: string[] = []
      const running = database.root.begin(async (tx) => {
        await tx.unsafe(change)
        found = await offendersOf(tx, rule)
        throw new RolledBack()
      })
      await expect(running).rejects.toThrow(RolledBack)
      expect(found, change).toEqual(['door_sign_in'])
    }
  })
})

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test('the tables in code are the tables in the database: names, types, not null', async () => {
  const files = fs.readdirSync(path.join(root, 'db/schema')).filter((file) => file.endsWith('.ts'))
  const inCode: string[] = []
  for (const file of files) {
    const module = (await import(path.join(root, 'db/schema', file))) as Record<string, unknown>
    for (const table of Object.values(module)) {
      if (!is(table, PgTable)) continue
      const { name, columns } = getTableConfig(table)
      for (const column of columns) {
        const type = column.getSQLType().replace('timestamp (3)', 'timestamp(3)')
        inCode.push(`${name}.${snake(column.name)} ${type}${column.notNull ? ' not null' : ''}`)
      }
    }
  }
  const inDatabase = await database.root<{ it: string }[]>`
    select t.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end as it
    from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where t.relnamespace = 'public'::regnamespace and t.relkind = 'r'`
  expect(inCode.sort()).toEqual(inDatabase.map(({ it }) => it).sort())
  expect(inCode.length).toBeGreaterThan(100)
})

test('the migrations hold every change of the tables in code', { timeout: 60_000 }, async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'qicheng-migrations-'))
  try {
    const out = path.join(dir, 'migrations')
    fs.cpSync(path.join(root, 'db/migrations'), out, { recursive: true })
    const before = fs.readdirSync(out)
    const config = path.join(dir, 'drizzle.config.json')
    fs.writeFileSync(
      config,
      JSON.stringify({
        ...{ dialect: 'postgresql', schema: './db/schema', casing: 'snake_case' },
        out: path.relative(root, out),
      }),
    )
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        path.join(root, 'node_modules/drizzle-kit/bin.cjs'),
        'generate',
        '--config',
        path.relative(root, config),
      ],
      { cwd: root },
    )
    expect(stdout).toContain('No schema changes')
    expect(fs.readdirSync(out)).toEqual(before)
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
})
