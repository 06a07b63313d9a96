import type { ReactNode } from 'react'
import type { CalendarDay } from '#app/shared/calendar-day.ts'

export interface QuotedLaw {
  id: string
  /** 《社区矫正法》第二十一条第一款 */
  label: string
  quote: string
  inForce: CalendarDay
}

/** The law's own words, with where they stand and since when; `children` are the same words with their sentences marked. */
export function LawQuote({ law, children }: { law: QuotedLaw; children?: ReactNode }) {
  return (
    <blockquote className="law">
      <p>{children ?? law.quote}</p>
      <cite>
        {law.label}，{dayInWords(law.inForce)}起施行
      </cite>
    </blockquote>
  )
}

/** Under a block that states law: where it says so; opens without a script to the words themselves. */
export function Sources({ laws }: { laws: readonly QuotedLaw[] }) {
  return (
    <details className="sources">
      <summary>依据：{labelsOf(laws)}</summary>
      {laws.map((law) => (
        <LawQuote key={law.id} law={law} />
      ))}
    </details>
  )
}

/** 《社区矫正法》第九条第二款、第十七条第二款: a law is named once, and so is a paragraph that is quoted twice. */
function labelsOf(laws: readonly QuotedLaw[]): string {
  const nameOf = (label: string) => label.slice(0, label.indexOf('》') + 1)
  const labels = [...new Set(laws.map(({ label }) => label))]
  return labels
    .map((label, index) => {
      const name = nameOf(label)
      return name === nameOf(labels[index - 1] ?? '') ? label.slice(name.length) : label
    })
    .join('、')
}

function dayInWords(day: CalendarDay): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year} 年 ${month} 月 ${date} 日`
}
