import { describe, expect, it } from 'vitest'
import { PAPER } from '#app/components/page.ts'
import { contrast, contrasts, declarationsOf, TOKENS } from './colour-tokens.server.ts'

describe('tokens', () => {
  it('says the same dark values for the chosen theme and for the system theme', () => {
    expect(declarationsOf(":root:not([data-theme='light'])")).toEqual(
      declarationsOf(":root[data-theme='dark']"),
    )
  })

  it('colours the browser’s own bar like the page', () => {
    expect(PAPER).toEqual({ light: TOKENS.light['--paper'], dark: TOKENS.dark['--paper'] })
  })

  it('computes contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
    expect(() => contrast('pine', '#ffffff')).toThrow(/not a colour/)
  })

  it.each(contrasts())('keeps contrast: $ink on $ground', ({ least, light, dark }) => {
    expect(light).toBeGreaterThanOrEqual(least)
    expect(dark).toBeGreaterThanOrEqual(least)
  })
})
