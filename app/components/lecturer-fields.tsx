import { useMessages } from '#app/messages/context.tsx'
import { Ticks } from './choice.tsx'
import { Field } from './field.tsx'

export const LECTURER_FIELDS = [
  ...['credentialsZh', 'credentialsEn', 'languages', 'travelLimitMinutes', 'dayLimit', 'monthLimit'],
] as const
export const LECTURER_LANGUAGES = ['mandarin', 'dialect', 'sign'] as const

/** What the registry says of a lecturer, beside who they are and in which group. */
export function LecturerFields({
  typed,
  languages,
  error,
}: {
  typed: Readonly<Record<string, string>>
  languages: readonly string[]
  error: (field: string) => string | undefined
}) {
  const { menus } = useMessages()
  const { lecturers: words } = menus
  const number = (name: string, label: string) => (
    <Field
      name={name}
      label={label}
      value={typed[name]}
      error={error(name)}
      inputMode="numeric"
      maxLength={3}
    />
  )
  return (
    <>
      <Field
        name="credentialsZh"
        label={words.credentialsZh}
        hint={words.credentialsHint}
        value={typed.credentialsZh}
        error={error('credentialsZh')}
        maxLength={80}
      />
      <Field
        name="credentialsEn"
        label={words.credentialsEn}
        value={typed.credentialsEn}
        error={error('credentialsEn')}
        maxLength={120}
      />
      <Ticks
        name="languages"
        legend={words.language}
        error={error('languages')}
        chosen={languages}
        options={LECTURER_LANGUAGES.map((value) => ({ value, label: words.languages[value] }))}
      />
      {number('travelLimitMinutes', words.travel)}
      {number('dayLimit', words.dayLimit)}
      {number('monthLimit', words.monthLimit)}
    </>
  )
}

/** The languages of a form that came back. */
export const tickedLanguages = (typed: Readonly<Record<string, string>>) =>
  LECTURER_LANGUAGES.filter((one) => `languages-${one}` in typed)
