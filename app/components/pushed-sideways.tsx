import type { ReactNode } from 'react'

type Named = { label: string; labelledBy?: never } | { label?: never; labelledBy: string }

/** What is wider than a narrow window: a region of its own that is pushed sideways, by keyboard too. */
export function PushedSideways({ label, labelledBy, children }: Named & { children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="sideways" role="region" aria-label={label} aria-labelledby={labelledBy} tabIndex={0}>
      {children}
    </div>
  )
}
