import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const { inputsHash } = createRequire(import.meta.url)('./build-stamp.cjs') as {
  inputsHash: (from?: string) => string
}

let clone: string
const write = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(path.join(clone, file)), { recursive: true })
  fs.writeFileSync(path.join(clone, file), text)
}

beforeEach(() => {
  clone = fs.mkdtempSync(path.join(os.tmpdir(), 'qicheng-stamp-'))
  write('app/root.tsx', 'one')
  write('content/modules/a1/module.yaml', 'title: 社区矫正法')
})
afterEach(() => fs.rmSync(clone, { recursive: true }))

it('builds anew when a source changes, appears or goes', () => {
  const seen = new Set([inputsHash(clone)])
  write('content/modules/a1/module.yaml', 'title: 民法典')
  seen.add(inputsHash(clone))
  write('app/routes.ts', '')
  seen.add(inputsHash(clone))
  fs.rmSync(path.join(clone, 'app/root.tsx'))
  seen.add(inputsHash(clone))
  expect(seen.size).toBe(4)
})

it('does not build anew for another date, a test, or what no build reads', () => {
  const before = inputsHash(clone)
  fs.utimesSync(path.join(clone, 'app/root.tsx'), 1, 1)
  write('app/shared/minutes.test.ts', 'changed')
  write('README.md', 'changed')
  expect(inputsHash(clone)).toBe(before)
})
