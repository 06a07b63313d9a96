import type { RailEntry } from '#app/components/desk-page.tsx'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
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

const BUREAU = [
  { href: '/bureau', name: 'board' },
  { href: '/bureau/accounts', name: 'accounts' },
] as const

/** The frame of a staff page: the rail holds only what works. */
export function deskProps(desk: Desk, current: string, { office, bureau, words, locale }: Messages) {
  const bureauDesk = desk.role === 'bureau'
  const rail: RailEntry[] = bureauDesk
    ? BUREAU.map(({ href, name }) => ({ href, label: bureau.rail[name], current: href === current }))
    : OFFICE.map(({ href, name }) => ({ href, label: office.rail[name], current: href === current }))
  return {
    home: bureauDesk ? '/bureau' : '/office',
    place: (bureauDesk ? desk.county : (desk.office ?? desk.county))[locale],
    rail,
    signedInAs: office.signedInAs(desk.staffName, words.roles[desk.role]),
  }
}
