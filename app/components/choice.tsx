import type { ReactNode } from 'react'

export type ChoiceOption = { value: string; label: ReactNode; more?: string }

/**
 * Real radio buttons, each in a label of at least 56 px. A wrong answer is never marked red; `error` is for
 * a choice that was not made.
 */
export function Choice({
  name,
  legend,
  hint,
  error,
  options,
  chosen,
}: {
  name: string
  legend: ReactNode
  hint?: string
  error?: string
  options: readonly ChoiceOption[]
  chosen?: string
}) {
  const hintId = `${name}-hint`
  const errorId = `${name}-error`
  return (
    <fieldset
      className={error ? 'field bad' : undefined}
      aria-describedby={[hint && hintId, error && errorId].filter(Boolean).join(' ') || undefined}
    >
      <legend className="ask-words">{legend}</legend>
      {hint && (
        <p className="quiet small" id={hintId}>
          {hint}
        </p>
      )}
      {error && (
        <p className="err" id={errorId}>
          {error}
        </p>
      )}
      <div className="options">
        {options.map((option, index) => (
          <label className="option" key={option.value}>
            <input
              type="radio"
              // the first one carries the name as its id, so that an error summary can lead to it
              id={index === 0 ? name : `${name}-${option.value}`}
              name={name}
              value={option.value}
              defaultChecked={option.value === chosen}
            />
            <span>
              {option.label}
              {option.more && <small>{option.more}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
