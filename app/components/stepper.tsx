import { useMessages } from '#app/messages/context.tsx'

/** The named steps of something done over several pages: those before `current` (counted from 0) are done and ticked. */
export function Stepper({
  label,
  steps,
  current,
}: {
  label: string
  steps: readonly string[]
  current: number
}) {
  const { specimen } = useMessages()
  return (
    <ol className="stepper" aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={index < current ? 'done' : undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          {step}
          {index < current && <span className="vh"> ({specimen.steps.finished})</span>}
        </li>
      ))}
    </ol>
  )
}
