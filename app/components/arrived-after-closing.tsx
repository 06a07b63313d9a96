import { useMessages } from '#app/messages/context.tsx'

export type AfterClosing = {
  id: string
  lesson: { zh: string; en: string }
  deviceFrom: Date
  arrivedAt: Date
  closedSeconds: number
}

/** Study that arrived after its month was closed: on record, not counted, and never silently gone (decisions 6). */
export function ArrivedAfterClosing({
  lines,
  forOffice = false,
}: {
  lines: readonly AfterClosing[]
  forOffice?: boolean
}) {
  const { late, locale } = useMessages()
  const words = late.closed
  if (lines.length === 0) return null
  return (
    <section aria-labelledby="after-closing" className="stack-s">
      <h2 id="after-closing">{words.title}</h2>
      <p className="quiet small">{forOffice ? words.ledeOffice : words.lede}</p>
      <ul className="plainlist">
        {lines.map((line) => (
          <li key={line.id}>
            {words.line(line.lesson[locale], line.deviceFrom, line.arrivedAt, line.closedSeconds)}
          </li>
        ))}
      </ul>
    </section>
  )
}
