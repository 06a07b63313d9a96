import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { Unit } from './lesson.ts'
import { readRecordings } from './recording-file.ts'

const MP3 = Buffer.from('ID3\u0003\u0000 a voice', 'latin1')
const OGG = Buffer.from('OggS\u0000 a voice', 'latin1')
const check = { kind: 'single' as const, question: '哪一个？', options: [], again: '再看看。' }
const passage = { number: 2, minutes: 5, html: '', speech: ['先报。', '再走。'], check }
const unit: Unit = {
  ...{ code: '1', id: 'a1/1', title: { zh: '题', en: 'Title' }, minutes: 10, regime: 'all' },
  passages: [passage],
}

let folder = ''
beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'qicheng-audio-')), 'a1')
})
afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true }))

function put(files: Record<string, Buffer | string>) {
  fs.mkdirSync(path.join(folder, 'audio'), { recursive: true })
  for (const [name, bytes] of Object.entries(files)) fs.writeFileSync(path.join(folder, 'audio', name), bytes)
}

describe('recordings of a module', () => {
  test('none has to be there', () => {
    fs.mkdirSync(folder)
    expect(readRecordings(folder, [unit]).size).toBe(0)
  })

  test('one passage, two kinds, and where its sentences begin', () => {
    put({ '1-2.mp3': MP3, '1-2.ogg': OGG, '1-2.yaml': 'starts: [0, 1.5]' })
    const found = readRecordings(folder, [unit]).get('1-2')
    expect(found?.starts).toEqual([0, 1.5])
    expect(found?.sources.map(({ type }) => type)).toEqual(['audio/mpeg', 'audio/ogg'])
    expect(found?.sources[0]?.url).toMatch(/^\/assets\/lessons\/a1-1-2-[0-9a-f]{8}\.mp3$/)
    expect(found?.sources[0]?.file).toBe('content/modules/a1/audio/1-2.mp3')
  })

  test('without the beginnings it is played as a whole', () => {
    put({ '1-2.mp3': MP3 })
    expect(readRecordings(folder, [unit]).get('1-2')?.starts).toEqual([])
  })

  it.each([
    ['another name', { 'first.mp3': MP3 }, 'named like 1-2.mp3'],
    ['no such passage', { '1-3.mp3': MP3 }, 'no such passage'],
    ['no such unit', { '2-1.mp3': MP3 }, 'no such passage'],
    ['another kind than its name', { '1-2.mp3': OGG }, 'is not audio/mpeg'],
    ['nothing in it', { '1-2.ogg': '' }, 'is not audio/ogg'],
    ['too big', { '1-2.mp3': Buffer.concat([MP3, Buffer.alloc(4_000_000)]) }, 'at most 4000000'],
    ['a sentence too few', { '1-2.mp3': MP3, '1-2.yaml': 'starts: [0]' }, 'has 1 starts, the passage 2'],
    ['sentences out of order', { '1-2.mp3': MP3, '1-2.yaml': 'starts: [2, 1]' }, 'later than the one before'],
    ['before the beginning', { '1-2.mp3': MP3, '1-2.yaml': 'starts: [-1, 1]' }, '1-2.yaml'],
    ['beginnings of nothing', { '1-2.yaml': 'starts: [0, 1]' }, 'no recording beside it'],
  ])('refuses %s', (_, files, why) => {
    put(files)
    expect(() => readRecordings(folder, [unit])).toThrow(why)
  })
})
