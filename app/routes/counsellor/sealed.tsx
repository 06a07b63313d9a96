import { Notice } from '#app/components/notice.tsx'
import type { Unreadable } from '#app/domains/counselling/sealed-records.server.ts'
import { useMessages } from '#app/messages/context.tsx'

/** Something sealed that has been opened for this one page, or why it could not be. */
export type Opened = { words: string } | { refused: Unreadable }

export function Sealed({ of }: { of: Opened }) {
  const { counsellor } = useMessages()
  if ('refused' in of) return <Notice tone="todo">{counsellor.unreadable[of.refused]}</Notice>
  return <p className="as-typed">{of.words}</p>
}
