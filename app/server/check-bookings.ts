import { now } from '#app/clock.server.ts'
import { countiesOf } from '#db/audit-seals.server.ts'
import { bookingFindings, bookingRules, knowsBookings, type BookingRule } from '#db/check-bookings.server.ts'
import { explain } from './newcomer-errors.server.ts'
import { workAsOwner } from './owner-work.server.ts'

/** What each rule found, in a sentence: `id` and `other` are rows' ids, never people. */
const SENTENCES: Record<BookingRule, (id: string, other: string | null) => string> = {
  'lecturer-at-two-doors': (id, other) =>
    `One lecturer is taken twice at once: engagements ${id} and ${other}.`,
  'room-twice-in-use': (id, other) => `One room is taken twice at once: engagements ${id} and ${other}.`,
  'engagement-without-order': (id, other) =>
    `Time is taken for an order that does not have it: engagement ${id}, order ${other}.`,
  'order-without-engagement': (id) => `Order ${id} is on, and nobody's time is booked for it.`,
  'hold-without-engagement': (id) => `Order ${id} waits for an answer on a time that nobody holds.`,
  'order-and-engagement-differ': (id, other) =>
    `Order ${id} and its engagement ${other} differ in time, room, office or lecturer.`,
  'over-capacity': (id) => `Order ${id} has more people than its room has seats.`,
  'seats-miscounted': (id) => `The seats of order ${id} are not the sum of its offices' seats.`,
  'minors-mixed': (id, other) => `Order ${id} brings minors and adults together, by share ${other}.`,
  'history-broken': (id) => `The steps of order ${id} do not lead to where it stands.`,
  'occasion-without-order': (id, other) => `Class ${id} is on, and its order ${other} is not.`,
  'order-without-occasion': (id) => `Order ${id} is on, and there is no class of it.`,
  'occasion-and-order-differ': (id, other) =>
    `Class ${id} and its order ${other} differ in time, office, regime or seats.`,
  'roster-over-capacity': (id, other) => `Roster ${id} of class ${other} has more people than seats.`,
  'roster-miscounted': (id, other) => `Roster ${id} of class ${other} does not count its people rightly.`,
  'waiting-beside-a-seat': (id, other) =>
    `In class ${other} somebody waits beside a free seat, roster ${id}.`,
  'roster-minors-mixed': (id) => `A class brings minors and adults together, by place ${id}.`,
  'register-without-marks': (id, other) =>
    `The register ${id} is complete, and says nothing of the person with record ${other}.`,
  'expired-hold': (id) => `The hold of order ${id} passed more than an hour ago, and nobody was told.`,
}
const SHOWN = 20
/** What the command ends with when something is wrong. */
const WRONG = 2

/** `npm run check:bookings`: reads all bookings of all counties against their rules. Changes nothing. */
async function run(): Promise<void> {
  const { counties, findings } = await workAsOwner(
    knowsBookings,
    'This database has no orders yet. Start the app once (npm start), then try again.',
    async (owner) => ({ counties: await countiesOf(owner), findings: await bookingFindings(owner, now()) }),
  )
  for (const { id, code } of counties) {
    const own = findings.filter(({ countyId }) => countyId === id)
    for (const { rule, id: row, other } of own.slice(0, SHOWN))
      console.log(`${code}: ${SENTENCES[rule](row, other)}`)
    if (own.length > SHOWN) console.log(`${code}: … and ${own.length - SHOWN} more.`)
    if (own.length === 0) console.log(`${code}: All bookings are right, by ${bookingRules.length} rules.`)
  }
  if (findings.length > 0) process.exitCode = WRONG
}

run().catch((error: unknown) => {
  console.error(explain(error))
  process.exitCode = 1
})
