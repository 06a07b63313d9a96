import type { ReactNode } from 'react'
import { useMessages } from '#app/messages/context.tsx'
import { Brand, DemoMark } from './brand.tsx'
import { DisplayTools } from './display-tools.tsx'
import { MAIN_ID, type Viewing } from './page.ts'

/** Before anyone is known: front page, sign-in, preferences, errors. `home` is where the brand leads. */
export function PublicPage({
  viewing,
  home = '/',
  action,
  footer,
  children,
}: {
  viewing: Viewing
  home?: string
  /** Beside the tools: where the one thing to do here is. */
  action?: ReactNode
  footer?: ReactNode
  children: ReactNode
}) {
  const { common } = useMessages()
  return (
    <div className="public">
      <a className="skip" href={`#${MAIN_ID}`}>
        {common.skip}
      </a>
      <header className="top">
        <Brand href={home} />
        {viewing.demo && <DemoMark />}
        <div className="tools-and">
          <DisplayTools viewing={viewing} />
          {action}
        </div>
      </header>
      <main id={MAIN_ID}>{children}</main>
      {footer && <footer className="site-foot">{footer}</footer>}
    </div>
  )
}
