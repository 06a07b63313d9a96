import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { canEnter, type Account } from './embedded-account.server.ts'
import { DISK_FULL, errorCode, NewcomerError } from './newcomer-error.ts'

/** DATA_DIR itself, with its links resolved. Only our own account may look into it; the server's may pass through. */
export function makeDataDir(dataDir: string): string {
  try {
    const made = fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const home = fs.realpathSync(dataDir)
    if (made) fs.chmodSync(home, process.getuid?.() === 0 ? 0o711 : 0o700)
    fs.accessSync(home, fs.constants.W_OK)
    return home
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOSPC') throw new NewcomerError(DISK_FULL)
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new NewcomerError(`${dataDir} is no directory. Set DATA_DIR to a directory for the database.`)
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new NewcomerError(
        `${dataDir} may not be written by this user. Set DATA_DIR to a directory that may, or change its owner.`,
      )
    throw error
  }
}

/** A directory for the socket. A socket's whole path must stay under about 100 bytes, wherever the clone lies. */
export function makeSocketDir(home: string, account: Account | undefined): string {
  const inside = path.join(home, 'run')
  const fits = Buffer.byteLength(path.join(inside, '.s.PGSQL.5432.lock')) < 100
  const dir =
    fits && (!account || canEnter(account, home))
      ? inside
      : `/tmp/qicheng-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`
  try {
    fs.mkdirSync(dir, { mode: 0o700 })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  const stat = fs.lstatSync(dir)
  if (!stat.isDirectory() || (stat.uid !== process.getuid?.() && stat.uid !== account?.uid))
    throw new NewcomerError(
      `${dir} belongs to somebody else, and the database's socket goes there. Remove it.`,
    )
  fs.chmodSync(dir, 0o700)
  if (account) fs.chownSync(dir, account.uid, account.gid)
  return dir
}
