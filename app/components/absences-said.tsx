import type { AbsenceReason } from '#app/domains/attendance/absence.policy.ts'
import { useMessages } from '#app/messages/context.tsx'

/** Who said that they cannot come, and why; whether it excuses them is for the office. Nothing where nobody did. */
export function AbsencesSaid({
  absences,
}: {
  absences: readonly { personId: string; name: string; reason: AbsenceReason }[]
}) {
  const { myLectures } = useMessages()
  const { office } = myLectures
  if (absences.length === 0) return null
  return (
    <section aria-labelledby="absences">
      <h2 id="absences">{office.absences(absences.length)}</h2>
      <p className="quiet">{office.absencesMore}</p>
      <ul className="plainlist">
        {absences.map(({ personId, name, reason }) => (
          <li key={personId}>
            <b>{name}</b> {office.reasons[reason]}
          </li>
        ))}
      </ul>
    </section>
  )
}
