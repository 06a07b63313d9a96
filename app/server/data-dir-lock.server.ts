import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { isAlive, processName } from '#db/embedded-holders.server.ts'
import { errorCode, NewcomerError } from '#db/newcomer-error.ts'

/** One app per data directory: two would each think they own the database, and stop it under the other. */

const shape = z.object({ process: z.string(), address: z.string() })
type Owner = z.infer<typeof shape>

function read(file: string): Owner | undefined {
  try {
    return shape.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
  } catch {
    return undefined // gone meanwhile, or cut short by a full disk: nobody's
  }
}

function refuse(owner: Owner): never {
  throw new NewcomerError(
    `Qicheng is already running at ${owner.address} (process ${owner.process.split('-')[0]}) with this data ` +
      'directory. Use that one, stop it first, or set DATA_DIR (and PORT) for a second one.',
  )
}

/**
 * Claims a data directory for this process; answers how to give it back. Refuses while the process that claimed it
 * lives; the claim of a dead one (kill -9, power cut) is taken over.
 */
export function claimDataDir(dataDir: string, address: string): () => void {
  const lock = path.join(dataDir, 'app.lock')
  const me = { process: processName(), address }
  const draft = `${lock}.${me.process}`
  fs.writeFileSync(draft, JSON.stringify(me))
  try {
    while (!placed(draft, lock)) clearDead(lock, `${draft}.old`)
    return () => fs.rmSync(lock, { force: true })
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

/** A link appears in one step and with its whole content; false when another claim is there. */
function placed(draft: string, lock: string): boolean {
  try {
    fs.linkSync(draft, lock)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

function clearDead(lock: string, aside: string): void {
  const owner = read(lock)
  if (owner && isAlive(owner.process)) refuse(owner)
  try {
    fs.renameSync(lock, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  // Looked at again: another start may have replaced the dead claim a moment ago.
  const moved = read(aside)
  if (moved && isAlive(moved.process)) {
    fs.renameSync(aside, lock)
    refuse(moved)
  }
  fs.rmSync(aside)
}
