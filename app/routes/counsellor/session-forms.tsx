import { Field, SelectField } from '#app/components/field.tsx'
import {
  AGREED_LINE_LENGTH,
  sessionKinds,
  type SessionKind,
} from '#app/domains/counselling/session.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { fieldsOf, type Answer } from './answer.ts'

/** Other times, another kind or another line: a new revision. */
export function Correct({
  path,
  one,
  answer,
}: {
  path: string
  one: { revision: number; kind: SessionKind; during: { from: Date; to: Date }; agreedLine: string | null }
  answer: Answer
}) {
  const { counsellor, counselling } = useMessages()
  const { session: words, note } = counsellor
  const { typed, error, sent } = fieldsOf(answer, 'correct', words.problems)
  const id = (field: string) => `correct-${field}`
  return (
    <details open={sent} className="session-act">
      <summary>{words.correct}</summary>
      <form method="post" action={`${path}?do=correct`} className="narrow-form" autoComplete="off">
        <p className="quiet small">{words.correctMore}</p>
        <input type="hidden" name="revision" value={one.revision} />
        <div className="inline-fields">
          <Field
            name="day"
            id={id('day')}
            type="date"
            label={note.day}
            value={typed.day ?? dayAt(one.during.from)}
            error={error('day')}
          />
          <Field
            name="start"
            id={id('start')}
            type="time"
            label={note.start}
            value={typed.start ?? timeOfDay(one.during.from)}
            error={error('start')}
          />
          <Field
            name="end"
            id={id('end')}
            type="time"
            label={note.end}
            value={typed.end ?? timeOfDay(one.during.to)}
            error={error('end')}
          />
        </div>
        <SelectField
          name="kind"
          id={id('kind')}
          label={note.kind}
          value={typed.kind ?? one.kind}
          error={error('kind')}
          options={sessionKinds.map((value) => ({ value, label: counselling.kinds[value] }))}
        />
        <Field
          name="agreedLine"
          id={id('agreedLine')}
          label={words.line}
          autoComplete="off"
          maxLength={AGREED_LINE_LENGTH}
          value={typed.agreedLine ?? one.agreedLine ?? ''}
          error={error('agreedLine')}
        />
        <SelectField
          name="reason"
          id={id('reason')}
          label={words.reason}
          ask={words.reasonAsk}
          value={typed.reason}
          error={error('reason')}
          options={(['times-wrong', 'line-wrong'] as const).map((value) => ({
            ...{ value, label: counselling.correctionReasons[value] },
          }))}
        />
        <button className="btn plain">{words.correctGo}</button>
      </form>
    </details>
  )
}

/** It did not take place: its minutes go back. */
export function Strike({ path, revision, sent }: { path: string; revision: number; sent: boolean }) {
  const { counsellor } = useMessages()
  const { session: words } = counsellor
  return (
    <details open={sent} className="session-act">
      <summary>{words.strike}</summary>
      <p className="quiet small">{words.strikeMore}</p>
      <form method="post" action={`${path}?do=strike`}>
        <input type="hidden" name="revision" value={revision} />
        <button className="btn plain">{words.strikeGo}</button>
      </form>
    </details>
  )
}
