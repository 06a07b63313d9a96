import type { RailEntry } from '#app/components/desk-page.tsx'
import { homeOf, type Actor, type Role } from '#app/domains/identity/actor.policy.ts'
import type { Messages } from '#app/messages/zh.ts'

/** What every staff page shows of who is signed in; its loader hands it over (`deskFor`). */
export type Desk = Pick<Actor, 'role' | 'office' | 'county'> & {
  staffName: string
  /** Questions on hours that have no answer yet: the office's, or the county's for the bureau. */
  waitingQuestions: number
  /** Who waits for a counsellor, and appointments that are over and not settled; nothing for anybody else. */
  counselling?: { waiting: number; unsettled: number }
  /** Whoever both teaches and counsels is one button away from the other desk. */
  otherDesk?: { role: 'lecturer' | 'counsellor'; appointmentId: string }
}

const OFFICE = [
  { href: '/office', name: 'today' },
  { href: '/office/people', name: 'people' },
  { href: '/office/menu', name: 'menu' },
  { href: '/office/orders', name: 'orders' },
  { href: '/office/occasions', name: 'occasions' },
  { href: '/office/hours', name: 'hours' },
  { href: '/office/disputes', name: 'disputes' },
  { href: '/office/minors', name: 'minors' },
] as const

const BUREAU = [
  { href: '/bureau', name: 'board' },
  { href: '/office/disputes', name: 'disputes' },
  { href: '/bureau/grants', name: 'grants' },
  { href: '/bureau/menus', name: 'menus' },
  { href: '/bureau/lecturers', name: 'lecturers' },
  { href: '/bureau/accounts', name: 'accounts' },
  { href: '/bureau/audit', name: 'audit' },
] as const

const LECTURER = [
  { href: '/lecturer', name: 'calendar' },
  { href: '/lecturer/availability', name: 'availability' },
  { href: '/lecturer/record', name: 'record' },
] as const

const COUNSELLOR = [
  { href: '/counsellor', name: 'cases' },
  { href: '/counsellor/appointments', name: 'appointments' },
  { href: '/counsellor/waiting', name: 'waiting' },
] as const

/** The places of a role, before what all staff have. */
function placesOf(
  role: Role,
  { office, bureau, lecturer, counsellor }: Messages,
): { href: string; label: string }[] {
  switch (role) {
    case 'office':
    case 'social-worker':
      return OFFICE.map(({ href, name }) => ({ href, label: office.rail[name] }))
    case 'bureau':
      return BUREAU.map(({ href, name }) => ({ href, label: bureau.rail[name] }))
    case 'lecturer':
      return LECTURER.map(({ href, name }) => ({ href, label: lecturer.rail[name] }))
    case 'counsellor':
      return COUNSELLOR.map(({ href, name }) => ({ href, label: counsellor.rail[name] }))
    case 'supervised-person':
      return []
  }
}

/** The frame of a staff page: the rail holds only what works. */
export function deskProps(desk: Desk, current: string, messages: Messages) {
  const { office, teaching, items, notices, menus, words, locale } = messages
  const places = [
    ...placesOf(desk.role, messages),
    { href: '/lecturer/lessons', label: teaching.rail },
    ...(desk.role === 'bureau'
      ? [
          { href: '/bureau/lessons', label: items.rail },
          { href: '/bureau/lectures', label: menus.reach.rail },
        ]
      : []),
  ]
  const waiting: Record<string, number> = {
    '/office/disputes': desk.waitingQuestions,
    '/counsellor/appointments': desk.counselling?.unsettled ?? 0,
    '/counsellor/waiting': desk.counselling?.waiting ?? 0,
  }
  const rail: RailEntry[] = places.map((place) => ({
    ...place,
    current: place.href === current,
    waiting: waiting[place.href],
  }))
  rail.push({ href: '/inbox', label: notices.rail, current: current === '/inbox', unread: true })
  return {
    home: homeOf(desk.role),
    place: (desk.office ?? desk.county)[locale],
    rail,
    signedInAs: office.signedInAs(desk.staffName, words.roles[desk.role]),
    otherDesk: desk.otherDesk && {
      appointmentId: desk.otherDesk.appointmentId,
      label: messages.counsellor.desks[desk.otherDesk.role],
    },
  }
}
