import { Lucia, TimeSpan, type Adapter } from 'lucia'
import { createHash } from 'node:crypto'
import { clockOffsetMs, now } from '#app/clock.server.ts'
import { env } from '#app/env.server.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { atTheDoor } from '#db/client.server.ts'
import type { Actor, Role } from './actor.policy.ts'

/** The one file that knows lucia. Login sessions are kept under the sha256 of the cookie's secret. */

type DoorRow = {
  account_id: string
  expires_at: string
  locale: 'zh' | 'en'
  role: Role
  county_id: string
  office_id: string | null
  person_id: string | null
  left_on: string | null
  minors_regime: boolean | null
  appointment_id: string | null
  staff_name: string | null
  office_zh: string | null
  office_en: string | null
  county_zh: string
  county_en: string
  password_only: boolean
  unread: number
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, { actor: Actor; unread: number }>
    DatabaseSessionAttributes: { appointmentId: string | null; passwordOnly: boolean }
    DatabaseUserAttributes: { actor: Actor; unread: number }
  }
}

export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

// lucia counts in the machine's time, the product in its own (clock.server.ts).
const toProduct = (machine: Date) => new Date(machine.getTime() + clockOffsetMs()).toISOString()
const toMachine = (product: string) => new Date(new Date(product).getTime() - clockOffsetMs())

// The door's one row, with what this session itself is limited to (login sessions are no secret of the door's), and how
// many messages wait for its account: every page says so, and none asks for it.
const FIND = `select d.*, s.password_only, door_unread_notices($1, d.county_id) as unread
  from door_login_session($1, $2) d join login_sessions s on s.id = $1`

const adapter: Adapter = {
  async getSessionAndUser(secret) {
    const id = hashOfSecret(secret)
    const [row] = await atTheDoor<DoorRow>(FIND, [id, now().toISOString()])
    if (!row) return [null, null]
    const session = {
      id: secret,
      userId: row.account_id,
      expiresAt: toMachine(row.expires_at),
      attributes: { appointmentId: row.appointment_id, passwordOnly: row.password_only },
    }
    return [session, { id: row.account_id, attributes: { actor: actorFrom(row, id), unread: row.unread } }]
  },
  getUserSessions() {
    return Promise.reject(new Error('login sessions are not listed: their secrets are not kept'))
  },
  async setSession(session) {
    await atTheDoor(
      "insert into login_sessions (id, account_id, appointment_id, created_at, expires_at, password_only) values ($1, $2, $3, $4, $5, $6 = 'yes')",
      [
        hashOfSecret(session.id),
        session.userId,
        session.attributes.appointmentId,
        now().toISOString(),
        toProduct(session.expiresAt),
        session.attributes.passwordOnly ? 'yes' : 'no',
      ],
    )
  },
  async updateSessionExpiration(secret, expiresAt) {
    await atTheDoor('update login_sessions set expires_at = $2 where id = $1', [
      hashOfSecret(secret),
      toProduct(expiresAt),
    ])
  },
  async deleteSession(secret) {
    await atTheDoor('delete from login_sessions where id = $1', [hashOfSecret(secret)])
  },
  async deleteUserSessions(accountId) {
    await atTheDoor('delete from login_sessions where account_id = $1', [accountId])
  },
  async deleteExpiredSessions() {
    await atTheDoor('delete from login_sessions where expires_at <= $1', [now().toISOString()])
  },
}

const lucia = new Lucia(adapter, {
  sessionExpiresIn: new TimeSpan(14, 'd'),
  sessionCookie: { name: 'qc_session', attributes: { secure: env.secureCookies, sameSite: 'lax' } },
  getUserAttributes: (attributes) => attributes,
})

const SESSION = /(?:^|;)\s*qc_session=([\w-]{1,64})\s*(?:;|$)/

/** The secret of our cookie. lucia's own reader decodes every cookie, and throws at a stranger's with a bare %. */
function secretOf(cookieHeader: string): string | null {
  return SESSION.exec(cookieHeader)?.[1] ?? null
}

function actorFrom(row: DoorRow, loginSessionId: string): Actor {
  return {
    accountId: row.account_id,
    role: row.role,
    countyId: row.county_id,
    officeId: row.office_id,
    personId: row.person_id,
    leftOn: row.left_on === null ? null : (row.left_on as CalendarDay),
    minorsRegime: row.minors_regime ?? false,
    appointmentId: row.appointment_id,
    staffName: row.staff_name,
    office: row.office_zh && row.office_en ? { zh: row.office_zh, en: row.office_en } : null,
    county: { zh: row.county_zh, en: row.county_en },
    locale: row.locale,
    loginSessionId,
    mustChangePassword: row.password_only,
  }
}

/** Who the cookie belongs to, with how many messages they have not read; null when nobody (signed out, expired, disabled,
 *  appointment over). `setCookie` is there when its life was extended. One statement. */
export async function actorOfCookie(
  cookieHeader: string,
): Promise<{ actor: Actor; unread: number; setCookie?: string } | null> {
  const secret = secretOf(cookieHeader)
  if (!secret) return null
  const { session, user } = await lucia.validateSession(secret)
  if (!session) return null
  const { actor, unread } = user
  return session.fresh
    ? { actor, unread, setCookie: lucia.createSessionCookie(session.id).serialize() }
    : { actor, unread }
}

/**
 * Opens a login session in the running transaction. A new secret each time: what stood in the browser before is worth
 * nothing. `passwordOnly`: it was opened with a slip's password, and leads to choosing one's own.
 */
export async function openLoginSession(
  accountId: string,
  appointmentId: string | null,
  { passwordOnly = false }: { passwordOnly?: boolean } = {},
): Promise<{ loginSessionId: string; setCookie: string }> {
  await lucia.deleteExpiredSessions()
  const session = await lucia.createSession(accountId, { appointmentId, passwordOnly })
  return {
    loginSessionId: hashOfSecret(session.id),
    setCookie: lucia.createSessionCookie(session.id).serialize(),
  }
}

/** Ends the login session of this browser, if it has one. */
export async function endLoginSessionOf(cookieHeader: string): Promise<void> {
  const secret = secretOf(cookieHeader)
  if (secret) await lucia.invalidateSession(secret)
}

export async function endAllLoginSessions(accountId: string): Promise<void> {
  await lucia.invalidateUserSessions(accountId)
}

/** Takes the secret out of the browser. */
export function blankCookie(): string {
  return lucia.createBlankSessionCookie().serialize()
}
