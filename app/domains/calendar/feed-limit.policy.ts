/**
 * How often calendar links may be asked for. A program asks a few times an hour (REFRESH-INTERVAL says each hour); an office of
 * thirty with two programs each, behind one address, stays far below its bound (decisions 12: a shared address is not punished).
 * A token that opens nothing costs as much as ten that do.
 */
export const FEED_LIMITS = {
  windowSeconds: 15 * 60,
  /** Of one token. */
  ofToken: 30,
  /** Of one address, over all tokens. */
  ofAddress: 600,
  missCosts: 10,
} as const
