import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import type { FeedbackFace } from '#app/domains/attendance/feedback.policy.ts'
import { insertRows } from './bulk.ts'
import { COUNTY } from './county.ts'
import { randomOf, type Random } from './random.ts'

const MINUTE_MS = 60_000

/** What people write, by the menu of the class; most write nothing. */
const SAID: Readonly<Record<string, Readonly<Record<FeedbackFace, readonly string[]>>>> = {
  a: {
    good: [
      '例子就是身边的事，听得懂。',
      '以前不知道这样也算违法，心里有数了。',
      '发的那张纸有用，贴在家里了。',
      '律师一条一条讲，回去给家里人也说了。',
      '问了我的事，当场答的。',
    ],
    fair: ['能不能讲慢一点', '法条念得多，例子再多几个就好。', '后半段有点赶。'],
    poor: ['屋里太热，后排听不清。', '和我的事关系不大。'],
  },
  b: {
    good: [
      '招工的信息用得上，记了两个电话。',
      '讲得实在，像拉家常。',
      '请假怎么办这回弄明白了。',
      '知道孩子的事该找谁了。',
    ],
    fair: ['想多听听怎么办手续。', '时间短了点。'],
    poor: ['下班赶来，赶不上开头。'],
  },
  c: {
    good: [
      '睡不着的办法，试了有用。',
      '说出来轻松些。',
      '老师不急不躁，愿意听。',
      '回家和老伴也能好好说话了。',
    ],
    fair: ['人多，不好意思开口。', '做练习的时候有点不习惯。'],
    poor: ['有的词听不懂。'],
  },
}
const FACES: readonly (readonly [FeedbackFace, number])[] = [
  ['good', 0.7],
  ['fair', 0.92],
  ['poor', 1],
]

type Answer = { face: FeedbackFace; comment: string | null }

/** What is not written yet about a topic: nobody repeats another one's words. */
function unwritten(topic: string): Record<FeedbackFace, string[]> {
  const said = SAID[topic[0]!] ?? SAID.a!
  const random = randomOf(`comments ${topic}`)
  return {
    good: random.shuffled(said.good),
    fair: random.shuffled(said.fair),
    poor: random.shuffled(said.poor),
  }
}

/** What a few of them said. */
function answersOf(left: Record<FeedbackFace, string[]>, count: number, random: Random): Answer[] {
  return Array.from({ length: count }, () => {
    const drawn = random.next()
    const face = FACES.find(([, upTo]) => drawn < upTo)![0]
    const writes = random.next() < 0.12
    return { face, comment: writes ? (left[face].pop() ?? null) : null }
  })
}

/**
 * What some of those who were there said of the demo county's classes that are over: tokens and answers apart, as the product
 * writes them. Nothing when something was said already, or nobody was in a class.
 */
export async function writeFeedback(tx: TransactionSql, now: Date): Promise<void> {
  const [there] = await tx`select 1 from feedback_tokens where county_id = ${COUNTY.id} limit 1`
  if (there) return
  const over = new Date(now.getTime() - MINUTE_MS)
  const classes = await tx<{ id: string; topic: string; day: string; people: string[] }[]>`
    select o.id, o.title_code as topic, (lower(o.during) at time zone 'Asia/Shanghai')::date::text as day,
      array_agg(m.person_id order by md5(m.person_id::text)) as people
    from attendance_marks m join occasions o on o.county_id = m.county_id and o.id = m.occasion_id
    where m.county_id = ${COUNTY.id} and m.attended and m.revision = 1 and upper(o.during) <= ${over}
    group by o.id order by md5(o.id::text)`
  const leftOf = new Map<string, Record<FeedbackFace, string[]>>()
  const given = classes.map(({ id, topic, day, people }) => {
    const random = randomOf(`feedback ${id}`)
    const answering = random
      .shuffled(people)
      .slice(0, Math.ceil(people.length * (0.12 + random.next() * 0.2)))
    const left = leftOf.get(topic) ?? unwritten(topic)
    leftOf.set(topic, left)
    return { id, day, answering, answers: answersOf(left, answering.length, random) }
  })
  await insertRows(
    tx,
    'feedback_tokens',
    ['id', 'county_id', 'occasion_id', 'person_id'],
    given.flatMap(({ id, answering }) =>
      answering.map((personId) => [randomUUID(), COUNTY.id, id, personId]),
    ),
  )
  await insertRows(
    tx,
    'feedback_answers',
    ['id', 'county_id', 'occasion_id', 'day', 'face', 'comment'],
    given.flatMap(({ id, day, answers }) =>
      answers.map(({ face, comment }) => [randomUUID(), COUNTY.id, id, day, face, comment]),
    ),
  )
}
