import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MyPage } from '#app/components/my-page.tsx'
import { Ring } from '#app/components/ring.tsx'
import { Sentence } from '#app/components/sentence.tsx'
import { WayForward } from '#app/components/way-forward.tsx'
import { ownMonth } from '#app/domains/guidance/own-month.queries.server.ts'
import { ownRecentAnswers } from '#app/domains/hours/questions.queries.server.ts'
import { nextUnit } from '#app/domains/learning/next-unit.server.ts'
import { readContacts } from '#app/domains/supervision/offices.queries.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { spanOn } from '#app/domains/hours/dated.policy.ts'
import { entryNumber } from '#app/components/statement-lines.ts'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'

export const handle: PageHandle = { title: (messages) => messages.my.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const [found, answers] = await Promise.all([ownMonth(actor), ownRecentAnswers(actor)])
  if (!found) throw notFound()
  const { today, own, modules, progress, filling } = found
  const { requirement, assessment, facts } = own
  const ended = facts.leftOn !== null && facts.leftOn <= today
  const contacts = filling.byClass > 0 ? await readContacts(actor) : null
  return {
    today,
    ended,
    kind: requirement.kind,
    reason: requirement.kind === 'none' ? requirement.reason : null,
    pausedUntil: spanOn(facts.pauses, today)?.to ?? null,
    required: assessment.required,
    counted: assessment.counted,
    short: assessment.short,
    filling,
    next: ended ? null : nextUnit(modules, progress, actor.minorsRegime),
    officePhone: contacts?.officePhone ?? null,
    answers: answers.map(({ askedAt, ...line }) => ({
      askedOn: dayAt(askedAt),
      href: `/my/hours?m=${monthOf(line.countyDay)}#${entryNumber(line)}`,
    })),
  }
}

export default function TodayPage() {
  const page = useLoaderData<typeof loader>()
  const { my, questions, format, locale } = useMessages()
  const { filling, next } = page
  const standing = standingWords(page, my)
  const plans = [
    ...(filling.byClass > 0
      ? [{ look: 'hollow' as const, minutes: filling.byClass, label: my.ring.class }]
      : []),
    ...(filling.byStudy > 0
      ? [{ look: 'striped' as const, minutes: filling.byStudy, label: my.ring.study }]
      : []),
  ]
  const stops = [
    ...(next
      ? [
          {
            key: 'study',
            title: my.next.fromUnit(next.module[locale], next.number),
            gain: filling.byStudy,
            words: my.next.unitsLeft(next.unitsLeft, next.minutes),
            action: (
              <a className="btn" href={`/my/study/${next.unitId}`}>
                {next.begun ? my.next.carryOn : my.next.begin}
              </a>
            ),
          },
        ]
      : []),
    ...(filling.byClass > 0 && page.officePhone
      ? [
          {
            key: 'class',
            title: my.next.class,
            gain: filling.byClass,
            words: my.next.classHow(page.officePhone),
            action: (
              <a className="btn text" href="/my/help">
                {my.help.title}
              </a>
            ),
          },
        ]
      : []),
  ]
  return (
    <MyPage viewing={useViewing()} here="today">
      <p className="quiet">{format.dateLine(page.today)}</p>
      <Sentence words={standing.words} minutes={standing.minutes} />
      <p>{standing.more}</p>
      {!page.ended && <Ring required={page.required} counted={page.counted} plans={plans} />}
      {stops.length > 0 && (
        <section aria-labelledby="fill">
          <h2 id="fill">{page.short > 0 ? my.next.title : my.next.titleFree}</h2>
          <WayForward stops={stops} />
        </section>
      )}
      {page.answers.length > 0 && (
        <section aria-labelledby="today">
          <h2 id="today">{questions.today.title}</h2>
          <ul className="plainlist">
            {page.answers.map(({ askedOn, href }) => (
              <li key={href}>
                {questions.today.answered(askedOn)}{' '}
                <a className="nb" href={href}>
                  {questions.today.see}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </MyPage>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

function standingWords(
  page: Page,
  my: ReturnType<typeof useMessages>['my'],
): { words: string; minutes?: number; more: string } {
  const { filling } = page
  if (page.ended) return { words: my.ended.sentence, more: my.ended.more }
  if (page.kind === 'no-target') return { words: my.noTarget.sentence, more: my.noTarget.more(page.counted) }
  if (page.kind === 'none') {
    if (page.reason === 'paused') return { words: my.paused.sentence, more: my.paused.more(page.pausedUntil) }
    return { words: my.nothingRequired.sentence, more: my.nothingRequired.more }
  }
  if (page.short === 0) {
    return { words: my.met.sentence, more: my.met.more(page.counted, page.required) }
  }
  const more =
    filling.byClass === 0
      ? my.short.byStudy(filling.byStudy)
      : filling.byStudy > 0
        ? my.short.byStudyAndClass(filling.byStudy, filling.byClass)
        : filling.onlineCap !== null && page.next
          ? my.short.byClassOnly(filling.onlineCap)
          : my.short.noStudyLeft
  return { words: my.short.lead, minutes: page.short, more }
}
