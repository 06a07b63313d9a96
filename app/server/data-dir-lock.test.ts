import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { processName } from '#db/embedded-holders.server.ts'
import { claimDataDir } from './data-dir-lock.server.ts'

let dir: string
beforeEach(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'qicheng-lock-'))))
afterEach(() => fs.rmSync(dir, { recursive: true }))

it('is held by one process until given back', () => {
  const release = claimDataDir(dir, 'http://localhost:3000')
  expect(() => claimDataDir(dir, 'http://localhost:3001')).toThrow(
    /already running at http:\/\/localhost:3000/,
  )
  release()
  claimDataDir(dir, 'http://localhost:3001')()
  expect(fs.readdirSync(dir)).toEqual([])
})

it.each([
  ['of a process that is gone', JSON.stringify({ process: '999999999-1', address: 'http://localhost:3000' })],
  // the same number, but it began at another time
  [
    'of a number used again',
    JSON.stringify({ process: `${process.pid}-1`, address: 'http://localhost:3000' }),
  ],
  ['cut short by a power cut', '{"proc'],
])('takes over a claim %s', (_what, text) => {
  fs.writeFileSync(path.join(dir, 'app.lock'), text)
  claimDataDir(dir, 'http://localhost:3001')
  expect(fs.readFileSync(path.join(dir, 'app.lock'), 'utf8')).toContain(processName())
  expect(fs.readdirSync(dir)).toEqual(['app.lock'])
})
