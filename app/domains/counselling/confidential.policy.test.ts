import { inspect } from 'node:util'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { Confidential } from './confidential.policy.ts'

const PHRASE = '夜里总是惊醒'
const held = new Confidential({ brought: PHRASE })

describe('what happens to it by accident', () => {
  test.each<[string, () => string]>([
    ['JSON', () => JSON.stringify({ note: held, list: [held] })],
    ['text', () => String(held)],
    ['a template', () => `note: ${held as unknown as string}`],
    ['joined', () => 'note: ' + (held as unknown as string)],
    ['inspected', () => inspect(held, { depth: 9, showHidden: true })],
    ['inside of something that is inspected', () => inspect({ deep: { er: [held] } }, { depth: 9 })],
    ['its keys', () => JSON.stringify([Object.keys(held), Object.values(held), { ...held }])],
    ['a copy', () => inspect(structuredClone(held), { depth: 9, showHidden: true })],
    ['an error that names it', () => String(new Error(`cannot use ${held as unknown as string}`))],
  ])('%s', (_, text) => {
    expect(text()).not.toContain(PHRASE)
  })

  test('the log', () => {
    const lines: string[] = []
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
    log.info({ note: held, list: [held] }, 'a note')
    log.info(held)
    expect(lines.join('')).toContain('[sealed]')
    expect(lines.join('')).not.toContain(PHRASE)
  })
})

test('on purpose it is what it was', () => {
  expect(held.reveal()).toEqual({ brought: PHRASE })
})
