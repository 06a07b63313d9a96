import { now } from '#app/clock.server.ts'
import type { OwnerSql } from '#db/audit-seals.server.ts'
import { eraseWithdrawn } from '#db/sealing/reseal.server.ts'
import { expireOrders } from './expire-orders.server.ts'
import { sealLog } from './seal-log.server.ts'

/**
 * What is done without anybody asking. A job is safe to run twice, by two machines at once (its own transaction decides
 * who does it), and to be killed anywhere; it answers with counts alone, which are logged.
 */
export type Job = {
  name: string
  everyMs: number
  /** Looks now and then whether it should leave the rest for later. */
  run: (owner: OwnerSql, stopped: () => boolean) => Promise<Record<string, number>>
  /** Once more when the app stops, after the last request. */
  atStop?: boolean
}

export const JOBS: readonly Job[] = [
  {
    name: 'audit-seal',
    everyMs: 60_000,
    run: (owner, stopped) => sealLog(owner, { stopped }),
    atStop: true,
  },
  { name: 'order-expire', everyMs: 60_000, run: expireOrders },
  {
    // What was kept by a consent that was withdrawn (个人信息保护法 47); its text says after how many days.
    name: 'counselling-erase',
    everyMs: 3_600_000,
    run: async (owner) => ({ erased: await eraseWithdrawn(owner, now()) }),
  },
]
