import { StudySoFar } from '#app/components/study-so-far.tsx'
import type { StudyTimes } from '#app/domains/learning/study-times.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Minutes } from '#app/shared/minutes.ts'

/**
 * What the server has seen of this unit so far. Sticky, one line and a meter that moves once a beat; no
 * running seconds. The script finds `data-witness` and writes into `data-witness-minutes`,
 * `data-witness-progress` and `data-witness-note`, in the words of the `data-…-words` attributes.
 */
export function WitnessStrip({
  counted,
  most,
  idleMinutes,
  times,
}: {
  counted: Minutes
  most: Minutes
  idleMinutes: Minutes
  /** What was counted of the unit before this page was sent, what not and why. */
  times?: StudyTimes
}) {
  const { study } = useMessages()
  const { witness } = study
  const words = witness.counted(counted)
  return (
    <aside
      className="witness no-print"
      aria-label={witness.label}
      data-witness=""
      data-witness-most={most}
      data-full-words={witness.full}
      data-offline-words={witness.offline}
      data-elsewhere-words={witness.elsewhere}
      data-not-counting-words={witness.notCounting}
    >
      <details>
        <summary>
          <span>
            {words.before}
            <b>
              <span data-witness-minutes="">{words.figure}</span>
              {words.after}
            </b>
          </span>
          <u>{witness.most(most)}</u>
        </summary>
        <p>{witness.how(idleMinutes, counted)}</p>
        {times && times.openSeconds >= 60 && (
          <p>
            <StudySoFar times={times} />
          </p>
        )}
        <noscript>
          <p>{witness.howWithoutScript}</p>
        </noscript>
      </details>
      <p className="witness-note" role="status" data-witness-note="">
        {counted >= most ? witness.full : ''}
      </p>
      <progress
        value={Math.min(counted, most)}
        max={most}
        aria-label={witness.meter}
        data-witness-progress=""
      >
        {words.figure}
      </progress>
    </aside>
  )
}
