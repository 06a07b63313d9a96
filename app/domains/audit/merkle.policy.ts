/**
 * Merkle trees as RFC 6962 §2.1 draws them: leaves and nodes are hashed apart (0x00, 0x01), so that a node never passes
 * for a row; the tree over n leaves splits at the largest power of two below n, so that no row is counted twice to fill
 * it up. Pure: the hash (SHA-256) is handed in.
 */
export type Hash = (bytes: Uint8Array) => Uint8Array

const LEAF = 0x00
const NODE = 0x01

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** The hash of one row, from its canonical bytes. */
export function leafOf(hash: Hash, row: Uint8Array): Uint8Array {
  return hash(joined(Uint8Array.of(LEAF), row))
}

/** The root over leaves in their order; over none, the hash of nothing. */
export function rootOf(hash: Hash, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return hash(new Uint8Array())
  if (leaves.length === 1) return leaves[0]!
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return hash(
    joined(Uint8Array.of(NODE), rootOf(hash, leaves.slice(0, split)), rootOf(hash, leaves.slice(split))),
  )
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
