import type { ItemFlag } from '#app/domains/learning/item-flag.policy.ts'
import type { Index } from '#app/domains/learning/item-statistics.policy.ts'
import type { AskedQuestion } from '#app/domains/learning/quiz-draw.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { answerInWords } from './quiz-review.tsx'

/** A question in one wording; its numbers in whole per cent, null where they are not told. */
export type ItemOfTable = {
  question: string
  version: string
  current: boolean
  wording:
    (Pick<AskedQuestion, 'kind' | 'question' | 'options' | 'after'> & { right: readonly string[] }) | null
  numbers: {
    asked: number
    missed: number
    facility: number
    discrimination: Index
    efficiency: Index
  } | null
  flag: { flag: ItemFlag; sure: boolean } | null
  /** Among those who missed it. */
  wrong: { chosen: readonly string[]; times: number } | null
}

/** Every question with its numbers; on a phone one block a question. */
export function ItemsTable({
  items: list,
  least,
  sureFrom,
}: {
  items: readonly ItemOfTable[]
  least: number
  sureFrom: number
}) {
  const { items } = useMessages()
  const { table } = items
  return (
    <table className="items">
      <caption className="vh">{items.title}</caption>
      <thead>
        <tr>
          <th scope="col">{table.question}</th>
          <th scope="col" className="r">
            {table.asked}
          </th>
          <th scope="col" className="r">
            {table.facility}
          </th>
          <th scope="col" className="r">
            {table.discrimination}
          </th>
          <th scope="col" className="r">
            {table.efficiency}
          </th>
          <th scope="col">{table.look}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((item) => {
          const { numbers, flag } = item
          return (
            <tr key={`${item.question} ${item.version}`}>
              <th scope="row">
                <QuestionOfItem item={item} />
              </th>
              {numbers ? (
                <>
                  <td className="r" data-label={table.asked}>
                    {items.times(numbers.asked)}
                  </td>
                  <td className="r" data-label={table.facility}>
                    {items.percent(numbers.facility)}
                  </td>
                  <IndexCells discrimination={numbers.discrimination} efficiency={numbers.efficiency} />
                  <td data-label={table.look}>
                    {flag ? (
                      <>
                        <b>{items.flags[flag.flag]}</b>
                        {!flag.sure && <span className="quiet small">{items.unsure(sureFrom)}</span>}
                      </>
                    ) : (
                      <span className="quiet">{items.fine}</span>
                    )}
                  </td>
                </>
              ) : (
                <td colSpan={5} className="quiet small">
                  {items.few(least)}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The two indices, or once why there is none of them. */
function IndexCells({ discrimination, efficiency }: { discrimination: Index; efficiency: Index }) {
  const { items } = useMessages()
  const { table } = items
  if (typeof discrimination === 'string')
    return (
      <td colSpan={2} className="quiet small" data-label={table.discrimination}>
        {items.none[discrimination]}
      </td>
    )
  return (
    <>
      <td className="r" data-label={table.discrimination}>
        {items.percent(discrimination)}
      </td>
      <td className="r" data-label={table.efficiency}>
        {typeof efficiency === 'string' ? items.none[efficiency] : items.percent(efficiency)}
      </td>
    </>
  )
}

function QuestionOfItem({ item }: { item: ItemOfTable }) {
  const { items, quiz } = useMessages()
  const { question, version, current, wording, numbers, wrong } = item
  const words = { isTrue: quiz.ask.isTrue, isFalse: quiz.ask.isFalse, ...quiz.result }
  return (
    <>
      <span className="quiet small">
        {[
          items.number(question),
          ...(wording ? [items.kinds[wording.kind]] : []),
          ...(current ? [] : [`${items.older} (${items.version(version)})`]),
        ].join(' · ')}
      </span>
      {wording ? (
        <span className="wording" lang="zh-CN">
          {wording.question}
        </span>
      ) : (
        <span className="wording">{items.wordingGone}</span>
      )}
      {wording && wording.right.length > 0 && (
        <span className="small">
          {items.right}
          <span lang="zh-CN">{answerInWords(wording, wording.right, words)}</span>
        </span>
      )}
      {wording && numbers && wrong && (
        <span className="small">
          {items.wrong}
          {wrong.chosen.length > 0 ? (
            <span lang="zh-CN">{answerInWords(wording, wrong.chosen, words)}</span>
          ) : (
            items.leftOut
          )}
          <span className="quiet">{items.wrongTimes(wrong.times, numbers.missed)}</span>
        </span>
      )}
    </>
  )
}
