import type { CalendarDay } from '#app/shared/calendar-day.ts'

export const roles = [
  'supervised-person',
  'office',
  'social-worker',
  'lecturer',
  'counsellor',
  'bureau',
] as const
export type Role = (typeof roles)[number]

/** Who acts, and as what: one account in one capacity, for the length of a request. */
export type Actor = {
  accountId: string
  role: Role
  countyId: string
  /** The office of office staff, social workers and supervised persons; null for the county's roles. */
  officeId: string | null
  /** Set for a supervised person: their own record. */
  personId: string | null
  /** First day no longer on the register; a person who has left can read, not study. */
  leftOn: CalendarDay | null
  /** A supervised person's regime; false for staff. */
  minorsRegime: boolean
  appointmentId: string | null
  /** Staff only: their own screens name them; a supervised person's never do. */
  staffName: string | null
  office: { zh: string; en: string } | null
  county: { zh: string; en: string }
  locale: 'zh' | 'en'
  /** The hashed login session: which device this is. */
  loginSessionId: string
  /** Signed in with a slip's password: nothing but choosing one's own is open. */
  mustChangePassword: boolean
}

/** Named system actors act where nobody is signed in. */
export type SystemActor = {
  system: 'sign-in' | 'import' | 'admin' | 'calendar'
  countyId: string
  accountId: string | null
}

/** What the database is told about an actor (see inActorTransaction). */
export function scopeOf(actor: Actor | SystemActor) {
  if ('system' in actor) {
    return {
      role: `system:${actor.system}`,
      accountId: actor.accountId,
      countyId: actor.countyId,
      officeId: null,
      personId: null,
    }
  }
  const { role, accountId, countyId, officeId, personId, loginSessionId } = actor
  return { role, accountId, countyId, officeId, personId, loginSessionId }
}

/** For what ends the very login session it came by: signing out, a new password, another capacity. */
export function leavingScopeOf(actor: Actor) {
  const { role, accountId, countyId, officeId, personId } = actor
  return { role, accountId, countyId, officeId, personId }
}

/** Where someone starts after signing in. */
export function homeOf(role: Role): string {
  switch (role) {
    case 'supervised-person':
      return '/my'
    case 'office':
    case 'social-worker':
      return '/office'
    case 'bureau':
      return '/bureau'
    case 'lecturer':
      return '/lecturer'
    case 'counsellor':
      return '/counsellor'
  }
}
