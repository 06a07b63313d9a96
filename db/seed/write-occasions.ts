import type { TransactionSql } from 'postgres'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { insertRows } from './bulk.ts'
import { COUNTY } from './county.ts'
import { demoId } from './random.ts'

/** An order that is on, with what its class needs. */
type OnOrder = {
  id: string
  office_id: string
  state: 'confirmed' | 'taught'
  topic_code: string
  title_zh: string
  title_en: string
  room_zh: string
  room_en: string
  capacity: number
  seats: number
  begins: Date
  ends: Date
  created_by: string
}
type Candidate = { id: string; account_id: string | null; name: string }
type Placed = Candidate & {
  state: 'offered' | 'joined' | 'waiting' | 'excused'
  ordinal: number | null
}

const MINUTE_MS = 60_000
/** They have a drawn day of their own that a class of the seed would not fit into. */
const DRAWN: readonly string[] = ['周某12']
/** How late the people of a class that is over came, in turn; most were early. */
const ARRIVALS = [-6, -12, -3, -9, 4, -15, -7, -2, 11, -5, -8, 0]

/**
 * The classes of the demo county's orders that are on, each with its roster; the one that is over has a register that nobody
 * has completed yet. What the county's people attended before is in the ledger already, and is not written again. Nothing when
 * there are occasions.
 */
export async function writeOccasions(tx: TransactionSql, now: Date): Promise<void> {
  const [there] = await tx`select 1 from occasions where county_id = ${COUNTY.id} limit 1`
  if (there) return
  const orders = await tx<OnOrder[]>`
    select o.id, o.office_id, o.state, o.topic_code, t.public_zh as title_zh, t.public_en as title_en, r.name_zh as room_zh,
      r.name_en as room_en, o.capacity, o.seats, lower(o.during) as begins, upper(o.during) as ends, o.created_by
    from lecture_orders o
    join menu_topics t on t.county_id = o.county_id and t.id = o.topic_id
    join lecture_rooms r on r.county_id = o.county_id and r.id = o.room_id
    where o.county_id = ${COUNTY.id} and o.state in ('confirmed', 'taught') order by lower(o.during), o.id`
  await writeClasses(tx, orders, now)
  for (const order of orders) {
    const people = await candidatesOf(tx, order)
    const placed = placedOf(order, people)
    await writePlaces(tx, order, placed, now)
    if (order.state === 'taught') await writeMarks(tx, order, placed)
    await writeOffers(tx, order, placed, now)
  }
}

const occasionId = (order: OnOrder) => demoId('occasion', order.id)

async function writeClasses(tx: TransactionSql, orders: readonly OnOrder[], now: Date): Promise<void> {
  await insertRows(
    tx,
    'occasions',
    [
      ...['id', 'county_id', 'office_id', 'source_kind', 'source_id', 'regime', 'title_code', 'title_zh'],
      ...['title_en', 'during', 'room_zh', 'room_en', 'capacity', 'state', 'created_by', 'created_as'],
      'created_at',
    ],
    orders.map((order) => [
      ...[occasionId(order), COUNTY.id, order.office_id, 'lecture', order.id, 'adults', order.topic_code],
      ...[order.title_zh, order.title_en, `[${order.begins.toISOString()},${order.ends.toISOString()})`],
      ...[order.room_zh, order.room_en, order.capacity],
      ...[order.state === 'taught' ? 'took-place' : 'planned', order.created_by, 'office'],
      order.state === 'taught' ? order.begins.toISOString() : now.toISOString(),
    ]),
  )
}

/** Adults of the office who are on the register on the day of the class. */
async function candidatesOf(tx: TransactionSql, order: OnOrder): Promise<Candidate[]> {
  const day = dayAt(order.begins)
  return tx<Candidate[]>`
    select p.id, p.account_id, p.name from supervised_persons p
    where p.county_id = ${COUNTY.id} and p.office_id = ${order.office_id} and not p.minors_regime
      and p.entered_on <= ${day} and p.due_on > ${day} and p.left_on is null
      and not exists (select 1 from pauses s where s.county_id = p.county_id and s.person_id = p.id and s.during @> ${day}::date)
    order by p.register_number`
}

/** Of one that is over, all but a few seats; of one to come, some have not answered, and the fullest has people who wait. */
function placedOf(order: OnOrder, people: readonly Candidate[]): Placed[] {
  const over = order.state === 'taught'
  const full = order.topic_code === 'a5'
  const drawn = people.filter(({ name }) => DRAWN.includes(name))
  const others = people.filter(({ name }) => !DRAWN.includes(name))
  const seated = Math.min(full ? order.seats : Math.floor(order.seats * (over ? 0.85 : 0.6)), others.length)
  const place = (state: Placed['state']) => (one: Candidate, index: number) => ({
    ...{ ...one, state, ordinal: state === 'waiting' ? index + 1 : null },
  })
  const rest = others.slice(seated)
  return [
    ...others.slice(0, seated).map(place('joined')),
    ...(full ? rest.slice(0, 3).map(place('waiting')) : []),
    ...(over ? rest.slice(0, 2).map(place('excused')) : []),
    ...(over || full ? [] : [...drawn, ...rest.slice(0, 5)].map(place('offered'))),
  ]
}

async function writePlaces(
  tx: TransactionSql,
  order: OnOrder,
  placed: readonly Placed[],
  now: Date,
): Promise<void> {
  const joined = placed.filter(({ state }) => state === 'joined').length
  const waiting = placed.filter(({ state }) => state === 'waiting').length
  await insertRows(
    tx,
    'occasion_rosters',
    ['id', 'county_id', 'occasion_id', 'host_office_id', 'office_id', 'seats', 'joined', 'last_ordinal'],
    [
      [
        ...[demoId('occasion roster', order.id), COUNTY.id, occasionId(order), order.office_id],
        ...[order.office_id, order.seats, joined, waiting],
      ],
    ],
  )
  const at = (order.state === 'taught' ? order.begins : now).toISOString()
  await insertRows(
    tx,
    'occasion_places',
    [
      ...['id', 'county_id', 'occasion_id', 'office_id', 'person_id', 'regime', 'state', 'ordinal'],
      ...['offered_by', 'offered_as', 'offered_at', 'changed_by', 'changed_as', 'changed_at'],
    ],
    placed.map(({ id, state, ordinal }) => [
      ...[demoId('occasion place', `${order.id} ${id}`), COUNTY.id, occasionId(order), order.office_id],
      ...[id, 'adults', state, ordinal, order.created_by, 'office', at, order.created_by, 'office', at],
    ]),
  )
}

/** Nearly everybody has been recorded at the door; the last few have not. */
async function writeMarks(tx: TransactionSql, order: OnOrder, placed: readonly Placed[]): Promise<void> {
  const joined = placed.filter(({ state }) => state === 'joined')
  const seen = joined.slice(0, Math.max(0, joined.length - 4))
  await insertRows(
    tx,
    'attendance_marks',
    [
      ...['id', 'county_id', 'occasion_id', 'office_id', 'person_id', 'revision', 'outcome', 'attended'],
      ...['needs_note', 'in_at', 'out_at', 'recorded_by', 'recorded_as', 'recorded_at'],
    ],
    seen.map(({ id }, index) => {
      const arrived = new Date(order.begins.getTime() + ARRIVALS[index % ARRIVALS.length]! * MINUTE_MS)
      const leaves = index === 5 ? new Date(order.ends.getTime() - 20 * MINUTE_MS) : null
      return [
        ...[demoId('attendance mark', `${order.id} ${id}`), COUNTY.id, occasionId(order), order.office_id],
        ...[id, 1, leaves ? 'left-early' : 'attended', true, false, arrived.toISOString()],
        ...[leaves?.toISOString() ?? null, order.created_by, 'office', (leaves ?? arrived).toISOString()],
      ]
    }),
  )
}

/** Who was asked and has not answered finds it in their inbox. */
async function writeOffers(
  tx: TransactionSql,
  order: OnOrder,
  placed: readonly Placed[],
  now: Date,
): Promise<void> {
  const asked = placed.filter(({ state, account_id: account }) => state === 'offered' && account !== null)
  const id = occasionId(order)
  const parameters = {
    ...{ occasion: id, topic: order.topic_code },
    ...{ day: dayAt(order.begins), time: timeOfDay(order.begins) },
  }
  await insertRows(
    tx,
    'notices',
    ['id', 'county_id', 'account_id', 'event_key', 'code', 'parameters', 'at'],
    asked.map(({ account_id: accountId }) => [
      ...[demoId('notice', `${id} ${accountId}`), COUNTY.id, accountId, `occasion:${id}:occasion-offered:1`],
      ...['occasion-offered', JSON.stringify(parameters), now.toISOString()],
    ]),
  )
}
