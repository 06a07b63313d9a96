import { SelectField } from '#app/components/field.tsx'
import { OUTCOMES, outcomeCodes } from '#app/domains/attendance/outcome.policy.ts'
import { REVERSAL_REASONS } from '#app/domains/hours/explanation.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { ShownLine } from './register-lines.ts'
import { FactFields } from './register-tables.tsx'

/** Changes one line: freely while the register is open; afterwards with a reason, by office staff. */
export function LineForm({
  line,
  here,
  typed,
  complete,
  open,
  mayCorrect,
}: {
  line: ShownLine
  here: string
  typed: Record<string, string> | null
  complete: boolean
  open: boolean
  mayCorrect: boolean
}) {
  const { occasions } = useMessages()
  const { register } = occasions
  const { mark } = line
  if (complete && (!mayCorrect || line.revision === 0)) return null
  if (!complete && !open && mark === null) return null
  const value = typed ?? {
    outcome: mark?.outcome ?? 'attended',
    in: mark?.in ?? '',
    out: mark?.out ?? '',
    late: mark?.lateMinutes ? String(mark.lateMinutes) : '',
    note: mark?.note ?? '',
  }
  return (
    <section className="card lineform" id="line" aria-labelledby="line-title">
      <h2 id="line-title">{register.editTitle(line.name)}</h2>
      {complete && (
        <p className="quiet">
          {register.correctLede} {register.strikeHint}
        </p>
      )}
      <form method="post" action={here}>
        <button disabled hidden />
        <input type="hidden" name="line" value={`${line.personId}.${line.revision}`} />
        <FactFields prefix="line" value={value} />
        {complete && (
          <SelectField
            name="reason"
            id="line-reason"
            label={register.reason}
            value={typed?.reason}
            ask="—"
            options={REVERSAL_REASONS.map((reason) => ({ value: reason, label: register.reasons[reason] }))}
          />
        )}
        <p className="row">
          <button className="btn" name="do" value={complete ? 'correct' : 'save'}>
            {complete ? register.correct : register.save}
          </button>
          {complete && mark !== null && (
            <button className="btn plain" name="do" value="strike">
              {register.strike}
            </button>
          )}
          {!complete && mark !== null && (
            <button className="btn plain" name="do" value="back">
              {register.takeBack}
            </button>
          )}
          <a href={here}>{register.cancel}</a>
        </p>
      </form>
    </section>
  )
}

/** Who was there and stands nowhere on a complete register: found afterwards, with what shows it. */
export function ForgottenForm({
  people,
  here,
  typed,
}: {
  people: readonly { personId: string; name: string }[]
  here: string
  typed: Record<string, string> | null
}) {
  const { occasions } = useMessages()
  const { register } = occasions
  const { forgotten } = register
  if (people.length === 0) return null
  return (
    <details className="forgotten no-print" open={typed !== null} id="forgotten">
      <summary>{forgotten.title}</summary>
      <p className="quiet small">{forgotten.lede}</p>
      <form method="post" action={here}>
        <button disabled hidden />
        <SelectField
          name="person"
          id="add-person"
          label={forgotten.who}
          value={typed?.person}
          ask={forgotten.choose}
          options={people.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
        <FactFields
          prefix="add"
          value={typed ?? {}}
          outcomes={CAME}
          note={{ label: forgotten.why, hint: forgotten.whyHint }}
        />
        <p className="row">
          <button className="btn soft" name="do" value="add">
            {forgotten.add}
          </button>
        </p>
      </form>
    </details>
  )
}
const CAME = outcomeCodes.filter((code) => OUTCOMES[code].attended)
