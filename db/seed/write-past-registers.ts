import type { TransactionSql } from 'postgres'
import { ledgerSource } from '#app/domains/attendance/occasion.policy.ts'
import { insertRows } from './bulk.ts'
import { COUNTY, OFFICES, type OfficeCode } from './county.ts'
import { orderIdOf } from './past-lectures.ts'
import { demoId, randomOf } from './random.ts'
import { staffAccountId } from './staff.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const SOURCE_AT = ledgerSource('').length

/** An order of the past whose class is not written. */
type PastOrder = {
  id: string
  office_id: string
  topic_code: string
  title_zh: string
  title_en: string
  room_zh: string
  room_en: string
  capacity: number
  begins: Date
  ends: Date
  created_by: string
  /** Seats by office, the host's too. */
  seats: Record<string, number>
}
/** Somebody who was there, as the ledger first said it. */
type Came = {
  source: string
  person_id: string
  office_id: string
  minutes: number
  from: Date
  until: Date
}
type PastClass = { order: PastOrder; occasionId: string; came: Came[] }

/**
 * The classes behind the ledger's lectures of the last year: who sat there, when they came, and that the office completed
 * the register. They say what the ledger says: nothing is added to anybody's hours, and a correction finds its line. Nothing
 * for a class that is written, nor for one of a seed whose ledger names no class.
 */
export async function writePastRegisters(tx: TransactionSql): Promise<void> {
  const classes = await pastClasses(tx)
  if (classes.length === 0) return
  await writeClasses(tx, classes)
  await writePlaces(tx, classes)
  await writeMarks(tx, classes)
}

async function pastClasses(tx: TransactionSql): Promise<PastClass[]> {
  const orders = await tx<PastOrder[]>`
    select o.id, o.office_id, o.topic_code, t.public_zh as title_zh, t.public_en as title_en, r.name_zh as room_zh,
      r.name_en as room_en, o.capacity, lower(o.during) as begins, upper(o.during) as ends, o.created_by,
      jsonb_build_object(o.office_id, o.seats) || coalesce((select jsonb_object_agg(s.office_id, s.seats)
        from lecture_order_shares s where s.county_id = o.county_id and s.order_id = o.id and s.left_at is null), '{}') as seats
    from lecture_orders o
    join menu_topics t on t.county_id = o.county_id and t.id = o.topic_id
    join lecture_rooms r on r.county_id = o.county_id and r.id = o.room_id
    where o.county_id = ${COUNTY.id} and o.state = 'closed' and not exists (select 1 from occasions c
      where c.county_id = o.county_id and c.source_kind = 'lecture' and c.source_id = o.id)
    order by lower(o.during), o.id`
  if (orders.length === 0) return []
  const since = orders[0]!.begins
  const lines = await tx<Came[]>`
    select e.source_id as source, e.person_id, p.office_id, e.minutes, lower(e.during) as from, upper(e.during) as until
    from hours_entries e join supervised_persons p on p.county_id = e.county_id and p.id = e.person_id
    where e.county_id = ${COUNTY.id} and e.source_kind = 'lecture' and e.revision = 1 and e.source_id like ${ledgerSource('%')}
      and lower(e.during) >= ${new Date(since.getTime() - DAY_MS)}
    order by e.source_id, e.person_id`
  const byOrder = new Map<string, Came[]>()
  for (const line of lines) {
    const id = orderIdOf(line.source)
    byOrder.set(id, [...(byOrder.get(id) ?? []), line])
  }
  return orders.flatMap((order) => {
    const came = byOrder.get(order.id)
    return came ? [{ order, came, occasionId: came[0]!.source.slice(SOURCE_AT) }] : []
  })
}

async function writeClasses(tx: TransactionSql, classes: readonly PastClass[]): Promise<void> {
  await insertRows(
    tx,
    'occasions',
    [
      ...['id', 'county_id', 'office_id', 'source_kind', 'source_id', 'regime', 'title_code', 'title_zh'],
      ...['title_en', 'during', 'room_zh', 'room_en', 'capacity', 'state', 'created_by', 'created_as'],
      'created_at',
    ],
    classes.map(({ occasionId, order }) => [
      ...[occasionId, COUNTY.id, order.office_id, 'lecture', order.id, 'adults', order.topic_code],
      ...[order.title_zh, order.title_en, `[${order.begins.toISOString()},${order.ends.toISOString()})`],
      ...[order.room_zh, order.room_en, order.capacity, 'took-place', order.created_by, 'office'],
      agreedAt(order),
    ]),
  )
  await insertRows(
    tx,
    'occasion_rosters',
    [
      ...['id', 'county_id', 'occasion_id', 'host_office_id', 'office_id', 'seats', 'joined'],
      ...['completed_at', 'completed_by'],
    ],
    classes.flatMap(({ occasionId, order, came }) =>
      Object.entries(order.seats).map(([officeId, seats]) => [
        ...[demoId('occasion roster', `${order.id} ${officeId}`), COUNTY.id, occasionId, order.office_id],
        ...[officeId, seats, came.filter((one) => one.office_id === officeId).length],
        ...[completedAt(order), accountOf(officeId)],
      ]),
    ),
  )
}

const agreedAt = ({ begins }: PastOrder) => new Date(begins.getTime() - 19 * DAY_MS).toISOString()
const completedAt = ({ ends }: PastOrder) => new Date(ends.getTime() + 60 * MINUTE_MS).toISOString()
const CODES = new Map<string, OfficeCode>(OFFICES.map(({ id, code }) => [id, code]))
function accountOf(officeId: string): string {
  const code = CODES.get(officeId)
  if (!code) throw new RangeError(`no office of the demo county: ${officeId}`)
  return staffAccountId(`office-${code}`)
}

async function writePlaces(tx: TransactionSql, classes: readonly PastClass[]): Promise<void> {
  await insertRows(
    tx,
    'occasion_places',
    [
      ...['id', 'county_id', 'occasion_id', 'office_id', 'person_id', 'regime', 'state'],
      ...['offered_by', 'offered_as', 'offered_at', 'changed_by', 'changed_as', 'changed_at'],
    ],
    classes.flatMap(({ occasionId, order, came }) =>
      came.map(({ person_id: personId, office_id: officeId }) => [
        ...[demoId('occasion place', `${order.id} ${personId}`), COUNTY.id, occasionId, officeId, personId],
        ...['adults', 'joined', accountOf(officeId), 'office', agreedAt(order)],
        ...[accountOf(officeId), 'office', agreedAt(order)],
      ]),
    ),
  )
}

/** A mark for each line, and the office's word for it, with the minutes of the line. */
async function writeMarks(tx: TransactionSql, classes: readonly PastClass[]): Promise<void> {
  const marks = classes.flatMap(({ occasionId, order, came }) => {
    const random = randomOf(`arrivals ${order.id}`)
    return came.map((one) => {
      const id = demoId('attendance mark', `${order.id} ${one.person_id}`)
      const early = new Date(order.begins.getTime() - random.between(1, 18) * MINUTE_MS)
      const leaves = one.until < order.ends ? one.until : null
      return { id, occasionId, order, leaves, arrived: one.from > order.begins ? one.from : early, ...one }
    })
  })
  await insertRows(
    tx,
    'attendance_marks',
    [
      ...['id', 'county_id', 'occasion_id', 'office_id', 'person_id', 'revision', 'outcome', 'attended'],
      ...['needs_note', 'in_at', 'out_at', 'recorded_by', 'recorded_as', 'recorded_at'],
    ],
    marks.map(({ id, occasionId, order, person_id: personId, office_id: officeId, arrived, leaves }) => [
      ...[id, COUNTY.id, occasionId, officeId, personId, 1, leaves ? 'left-early' : 'attended', true, false],
      ...[arrived.toISOString(), leaves?.toISOString() ?? null, accountOf(officeId), 'office'],
      order.ends.toISOString(),
    ]),
  )
  await insertRows(
    tx,
    'attendance_confirmations',
    [
      ...['id', 'county_id', 'occasion_id', 'person_id', 'mark_id', 'minutes', 'confirmed_by'],
      ...['confirmed_as', 'confirmed_at'],
    ],
    marks.map(({ id, occasionId, order, person_id: personId, office_id: officeId, minutes }) => [
      ...[demoId('attendance confirmation', id), COUNTY.id, occasionId, personId, id, minutes],
      ...[accountOf(officeId), 'office', completedAt(order)],
    ]),
  )
}
