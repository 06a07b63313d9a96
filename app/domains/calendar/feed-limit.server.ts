import { createHmac, randomBytes } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { FEED_LIMITS } from './feed-limit.policy.ts'

/** In the memory of one process, so that a flood costs no row: with N workers the bounds are N times as wide. */
const byToken = new RateLimiterMemory({ points: FEED_LIMITS.ofToken, duration: FEED_LIMITS.windowSeconds })
const byAddress = new RateLimiterMemory({
  points: FEED_LIMITS.ofAddress,
  duration: FEED_LIMITS.windowSeconds,
})

/** What is kept is no address and no token: a digest under a key that ends with the process. */
const salt = randomBytes(32)
const keyOf = (text: string) => createHmac('sha256', salt).update(text).digest('base64url')

async function take(limiter: RateLimiterMemory, key: string, points: number): Promise<number> {
  try {
    await limiter.consume(keyOf(key), points)
    return 0
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
  }
}

/** Seconds until a link may be asked for again by this program or from this place; 0: now. Before anything is looked up. */
export async function feedWait(token: string, address: string): Promise<number> {
  const ofAddress = await take(byAddress, address, 1)
  return ofAddress > 0 ? ofAddress : take(byToken, token, 1)
}

/** It opened nothing: whoever tries tokens is stopped sooner than an office whose programs share one address. */
export async function noteFeedMiss(address: string): Promise<void> {
  await take(byAddress, address, FEED_LIMITS.missCosts - 1)
}
