import type { ReactNode } from 'react'
import { useMessages } from '#app/messages/context.tsx'
import { Brand, DemoMark } from './brand.tsx'
import { DisplayTools } from './display-tools.tsx'
import { MAIN_ID, type Viewing } from './page.ts'

/** A number stays beside its unit where the sentence breaks: 7 月, 22 日, 10 分. */
const keepUnits = (sentence: string) => sentence.replace(/(\d) (?=[年月日天小分节题条人])/g, '$1\u00a0')

/** `waiting`: how many things wait there; `unread`: it says how many messages do. */
export type RailEntry = {
  href: string
  label: string
  current?: boolean
  waiting?: number
  unread?: boolean
}

/** A staff page: the rail of 200 px, then the sentence as `h1`, then the decision. */
export function DeskPage({
  viewing,
  home,
  place,
  rail,
  signedInAs,
  otherDesk,
  sentence,
  lede,
  actions,
  children,
}: {
  viewing: Viewing
  home: string
  /** The office or agency whose pages these are. */
  place: string
  rail: readonly RailEntry[]
  /** “李某02 · 社会工作者” */
  signedInAs: string
  /** Where somebody with two appointments goes over to the other one. */
  otherDesk?: { appointmentId: string; label: string }
  sentence: string
  lede?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  const { common, notices, office, signOut } = useMessages()
  return (
    <div className="desk">
      <a className="skip" href={`#${MAIN_ID}`}>
        {common.skip}
      </a>
      <header className="side">
        <Brand href={home} />
        <p className="where">{place}</p>
        <nav aria-label={common.mainNavigation}>
          <ul>
            {rail.map((entry) => {
              const count = (entry.unread ? viewing.unread : entry.waiting) ?? 0
              return (
                <li key={entry.href}>
                  <a href={entry.href} aria-current={entry.current ? 'page' : undefined}>
                    {entry.label}
                    {count > 0 && (
                      <span className="n">
                        <span aria-hidden="true">{count}</span>
                        <span className="vh">
                          {entry.unread ? notices.railUnread(count) : office.rail.waiting(count)}
                        </span>
                      </span>
                    )}
                  </a>
                </li>
              )
            })}
          </ul>
        </nav>
        <div className="foot">
          {viewing.demo && <DemoMark />}
          <p>{signedInAs}</p>
          {otherDesk && (
            <form method="post" action="/account?switch" className="tools">
              <input type="hidden" name="appointment" value={otherDesk.appointmentId} />
              <button className="tool">{otherDesk.label}</button>
            </form>
          )}
          <DisplayTools viewing={viewing} />
          <a href="/sign-out">{signOut.short}</a>
        </div>
      </header>
      <main id={MAIN_ID}>
        <div className="head">
          <div>
            <h1>{keepUnits(sentence)}</h1>
            {lede && <p className="lede">{lede}</p>}
          </div>
          {actions && <div className="row no-print">{actions}</div>}
        </div>
        {children}
      </main>
    </div>
  )
}
