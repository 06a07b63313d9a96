import { useMessages } from '#app/messages/context.tsx'
import { Field, SelectField } from './field.tsx'

/** Role, office and days of an appointment. `typed` and `errors` by field. */
export function AppointmentFields({
  offices,
  typed,
  errors,
  today,
}: {
  offices: readonly { id: string; nameZh: string; nameEn: string }[]
  typed: Record<string, string>
  errors: (field: string) => string | undefined
  today: string
}) {
  const { accounts, words, locale } = useMessages()
  const { fields } = accounts
  return (
    <>
      <SelectField
        name="role"
        label={fields.role}
        ask={fields.choose}
        value={typed.role}
        error={errors('role')}
        options={(['office', 'social-worker', 'lecturer', 'counsellor', 'bureau'] as const).map((role) => ({
          value: role,
          label: words.roles[role],
        }))}
      />
      <SelectField
        name="office"
        label={fields.office}
        hint={fields.officeHint}
        ask={fields.noOffice}
        value={typed.office}
        error={errors('office')}
        options={offices.map(({ id, nameZh, nameEn }) => ({
          value: id,
          label: locale === 'zh' ? nameZh : nameEn,
        }))}
      />
      <Field name="from" type="date" label={fields.from} value={typed.from ?? today} error={errors('from')} />
      <Field
        name="to"
        type="date"
        label={fields.to}
        hint={fields.toHint}
        value={typed.to}
        error={errors('to')}
      />
    </>
  )
}
