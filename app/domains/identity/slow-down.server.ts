import { createHash } from 'node:crypto'
import { lt } from 'drizzle-orm'
import { RateLimiterDrizzle } from 'rate-limiter-flexible'
import { db, inActorTransaction, type Scope } from '#db/client.server.ts'
import { now } from '#app/clock.server.ts'
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

/**
 * Takes a try for this name from this place; `mayTry` is false while the name is slowed down. A try is noted as a
 * failure before its password is looked at and forgotten when it was right, so that of many sent at once no more are
 * looked at than are free. `waitSeconds`: until the next one.
 */
export async function takeTry(
  name: string,
  address: string,
): Promise<{ mayTry: boolean; waitSeconds: number }> {
  const key = keyOf(name, address)
  return inActorTransaction(scope, async () => {
    // Tries in the same instant take turns here, and see the wait that the one before has set.
    const { consumedPoints } = await failures.penalty(key, 1)
    const waiting = await waits.get(key)
    if (waiting) {
      await failures.reward(key, 1)
      return { mayTry: false, waitSeconds: Math.max(1, Math.ceil(waiting.msBeforeNext / 1000)) }
    }
    const waitSeconds = waitAfter(consumedPoints)
    if (waitSeconds > 0) await waits.block(key, waitSeconds)
    return { mayTry: true, waitSeconds }
  })
}

/** The password was right. */
export async function forgetFailures(name: string, address: string): Promise<void> {
  const key = keyOf(name, address)
  await inActorTransaction(scope, async () => {
    await failures.delete(key)
    await waits.delete(key)
    // What is over helps nobody; a right password is the moment to clear it away.
    await db.delete(rateLimits).where(lt(rateLimits.expire, now()))
  })
}
