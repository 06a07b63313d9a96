import { useMessages } from '#app/messages/context.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'

const FIELDS = ['nameZh', 'nameEn', 'phone', 'code'] as const

/** A judicial office: names, phone and code. */
export function OfficeForm({
  typed,
  problems,
}: {
  typed: Record<string, string>
  problems: Record<string, string>
}) {
  const { accounts } = useMessages()
  const { fields } = accounts
  const error = (field: string): string | undefined => {
    const words: Record<string, string> = accounts.problems
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
      <button className="btn">{accounts.save.office}</button>
    </form>
  )
}
