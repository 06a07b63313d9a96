import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'

/**
 * Sealing: AES-256-GCM (NIST SP 800-38D). Each record has a key of its own, used once, with a fresh 96-bit nonce; that key
 * is wrapped, again by AES-256-GCM with a fresh nonce, under a key of the ring, which no database holds. What a record is
 * and where it stands goes in as associated data: moved to another row, it does not open.
 */

const CIPHER = 'aes-256-gcm'
export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Where a record stands. `version`: its position, or a draft's version. */
export type Place = { countyId: string; recordId: string; version: number }
export type RingKey = { id: string; key: KeyObject }
/** Finds a key of the ring; undefined when it is not there. */
export type FindKey = (keyId: string) => KeyObject | undefined

export type Wrapped = { keyId: string; keyNonce: Uint8Array; wrappedKey: Uint8Array }
export type Sealed = Wrapped & { nonce: Uint8Array; sealed: Uint8Array }

/** `unknown-key`: the ring lacks it. `damaged`: bytes were changed, or the record stands where it was not sealed. */
export type OpenRefusal = 'unknown-key' | 'damaged'

export function seal(words: string, place: Place, active: RingKey): Sealed {
  const raw = randomBytes(KEY_BYTES)
  try {
    const body = encrypt(createSecretKey(raw), Buffer.from(words, 'utf8'), bodyContext(place))
    const key = encrypt(active.key, raw, wrapContext(place, active.id))
    return {
      ...{ nonce: body.nonce, sealed: body.sealed },
      ...{ keyId: active.id, keyNonce: key.nonce, wrappedKey: key.sealed },
    }
  } finally {
    raw.fill(0)
  }
}

export function open(
  sealed: Sealed,
  place: Place,
  findKey: FindKey,
): { words: string } | { refused: OpenRefusal } {
  const raw = unwrap(sealed, place, findKey)
  if ('refused' in raw) return raw
  const words = decrypt(raw.key, sealed.nonce, sealed.sealed, bodyContext(place))
  return words ? { words: words.toString('utf8') } : { refused: 'damaged' }
}

/** The same record's key under another key of the ring. What the record says is not looked at. */
export function rewrap(
  wrapped: Wrapped,
  place: Place,
  findKey: FindKey,
  active: RingKey,
): Wrapped | { refused: OpenRefusal } {
  const raw = unwrap(wrapped, place, findKey)
  if ('refused' in raw) return raw
  const key = encrypt(active.key, raw.key.export(), wrapContext(place, active.id))
  return { keyId: active.id, keyNonce: key.nonce, wrappedKey: key.sealed }
}

function unwrap(
  { keyId, keyNonce, wrappedKey }: Wrapped,
  place: Place,
  findKey: FindKey,
): { key: KeyObject } | { refused: OpenRefusal } {
  const ringKey = findKey(keyId)
  if (!ringKey) return { refused: 'unknown-key' }
  const raw = decrypt(ringKey, keyNonce, wrappedKey, wrapContext(place, keyId))
  return raw?.length === KEY_BYTES ? { key: createSecretKey(raw) } : { refused: 'damaged' }
}

// JSON of a list, so that no two places are ever the same bytes.
const bodyContext = ({ countyId, recordId, version }: Place) =>
  Buffer.from(JSON.stringify(['qicheng body 1', countyId, recordId, version]))
const wrapContext = ({ countyId, recordId, version }: Place, keyId: string) =>
  Buffer.from(JSON.stringify(['qicheng key 1', countyId, recordId, version, keyId]))

function encrypt(key: KeyObject, plain: Uint8Array, context: Uint8Array) {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(context)
  return { nonce, sealed: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) }
}

/** Null for anything that was not sealed so: there is no second guess, and nothing of it comes out. */
function decrypt(key: KeyObject, nonce: Uint8Array, sealed: Uint8Array, context: Uint8Array): Buffer | null {
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return null
  const end = sealed.length - TAG_BYTES
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(context)
  decipher.setAuthTag(sealed.subarray(end))
  const plain = decipher.update(sealed.subarray(0, end))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch {
    return null
  }
}
