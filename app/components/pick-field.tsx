export type PickOption = { value: string; label: string }

/** A list to choose one from, with hint and error tied to it, as a Field has them. The first entry asks to choose. */
export function PickField({
  name,
  id = name,
  label,
  hint,
  error,
  value = '',
  ask,
  options,
}: {
  name: string
  id?: string
  label: string
  hint?: string
  error?: string
  value?: string
  /** The entry that chooses nothing. */
  ask: string
  options: readonly PickOption[]
}) {
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
      <select
        className="box"
        id={id}
        name={name}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={[hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined}
      >
        <option value="">{ask}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Several of a list; each box has a name of its own, `needs-hearing`, so that a plain form reads it. */
export function TickField({
  name,
  legend,
  error,
  chosen,
  options,
}: {
  name: string
  legend: string
  error?: string
  chosen: readonly string[]
  options: readonly PickOption[]
}) {
  const errorId = `${name}-error`
  return (
    <fieldset className={error ? 'field bad ticks' : 'field ticks'} aria-describedby={error && errorId}>
      <legend className="ask-words">{legend}</legend>
      {error && (
        <p className="err" id={errorId}>
          {error}
        </p>
      )}
      <div className="row">
        {options.map((option, index) => (
          <label className="tick" key={option.value}>
            <input
              type="checkbox"
              // the first one carries the name as its id, so that an error summary can lead to it
              id={index === 0 ? name : `${name}-${option.value}`}
              name={`${name}-${option.value}`}
              value="yes"
              defaultChecked={chosen.includes(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
