import { NewcomerError } from '#db/newcomer-error.ts'
import { connectOwner } from '#db/prepare.server.ts'
import { keyFilePath, keyRing } from '#db/sealing/key-ring.ts'
import { neededKeys } from '#db/sealing/reseal.server.ts'

/**
 * Before anybody is served: every key that a sealed row needs is in the ring. A ring without one of them is the wrong
 * ring, and what it sealed from now on would be told apart by nobody. Throws NewcomerError; answers a line to print where
 * nothing can be sealed and nothing has been.
 */
export async function checkNeededKeys(socketDir: string | undefined): Promise<string | null> {
  const ring = keyRing()
  const owner = connectOwner(socketDir)
  try {
    const needed = await neededKeys(owner)
    const missing = needed.filter(({ keyId }) => !ring?.find(keyId))
    if (missing.length > 0) {
      const file = keyFilePath()
      const what = missing.map(({ keyId, rows }) => `${keyId} (${rows} sealed rows)`).join(', ')
      throw new NewcomerError(
        `Sealed records need keys that are not there: ${what}. ` +
          (file
            ? `Put them back into ${file}: without them nobody can ever read these records.`
            : 'Put them back into SEALING_KEYS: without them nobody can ever read these records.'),
      )
    }
    return ring
      ? null
      : 'SEALING_KEYS is not set: counselling notes cannot be written. "npm run keys:rotate -- --new-key" prints a key.'
  } finally {
    await owner.end()
  }
}
