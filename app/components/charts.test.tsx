import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { MessagesProvider } from '#app/messages/context.tsx'
import { en } from '#app/messages/en.ts'
import { zh } from '#app/messages/zh.ts'
import { calendarDay, calendarMonth } from '#app/shared/calendar-day.ts'
import { LoadChart } from './load-chart.tsx'
import { ShareChart } from './share-chart.tsx'
import { StandingChart } from './standing-chart.tsx'

const MONTHS = [
  ['2026-04', 100, 82],
  ['2026-05', 0, 0],
  ['2026-06', 120, 109],
  ['2026-07', 110, 70],
].map(([month, asked, met]) => ({
  month: calendarMonth(String(month)),
  ...{ asked: Number(asked), met: Number(met) },
  percent: asked === 0 ? null : Math.floor((Number(met) * 100) / Number(asked)),
}))
const OFFICES = [
  { id: 'a', name: '东塘镇', people: 58, staff: 4, short: 7, near: 12, met: 31, free: 8 },
  { id: 'b', name: '石湾镇', people: 34, staff: 2, short: 0, near: 4, met: 30, free: 0 },
  { id: 'c', name: '渔沙镇', people: 5, staff: 0, short: 1, near: 1, met: 1, free: 2 },
]
const render = (page: React.ReactElement, messages = zh) =>
  renderToStaticMarkup(<MessagesProvider messages={messages}>{page}</MessagesProvider>)
const share = (
  <ShareChart
    finding="发现"
    months={MONTHS.slice(0, -1)}
    running={MONTHS.at(-1)!}
    today={calendarDay('2026-07-22')}
  />
)
/** The drawing for a desk and the one for a phone. */
const drawings = (html: string) => html.split('<svg').slice(1)
/** What both drawings say. */
const drawn = (html: string, attribute: string) => {
  const [wide, narrow] = drawings(html).map((one) =>
    [...one.matchAll(new RegExp(`${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value),
  )
  expect(narrow).toEqual(wide)
  return wide!
}
const inEach = (html: string, pattern: RegExp) => drawings(html).map((one) => one.match(pattern)?.length)
const bodyRows = (html: string) =>
  [...html.split('<tbody>')[1]!.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell),
  )

describe('what is drawn is what stands in the table', () => {
  test('share of each month; the unfinished one is an open dot no line leads to', () => {
    const html = render(share)
    const percents = bodyRows(html).map((cells) => cells.at(-1))
    expect(percents).toEqual(['82%', '—', '90%', '63%'])
    expect(drawn(html, 'data-percent').map((one) => `${one}%`)).toEqual(percents.filter((one) => one !== '—'))
    expect(inEach(html, /class="g-open"/g)).toEqual([1, 1])
    // Two finished months with people: two points, one line between them.
    expect(/class="g-line" d="([^"]*)"/.exec(html)![1]!.split(/[ML]/).filter(Boolean)).toHaveLength(2)
  })

  test('people per member of staff, the average in its place, an office without staff in the table only', () => {
    const html = render(<LoadChart finding="发现" offices={OFFICES} />)
    expect(drawn(html, 'data-ratio')).toEqual(['17', '16.2', '14.5'])
    expect(bodyRows(html).map((cells) => cells.at(-1))).toEqual(['17', '16.2', '14.5', '—'])
    expect(inEach(html, /g-bar-hot/g)).toEqual([1, 1])
  })

  test('standing by office', () => {
    const html = render(<StandingChart finding="发现" offices={OFFICES} />)
    const counts = bodyRows(html).flatMap((cells) => cells.slice(1))
    expect(drawn(html, 'data-count')).toEqual(counts.filter((one) => one !== '0'))
    expect(counts).toHaveLength(12)
  })
})

test.each([
  ['share', share],
  ['load', <LoadChart key="load" finding="A finding" offices={OFFICES} />],
  ['standing', <StandingChart key="standing" finding="A finding" offices={OFFICES} />],
])('%s: a heading, a title in words, a table; no style attribute, no number that is none', (_, chart) => {
  for (const messages of [zh, en]) {
    const html = render(chart, messages)
    expect(html).toMatch(/<h2[^>]*>.+<\/h2>/)
    expect(html).toMatch(/role="img" aria-labelledby="([^"]+)"><title id="\1">.{10,}<\/title>/)
    expect(html).toMatch(/<details>.*<table>/)
    expect(html).not.toMatch(/style=|NaN|Infinity|undefined/)
  }
})

test('nobody anywhere is drawn as nothing, not as a broken picture', () => {
  const none = MONTHS.map((one) => ({ ...one, asked: 0, met: 0, percent: null }))
  const html = render(
    <>
      <ShareChart
        finding="发现"
        months={none.slice(0, -1)}
        running={none.at(-1)!}
        today={calendarDay('2026-07-22')}
      />
      <LoadChart finding="发现" offices={[]} />
      <StandingChart finding="发现" offices={[]} />
    </>,
  )
  expect(html).not.toMatch(/NaN|Infinity|undefined/)
})
