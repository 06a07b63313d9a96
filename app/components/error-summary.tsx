export type Problem = { message: string; fieldId?: string }

/**
 * First in <main> when a form comes back: read out, focused, each line leading to its field. `autofocus` does
 * the focusing, because these pages have no script. `example` shows one that nothing has gone wrong in.
 */
export function ErrorSummary({
  title,
  problems,
  example = false,
}: {
  title: string
  problems: readonly Problem[]
  example?: boolean
}) {
  if (problems.length === 0) return null
  const behaviour = example ? { role: 'group' } : { role: 'alert', tabIndex: -1, autoFocus: true }
  return (
    <div className="errors" aria-labelledby="errors-title" {...behaviour}>
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
