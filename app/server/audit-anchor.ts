import fs from 'node:fs'
import { ANCHOR_VERSION, anchorText, type Anchor } from '#app/domains/audit/anchor.schema.ts'
import { countiesOf, lastSeal, rowsUnderSeals } from '#db/audit-seals.server.ts'
import { errorCode, NewcomerError } from '#db/newcomer-error.ts'
import { explain } from './newcomer-errors.server.ts'
import { workOnLog } from './owner-work.server.ts'

const USAGE = 'npm run audit:anchor -- --out <file>   (keep the file on another machine, or print it)'

/** `npm run audit:anchor`: writes the last seal of every county to a file that is to be kept elsewhere. */
async function run(): Promise<void> {
  const [flag, file, ...others] = process.argv.slice(2)
  if (flag !== '--out' || !file || others.length > 0) throw new NewcomerError(USAGE)
  const anchors = await workOnLog(async (owner) => {
    const found: Anchor[] = []
    for (const { id, code } of await countiesOf(owner)) {
      const seal = await lastSeal(owner, id)
      if (!seal) continue
      found.push({
        version: ANCHOR_VERSION,
        countyCode: code,
        countyId: id,
        sequence: seal.sequence,
        headerHash: seal.headerHash,
        count: await rowsUnderSeals(owner, id),
        sealedAt: seal.sealedAt,
      })
    }
    return found
  })
  if (anchors.length === 0)
    throw new NewcomerError(
      'Nothing is sealed yet. The app seals every minute while it runs; try again then.',
    )
  try {
    // An older anchor is worth keeping: never written over.
    fs.writeFileSync(file, anchorText(anchors), { flag: 'wx' })
  } catch (error) {
    if (errorCode(error) === 'EEXIST')
      throw new NewcomerError(
        `${file} is there already, and an older anchor is worth keeping. Choose another name.`,
        { cause: error },
      )
    throw new NewcomerError(`${file} cannot be written (${errorCode(error)}). Choose another place.`, {
      cause: error,
    })
  }
  for (const { countyCode, sequence, count } of anchors)
    console.log(`${countyCode}: batch ${sequence}, ${count} rows. Keep ${file} away from this machine.`)
}

run().catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 1
})
