import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** Nothing here: say so, say what will be here, and offer a way on. */
export function EmptyState({
  icon = 'tray',
  title,
  words,
  action,
  level: Heading = 'h2',
}: {
  icon?: IconName
  title: string
  words?: ReactNode
  action?: ReactNode
  level?: 'h2' | 'h3'
}) {
  return (
    <div className="empty stack">
      <Icon name={icon} />
      <Heading>{title}</Heading>
      {words && <p>{words}</p>}
      {action && <p className="row">{action}</p>}
    </div>
  )
}
