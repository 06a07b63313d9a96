import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { NewcomerError } from './newcomer-error.ts'

/**
 * PostgreSQL refuses to run as root. Started by root, the embedded server runs under a number of its own that no
 * account of the machine bears, so that nobody else's process may read its files.
 */
export type Account = { uid: number; gid: number }

// systemd's table of user numbers (UIDS-GIDS.md) leaves 60578–61183 to nobody; containers map at least 0–65535.
const FIRST = 60578
const LAST = 61183

const knownAccounts = (): { name: string; uid: number; gid: number }[] =>
  fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))

/** The account the server runs under; undefined when we are not root and simply run it as ourselves. */
export function serverAccount(home: string, cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = fs.existsSync(cluster) ? fs.statSync(cluster) : undefined
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const taken = new Set(knownAccounts().map((account) => account.uid))
  const start = createHash('sha256').update(home).digest().readUInt16BE() % (LAST - FIRST + 1)
  for (let step = 0; step <= LAST - FIRST; step++) {
    const uid = FIRST + ((start + step) % (LAST - FIRST + 1))
    if (!taken.has(uid)) return { uid, gid: uid }
  }
  throw new NewcomerError('No free user number for the embedded database. Start as a user other than root.')
}

/** initdb wants an account with a name (it looks itself up), so it borrows one; its files change hands afterwards. */
export function namedAccount(): Account {
  const known = knownAccounts().filter((account) => account.uid > 0 && account.uid < 2 ** 31)
  const found =
    known.find(({ name }) => name === 'nobody') ?? known.find(({ name }) => name === 'daemon') ?? known[0]
  if (!found)
    throw new NewcomerError('/etc/passwd names no account but root. Start as a user other than root.')
  return { uid: found.uid, gid: found.gid }
}

/** Gives a directory and all that is in it to the account. */
export function giveTo(account: Account, dir: string): void {
  fs.lchownSync(dir, account.uid, account.gid)
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const child = path.join(dir, entry.name)
    if (entry.isDirectory()) giveTo(account, child)
    else fs.lchownSync(child, account.uid, account.gid)
  }
}

/** Whether the account can reach a directory: everything above it, such as a home with mode 0700, must let it pass. */
export function canEnter(account: Account, dir: string): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'cd -- "$0"', dir], { ...account, cwd: '/', stdio: 'ignore' })
  if (tried.error)
    throw new NewcomerError(
      `Started by root, but this machine does not let root become another user (${tried.error.message}), and ` +
        'PostgreSQL refuses to run as root. Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
    )
  return tried.status === 0
}
