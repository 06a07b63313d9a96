import { StudySoFar } from '#app/components/study-so-far.tsx'
import type { StudyTimes } from '#app/domains/learning/study-times.policy.ts'
import { useMessages } from '#app/messages/context.tsx'

/** A unit that was taken out of the lessons while somebody studied it: says so, and keeps what was seen. */
export function WithdrawnUnit({ here, times, left }: { here: string; times: StudyTimes; left: boolean }) {
  const words = useMessages().counting.withdrawn
  const minutes = times.countedMinutes
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.what}</p>
      <p>{left ? words.left : minutes > 0 ? words.minutes(minutes) : words.nothing}</p>
      <p className="quiet small">
        <StudySoFar times={times} />
      </p>
      {!left && (
        <form method="post" action={here}>
          <button className="btn wide" name="do" value="keep">
            {minutes > 0 ? words.keep(minutes) : words.close}
          </button>
        </form>
      )}
      <p className="row">
        <a className="btn text" href="/my/study">
          {words.toStudy}
        </a>
      </p>
    </>
  )
}
