import type { ReversalReason } from '#app/domains/hours/explanation.policy.ts'
import type { OfficeCode } from './county.ts'

/** A question on a line, before it is written. */
export type DemoQuestion = {
  id: string
  personId: string
  entryId: string
  words: string
  askedBy: string
  askedAtMs: number
  answer: {
    verdict: 'upheld' | 'recredited'
    reason: ReversalReason | null
    words: string
    answeredBy: string
    answeredAs: 'office' | 'bureau'
    answeredAtMs: number
    reversalId: string | null
    creditId: string | null
  } | null
}

/**
 * What waits on the day of a start: three questions in 禾丰镇, the first of five days ago as on the drawn bureau board, and
 * one each elsewhere; one of them in a record of the minors' regime that is closed.
 */
export const OPEN_QUESTIONS: readonly {
  office: OfficeCode
  minor?: boolean
  daysAgo: number
  words: string
}[] = [
  { office: 'hefeng', daysAgo: 5, words: '我去得早，走得也晚，少记了时间。' },
  { office: 'hefeng', daysAgo: 3, words: '那天我一直到最后才走的，好像少记了。' },
  { office: 'hefeng', daysAgo: 2, words: '时间好像不对，能不能帮我看看签到表？' },
  { office: 'yunxi', daysAgo: 4, words: '我提前到的，签到排队排了十来分钟。' },
  { office: 'beitang', daysAgo: 1, words: '后面那段时间好像没有算上。' },
  { office: 'nanpu', minor: true, daysAgo: 2, words: '这次谈话比记的要长。' },
]
