import { SelectField } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useMessages } from '#app/messages/context.tsx'
import { isExcused, isHere, isMissing, type ShownLine } from './register-lines.ts'
import { isUsual, remarkOf } from './register-tables.tsx'

const NOT_HELD = ['ill', 'weather', 'room-lost', 'too-few-people', 'other-duty'] as const

/** The last look before the hours are counted: who has no record yet, what everybody has, and the one button. */
export function RegisterReview({
  lines,
  here,
  over,
  mayComplete,
  complete,
  host,
}: {
  lines: readonly ShownLine[]
  here: string
  over: boolean
  mayComplete: boolean
  complete: boolean
  host: boolean
}) {
  const { occasions, format } = useMessages()
  const { register } = occasions
  const missing = lines.filter(isMissing)
  const listed = lines.filter((line) => line.mark !== null || isExcused(line))
  const there = lines.filter(isHere)
  const minutes = there.reduce((sum, line) => sum + (line.minutes ?? 0), 0)
  if (complete) return null
  return (
    <>
      {missing.length > 0 ? (
        <Notice tone="todo">
          <h2>{register.reviewMissing(missing.length)}</h2>
          <p>{missing.map(({ name }) => name).join('、')}</p>
          <p className="quiet small">{register.reviewMissingMore}</p>
          {over && (
            <form method="post" action={here}>
              <button className="btn plain" name="do" value="rest-absent">
                {register.restAbsent(missing.length)}
              </button>
            </form>
          )}
        </Notice>
      ) : (
        <p>{register.reviewAll(listed.length)}</p>
      )}
      {listed.length > 0 && (
        <table className="board reviewlist">
          <caption className="vh">{register.reviewAll(listed.length)}</caption>
          <thead>
            <tr>
              <th scope="col">{occasions.roster.columns.person}</th>
              <th scope="col">{register.columns.what}</th>
              <th scope="col">{register.columns.why}</th>
              <th scope="col" className="r">
                {register.columns.worth}
              </th>
              <th scope="col">
                <span className="vh">{register.columns.change}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {listed.map((line) => (
              <tr key={line.personId}>
                <th scope="row">{line.name}</th>
                <td>{occasions.outcomes[line.mark?.outcome ?? 'excused']}</td>
                <td className={isUsual(line) ? 'quiet usual' : 'quiet'}>
                  {isHere(line) ? remarkOf(line, occasions) : (line.mark?.note ?? '')}
                </td>
                <td className="r">
                  <b>{line.minutes ? format.plainMinutes(line.minutes) : '—'}</b>
                </td>
                <td className="r">
                  <a className="btn text slim" href={`${here}?of=${line.personId}#line`}>
                    {register.edit}
                    <span className="vh">{register.editOf(line.name)}</span>
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="register-end">
        <p>{register.summary(there.length, minutes)}</p>
        {!over ? (
          <p className="quiet">{register.notOver}</p>
        ) : !mayComplete ? (
          <p className="quiet">{register.officeOnly}</p>
        ) : (
          missing.length === 0 && (
            <form method="post" action={here}>
              <button className="btn" name="do" value="complete">
                {register.complete}
              </button>
            </form>
          )
        )}
        {over && mayComplete && host && (
          <details className="no-print">
            <summary>{register.notHeld}</summary>
            <form method="post" action={here} className="smallform">
              <p>{register.notHeldMore}</p>
              <SelectField
                name="reason"
                label={register.notHeldWhy}
                options={NOT_HELD.map((reason) => ({
                  value: reason,
                  label: register.notHeldReasons[reason],
                }))}
              />
              <button className="btn soft" name="do" value="not-held">
                {register.notHeldDo}
              </button>
            </form>
          </details>
        )}
      </div>
    </>
  )
}
