import { Choice } from '#app/components/choice.tsx'
import { Field, SelectField, TextArea } from '#app/components/field.tsx'
import { PART_LENGTH } from '#app/domains/counselling/note.schema.ts'
import { AGREED_LINE_LENGTH, sessionKinds } from '#app/domains/counselling/session.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { whenOf } from './case-words.ts'

const PARTS = ['brought', 'did', 'plan', 'risk'] as const
/** Fields that an error summary can lead to. */
export const NOTE_FIELDS: readonly string[] = [
  ...PARTS,
  ...(['appointment', 'day', 'start', 'end', 'kind', 'agreedLine'] as const),
]

/**
 * A note that is being written. One plain form with two buttons; the small script saves it meanwhile. `over`: what stands
 * here can no longer be saved and is kept in sight alone, so the script lets it be.
 */
export function NoteForm({
  path,
  typed,
  version,
  savedAt,
  appointments,
  problems,
  over,
}: {
  path: string
  typed: Partial<Record<string, string>>
  version: string
  savedAt: Date | null
  appointments: readonly { id: string; during: { from: Date } }[]
  problems: Record<string, string>
  over: boolean
}) {
  const { counsellor, counselling } = useMessages()
  const { note: words } = counsellor
  const error = (field: string) => {
    const code = problems[field]
    return code === undefined ? undefined : words.problems[code]
  }
  return (
    <form
      method="post"
      action={`${path}?do=sign`}
      className="note"
      autoComplete="off"
      data-note={over ? 'over' : 'open'}
      data-save={`${path}/save`}
      data-words={JSON.stringify(words.script)}
    >
      <input type="hidden" name="version" value={version} autoComplete="off" />
      <fieldset className="note-part">
        <legend>{words.when}</legend>
        {appointments.length > 0 && (
          <SelectField
            name="appointment"
            label={words.appointment}
            hint={words.appointmentHint}
            ask={words.appointmentNone}
            value={typed.appointment}
            error={error('appointment')}
            options={appointments.map(({ id, during }) => ({
              ...{ value: id, label: counsellor.at(whenOf(during.from)) },
            }))}
          />
        )}
        <div className="inline-fields">
          <Field name="day" type="date" label={words.day} value={typed.day} error={error('day')} />
          <Field name="start" type="time" label={words.start} value={typed.start} error={error('start')} />
          <Field name="end" type="time" label={words.end} value={typed.end} error={error('end')} />
        </div>
        <p className="quiet small">{words.endHint}</p>
        <div className="field kinds">
          <Choice
            name="kind"
            legend={words.kind}
            chosen={typed.kind}
            error={error('kind')}
            options={sessionKinds.map((value) => ({ value, label: counselling.kinds[value] }))}
          />
        </div>
      </fieldset>
      <fieldset className="note-part sealed-part">
        <legend>{words.body}</legend>
        <p className="quiet small">{words.bodyMore}</p>
        {PARTS.map((part) => (
          <TextArea
            key={part}
            name={part}
            label={words.parts[part]}
            hint={words.partHints[part] || undefined}
            rows={part === 'brought' || part === 'did' ? 5 : 3}
            maxLength={PART_LENGTH}
            value={typed[part]}
            error={error(part)}
          />
        ))}
      </fieldset>
      <fieldset className="note-part office-part">
        <legend>{words.office}</legend>
        <p className="quiet small">{words.officeMore}</p>
        <Field
          name="agreedLine"
          label={words.agreedLine}
          autoComplete="off"
          maxLength={AGREED_LINE_LENGTH}
          value={typed.agreedLine}
          error={error('agreedLine')}
        />
      </fieldset>
      <div className="sign">
        <p className="small">{words.signMore}</p>
        <p className="row">
          <button className="btn">{words.signGo}</button>
          <button className="btn plain" formAction={`${path}?do=save`}>
            {words.save}
          </button>
          <span className="quiet small" role="status" data-status="">
            {savedAt ? words.savedAt(dayAt(savedAt), timeOfDay(savedAt)) : ''}
          </span>
        </p>
      </div>
    </form>
  )
}

export function Discard({ path, version }: { path: string; version: string }) {
  const { counsellor } = useMessages()
  const { note: words } = counsellor
  return (
    <details className="discard">
      <summary>{words.discard}</summary>
      <p className="quiet small">{words.discardMore}</p>
      <form method="post" action={`${path}?do=discard`} data-discard="">
        <input type="hidden" name="version" value={version} autoComplete="off" />
        <button className="btn plain">{words.discardGo}</button>
      </form>
    </details>
  )
}
