import { cruise, type ICruiseResult } from 'dependency-cruiser'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { RULES, ROOMS, unknownRooms } from './support/room-rules.ts'

/** Every import below a folder, types too, judged by the rules: `rule: from → to`. */
async function violationsIn(baseDir: string, folders: string[]) {
  const { output } = await cruise(folders, {
    baseDir,
    validate: true,
    ruleSet: { forbidden: RULES },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  })
  const { modules, summary } = output as ICruiseResult
  return {
    modules: modules.map(({ source }) => source),
    unresolved: modules.filter((one) => one.couldNotResolve).map(({ source }) => source),
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort(),
  }
}

const root = path.resolve(import.meta.dirname, '..')

/** Source files of app and db, without tests. */
function sources(): string[] {
  return ['app', 'db'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(folder, file))
      .filter((file) => /\.(ts|tsx|cjs|mjs|js)$/.test(file) && !/\.test\.tsx?$/.test(file)),
  )
}

test('nothing imports what it may not', { timeout: 60_000 }, async () => {
  const { modules, unresolved, violations } = await violationsIn(root, ['app', 'db', 'content'])
  expect(modules).toContain('app/domains/hours/ledger.server.ts')
  expect(unresolved.filter((name) => !name.startsWith('virtual:'))).toEqual([])
  expect(violations).toEqual([])
})

test('every folder of app/domains is a known room, and every part of the product has its rule', () => {
  const folders = fs.readdirSync(path.join(root, 'app/domains'))
  expect(unknownRooms(folders)).toEqual([])
  expect(unknownRooms([...folders, 'misc'])).toEqual(['misc'])
  const patterns = RULES.filter(({ name }) => /^(part|room) /.test(name!)).map(
    ({ from }) => new RegExp(String(from.path)),
  )
  const ruleless = sources().filter(
    (file) => /\.(ts|tsx)$/.test(file) && !patterns.some((pattern) => pattern.test(file)),
  )
  // Declares the framework's types, imports nothing of ours.
  expect(ruleless).toEqual(['app/remix-future.d.ts'])
  expect(Object.keys(ROOMS)).toHaveLength(14)
})

test('one file reads the environment', () => {
  const readers = sources().filter((file) =>
    /\bprocess\.env\b|\bprocess\[|\bimport\.meta\.env\b/.test(fs.readFileSync(path.join(root, file), 'utf8')),
  )
  expect(readers.sort()).toEqual([
    'app/env.server.ts',
    // Plain scripts that run before anything is built: they hand the environment on to the process they start.
    'app/server/child-process.cjs',
    'app/server/launch.cjs',
    // Development only: says where the database is before anything reads the settings.
    'app/server/vite-plugins.ts',
  ])
})

describe('a planted violation is named', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'qicheng-planted-'))
  afterAll(() => fs.rmSync(dir, { recursive: true, force: true }))

  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
    fs.writeFileSync(path.join(dir, file), text)
  }
  write('package.json', fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  for (const file of [
    'app/shared/minutes.ts',
    'app/components/ring.tsx',
    'app/routes/my/today.tsx',
    'app/domains/hours/ledger.server.ts',
    'app/domains/hours/rule.policy.ts',
    'app/domains/learning/study.server.ts',
    'app/http/view.ts',
    'content/lesson.ts',
    'content/compile-lesson.ts',
    'db/client.server.ts',
    'db/schema/hours.ts',
    'db/seed/people.ts',
    'tests/support/planted.ts',
  ]) {
    write(file, 'export const it = 1\nexport type It = number\n')
  }
  for (const name of ['lucia', 'drizzle-orm', 'postgres', '@remix-run/node', 'react', 'zod']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'module.exports = {}')
  }

  const planted: [rule: string, file: string, imports: string][] = [
    ['room audit', 'app/domains/audit/a.server.ts', '#app/domains/hours/ledger.server.ts'],
    ['room hours', 'app/domains/hours/b.server.ts', '#app/domains/learning/study.server.ts'],
    ['room hours', 'app/domains/hours/c.server.ts', '#app/routes/my/today.tsx'],
    ['room hours', 'app/domains/hours/d.server.ts', '#app/components/ring.tsx'],
    ['room hours', 'app/domains/hours/e.server.ts', '#app/http/view.ts'],
    ['room hours', 'app/domains/hours/f.server.ts', '#content/lesson.ts'],
    ['room hours', 'app/domains/hours/g.server.ts', '#db/seed/people.ts'],
    ['room learning', 'app/domains/learning/h.server.ts', '#content/compile-lesson.ts'],
    ['only there: the framework', 'app/domains/hours/i.server.ts', '@remix-run/node'],
    ['only there: the framework', 'app/components/j.tsx', '@remix-run/node'],
    ['only there: react', 'app/domains/hours/k.server.ts', 'react'],
    ['only there: lucia', 'app/domains/identity/l.server.ts', 'lucia'],
    ['only there: drizzle', 'app/routes/my/m.tsx', 'drizzle-orm'],
    ['only there: postgres', 'app/domains/hours/n.server.ts', 'postgres'],
    ['only there: compiled lessons', 'app/routes/my/o.tsx', 'virtual:lessons'],
    ['part ^app/routes/', 'app/routes/my/p.tsx', '#db/client.server.ts'],
    ['part ^app/routes/', 'app/routes/my/q.tsx', '#db/schema/hours.ts'],
    ['part ^app/routes/', 'app/routes/my/r.tsx', '#content/lesson.ts'],
    ['part ^app/components/', 'app/components/s.tsx', '#app/domains/hours/ledger.server.ts'],
    ['part ^app/components/', 'app/components/t.tsx', '#db/schema/hours.ts'],
    ['part ^app/shared/', 'app/shared/u.ts', '#app/http/view.ts'],
    ['part ^app/messages/', 'app/messages/v.ts', '#app/domains/hours/ledger.server.ts'],
    ['part ^app/enhance/', 'app/enhance/w.ts', '#app/shared/minutes.ts'],
    ['part ^db/(?!seed/)', 'db/x.ts', '#app/domains/hours/ledger.server.ts'],
    ['part ^content/', 'content/y.ts', '#db/client.server.ts'],
    ['a policy is pure', 'app/domains/hours/z.policy.ts', '#db/client.server.ts'],
    ['a policy is pure', 'app/domains/hours/aa.policy.ts', 'node:fs'],
    ['a policy is pure', 'app/domains/hours/ab.policy.ts', 'zod'],
    ['a schema reads nothing', 'app/domains/hours/ac.schema.ts', '#db/client.server.ts'],
    ['a schema reads nothing', 'app/domains/hours/ad.schema.ts', 'node:fs'],
    ['the product does not import tests', 'app/http/ae.ts', '#tests/support/planted.ts'],
  ]
  for (const [, file, imports] of planted) write(file, `import '${imports}'\n`)
  // A type counts as much as a value, and so does a dynamic import.
  write(
    'app/domains/audit/type.server.ts',
    `import type { It } from '#app/domains/hours/ledger.server.ts'\nexport type That = It\n`,
  )
  write('app/domains/audit/later.server.ts', `export const later = () => import('#db/seed/people.ts')\n`)
  write('app/shared/round.ts', `import './about.ts'\n`)
  write('app/shared/about.ts', `import './round.ts'\n`)
  write(
    'app/domains/hours/allowed.server.ts',
    `import '#db/client.server.ts'\nimport './rule.policy.ts'\nimport 'drizzle-orm'\n`,
  )
  const cruised = violationsIn(dir, ['app', 'db', 'content'])

  test.each(planted)('%s: %s', async (rule, file, imports) => {
    const found = (await cruised).violations.filter((one) => one.startsWith(`${rule}: ${file} → `))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(imports.replace(/^(#|node:)/, ''))
  })

  test('types, dynamic imports and cycles too; what is allowed is not named', async () => {
    const { violations } = await cruised
    expect(violations).toContain(
      'room audit: app/domains/audit/type.server.ts → app/domains/hours/ledger.server.ts',
    )
    expect(violations).toContain('room audit: app/domains/audit/later.server.ts → db/seed/people.ts')
    expect(violations.filter((one) => one.startsWith('no cycles')).length).toBeGreaterThan(0)
    expect(violations.filter((one) => one.includes('allowed.server.ts'))).toEqual([])
  })
})
