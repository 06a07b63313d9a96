import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DecisionList } from '#app/components/decision-list.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { LoadChart } from '#app/components/load-chart.tsx'
import { townOf } from '#app/components/office-name.ts'
import { ShareChart } from '#app/components/share-chart.tsx'
import { StackedBarPatterns } from '#app/components/stacked-bar.tsx'
import { StandingChart } from '#app/components/standing-chart.tsx'
import { countyBoard, type OfficeOfBoard } from '#app/domains/reporting/county-board.queries.server.ts'
import { percentOf, trendOf } from '#app/domains/reporting/trend.policy.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.bureau.rail.board }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const today = dayAt(now())
  const [desk, { months, offices, requests, questions }] = await Promise.all([
    deskFor(actor),
    countyBoard(actor, today),
  ])
  return {
    ...{ desk, today, offices },
    questions: questions.map(({ office, count, oldestAsked, soonestDue }) => ({
      ...{ office, count, soonestDue, oldestAsked: dayAt(oldestAsked) },
    })),
    requests: { count: requests.count, since: requests.since && dayAt(requests.since) },
    months: months.map((one) => ({ ...one, percent: percentOf(one.met, one.asked) })),
  }
}

export default function BureauBoardPage() {
  const { desk, today, months, offices, requests, questions } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { county, board, locale } = messages
  const sum = (of: (row: OfficeOfBoard) => number) => offices.reduce((total, row) => total + of(row), 0)
  const running = months.at(-1)!
  const finished = months.slice(0, -1)
  const trend = trendOf(finished.flatMap(({ percent }) => (percent === null ? [] : [percent])))
  const named = offices.map((office) => ({ ...office, name: townOf(office, locale) }))
  const minors = sum((row) => row.minors)
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau', messages)}
      sentence={county.sentence(
        sum((row) => row.people),
        running.percent,
      )}
      lede={county.lede(
        today,
        sum((row) => row.short),
      )}
    >
      <StackedBarPatterns />
      <div className="charts">
        <ShareChart
          finding={trend ? county.share.heading(trend.trend, trend.from, trend.to) : county.share.none}
          months={finished}
          running={running}
          today={today}
        />
        <LoadChart finding={loadFinding(named, county)} offices={named} />
        <StandingChart finding={standingFinding(named, county)} offices={named} />
        <DecisionList
          title={county.decide.title}
          none={county.decide.none}
          decisions={[
            ...questions.map(({ office, count, oldestAsked, soonestDue }) => ({
              href: '/office/disputes',
              what: county.decide.questions(office && townOf(office, locale), count),
              more: county.decide.questionsSince(oldestAsked, soonestDue),
              go: county.decide.go,
            })),
            ...(requests.count > 0
              ? [
                  {
                    href: '/bureau/grants',
                    what: county.decide.grants(requests.count),
                    more: requests.since ? county.decide.grantsSince(requests.since) : '',
                    go: county.decide.go,
                  },
                ]
              : []),
          ]}
        />
      </div>
      {minors > 0 && <p className="quiet small">{board.minorsApart(minors)}</p>}
    </DeskPage>
  )
}

type Named = OfficeOfBoard & { name: string }

/** Who carries most, when it is clearly more than the county's average; else that they carry about the same. */
function loadFinding(offices: readonly Named[], { load }: Messages['county']): string {
  const served = offices.filter(({ staff }) => staff > 0)
  const [most] = [...served].sort((a, b) => b.people / b.staff - a.people / a.staff)
  const people = served.reduce((sum, one) => sum + one.people, 0)
  const staff = served.reduce((sum, one) => sum + one.staff, 0)
  if (!most || most.people / most.staff < CLEARLY_MORE * (people / staff)) return load.even
  return load.heading(most.name, most.staff, most.people)
}
const CLEARLY_MORE = 1.1

function standingFinding(offices: readonly Named[], { standing }: Messages['county']): string {
  const short = offices.filter((one) => one.short > 0).sort((a, b) => b.short - a.short)
  const [most, next] = short
  if (!most) return standing.none
  if (most.short === next?.short) {
    return standing.several(
      short.reduce((sum, one) => sum + one.short, 0),
      short.length,
    )
  }
  return standing.heading(most.name, most.short)
}
