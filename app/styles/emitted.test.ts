import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import { build } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** What a browser gets, by sheet. */
async function emitted(entries: Record<string, string>): Promise<Map<string, string>> {
  const result = await build({
    root: here('../..'),
    configFile: false,
    logLevel: 'error',
    plugins: [tailwindcss()],
    build: {
      write: false,
      cssTarget: 'chrome70',
      rollupOptions: { input: entries, output: { assetFileNames: '[name][extname]' } },
    },
  })
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    'output' in one ? one.output : [],
  )
  return new Map(
    outputs.flatMap((file) => (file.type === 'asset' ? [[file.fileName, String(file.source)] as const] : [])),
  )
}

let sheets = new Map<string, string>()
beforeAll(async () => {
  sheets = await emitted({ my: here('./my.css'), staff: here('./staff.css') })
}, 60_000)

describe.each(['my.css', 'staff.css'])('%s as emitted', (name) => {
  it.each([
    ['a cascade layer', /@layer/],
    ['a registered property', /@property/],
    ['nesting', /[{;]\s*&/],
    ['a media range', /\((?:width|height)\s*[<>]/],
    [':has, :is or :where', /:(?:has|is|where)\(/],
    ['inset', /[;{]inset:/],
    ['a logical shorthand', /(?:margin|padding)-(?:inline|block):/],
    ['a list inside :not', /:not\([^()]*,/],
    ['a container or a scope', /@(?:container|scope|starting-style)/],
    ['a unit of the visible window', /\d(?:[dsl]v[hw]|cqw)\b/],
    // An unknown selector takes the whole rule with it: one that old browsers know must not stand in its list.
    ['a rule shared with :focus-visible', /,[^{}]*:focus-visible|:focus-visible[^{}]*,/],
    ['a colour function', /oklch|color-mix|light-dark|lab\(/],
  ])('holds nothing that a browser of 2020 drops: %s', (_what, pattern) => {
    expect(sheets.get(name)).toBeTruthy()
    expect(sheets.get(name)).not.toMatch(pattern)
  })
})

it('keeps what a phone loads within 8 KB', () => {
  expect(brotliCompressSync(sheets.get('my.css') ?? '').length).toBeLessThanOrEqual(8 * 1024)
})
