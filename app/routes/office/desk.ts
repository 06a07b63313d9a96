import type { RailEntry } from '#app/components/desk-page.tsx'
import { homeOf, type Actor, type Role } from '#app/domains/identity/actor.policy.ts'
import type { Messages } from '#app/messages/zh.ts'

/** What every staff page shows of who is signed in; handed over by its loader. */
export function deskOf(actor: Actor) {
  return {
    role: actor.role,
    staffName: actor.staffName ?? '',
    office: actor.office,
    county: actor.county,
  }
}
export type Desk = ReturnType<typeof deskOf>

const OFFICE = [
  { href: '/office', name: 'today' },
  { href: '/office/people', name: 'people' },
  { href: '/office/hours', name: 'hours' },
  { href: '/office/minors', name: 'minors' },
] as const

/** The places of a role, before what all staff have. */
function placesOf(role: Role, { office, bureau }: Messages): { href: string; label: string }[] {
  switch (role) {
    case 'office':
    case 'social-worker':
      return OFFICE.map(({ href, name }) => ({ href, label: office.rail[name] }))
    case 'bureau':
      return [{ href: '/bureau', label: bureau.rail.board }]
    case 'lecturer':
    case 'counsellor':
    case 'supervised-person':
      return []
  }
}

/** The frame of a staff page: the rail holds only what works. */
export function deskProps(desk: Desk, current: string, messages: Messages) {
  const { office, teaching, words, locale } = messages
  const places = [...placesOf(desk.role, messages), { href: '/lecturer/lessons', label: teaching.rail }]
  const rail: RailEntry[] = places.map((place) => ({ ...place, current: place.href === current }))
  return {
    home: homeOf(desk.role),
    place: (desk.office ?? desk.county)[locale],
    rail,
    signedInAs: office.signedInAs(desk.staffName, words.roles[desk.role]),
  }
}
