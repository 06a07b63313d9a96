import type { RecommendReason } from '#app/domains/guidance/recommend.policy.ts'
import { useMessages } from '#app/messages/context.tsx'

/** What somebody should study next, each with why, above the form that asks them to: the first is the month's. */
export function Suggested({
  suggestions,
}: {
  suggestions: readonly {
    code: string
    title: { zh: string; en: string }
    reason: RecommendReason
    aloud: boolean
  }[]
}) {
  const { recommended, common, locale } = useMessages()
  if (suggestions.length === 0) return null
  return (
    <>
      <h3 className="suggested">{recommended.title}</h3>
      <ol className="plainlist small suggested-list">
        {suggestions.map(({ code, title, reason }) => (
          <li key={code}>
            <b>
              {code.toUpperCase()} {title[locale]}
            </b>
            {common.colon}
            {recommended.reasons[reason]}
          </li>
        ))}
      </ol>
      {suggestions[0]?.aloud && <p className="quiet small">{recommended.aloud}</p>}
    </>
  )
}
