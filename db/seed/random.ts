import { hash } from 'node:crypto'

/** Chance that is the same at every seed: each purpose has a stream of its own, so one more draw moves no other. */
export type Random = {
  /** 0 ≤ x < 1 */
  next(): number
  /** A whole number, 0 ≤ x < limit. */
  below(limit: number): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  pick<Item>(items: readonly Item[]): Item
  shuffled<Item>(items: readonly Item[]): Item[]
}

/** mulberry32: small, fast, public domain; nothing here has to be unguessable. */
export function randomOf(purpose: string): Random {
  let state = Number.parseInt(hash('md5', `qicheng-demo:${purpose}`).slice(0, 8), 16)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError(`nothing to pick from: ${purpose}`)
      return item
    },
    shuffled(items) {
      const list = [...items]
      for (let last = list.length - 1; last > 0; last--) {
        const other = below(last + 1)
        ;[list[last], list[other]] = [list[other]!, list[last]!]
      }
      return list
    },
  }
}

/** The id of a thing of the demo county: the same name always gives the same uuid (shaped as version 8, RFC 9562). */
export function demoId(kind: string, name: string): string {
  return shaped(hash('md5', `qicheng-demo:${kind}:${name}`), '8')
}

/** The same, led by an instant as in version 7, so that rows written together lie together in the index. */
export function demoIdAt(atMs: number, kind: string, name: string): string {
  const digest = hash('md5', `qicheng-demo:${kind}:${name}`)
  return shaped(atMs.toString(16).padStart(12, '0') + digest.slice(12), '7')
}

const VARIANT = '89ab'
function shaped(hex: string, version: '7' | '8'): string {
  const variant = VARIANT[Number.parseInt(hex[16]!, 16) & 3]!
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
