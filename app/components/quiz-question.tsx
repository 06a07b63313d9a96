import type { ReactNode } from 'react'
import { OptionPicture } from '#app/components/option-picture.tsx'
import { fieldOf, type Typed } from '#app/domains/learning/quiz-answer.policy.ts'
import type { AskedQuestion } from '#app/domains/learning/quiz-draw.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { spokenOption } from './read-aloud.tsx'

export type ShownQuestion = Pick<AskedQuestion, 'id' | 'kind' | 'question' | 'say' | 'options' | 'after'>

/** The id of a question's first field: where an error summary leads to. */
export function firstFieldOf({ id, kind, options }: ShownQuestion): string {
  if (kind === 'several' || kind === 'order') return fieldOf(id, options[0]?.key)
  return kind === 'true-false' ? fieldOf(id, 'true') : kind === 'number' ? id : fieldOf(id, options[0]?.key)
}

/** One question with its real fields: a form that works as it is, and that the small script shows one at a time. */
export function QuizQuestion({
  question,
  number,
  questions,
  typed,
  saved,
  problem,
  aloud,
}: {
  question: ShownQuestion
  /** Its place, from 1. */
  number: number
  questions: number
  typed: Typed
  /** Whether an answer to it is kept. */
  saved: boolean
  problem?: string
  /** What the asker says after the question, instead of what a reader is told to do. */
  aloud?: string | null
}) {
  const { quiz } = useMessages()
  const { id, kind } = question
  const written = kind === 'several' ? quiz.ask.several : kind === 'order' ? quiz.ask.order : null
  const hint = aloud === undefined ? written : aloud
  const described = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <section className="question" data-question={id} data-saved={saved ? '' : undefined} tabIndex={-1}>
      <p className="quiet small where">{quiz.ask.where(number, questions)}</p>
      <fieldset className={problem ? 'field bad' : 'field'} aria-describedby={described}>
        <legend>
          <h2 lang="zh-CN" data-s={`${id}.q`} data-say={question.say}>
            {question.question}
          </h2>
        </legend>
        {hint && (
          <p className="quiet small" id={`${id}-hint`} data-s={`${id}.hint`}>
            {hint}
          </p>
        )}
        {problem && (
          <p className="err" id={`${id}-error`}>
            {problem}
          </p>
        )}
        <AnswerFields question={question} typed={typed} />
      </fieldset>
    </section>
  )
}

/** The fields of one answer, of whichever kind; named after the question (`q04`, `q04.a`). */
export function AnswerFields({ question, typed }: { question: ShownQuestion; typed: Typed }) {
  const { quiz } = useMessages()
  const { id, kind, options } = question
  switch (kind) {
    case 'single':
    case 'several':
      return (
        <div className={options.some(({ picture }) => picture) ? 'options pictures' : 'options'}>
          {options.map(({ key, text, picture }, index) => {
            const several = kind === 'several'
            const name = several ? fieldOf(id, key) : id
            return (
              <Option
                key={key}
                type={several ? 'checkbox' : 'radio'}
                name={name}
                fieldId={fieldOf(id, key)}
                value={several ? 'on' : key}
                checked={several ? typed[name] !== undefined : typed[name] === key}
              >
                {picture && <OptionPicture picture={picture} />}
                <span
                  lang="zh-CN"
                  data-s={key}
                  data-say={spokenOption(index, picture ? `${text}。图：${picture.title}` : text)}
                >
                  {text}
                </span>
              </Option>
            )
          })}
        </div>
      )
    case 'true-false':
      return (
        <div className="options">
          {(['true', 'false'] as const).map((value) => (
            <Option
              key={value}
              type="radio"
              name={id}
              fieldId={fieldOf(id, value)}
              value={value}
              checked={typed[id] === value}
            >
              <span data-s={value}>{value === 'true' ? quiz.ask.isTrue : quiz.ask.isFalse}</span>
            </Option>
          ))}
        </div>
      )
    case 'order':
      return (
        <ul className="places">
          {options.map(({ key, text }, index) => (
            <li key={key}>
              <label
                htmlFor={fieldOf(id, key)}
                lang="zh-CN"
                data-s={key}
                data-say={spokenOption(index, text)}
              >
                {text}
              </label>
              <select
                className="box"
                id={fieldOf(id, key)}
                name={fieldOf(id, key)}
                defaultValue={typed[fieldOf(id, key)] ?? ''}
              >
                <option value="">{quiz.ask.notPlaced}</option>
                {options.map((_, index) => (
                  // a place is its number
                  <option key={index} value={index + 1}>
                    {index + 1}
                  </option>
                ))}
              </select>
            </li>
          ))}
        </ul>
      )
    case 'number':
      return (
        <p className="row measure">
          <label className="vh" htmlFor={id}>
            {quiz.ask.number}
          </label>
          <input
            className="box"
            id={id}
            name={id}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            defaultValue={typed[id]}
          />
          <span lang="zh-CN">{question.after}</span>
        </p>
      )
  }
}

function Option({
  type,
  name,
  fieldId,
  value,
  checked,
  children,
}: {
  type: 'radio' | 'checkbox'
  name: string
  fieldId: string
  value: string
  checked: boolean
  children: ReactNode
}) {
  return (
    <label className="option">
      <input type={type} name={name} id={fieldId} value={value} defaultChecked={checked} />
      <span>{children}</span>
    </label>
  )
}
