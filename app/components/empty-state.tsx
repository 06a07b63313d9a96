import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** Nothing here: say so, say what will be here, and offer a way on. */
export function EmptyState({
  icon = 'tray',
  title,
  words,
  action,
}: {
  icon?: IconName
  title: string
  words?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="empty stack">
      <Icon name={icon} />
      <h2>{title}</h2>
      {words && <p>{words}</p>}
      {action && <p className="row">{action}</p>}
    </div>
  )
}
