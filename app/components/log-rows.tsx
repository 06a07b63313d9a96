import type { LogRow } from '#app/domains/audit/log-row.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'

/** Who did, who looked: a table on a desk, one block a row on a phone. */
export function LogRows({ caption, rows }: { caption: string; rows: readonly LogRow[] }) {
  const messages = useMessages()
  const { auditLog, audit, format, locale } = messages
  const columns = ['at', 'who', 'what', 'about', 'seal'] as const
  return (
    <table className="log">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" key={column}>
              {auditLog.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const at = new Date(row.at)
          const system = row.role.startsWith('system:')
          const name = row.staffName ?? row.actorNumber
          const whose = row.aboutStaff ?? row.aboutNumber
          const about = row.aboutPerson
            ? auditLog.person(row.personNumber)
            : whose
              ? auditLog.accountOf(whose)
              : auditLog.subject(row.subjectKind)
          const office = locale === 'zh' ? row.officeZh : row.officeEn
          return (
            <tr key={row.id}>
              <td className="when num">
                {format.fullDay(dayAt(at))} <b>{timeOfDay(at)}</b>
              </td>
              <td className="by">
                <b>{name ?? (system ? audit.systemActor : auditLog.unnamed)}</b>
                <span className="quiet small">
                  {[auditLog.role(row.role), office].filter(Boolean).join(' · ')}
                </span>
              </td>
              <td className="did">
                <span className={row.look ? 'mark look' : 'mark'}>
                  {row.look ? auditLog.looked : auditLog.did}
                </span>{' '}
                {auditLog.act(row.act)}
                {row.shown !== null && <span className="quiet small"> {auditLog.shown(row.shown)}</span>}
              </td>
              <td className="about">{about}</td>
              <td className="seal num">{row.batch === null ? auditLog.waits : auditLog.batch(row.batch)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
