import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'

const FIELDS = ['nameZh', 'nameEn', 'phone', 'code', 'delegatedTo'] as const

/** A judicial office: names, phone and code; of one that is there, since when it is delegated and until when. */
export function OfficeForm({
  typed,
  problems,
  delegatedFrom,
}: {
  typed: Partial<Record<(typeof FIELDS)[number], string>>
  problems: Record<string, string>
  delegatedFrom?: CalendarDay
}) {
  const { accounts, orders } = useMessages()
  const { delegation } = orders
  const { fields } = accounts
  const error = (field: string): string | undefined => {
    const words: Record<string, string> = { ...accounts.problems, ...delegation.problems }
    const code = problems[field]
    return code === undefined ? undefined : words[code]
  }
  return (
    <form method="post" className="narrow-form">
      <ErrorSummary
        title={accounts.problemsTitle}
        problems={FIELDS.flatMap((fieldId) => {
          const message = error(fieldId)
          return message ? [{ message, fieldId }] : []
        })}
      />
      <Field
        name="nameZh"
        label={fields.nameZh}
        value={typed.nameZh}
        error={error('nameZh')}
        maxLength={40}
      />
      <Field
        name="nameEn"
        label={fields.nameEn}
        value={typed.nameEn}
        error={error('nameEn')}
        maxLength={80}
      />
      <Field
        name="phone"
        type="tel"
        label={fields.phone}
        value={typed.phone}
        error={error('phone')}
        maxLength={26}
      />
      <Field
        name="code"
        label={fields.code}
        hint={fields.codeHint}
        value={typed.code}
        error={error('code')}
        maxLength={40}
      />
      {delegatedFrom && (
        <section className="after-form" aria-labelledby="delegation">
          <h2 id="delegation">{delegation.title}</h2>
          <p>{delegation.since(delegatedFrom)}</p>
          <Field
            name="delegatedTo"
            type="date"
            label={delegation.to}
            hint={delegation.toHint}
            value={typed.delegatedTo}
            error={error('delegatedTo')}
          />
        </section>
      )}
      <button className="btn">{accounts.save.office}</button>
    </form>
  )
}
