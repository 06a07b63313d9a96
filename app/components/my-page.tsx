import type { ReactNode } from 'react'
import { useMessages } from '#app/messages/context.tsx'
import { Brand, DemoMark } from './brand.tsx'
import { DisplayTools } from './display-tools.tsx'
import { Icon, type IconName } from './icon.tsx'
import { MAIN_ID, type Viewing } from './page.ts'

export type MyPlace = 'today' | 'study' | 'hours' | 'help'

const PLACES: { place: MyPlace; href: string; icon: IconName }[] = [
  { place: 'today', href: '/my', icon: 'home' },
  { place: 'study', href: '/my/study', icon: 'book' },
  { place: 'hours', href: '/my/hours', icon: 'receipt' },
  { place: 'help', href: '/my/help', icon: 'speech' },
]

/** A person's own page: no name, no status, help at the bottom right. `back` takes the brand's place. */
export function MyPage({
  viewing,
  here,
  back,
  children,
}: {
  viewing: Viewing
  here?: MyPlace
  back?: { href: string; label: string }
  children: ReactNode
}) {
  const { common, notices } = useMessages()
  return (
    <div className="my">
      <a className="skip" href={`#${MAIN_ID}`}>
        {common.skip}
      </a>
      <header className={back ? 'top' : 'top with-mail'}>
        {back ? (
          <a className="tool" href={back.href}>
            <Icon name="back" />
            {back.label}
          </a>
        ) : (
          <Brand href="/my" />
        )}
        {viewing.demo && <DemoMark />}
        <DisplayTools viewing={viewing} language={!back} />
        {!back && (
          <a className="tool mailbox" href="/my/inbox" aria-label={notices.envelope(viewing.unread ?? 0)}>
            <Icon name="letter" />
            {viewing.unread ? <span aria-hidden="true">{viewing.unread}</span> : null}
          </a>
        )}
      </header>
      <main id={MAIN_ID}>{children}</main>
      <nav className="dock" aria-label={common.mainNavigation}>
        <ul>
          {PLACES.map(({ place, href, icon }) => (
            <li key={place}>
              <a
                href={href}
                className={place === 'help' ? 'help' : undefined}
                aria-current={place === here ? 'page' : undefined}
              >
                <Icon name={icon} />
                {common.dock[place]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  )
}
