import type { LogRow } from '#app/domains/audit/log-row.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'

/** On a person's file, for the bureau alone: who looked at it lately, newest first, and as whom. */
export function FileReaders({ rows, personId }: { rows: readonly LogRow[]; personId: string }) {
  const { auditLog, audit, format, locale } = useMessages()
  const { columns } = auditLog
  return (
    <section aria-labelledby="readers">
      <h2 id="readers">{auditLog.readers}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{auditLog.noReaders}</p>
      ) : (
        <table className="log">
          <caption className="vh">{auditLog.readers}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.at}</th>
              <th scope="col">{columns.who}</th>
              <th scope="col">{columns.what}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const at = new Date(row.at)
              const office = locale === 'zh' ? row.officeZh : row.officeEn
              const unnamed = row.role.startsWith('system:') ? audit.systemActor : auditLog.unnamed
              return (
                <tr key={row.id}>
                  <td className="when num">
                    {format.fullDay(dayAt(at))} <b>{timeOfDay(at)}</b>
                  </td>
                  <td className="by">
                    <b>{row.staffName ?? row.actorNumber ?? unnamed}</b>
                    <span className="quiet small">
                      {[auditLog.role(row.role), office].filter(Boolean).join(' · ')}
                    </span>
                  </td>
                  <td className="did">{auditLog.act(row.act)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <p className="no-print">
        <a href={`/bureau/audit?person=${personId}`}>{auditLog.allOfPerson}</a>
      </p>
    </section>
  )
}
