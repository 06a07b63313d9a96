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

/** The frame of a staff page: the rail holds only what works. */
export function deskProps(desk: Desk, current: string, { office, bureau, words, locale }: Messages) {
  const disputes = { href: '/office/disputes', waiting: desk.waitingQuestions }
  const bureauDesk = desk.role === 'bureau'
  const rail: RailEntry[] = bureauDesk
    ? [
        { href: '/bureau', label: bureau.rail.board, current: current === '/bureau' },
        { ...disputes, label: office.rail.disputes, current: current === disputes.href },
      ]
    : OFFICE.map(({ href, name }) => ({
        ...(href === disputes.href ? disputes : { href }),
        label: office.rail[name],
        current: href === current,
      }))
  return {
    home: bureauDesk ? '/bureau' : '/office',
    place: (bureauDesk ? desk.county : (desk.office ?? desk.county))[locale],
    rail,
    signedInAs: office.signedInAs(desk.staffName, words.roles[desk.role]),
  }
}
