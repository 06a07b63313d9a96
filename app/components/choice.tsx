import type { ReactNode } from 'react'

export type ChoiceOption = { value: string; label: ReactNode; more?: string }

/** The first one carries the name as its id, so that an error summary can lead to it. */
const idOf = (id: string, value: string, index: number) => (index === 0 ? id : `${id}-${value}`)

/** Question, then hint, then error, then the boxes, tied together for a screen reader. */
function ChoiceFrame({
  id,
  legend,
  hint,
  error,
  look,
  children,
}: {
  id: string
  legend: ReactNode
  hint?: string
  error?: string
  look?: string
  children: ReactNode
}) {
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  return (
    <fieldset
      className={error ? `${look ?? 'field'} bad` : look}
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
      {children}
    </fieldset>
  )
}

/**
 * Real radio buttons, each in a label of at least 56 px. A wrong answer is never marked red; `error` is for
 * a choice that was not made.
 */
export function Choice({
  name,
  id = name,
  options,
  chosen,
  ...frame
}: {
  name: string
  /** Where two forms on a page share a name. */
  id?: string
  legend: ReactNode
  hint?: string
  error?: string
  options: readonly ChoiceOption[]
  chosen?: string
}) {
  return (
    <ChoiceFrame id={id} {...frame}>
      <div className="options">
        {options.map((option, index) => (
          <label className="option" key={option.value}>
            <input
              type="radio"
              id={idOf(id, option.value, index)}
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
    </ChoiceFrame>
  )
}

/** Several of a list; each box has a name of its own, `needs-hearing`, so that a plain form reads it. */
export function Ticks({
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
  options: readonly ChoiceOption[]
}) {
  return (
    <ChoiceFrame id={name} legend={legend} error={error} look="field ticks">
      <div className="row">
        {options.map(({ value, label }, index) => (
          <label className="tick" key={value}>
            <input
              type="checkbox"
              id={idOf(name, value, index)}
              name={`${name}-${value}`}
              value="yes"
              defaultChecked={chosen.includes(value)}
            />
            {label}
          </label>
        ))}
      </div>
    </ChoiceFrame>
  )
}
