/** Several lines to type in: label, hint, error, box. Keeps what was typed; the browser is asked to remember nothing. */
export function TextArea({
  name,
  id = name,
  label,
  hint,
  error,
  value,
  rows = 4,
  maxLength,
}: {
  name: string
  /** Defaults to `name`; give one where two forms on a page share a name. */
  id?: string
  label: string
  hint?: string
  error?: string
  value?: string
  rows?: number
  maxLength?: number
}) {
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`]
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
      <textarea
        className="box"
        {...{ id, name, rows, maxLength }}
        defaultValue={value}
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={[hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined}
      />
    </div>
  )
}
