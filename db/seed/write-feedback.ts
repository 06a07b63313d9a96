import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { insertRows } from './bulk.ts'
import { COUNTY } from './county.ts'

const MINUTE_MS = 60_000
/** What was said, in an order that has nothing to do with who sat where. */
const SAID: readonly (readonly ['good' | 'fair' | 'poor', string | null])[] = [
  ['good', '例子就是身边的事，听得懂。'],
  ['good', null],
  ['fair', '能不能讲慢一点'],
  ['good', '发的那张纸有用，贴在家里了。'],
  ['good', null],
  ['fair', null],
  ['poor', '屋里太热，后排听不清。'],
]

/**
 * What some of those who were there said of the demo county's class that is over: tokens and answers apart, as the product
 * writes them. Nothing when something was said already, or nobody was in a class.
 */
export async function writeFeedback(tx: TransactionSql, now: Date): Promise<void> {
  const [there] = await tx`select 1 from feedback_tokens where county_id = ${COUNTY.id} limit 1`
  if (there) return
  const over = new Date(now.getTime() - MINUTE_MS)
  const people = await tx<{ occasion_id: string; person_id: string; day: string }[]>`
    select m.occasion_id, m.person_id, (lower(o.during) at time zone 'Asia/Shanghai')::date::text as day
    from attendance_marks m join occasions o on o.county_id = m.county_id and o.id = m.occasion_id
    where m.county_id = ${COUNTY.id} and m.attended and m.revision = 1 and upper(o.during) <= ${over}
    order by o.id, md5(m.person_id::text)`
  for (const occasionId of new Set(people.map(({ occasion_id: id }) => id))) {
    const answering = people.filter(({ occasion_id: id }) => id === occasionId).slice(0, SAID.length)
    await insertRows(
      tx,
      'feedback_tokens',
      ['id', 'county_id', 'occasion_id', 'person_id'],
      answering.map(({ person_id: personId }) => [randomUUID(), COUNTY.id, occasionId, personId]),
    )
    await insertRows(
      tx,
      'feedback_answers',
      ['id', 'county_id', 'occasion_id', 'day', 'face', 'comment'],
      answering.map(({ day }, index) => [randomUUID(), COUNTY.id, occasionId, day, ...SAID[index]!]),
    )
  }
}
