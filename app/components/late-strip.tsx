import { useMessages } from '#app/messages/context.tsx'

/**
 * Where the small script (enhance/outbox.ts) says that there is no network and what waits on the device, and afterwards
 * what was made of it. Empty and out of sight until then; `pages` are kept on the device for the time without a network.
 */
export function LateStrip({
  owner,
  part,
  set,
  pages,
  lesson,
}: {
  /** A mark of whose things these are, on a phone that several people use. */
  owner: string
  part: 'unit' | 'quiz'
  set: string
  pages: readonly string[]
  lesson?: { unit: string; passage: number; passages: number; idleSeconds: number; kept: boolean }
}) {
  const { late } = useMessages()
  return (
    <aside
      className="late no-print"
      aria-label={late.label}
      hidden
      data-late=""
      data-owner={owner}
      data-part={part}
      data-set={set}
      data-pages={JSON.stringify([...pages, '/my/offline'])}
      data-words={JSON.stringify(late.strip)}
      {...(lesson && {
        'data-unit': lesson.unit,
        'data-passage': lesson.passage,
        'data-passages': lesson.passages,
        'data-idle': lesson.idleSeconds,
        'data-kept': lesson.kept ? '' : undefined,
      })}
    >
      <p role="status" />
      <a hidden href="/my/study">
        {late.strip.offline}
      </a>
    </aside>
  )
}
