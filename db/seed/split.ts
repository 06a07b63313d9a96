import { randomOf } from './random.ts'

export type Deal<Item> = <Field extends keyof Item & string>(
  field: Field,
  counts: Readonly<Record<string, number>>,
  fits?: (item: Item, value: string) => boolean,
) => void

/**
 * Gives every item a value for `field` so that each value comes out exactly as often as it is counted. Items that have
 * a value keep it. Values are dealt in order; the last takes whoever is left, so put the pickiest first.
 */
export function dealtOut<Item extends object, Field extends keyof Item & string>(
  items: readonly Item[],
  field: Field,
  counts: Readonly<Record<string, number>>,
  fits: (item: Item, value: string) => boolean = () => true,
): void {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (total !== items.length) throw new RangeError(`${field}: ${total} values for ${items.length}`)
  const values = Object.keys(counts)
  for (const value of values) {
    const has = items.filter((item) => String(item[field]) === value).length
    const wanted = counts[value]! - has
    const open = items.filter((item) => item[field] === null)
    const fitting = value === values.at(-1) ? open : open.filter((item) => fits(item, value))
    const chosen = randomOf(`split ${field} ${value}`).shuffled(fitting).slice(0, wanted)
    if (wanted < 0 || chosen.length < wanted)
      throw new RangeError(`${field}: ${chosen.length} of ${wanted} for ${value}`)
    for (const item of chosen) Object.assign(item, { [field]: typed(value) })
  }
}

const typed = (value: string) => (value === 'true' ? true : value === 'false' ? false : value)
