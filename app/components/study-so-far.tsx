import type { OpenStudyTimes, StudyTimes } from '#app/domains/learning/study-times.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { explainNote } from '#app/messages/explanation.ts'

/** What was counted of an open unit so far, what not and why, in the words that its ledger line will have. */
export function StudySoFar({ times }: { times: StudyTimes }) {
  const messages = useMessages()
  const { counting } = messages
  const opened = Math.floor(times.openSeconds / 60)
  const { idleSeconds, overSeconds, mostMinutes, countedMinutes } = times
  const notes = [
    ...(overSeconds > 0
      ? [{ code: 'over-nominal' as const, nominalMinutes: mostMinutes, cutSeconds: overSeconds }]
      : []),
    ...(idleSeconds >= 60 ? [{ code: 'idle' as const, cutSeconds: idleSeconds }] : []),
  ]
  return (
    <>
      {counting.opened(opened, countedMinutes)}{' '}
      {notes.map((note) => explainNote(messages, note)).join(messages.locale === 'en' ? ' ' : '')}
      {notes.length === 0 && opened > countedMinutes && counting.rest}
    </>
  )
}

/** The units somebody is in the middle of. The person and the office read the same. */
export function OpenStudies({ studies }: { studies: readonly OpenStudyTimes[] }) {
  const { counting, locale } = useMessages()
  return (
    <section aria-labelledby="in-hand">
      <h2 id="in-hand">{counting.title}</h2>
      {studies.length === 0 ? (
        <p className="quiet small">{counting.none}</p>
      ) : (
        <>
          <ul className="plainlist">
            {studies.map((study) => (
              <li key={study.id}>
                <h3>{study.title[locale]}</h3>
                <p className="quiet small">
                  {study.taught ? counting.place(study.place, study.passages) : counting.withdrawn.title}
                </p>
                <p className="small">
                  <StudySoFar times={study} />
                </p>
              </li>
            ))}
          </ul>
          <p className="quiet small">{counting.how}</p>
        </>
      )}
    </section>
  )
}
