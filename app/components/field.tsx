import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'

type Framed = {
  name: string
  /** Defaults to `name`; give one where two forms on a page share a name. */
  id?: string
  label: string
  hint?: string
  /** What to do about it, in the words of the error summary's link or longer. */
  error?: string
}

export type FieldProps = Framed & {
  type?: 'text' | 'password' | 'search' | 'tel' | 'date' | 'month' | 'time'
  value?: string
  inputMode?: 'numeric' | 'tel' | 'text'
  autoComplete?: HTMLInputAutoCompleteAttribute
  maxLength?: number
}

export type Option = { value: string; label: string }

/** What ties a box to its label, hint and error for a screen reader. */
type Ties = {
  id: string
  name: string
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

/** Label, then hint, then error, then box. */
function FieldFrame({
  name,
  id = name,
  label,
  hint,
  error,
  box,
}: Framed & { box: (ties: Ties) => ReactNode }) {
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
      {box({
        ...{ id, name, 'aria-invalid': error ? true : undefined },
        'aria-describedby': [hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined,
      })}
    </div>
  )
}

/** A line to type in. Keeps what was typed. */
export function Field({ name, id, label, hint, error, type = 'text', value, ...more }: FieldProps) {
  return (
    <FieldFrame
      {...{ name, id, label, hint, error }}
      box={(ties) => <input className="box" {...ties} type={type} defaultValue={value} {...more} />}
    />
  )
}

/** Several lines to type in. Keeps what was typed; the browser is asked to remember nothing of it. */
export function TextArea({
  value,
  rows = 4,
  maxLength,
  ...frame
}: Framed & { value?: string; rows?: number; maxLength?: number }) {
  return (
    <FieldFrame
      {...frame}
      box={(ties) => (
        <textarea className="box" {...{ ...ties, rows, maxLength }} defaultValue={value} autoComplete="off" />
      )}
    />
  )
}

/** A list to choose one from, where radio buttons would be too many. `ask`: a first entry that chooses nothing. */
export function SelectField({
  value,
  ask,
  options,
  ...frame
}: Framed & { value?: string; ask?: string; options: readonly Option[] }) {
  return (
    <FieldFrame
      {...frame}
      box={(ties) => (
        <select className="box" {...ties} defaultValue={value ?? (ask === undefined ? undefined : '')}>
          {ask !== undefined && <option value="">{ask}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  )
}
