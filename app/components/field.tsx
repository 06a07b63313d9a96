import type { HTMLInputAutoCompleteAttribute } from 'react'

export type FieldProps = {
  name: string
  /** Defaults to `name`; give one where two forms on a page share a name. */
  id?: string
  label: string
  hint?: string
  /** What to do about it, in the words of the error summary's link or longer. */
  error?: string
  type?: 'text' | 'password' | 'search' | 'tel' | 'date' | 'month'
  value?: string
  inputMode?: 'numeric' | 'tel' | 'text'
  autoComplete?: HTMLInputAutoCompleteAttribute
  maxLength?: number
}

/** Label, then hint, then error, then box, tied together for a screen reader. Keeps what was typed. */
export function Field({ name, id = name, label, hint, error, type = 'text', value, ...box }: FieldProps) {
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  return (
    <div className={error ? 'field bad' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
      {error && (
        <p className="err" id={errorId}>
          {error}
        </p>
      )}
      <input
        className="box"
        id={id}
        name={name}
        type={type}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={[hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined}
        {...box}
      />
    </div>
  )
}

/** A list to choose one from, where radio buttons would be too many. */
export function SelectField({
  name,
  id = name,
  label,
  value,
  options,
}: {
  name: string
  id?: string
  label: string
  value?: string
  options: readonly { value: string; label: string }[]
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select className="box" id={id} name={name} defaultValue={value}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
