import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MyPage } from '#app/components/my-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { now } from '#app/clock.server.ts'
import { reviewOverdueSince, unitsFor } from '#app/domains/learning/lessons.server.ts'
import { ownProgress } from '#app/domains/learning/progress.queries.server.ts'
import { hasPassed, passMarkOf } from '#app/domains/learning/quiz-attempt.policy.ts'
import { askedOf, QUESTIONS_PER_QUIZ } from '#app/domains/learning/quiz-draw.policy.ts'
import { ownQuizStanding } from '#app/domains/learning/quiz.queries.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { moduleOf } from './lesson-of.server.ts'

export const handle: PageHandle = { title: (messages) => messages.study.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const module = moduleOf(actor, params)
  const today = dayAt(now())
  const questions = Math.min(QUESTIONS_PER_QUIZ, askedOf(module.bank, actor.minorsRegime).length)
  const progress = await ownProgress(actor, today)
  const standing = questions > 0 ? await ownQuizStanding(actor, module.code) : null
  return {
    code: module.code,
    title: module.publicTitle,
    summary: module.summary,
    reviewed: module.reviewed,
    overdueSince: reviewOverdueSince(module, today),
    quiz: standing && {
      ...{ questions, passRight: passMarkOf(questions, standing.policy) },
      completedOn: standing.completed?.on ?? null,
      open: standing.open && {
        ...{ answered: standing.open.answered, questions: standing.open.questions },
        aloud: standing.open.takenBy !== null,
      },
      missed:
        standing.last && !hasPassed(standing.last)
          ? { right: standing.last.rightCount, passRight: standing.last.passRight }
          : null,
    },
    units: unitsFor(module, actor.minorsRegime).map((unit) => ({
      code: unit.code,
      title: unit.title,
      minutes: unit.minutes,
      passages: unit.passages.length,
      progress: progress.get(unit.id) ?? { state: 'new' as const },
    })),
  }
}

export default function ModulePage() {
  const { code, title, summary, units, quiz, reviewed, overdueSince } = useLoaderData<typeof loader>()
  const { study, locale } = useMessages()
  const words = study.module
  const next =
    units.find((unit) => unit.progress.state === 'open') ??
    units.find((unit) => unit.progress.state !== 'counted')
  const number = next ? units.indexOf(next) + 1 : 0
  return (
    <MyPage viewing={useViewing()} here="study" back={{ href: '/my/study', label: words.back }}>
      <h1>{title[locale]}</h1>
      <p className="quiet">{summary[locale]}</p>
      {overdueSince && <Notice tone="todo">{words.reviewOverdue(overdueSince)}</Notice>}
      {next ? (
        <p className="row">
          <a className="btn" href={`/my/study/${code}/${next.code}`}>
            {number === 1 && next.progress.state === 'new' ? words.begin : words.carryOn(number)}
          </a>
        </p>
      ) : (
        <Notice>{words.allDone}</Notice>
      )}
      <section aria-labelledby="units">
        <h2 id="units">{words.units}</h2>
        <ol className="plainlist">
          {units.map((unit, index) => (
            <li key={unit.code}>
              <h3>
                <a href={`/my/study/${code}/${unit.code}`}>
                  {study.finished.nextTitle(index + 1, unit.title[locale])}
                </a>
              </h3>
              <p className="quiet small">
                {unit.progress.state === 'counted'
                  ? words.unitCredited(unit.progress.on, unit.progress.minutes)
                  : unit.progress.state === 'open'
                    ? words.unitOpen(
                        Math.min(unit.progress.place, unit.passages),
                        Math.min(unit.progress.passages, unit.passages),
                      )
                    : words.unitMinutes(unit.minutes)}
              </p>
            </li>
          ))}
        </ol>
      </section>
      {quiz && <QuizOfModule href={`/my/study/${code}/quiz`} quiz={quiz} solid={!next} />}
      <p className="quiet small">{words.reviewed(reviewed)}</p>
    </MyPage>
  )
}

type QuizState = {
  questions: number
  passRight: number
  completedOn: CalendarDay | null
  open: { answered: number; questions: number; aloud: boolean } | null
  missed: { right: number; passRight: number } | null
}

/** The way to the quiz, and how it stands. It may be taken any time; once the units are done it is the next thing. */
function QuizOfModule({ href, quiz, solid }: { href: string; quiz: QuizState; solid: boolean }) {
  const { quiz: quizWords, oral } = useMessages()
  const words = quizWords.onModule
  const { open, completedOn, missed } = quiz
  return (
    <section aria-labelledby="quiz">
      <h2 id="quiz">{words.title}</h2>
      <p>
        {open
          ? open.aloud
            ? oral.my.running
            : words.open(open.answered, open.questions)
          : completedOn
            ? words.passed(completedOn)
            : missed
              ? words.missed(missed.right, missed.passRight)
              : words.words(quiz.questions, quiz.passRight)}
      </p>
      {!solid && !open && !completedOn && !missed && <p className="quiet small">{words.suggest}</p>}
      <p className="row">
        <a className={solid && !completedOn ? 'btn' : 'btn plain'} href={href}>
          {open && !open.aloud ? words.carryOn : words.go}
        </a>
      </p>
    </section>
  )
}
