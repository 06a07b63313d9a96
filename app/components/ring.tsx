import { useMessages } from '#app/messages/context.tsx'
import type { Minutes } from '#app/shared/minutes.ts'

/** A part of what can still fill the month: hollow = to attend, striped = to study. */
export type RingPlan = { look: 'hollow' | 'striped'; minutes: Minutes; label: string }

const RADIUS = 88

/**
 * The month as a ring. `pathLength` is the requirement in minutes and the dash of the counted part is the
 * minutes counted, so that markup and ledger show the same number. Draws nothing where nothing is required.
 */
export function Ring({
  required,
  counted,
  plans = [],
}: {
  required: Minutes
  counted: Minutes
  plans?: readonly RingPlan[]
}) {
  const { my } = useMessages()
  if (required <= 0) return null
  const filled = Math.min(Math.max(counted, 0), required)
  const middle = my.ring.middle(counted, required)
  const lines = [
    ...(middle.above ? [{ className: 'sm', height: 24, text: middle.above }] : []),
    ...middle.big.map((text) => ({ className: 'big', height: 34, text })),
    ...(middle.below ? [{ className: 'sm', height: 24, text: middle.below }] : []),
  ]
  let baseline = 100 - lines.reduce((sum, line) => sum + line.height, 0) / 2 - 8
  return (
    <div className="ringbox">
      <svg
        className="ring"
        viewBox="0 0 200 200"
        role="img"
        aria-label={my.ring.alternative(counted, required)}
      >
        <g transform="rotate(-90 100 100)">
          <circle className="track" cx="100" cy="100" r={RADIUS} pathLength={required} />
          {arcsOf(plans, filled, required).map((arc) => (
            <circle key={`${arc.className}${arc.from}`} {...dashed(arc, required)} />
          ))}
          {filled > 0 && (
            <circle
              className="counted"
              cx="100"
              cy="100"
              r={RADIUS}
              pathLength={required}
              strokeDasharray={`${filled} ${required - filled}`}
            />
          )}
        </g>
        {lines.map((line) => (
          <text
            key={line.text}
            className={line.className}
            x="100"
            y={(baseline += line.height)}
            textAnchor="middle"
          >
            {line.text}
          </text>
        ))}
      </svg>
      <ul className="ring-parts">
        <li>
          <span className="swatch" aria-hidden="true" />
          <b>{my.ring.counted}</b>
          <span>{my.ring.ofRequired(required)}</span>
        </li>
        {plans.map((plan) => (
          <li key={plan.label}>
            <span className={`swatch ${plan.look}`} aria-hidden="true" />
            <b>{plan.label}</b>
            <span>{my.ring.adds(plan.minutes)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

type Arc = { className: string; from: number; dashes: readonly number[] }

/** Where each plan lies behind the counted minutes, a small gap before it; what exceeds the ring is not drawn. */
export function arcsOf(plans: readonly RingPlan[], filled: Minutes, required: Minutes): Arc[] {
  const gap = required / 160
  const rim = required / 160
  const arcs: Arc[] = []
  let start = filled
  for (const plan of plans) {
    const end = Math.min(start + plan.minutes, required)
    const from = start === 0 ? start : start + gap
    const to = end === required ? end - (filled > 0 || start > 0 ? gap : 0) : end
    if (to - from > gap) {
      if (plan.look === 'striped') {
        arcs.push({ className: 'plan', from, dashes: stripes(to - from, required / 92, required / 104) })
      } else {
        arcs.push({ className: 'plan', from, dashes: [to - from] })
        if (to - from > 3 * rim) {
          arcs.push({ className: 'hollow', from: from + rim, dashes: [to - from - 2 * rim] })
        }
      }
    }
    start = end
  }
  return arcs
}

/** As many whole stripes as fit, beginning and ending with a stripe: on, off, …, on. */
function stripes(length: number, on: number, off: number): number[] {
  const count = Math.max(1, Math.floor((length + off) / (on + off)))
  if (count === 1) return [Math.min(on, length)]
  const stretched = (length - count * on) / (count - 1)
  return Array.from({ length: 2 * count - 1 }, (_, index) => (index % 2 === 0 ? on : stretched))
}

function dashed(arc: Arc, required: Minutes) {
  const rest = required - arc.dashes.reduce((sum, dash) => sum + dash, 0)
  return {
    className: arc.className,
    cx: 100,
    cy: 100,
    r: RADIUS,
    pathLength: required,
    strokeDasharray: [...arc.dashes, rest].map(rounded).join(' '),
    strokeDashoffset: rounded(-arc.from),
  }
}

const rounded = (value: number) => Math.round(value * 100) / 100
