import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MyPage } from '#app/components/my-page.tsx'
import { CallSentence } from '#app/components/notice.tsx'
import { Ring } from '#app/components/ring.tsx'
import { Sentence } from '#app/components/sentence.tsx'
import { WayForward } from '#app/components/way-forward.tsx'
import { ownMonth } from '#app/domains/guidance/own-month.queries.server.ts'
import { studyLeftIn } from '#app/domains/learning/progress.queries.server.ts'
import { nextUnit, nextUnits } from '#app/domains/learning/next-unit.server.ts'
import { readContacts } from '#app/domains/supervision/offices.queries.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { spanOn } from '#app/domains/hours/dated.policy.ts'
import { entryNumber } from '#app/components/statement-lines.ts'
import { dayAt, monthOf, timeOfDay } from '#app/shared/calendar-day.ts'

export const handle: PageHandle = { title: (messages) => messages.my.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const found = await ownMonth(actor)
  if (!found) throw notFound()
  const {
    today,
    own,
    modules,
    progress,
    filling,
    assignments,
    answers,
    quiz,
    suggested,
    nextClass,
    appointment,
  } = found
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
    studies: ended
      ? []
      : nextUnits(
          inOrder(otherModules(modules, assignments), suggested),
          progress,
          actor.minorsRegime,
          filling.byStudy,
        ).map((next) => ({
          ...next,
          why: suggested.find(({ code }) => next.unitId.startsWith(`${code}/`))?.reason ?? null,
        })),
    aloud: suggested[0]?.aloud ?? false,
    asked: ended
      ? []
      : assignments.flatMap(({ id, code, dueOn, state }) => {
          const module = modules.find((one) => one.code === code)
          const next = module && nextUnit([module], progress, actor.minorsRegime)
          if (!module || !next) return []
          const minutes = studyLeftIn([module], progress, actor.minorsRegime)
          return [{ ...{ id, code, dueOn, next, minutes }, overdue: state === 'overdue' }]
        }),
    officePhone: contacts?.officePhone ?? null,
    nextClass: ended ? null : nextClass,
    appointment: appointment && { day: dayAt(appointment.from), time: timeOfDay(appointment.from) },
    quiz: ended ? null : quiz,
    answers: answers.map(({ askedAt, ...line }) => ({
      askedOn: dayAt(askedAt),
      href: `/my/hours?m=${monthOf(line.countyDay)}#${entryNumber(line)}`,
    })),
  }
}

/** What is suggested first, in its order; the rest in the menu's. */
function inOrder<Module extends { code: string }>(
  modules: readonly Module[],
  suggested: readonly { code: string }[],
): Module[] {
  const first = suggested.flatMap(({ code }) => modules.filter((module) => module.code === code))
  return [...first, ...modules.filter((module) => !first.includes(module))]
}

/** Those nobody asked for; all of them when everything was asked for. */
function otherModules<Module extends { code: string }>(
  modules: readonly Module[],
  assignments: readonly { code: string }[],
): Module[] {
  const others = modules.filter(({ code }) => !assignments.some((one) => one.code === code))
  return others.length > 0 ? others : [...modules]
}

export default function TodayPage() {
  const page = useLoaderData<typeof loader>()
  const { my, myCounselling, myLectures, questions, quiz, assign, recommended, common, format, locale } =
    useMessages()
  const { filling } = page
  const standing = standingWords(page, my)
  const plans = [
    ...(filling.byClass > 0
      ? [{ look: 'hollow' as const, minutes: filling.byClass, label: my.ring.class }]
      : []),
    ...(filling.byStudy > 0
      ? [{ look: 'striped' as const, minutes: filling.byStudy, label: my.ring.study }]
      : []),
  ]
  /** A module of which some units are behind one is gone on with, not begun. */
  const goOn = (next: { begun: boolean; number: number }) =>
    next.begun || next.number > 1 ? my.next.carryOn : my.next.begin
  // What the office asked for comes first; each stop takes its part of what study can add, so that they add up to it.
  let room = filling.byStudy
  const askedStops = page.asked.map((one, index) => {
    const gain = Math.min(room, one.minutes)
    room -= gain
    return {
      key: one.id,
      title: my.next.fromUnit(one.next.module[locale], one.next.number),
      gain,
      words: (
        <>
          {one.overdue ? assign.my.overdue(one.dueOn) : assign.my.dueBy(one.dueOn)}
          {common.sentenceGap}
          {assign.my.why}
          {common.sentenceGap}
          {assign.my.left(one.next.unitsLeft, one.next.minutes)}
        </>
      ),
      action: (
        <a className={index === 0 ? 'btn' : 'btn plain'} href={`/my/study/${one.next.unitId}`}>
          {goOn(one.next)}
        </a>
      ),
    }
  })
  const others = page.studies.filter(
    ({ unitId }) => !page.asked.some(({ code }) => unitId.startsWith(`${code}/`)),
  )
  const studyStops = others.flatMap((next, index) => {
    // With the month filled, one way to go on is enough.
    if (room <= 0 && (index > 0 || askedStops.length > 0)) return []
    const gain = Math.min(room, next.minutesLeft)
    room -= gain
    const first = askedStops.length === 0 && index === 0
    return [
      {
        key: next.unitId,
        title: my.next.fromUnit(next.module[locale], next.number),
        gain,
        words: (
          <>
            {next.why && recommended.own[next.why]}
            {next.why && common.sentenceGap}
            {my.next.unitsLeft(next.unitsLeft, next.minutes)}
          </>
        ),
        action: (
          <a className={first ? 'btn' : 'btn plain'} href={`/my/study/${next.unitId}`}>
            {goOn(next)}
          </a>
        ),
      },
    ]
  })
  const stops = [
    ...askedStops,
    ...studyStops,
    ...(filling.byClass > 0 && page.nextClass
      ? [
          {
            key: 'class',
            title: page.nextClass.title[locale],
            gain: Math.min(filling.byClass, page.nextClass.minutes),
            words: my.next.classAt(page.nextClass.day, page.nextClass.time, page.nextClass.room[locale]),
            action: (
              <a className="btn plain" href="/my/lectures">
                {page.nextClass.going ? my.next.classSee : my.next.classJoin}
              </a>
            ),
          },
        ]
      : filling.byClass > 0 && page.officePhone
        ? [
            {
              key: 'class',
              title: my.next.class,
              gain: filling.byClass,
              words: <CallSentence words={my.next.classHow(page.officePhone)} />,
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
          {page.aloud && page.studies.length > 0 && (
            <p className="quiet small aloud-note">{recommended.ownAloud}</p>
          )}
        </section>
      )}
      {page.nextClass && filling.byClass === 0 && (
        <section aria-labelledby="class">
          <h2 id="class">{myLectures.title}</h2>
          <p>
            {my.next.classAt(page.nextClass.day, page.nextClass.time, page.nextClass.room[locale])}{' '}
            <a className="nb" href="/my/lectures">
              {page.nextClass.going ? my.next.classSee : my.next.classJoin}
            </a>
          </p>
        </section>
      )}
      {(page.answers.length > 0 || page.quiz || page.appointment) && (
        <section aria-labelledby="today">
          <h2 id="today">{questions.today.title}</h2>
          <ul className="plainlist">
            {page.appointment && (
              <li>
                {page.appointment.day === page.today
                  ? myCounselling.today.now(page.appointment.time)
                  : myCounselling.today.next(page.appointment.day, page.appointment.time)}{' '}
                <a className="nb" href="/my/counselling">
                  {myCounselling.today.see}
                </a>
              </li>
            )}
            {page.quiz && (
              <li>
                {quiz.openOnToday(page.quiz.moduleTitle[locale], page.quiz.answered, page.quiz.questions)}{' '}
                <a className="nb" href={page.quiz.href}>
                  {quiz.before.carryOn}
                </a>
              </li>
            )}
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
      {!page.ended && (
        <p className="row">
          <a className="btn text" href="/my/counselling">
            {myCounselling.link}
          </a>
        </p>
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
        : filling.onlineCap !== null && page.studies.length > 0
          ? my.short.byClassOnly(filling.onlineCap)
          : my.short.noStudyLeft
  return { words: my.short.lead, minutes: page.short, more }
}
