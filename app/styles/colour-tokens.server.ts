import css from './tokens.css?raw'

export type Theme = 'light' | 'dark'
type Tokens = Readonly<Record<string, string>>

/** What is declared under a selector of the stylesheet: custom properties and the colour scheme, by name. */
export function declarationsOf(selector: string): Record<string, string> {
  const body = css.slice(css.indexOf(`${selector} {`)).match(/\{([^}]*)\}/)?.[1] ?? ''
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+|color-scheme):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
}

const light = declarationsOf(':root')
/** The stylesheet's own values: what it says is what is computed with, so that no figure is written down twice. */
export const TOKENS: Record<Theme, Tokens> = {
  light,
  dark: { ...light, ...declarationsOf(":root[data-theme='dark']") },
}

function luminance(hex: string): number {
  if (!/^#[\da-f]{6}$/.test(hex)) throw new RangeError(`not a colour in six hex digits: ${hex}`)
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2, “relative luminance”). */
export function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

/** Which colours meet on a page, and the least contrast they must have: 7 for words, 3 for what bounds or marks. */
export const PAIRS = [
  ...(['paper', 'card', 'sunk'] as const).flatMap((ground) => [
    { ink: 'ink', ground, least: 7 },
    { ink: 'ink-2', ground, least: 7 },
  ]),
  { ink: 'ink-3', ground: 'paper', least: 7 },
  { ink: 'pine', ground: 'paper', least: 7 },
  { ink: 'on-pine', ground: 'pine', least: 7 },
  { ink: 'pine-deep', ground: 'pine-soft', least: 7 },
  { ink: 'apricot', ground: 'apricot-soft', least: 7 },
  { ink: 'apricot', ground: 'paper', least: 7 },
  { ink: 'berry', ground: 'card', least: 7 },
  { ink: 'berry', ground: 'berry-soft', least: 7 },
  { ink: 'plum', ground: 'plum-soft', least: 7 },
  { ink: 'edge', ground: 'paper', least: 3 },
  { ink: 'edge', ground: 'card', least: 3 },
] as const

export type Contrast = { ink: string; ground: string; least: number } & Record<Theme, number>

/** Each pair's contrast in both themes, rounded down to a tenth. */
export function contrasts(): Contrast[] {
  const of = (theme: Theme, ink: string, ground: string) =>
    Math.floor(contrast(TOKENS[theme][`--${ink}`] ?? '', TOKENS[theme][`--${ground}`] ?? '') * 10) / 10
  return PAIRS.map(({ ink, ground, least }) => ({
    ink,
    ground,
    least,
    light: of('light', ink, ground),
    dark: of('dark', ink, ground),
  }))
}
