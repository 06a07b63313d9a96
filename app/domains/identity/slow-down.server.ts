import { createHash } from 'node:crypto'
import { RateLimiterDrizzle } from 'rate-limiter-flexible'
import { db, inActorTransaction, type Scope } from '#db/client.server.ts'
import { rateLimits } from '#db/schema/identity.ts'
import { waitAfter } from './slow-down.policy.ts'

const scope: Scope = {
  role: 'system:sign-in',
  accountId: null,
  countyId: null,
  officeId: null,
  personId: null,
}
const WINDOW_SECONDS = 15 * 60

const common = { storeClient: db, schema: rateLimits, points: 1, clearExpiredByTimeout: false }
/** Wrong passwords for one name from one place, in the last quarter of an hour. */
const failures = new RateLimiterDrizzle({ ...common, keyPrefix: 'fail', duration: WINDOW_SECONDS })
/** While this one lives, the next try for that name from that place waits. */
const waits = new RateLimiterDrizzle({ ...common, keyPrefix: 'wait', duration: 1 })

/** Keyed by name and place together, so that nobody locks another out and a shared address is not punished. */
function keyOf(name: string, address: string): string {
  return createHash('sha256').update(`${name}\n${address}`).digest('base64url')
}

/** Seconds until the next try is taken; 0 = now. */
export async function secondsToWait(name: string, address: string): Promise<number> {
  const found = await inActorTransaction(scope, () => waits.get(keyOf(name, address)))
  return found ? Math.ceil(found.msBeforeNext / 1000) : 0
}

/** Notes a failed try; answers how many seconds the next one will wait. */
export async function noteFailure(name: string, address: string): Promise<number> {
  const key = keyOf(name, address)
  return inActorTransaction(scope, async () => {
    const { consumedPoints } = await failures.penalty(key, 1)
    const seconds = waitAfter(consumedPoints)
    if (seconds > 0) await waits.block(key, seconds)
    return seconds
  })
}

export async function forgetFailures(name: string, address: string): Promise<void> {
  const key = keyOf(name, address)
  await inActorTransaction(scope, async () => {
    await failures.delete(key)
    await waits.delete(key)
  })
}
