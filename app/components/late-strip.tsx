import { useMessages } from '#app/messages/context.tsx'

/**
 * Where the small script (enhance/outbox.ts) says that there is no network and what waits on the device, and afterwards
 * what was made of it. Empty and out of sight until then.
 */
export function LateStrip({
  owner,
  keep,
  offline,
  lesson,
}: {
  /** A mark of whose things these are, on a phone that several people use. */
  owner: string
  /** What is kept on the device: the pages of the quiz in hand, or those of the lesson's module; `set` says when they change. */
  keep?: { part: 'unit'; set: string } | { part: 'quiz'; set: string; pages: readonly string[] }
  /** Said where something waits and there is no network, instead of the usual words. */
  offline?: string
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
      data-words={JSON.stringify(offline === undefined ? late.strip : { ...late.strip, offline })}
      {...(keep && {
        'data-set': keep.set,
        'data-pages': keep.part === 'quiz' ? JSON.stringify([...keep.pages, '/my/offline']) : undefined,
      })}
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
