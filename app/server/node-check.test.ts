import { Linter } from 'eslint'
import fs from 'node:fs'
import vm from 'node:vm'
import { expect, it } from 'vitest'

it.each(['app/server/node-check.cjs', 'app/server/start.cjs', 'app/server/run-built.cjs', 'tests/run.cjs'])(
  'an old Node can read %s as far as the check',
  (file) => {
    const old = { languageOptions: { ecmaVersion: 5, sourceType: 'commonjs' } } as const
    expect(new Linter().verify(fs.readFileSync(file, 'utf8'), old)).toEqual([])
  },
)

function check(version: string): { status: number | undefined; said: string } {
  let status: number | undefined
  const said: string[] = []
  vm.runInNewContext(fs.readFileSync('app/server/node-check.cjs', 'utf8'), {
    process: { version: `v${version}`, versions: { node: version }, exit: (code: number) => (status = code) },
    console: { error: (line: string) => said.push(line) },
  })
  return { status, said: said.join('\n') }
}

it('turns away a Node that is too old, and says which one is needed', () => {
  for (const old of ['0.10.48', '18.20.4', '20.18.3']) {
    expect(check(old).status, old).toBe(1)
    expect(check(old).said).toMatch(/20\.19 or newer; this is v/)
  }
  for (const fine of ['20.19.0', '20.20.2', '21.0.0', '24.1.0'])
    expect(check(fine).status, fine).toBeUndefined()
})
