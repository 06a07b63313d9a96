import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function declarations(selector: string): Record<string, string> {
  const body = css.slice(css.indexOf(`${selector} {`)).match(/\{([^}]*)\}/)?.[1] ?? ''
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+|color-scheme):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
}

const light = declarations(':root')
const dark = declarations(":root[data-theme='dark']")

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

describe('tokens', () => {
  it('says the same dark values for the chosen theme and for the system theme', () => {
    expect(declarations(":root:not([data-theme='light'])")).toEqual(dark)
  })

  it.each([
    ['light', light],
    ['dark', { ...light, ...dark }],
  ])(
    'keeps contrast in the %s theme (WCAG 2.2: 7:1 for text, 3:1 for what bounds a control)',
    (_name, token) => {
      const of = (a: string, b: string) => contrast(token[a] ?? '', token[b] ?? '')
      for (const ground of ['--paper', '--card', '--sunk']) {
        expect(of('--ink', ground)).toBeGreaterThan(7)
        expect(of('--ink-2', ground)).toBeGreaterThan(7)
      }
      expect(of('--ink-3', '--paper')).toBeGreaterThan(7)
      expect(of('--on-pine', '--pine')).toBeGreaterThan(7)
      expect(of('--pine-deep', '--pine-soft')).toBeGreaterThan(7)
      expect(of('--apricot', '--apricot-soft')).toBeGreaterThan(7)
      expect(of('--berry', '--card')).toBeGreaterThan(7)
      expect(of('--edge', '--paper')).toBeGreaterThan(3)
      expect(of('--edge', '--card')).toBeGreaterThan(3)
    },
  )
})
