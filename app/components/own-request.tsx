import type { Wish } from '#app/domains/counselling/request.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay } from '#app/shared/calendar-day.ts'

export type OwnRequestData = {
  id: string
  version: number
  way: 'person' | 'office'
  wished: Wish
  askedOn: CalendarDay
  words: { said: string } | { refused: 'erased' | 'unknown-key' | 'damaged' } | null
}

/** What waits for a counsellor: when it was said and by whom; one's own words only after a press, for others may look. */
export function OwnRequest({ one }: { one: OwnRequestData }) {
  const { myCounselling, counselling } = useMessages()
  const { request: words, go } = myCounselling
  return (
    <li id={`c-${one.id}`}>
      <p>
        {one.way === 'person'
          ? words.asked(one.askedOn, counselling.wishes[one.wished])
          : words.referred(one.askedOn)}
      </p>
      {one.words && 'said' in one.words && (
        <details>
          <summary>{words.words}</summary>
          <div className="own-words stack-s">
            <p className="said">{one.words.said}</p>
            <p className="quiet small">{words.wordsMore}</p>
          </div>
        </details>
      )}
      {one.words && 'refused' in one.words && (
        <p className="quiet">{one.words.refused === 'erased' ? words.gone : words.unreadable}</p>
      )}
      <form method="post" action="/my/counselling" className="row">
        <input type="hidden" name="do" value="take-back" />
        <input type="hidden" name="version" value={one.version} />
        <button className="btn text" name="request" value={one.id}>
          {one.way === 'person' ? words.takeBack : go.notNow}
        </button>
      </form>
    </li>
  )
}
