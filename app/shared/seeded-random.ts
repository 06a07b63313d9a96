/** Chance that can be done again: the same seed gives the same numbers on every machine. Nothing here is a secret. */
export type SeededRandom = {
  /** 0 ≤ x < 1 */
  next(): number
  shuffled<Item>(items: readonly Item[]): Item[]
}

/** mulberry32 (public domain) over a whole number of 32 bits. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    shuffled(items) {
      const list = [...items]
      for (let last = list.length - 1; last > 0; last--) {
        const other = Math.floor(next() * (last + 1))
        ;[list[last], list[other]] = [list[other]!, list[last]!]
      }
      return list
    },
  }
}
