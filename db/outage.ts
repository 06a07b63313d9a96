/** Raised when the database is down, starting, or does not answer: the page says so in plain words, with 503. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('the database is not reachable', { cause })
    this.name = 'DatabaseUnavailable'
  }
}

const OUTAGES = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  '25006', // read-only: a standby that has not been promoted yet
  '53300', // too many connections
  '57014', // statement timeout
  '57P01', // the server is shutting down
  '57P02',
  '57P03', // starting up
  '57P05',
])
/** With these the connection itself has ended or is about to. */
const CONNECTION_GONE = new Set([
  ...['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
  ...['25P03', '25P04', '57P01', '57P02', '57P05'],
])
const TRY_AGAIN = new Set(['40001', '40P01'])

export function codeOf(error: unknown): string | undefined {
  for (let seen = error; seen instanceof Error; seen = seen.cause) {
    if ('code' in seen && typeof seen.code === 'string') return seen.code
  }
  return undefined
}

/** The database itself is the trouble, not what was asked of it. */
export function isOutage(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true
  const code = codeOf(error)
  return code !== undefined && (OUTAGES.has(code) || code.startsWith('08'))
}

/** The connection that failed so is not there any more: nothing can be sent over it. */
export function isConnectionGone(error: unknown): boolean {
  const code = codeOf(error)
  return code !== undefined && (CONNECTION_GONE.has(code) || code.startsWith('08'))
}

/** Worth another attempt, for work that may be repeated. */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error)
  return isOutage(error) || (code !== undefined && TRY_AGAIN.has(code))
}

/** The constraint a write ran into, when it did: `study_sessions_one_active`. */
export function violatedConstraint(error: unknown): string | undefined {
  for (let seen = error; seen instanceof Error; seen = seen.cause) {
    if ('constraint_name' in seen && typeof seen.constraint_name === 'string') return seen.constraint_name
  }
  return undefined
}
