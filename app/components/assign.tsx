import type { ReactNode } from 'react'
import type { AssignmentState, WithdrawalReason } from '#app/domains/learning/assignment.policy.ts'
import { withdrawalReasons } from '#app/domains/learning/assignment.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { Field, SelectField } from './field.tsx'

/**
 * One due day for everything that is sent from a page: the rows' buttons belong to this form too. Enter in the day's box
 * sends nothing, because the form's first button is switched off.
 */
export function AssignForm({
  id,
  action,
  due,
  error,
  back,
  children,
}: {
  id: string
  action: string
  due: string
  error?: string
  /** Where to be led back to, when it is not the page that takes the form. */
  back?: string
  children: ReactNode
}) {
  const { assign } = useMessages()
  return (
    <form method="post" action={action} id={id} className="sendform no-print">
      <button disabled hidden />
      {back && <input type="hidden" name="back" value={back} />}
      <Field name="due" type="date" label={assign.due} hint={assign.dueHint} value={due} error={error} />
      {children}
    </form>
  )
}

/** “发网上课单 A1 最多 +100 分”, of the form with the due day. */
export function SendButton({
  form,
  personId,
  name,
  help,
}: {
  form: string
  personId: string
  name: string
  help: { code: string; gain: Minutes }
}) {
  const { assign } = useMessages()
  return (
    <button className="btn soft slim no-print" form={form} name="one" value={`${personId}.${help.code}`}>
      {assign.one(help.code.toUpperCase())}
      <span className="num quiet">{assign.upTo(help.gain)}</span>
      <span className="vh">{assign.toWhom(name)}</span>
    </button>
  )
}

export type GivenAssignment = {
  id: string
  code: string
  dueOn: CalendarDay
  state: AssignmentState
  unitsLeft: number
}

/** What somebody has been asked to study, each with a way to take it back. */
export function GivenAssignments({
  assignments,
  name,
  action = '/office/hours',
  back,
  plain = false,
}: {
  assignments: readonly GivenAssignment[]
  /** Whose, for a screen reader. */
  name: string
  action?: string
  back: string
  plain?: boolean
}) {
  const { assign } = useMessages()
  return (
    <div className="stack-s">
      {assignments.map(({ id, code, dueOn, state, unitsLeft }) => (
        <div className="given" key={id}>
          <span>{assign.given(code.toUpperCase(), dueOn)}</span>
          {state === 'done' ? (
            <span className="tag done">{assign.states.done}</span>
          ) : (
            <span className={state === 'open' ? 'tag' : 'tag todo'}>
              {state === 'open' ? assign.unitsLeft(unitsLeft) : assign.states[state]}
            </span>
          )}
          {!plain && (
            <details className="no-print">
              <summary>
                {assign.take}
                <span className="vh">
                  {' '}
                  {code.toUpperCase()}
                  {assign.toWhom(name)}
                </span>
              </summary>
              <form method="post" action={action} className="smallform">
                <input type="hidden" name="back" value={back} />
                <SelectField
                  name="reason"
                  id={`reason-${id}`}
                  label={assign.takeWhy}
                  options={withdrawalReasons.map((value: WithdrawalReason) => ({
                    value,
                    label: assign.takeReasons[value],
                  }))}
                />
                <button className="btn soft slim" name="withdraw" value={id}>
                  {assign.takeBack}
                </button>
              </form>
            </details>
          )}
        </div>
      ))}
    </div>
  )
}
