import { env } from './env.server.ts'

let offsetMs = env.clockOffsetMs ?? (env.clock ? Date.parse(env.clock) - Date.now() : 0)

/** Now, as the product counts it. Everything that needs the time asks here or is handed it. */
export function now(): Date {
  return new Date(Date.now() + offsetMs)
}

/** How far "now" stands from the machine's clock; every transaction tells it to the database (`app_now()`). */
export function clockOffsetMs(): number {
  return offsetMs
}

/** For the processes that this one starts: they have one clock, also one that is started later. */
export const clockForChildren = (): Record<string, string> =>
  env.clock ? { CLOCK_OFFSET_MS: String(offsetMs) } : {}

/** Tests move the clock here; production never calls it. */
export function travelTo(instant: Date): void {
  if (env.production) throw new Error('the clock of a production process cannot be moved')
  offsetMs = instant.getTime() - Date.now()
}
