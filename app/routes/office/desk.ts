import type { RailEntry } from '#app/components/desk-page.tsx'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { Messages } from '#app/messages/zh.ts'

/** What every staff page shows of who is signed in; its loader hands it over (`deskFor`). */
export type Desk = Pick<Actor, 'role' | 'office' | 'county'> & {
  staffName: string
  /** Questions on hours that have no answer yet: the office's, or the county's for the bureau. */
  waitingQuestions: number
}

const OFFICE = [
  { href: '/office', name: 'today' },
  { href: '/office/people', name: 'people' },
  { href: '/office/hours', name: 'hours' },
  { href: '/office/disputes', name: 'disputes' },
  { href: '/office/minors', name: 'minors' },
] as const

const BUREAU = [
  { href: '/bureau', name: 'board' },
  { href: '/office/disputes', name: 'disputes' },
  { href: '/bureau/audit', name: 'audit' },
] as const

/** The frame of a staff page: the rail holds only what works. */
export function deskProps(desk: Desk, current: string, { office, bureau, words, locale }: Messages) {
  const bureauDesk = desk.role === 'bureau'
  const entries = bureauDesk
    ? BUREAU.map(({ href, name }) => ({ href, label: bureau.rail[name] }))
    : OFFICE.map(({ href, name }) => ({ href, label: office.rail[name] }))
  const waiting: Record<string, number> = { '/office/disputes': desk.waitingQuestions }
  const rail: RailEntry[] = entries.map((entry) => ({
    ...entry,
    current: entry.href === current,
    waiting: waiting[entry.href],
  }))
  return {
    home: bureauDesk ? '/bureau' : '/office',
    place: (bureauDesk ? desk.county : (desk.office ?? desk.county))[locale],
    rail,
    signedInAs: office.signedInAs(desk.staffName, words.roles[desk.role]),
  }
}
