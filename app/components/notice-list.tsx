import type { NoticeCode } from '#app/domains/notices/notice.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { NoticeFacts } from '#app/messages/zh/notices.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'

export type NoticeLine = {
  id: string
  code: NoticeCode
  facts: Omit<NoticeFacts, 'topic'> & { topic: { zh: string; en: string } | null }
  on: CalendarDay
  time: string
  read: boolean
  /** Where it can be looked at; null where there is nothing that this reader may open. */
  href: string | null
}

/** One's own messages, unread ones first. Marked with ordinary forms, so that it works without scripts. */
export function NoticeList({ lines, latest }: { lines: readonly NoticeLine[]; latest: number }) {
  const { notices } = useMessages()
  const unread = lines.filter(({ read }) => !read)
  const read = lines.filter((line) => line.read)
  return (
    <>
      {unread.length > 0 && (
        <section aria-labelledby="unread">
          <h2 id="unread">{notices.unread}</h2>
          <ul className="plainlist inbox">
            {unread.map((line) => (
              <NoticeItem key={line.id} line={line} />
            ))}
          </ul>
        </section>
      )}
      {read.length > 0 && (
        <section aria-labelledby="read">
          <h2 id="read">{notices.read}</h2>
          <ul className="plainlist inbox">
            {read.map((line) => (
              <NoticeItem key={line.id} line={line} />
            ))}
          </ul>
        </section>
      )}
      {lines.length >= latest && <p className="quiet small">{notices.latest(lines.length)}</p>}
    </>
  )
}

function NoticeItem({ line }: { line: NoticeLine }) {
  const { notices, locale } = useMessages()
  const words = notices.codes[line.code]({ ...line.facts, topic: line.facts.topic?.[locale] ?? null })
  return (
    <li>
      <p className={line.read ? undefined : 'fresh'}>{words}</p>
      <div className="row">
        <span className="quiet small">{notices.at(line.on, line.time)}</span>
        {line.href && (
          <a className="btn text" href={line.href} aria-label={`${notices.open}: ${words}`}>
            {notices.open}
          </a>
        )}
        {!line.read && (
          <form method="post">
            <input type="hidden" name="do" value="read" />
            <input type="hidden" name="notice" value={line.id} />
            <button className="btn text" aria-label={notices.markOneOf(words)}>
              {notices.markOne}
            </button>
          </form>
        )}
      </div>
    </li>
  )
}

/** Everything that is shown has been read. */
export function MarkAllRead({ seenUpTo, solid }: { seenUpTo: string; solid: boolean }) {
  const { notices } = useMessages()
  return (
    <form method="post">
      <input type="hidden" name="do" value="all" />
      <input type="hidden" name="seenUpTo" value={seenUpTo} />
      <button className={solid ? 'btn' : 'btn plain'}>{notices.markAll}</button>
    </form>
  )
}
