import { Field, SelectField } from '#app/components/field.tsx'
import { lecturerNeeds, orderReasons, type OrderReason } from '#app/domains/lectures/order.policy.ts'
import { wishedTimes } from '#app/domains/lectures/slot-search.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'

type Given = {
  typed: Partial<Record<string, string>>
  error: (field: string) => string | undefined
  id?: string
}

/** The sentence for a code of a form or a refusal. */
export function orderProblem({ problems, refusals }: Messages['orders'], code: string): string {
  const words: Record<string, string> = { ...refusals, ...problems }
  return words[code] ?? refusals.stale
}

/** How many come, and how many of them have which need. */
export function SizeFields({ typed, error, id = '', hint }: Given & { hint?: string }) {
  const { orders } = useMessages()
  const words = orders.order
  return (
    <>
      <Field
        name="seats"
        id={`${id}seats`}
        label={words.seats}
        hint={hint}
        inputMode="numeric"
        maxLength={3}
        value={typed.seats}
        error={error('seats')}
      />
      <fieldset className={error('needs') ? 'field needs bad' : 'field needs'} id={`${id}needs`}>
        <legend className="ask-words">{words.needs}</legend>
        <p className="hint">{words.needsHint}</p>
        {error('needs') && <p className="err">{error('needs')}</p>}
        {lecturerNeeds.map((need) => (
          <Field
            key={need}
            name={`needs-${need}`}
            id={`${id}needs-${need}`}
            label={orders.needs[need]}
            inputMode="numeric"
            maxLength={3}
            value={typed[`needs-${need}`]}
            error={error(`needs-${need}`)}
          />
        ))}
      </fieldset>
    </>
  )
}

/** On which days and at what time of day it is wished. */
export function WishFields({ typed, error, id = '' }: Given) {
  const { orders } = useMessages()
  const words = orders.order
  return (
    <div className="sendform">
      <Field
        name="wantedFrom"
        id={`${id}wantedFrom`}
        type="date"
        label={words.from}
        value={typed.wantedFrom}
        error={error('wantedFrom')}
      />
      <Field
        name="wantedTo"
        id={`${id}wantedTo`}
        type="date"
        label={words.to}
        value={typed.wantedTo}
        error={error('wantedTo')}
      />
      <SelectField
        name="wantedTime"
        id={`${id}wantedTime`}
        label={words.time}
        value={typed.wantedTime}
        error={error('wantedTime')}
        options={wishedTimes.map((value) => ({ value, label: orders.times[value] }))}
      />
    </div>
  )
}

/** Why: the codes that an act can be taken for. */
export function ReasonField({
  of,
  id,
  value,
  error,
}: {
  of: readonly OrderReason[]
  id: string
  value?: string
  error?: string
}) {
  const { orders } = useMessages()
  return (
    <SelectField
      name="reason"
      id={id}
      label={orders.one.reason}
      ask={orders.one.choose}
      value={value}
      error={error}
      options={orderReasons
        .filter((reason) => of.includes(reason))
        .map((reason) => ({ value: reason, label: orders.reasons[reason] }))}
    />
  )
}
