import { z } from 'zod'

/** Digits, with spaces or hyphens between them. */
const PHONE = /^\+?[0-9](?:[0-9 -]{0,23}[0-9])?$/

/** The one reader of process.env. A wrong value stops the start with a sentence that says what to change. */
const shape = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default('localhost'),
  ORIGIN: z.url().optional(),
  TRUST_PROXY: z.enum(['on', 'off']).default('off'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.string().min(1).optional(),
  DATABASE_OWNER_URL: z.string().min(1).optional(),
  DATABASE_SOCKET_DIR: z.string().min(1).optional(),
  DATABASE_NAME: z.string().min(1).default('qicheng'),
  WORKERS: z.coerce.number().int().min(0).max(64).default(0),
  POOL: z.coerce.number().int().min(1).max(80).optional(),
  JOBS: z.enum(['on', 'off']).default('on'),
  DEMO: z.enum(['on', 'off']).optional(),
  CLOCK: z.iso.datetime({ offset: true }).optional(),
  CLOCK_OFFSET_MS: z.coerce.number().int().optional(),
  EMERGENCY_PHONES: z
    .string()
    .default('120,110')
    .transform((text) => text.split(',').map((number) => number.trim()))
    .pipe(z.array(z.string().regex(PHONE, 'telephone numbers, with commas between them')).min(1)),
  PROCURATORATE_HOTLINE: z.string().regex(PHONE, 'a telephone number').default('12309'),
  SEALING_KEYS: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  VITEST: z.string().optional(),
})

function read() {
  const parsed = shape.safeParse(
    Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')),
  )
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`These settings cannot be used:\n${lines.join('\n')}\nREADME lists every setting.`)
}

const raw = read()

export const env = {
  production: raw.NODE_ENV === 'production',
  development: raw.NODE_ENV === 'development',
  port: raw.PORT,
  host: raw.HOST,
  /** What browsers call this server; decides Secure cookies and the same-origin check. */
  origin: raw.ORIGIN,
  secureCookies: raw.ORIGIN?.startsWith('https:') ?? false,
  /** Behind a proxy of ours: the last address of X-Forwarded-For is the client's. */
  trustProxy: raw.TRUST_PROXY === 'on',
  dataDir: raw.DATA_DIR,
  /** The app's own login. Unset: the embedded PostgreSQL under DATA_DIR. */
  databaseUrl: raw.DATABASE_URL,
  /** The login that owns the tables: migrate, seed, jobs. */
  databaseOwnerUrl: raw.DATABASE_OWNER_URL,
  /** Where the embedded PostgreSQL listens; the primary process tells its workers, tests tell themselves. */
  databaseSocketDir: raw.DATABASE_SOCKET_DIR,
  databaseName: raw.DATABASE_NAME,
  workers: raw.WORKERS,
  pool: raw.POOL,
  /** Whether this machine also runs the jobs (sealing the audit log); off on machines that only serve. */
  jobs: raw.JOBS === 'on',
  /** Demo data: on with the embedded database, off with an external one, unless said otherwise. */
  demo: raw.DEMO ? raw.DEMO === 'on' : raw.DATABASE_URL === undefined,
  /** Pins "now" to this instant at the start of the process; time goes on from there. Tests only. */
  clock: raw.CLOCK,
  /** How far the pinned clock stands from the machine's; the primary process tells the others. */
  clockOffsetMs: raw.CLOCK_OFFSET_MS,
  /** Whom to call first in danger, as the page of help names them. */
  emergencyPhones: raw.EMERGENCY_PHONES,
  /** The procuratorate's phone of a county that is made without one of its own; each county keeps its own contact. */
  procuratorateHotline: raw.PROCURATORATE_HOTLINE,
  /** The keys that sealed records need (db/sealing/key-ring.ts). Unset: a file beside the embedded database. */
  sealingKeys: raw.SEALING_KEYS,
  logLevel: raw.LOG_LEVEL,
} as const

/** The environment of a process that this one starts: its own, and what that one is told beside. */
export const environmentWith = (more: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...more,
})
