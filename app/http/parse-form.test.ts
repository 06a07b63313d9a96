import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseForm } from './parse-form.server.ts'

const schema = z.object({
  who: z.string().min(1, 'missing').max(2000, 'too-long'),
  note: z.string().optional(),
})

const posted = (body: BodyInit, type?: string) =>
  new Request('http://localhost/', { method: 'POST', body, headers: type ? { 'content-type': type } : {} })
const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return posted(data)
}
const who = async (typed: string) => {
  const parsed = await parseForm(form({ who: typed }), schema)
  return parsed.ok ? parsed.value.who : parsed.problems
}

describe('what was typed arrives as it was typed', () => {
  test.each([
    '𠮷田 㐂 龘 𠀀',
    '👩🏽‍🦽 👨‍👩‍👧',
    '<b>&amp;</b> \' " %00 ../',
    'tab\tand  spaces ',
    'e\u0301 and \u00e9',
    '\u200f\u202eright to left',
  ])('%j', async (typed) => {
    expect(await who(typed)).toBe(typed)
    expect(await parseForm(posted(new URLSearchParams({ who: typed })), schema)).toMatchObject({
      ok: true,
      value: { who: typed },
    })
  })

  test('without what no text of the database can hold', async () => {
    expect(await who('a\u0000b\u0000')).toBe('ab')
    expect(await who('\u0000')).toEqual({ who: 'missing' })
    expect(await parseForm(posted('who=a%00b', 'application/x-www-form-urlencoded'), schema)).toMatchObject({
      value: { who: 'ab' },
    })
  })

  test.each([
    ['half of a pair', 'a\ud83db'],
    ['the other half', '\udc00'],
    ['halves the wrong way round', '\udc00\ud800'],
  ])('%s of surrogates becomes a replacement character', async (_, typed) => {
    const value = await who(typed)
    expect(value).toBe(typed.toWellFormed())
    expect(value).toContain('\ufffd')
    // Bytes that are no UTF-8 too.
    const raw = await parseForm(posted('who=%ED%A0%80', 'application/x-www-form-urlencoded'), schema)
    expect(raw).toMatchObject({ ok: true })
    expect(raw.ok && raw.value.who.isWellFormed()).toBe(true)
  })
})

describe('what is not what the schema asks for', () => {
  test('a problem is a code by field, and what was typed comes back but for passwords', async () => {
    const secret = z.object({
      who: z.string().max(3, 'too-long'),
      ...{ password: z.string(), current: z.string(), next: z.string(), again: z.string() },
    })
    const typed = { who: 'too long a name', password: 'p', current: 'c', next: 'n', again: 'a' }
    expect(await parseForm(form(typed), secret)).toEqual({
      ok: false,
      problems: { who: 'too-long' },
      typed: { who: 'too long a name' },
    })
  })

  test('the first problem of a field stands', async () => {
    const twice = z.object({ who: z.string().min(5, 'too-short').regex(/^\d+$/, 'not-a-number') })
    expect(await parseForm(form({ who: 'abc' }), twice)).toMatchObject({ problems: { who: 'too-short' } })
  })

  test('a huge field is refused by its length', async () => {
    const parsed = await parseForm(form({ who: '很'.repeat(200_000) }), schema)
    expect(parsed).toMatchObject({ ok: false, problems: { who: 'too-long' } })
  })

  test('a file is no text', async () => {
    const data = new FormData()
    data.set('who', new File(['x'], 'name.txt'))
    expect(await parseForm(posted(data), schema)).toMatchObject({ ok: false, typed: {} })
  })

  test.each([
    ['json', '{"who":"me"}', 'application/json'],
    ['text', 'who=me', 'text/plain'],
    ['a broken multipart body', '--x\r\nnot a part', 'multipart/form-data; boundary=x'],
    ['a multipart body without a boundary', 'who=me', 'multipart/form-data'],
    ['nothing', '', 'application/x-www-form-urlencoded'],
  ])('%s reads as an empty form', async (_, body, type) => {
    expect(await parseForm(posted(body, type), schema)).toEqual({
      ok: false,
      problems: { who: expect.any(String) },
      typed: {},
    })
  })

  test('names of fields are only names', async () => {
    const parsed = await parseForm(
      posted('__proto__=1&constructor=2&who=me&toString=3', 'application/x-www-form-urlencoded'),
      schema,
    )
    expect(parsed).toMatchObject({ ok: true, value: { who: 'me' } })
    expect(({} as Record<string, unknown>)['1']).toBeUndefined()
  })

  test('of a field sent twice the last one counts', async () => {
    expect(await parseForm(posted('who=a&who=b', 'application/x-www-form-urlencoded'), schema)).toMatchObject(
      {
        value: { who: 'b' },
      },
    )
  })
})
