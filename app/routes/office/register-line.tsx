import { SelectField } from '#app/components/field.tsx'
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
      {complete && <p className="quiet">{register.correctLede}</p>}
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
