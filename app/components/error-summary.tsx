export type Problem = { message: string; fieldId?: string }

/**
 * First in <main> when a form comes back: read out, focused, each line leading to its field. `autofocus` does
 * the focusing, because these pages have no script.
 */
export function ErrorSummary({ title, problems }: { title: string; problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    // eslint-disable-next-line jsx-a11y/no-autofocus -- the summary must be where a keyboard or voice starts
    <div className="errors" role="alert" aria-labelledby="errors-title" tabIndex={-1} autoFocus>
      <h2 id="errors-title">{title}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.message}>
            {problem.fieldId ? <a href={`#${problem.fieldId}`}>{problem.message}</a> : problem.message}
          </li>
        ))}
      </ul>
    </div>
  )
}
