import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** One a row at most: names a state, never a person. `sealed` carries its lock. */
export function Tag({
  state,
  children,
}: {
  state?: 'done' | 'todo' | 'alert' | 'sealed'
  children: ReactNode
}) {
  return (
    <span className={state ? `tag ${state}` : 'tag'}>
      {state === 'sealed' && <Icon name="lock" />}
      {children}
    </span>
  )
}
