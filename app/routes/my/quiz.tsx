import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { now } from '#app/clock.server.ts'
import { hasPassed, mayStart, passMarkOf } from '#app/domains/learning/quiz-attempt.policy.ts'
import { askedOf, QUESTIONS_PER_QUIZ } from '#app/domains/learning/quiz-draw.policy.ts'
import { startQuiz } from '#app/domains/learning/quiz-start.server.ts'
import { ownQuizStanding } from '#app/domains/learning/quiz.queries.server.ts'
import { mayStudy } from '#app/domains/learning/study-place.policy.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { quizModuleOf } from './lesson-of.server.ts'

export const handle: PageHandle = { title: (messages) => messages.quiz.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const module = quizModuleOf(actor, params)
  const { open, last, policy } = await ownQuizStanding(actor, module.code)
  const count = Math.min(QUESTIONS_PER_QUIZ, askedOf(module.bank, actor.minorsRegime).length)
  const allowed = mayStart(last, now())
  return {
    base: `/my/study/${module.code}`,
    title: module.publicTitle,
    left: !mayStudy(actor, dayAt(now())),
    questions: open?.questions ?? count,
    passRight: open?.passRight ?? passMarkOf(count, policy),
    waitMinutes: policy.quizWaitMinutes,
    open: open && {
      ...{ id: open.id, answered: open.answered, questions: open.questions, asker: open.asker },
    },
    last: last && {
      ...{ id: last.id, right: last.rightCount, questions: last.questions },
      ...{ passed: hasPassed(last), asker: last.asker },
    },
    from: allowed.from ? { day: dayAt(allowed.from), time: timeOfDay(allowed.from) } : null,
  }
}

const schema = z.object({ do: z.literal('start') })

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const module = quizModuleOf(actor, params)
  const form = await parseForm(request, schema)
  if (!form.ok) return data({ problem: 'nothing-chosen' as const }, 400)
  const started = await startQuiz(actor, module)
  const base = `/my/study/${module.code}/quiz`
  // The page itself says why it cannot be started, and when it can.
  if ('refused' in started) return redirect(base, 303)
  return redirect(`${base}/${started.attemptId}`, 303)
}

export default function QuizPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { quiz, oral, locale } = useMessages()
  const words = quiz.before
  const { open, last, from } = page
  return (
    <MyPage viewing={useViewing()} here="study" back={{ href: page.base, label: page.title[locale] }}>
      {answer && <ErrorSummary title={words.title} problems={[{ message: words.nothingChosen }]} />}
      <p className="quiet small">{quiz.of(page.title[locale])}</p>
      <h1>{words.title}</h1>
      <div className="stack-s quiz-lede">
        <p>{words.what(page.questions)}</p>
        <p>
          <b>{words.passMark(page.passRight, page.questions)}</b> {words.hours}
        </p>
      </div>
      {last && (
        <Notice>
          {last.asker !== null && <p>{oral.my.wasAloud(last.asker)}</p>}
          <p>
            {last.passed
              ? words.lastPassed(last.right, last.questions)
              : words.lastMissed(last.right, last.questions)}
          </p>
          <p>
            <a href={`${page.base}/quiz/${last.id}`}>{words.look}</a>
          </p>
        </Notice>
      )}
      {page.left ? (
        <Notice>{words.left}</Notice>
      ) : open && open.asker !== null ? (
        <Notice>{oral.my.runningBy(open.asker, open.answered, open.questions)}</Notice>
      ) : open ? (
        <section>
          <p>{words.carryOnWords(open.answered, open.questions)}</p>
          <p>
            <a className="btn wide" href={`${page.base}/quiz/${open.id}`}>
              {words.carryOn}
            </a>
          </p>
        </section>
      ) : from ? (
        <Notice tone="todo">{words.wait(from.day, from.time)}</Notice>
      ) : (
        <form method="post" action={`${page.base}/quiz`}>
          <button className="btn wide" name="do" value="start">
            {last ? words.startAgain : words.start}
          </button>
        </form>
      )}
      {!page.left && (
        <ul className="quiet small quiz-promises">
          <li>{words.saved}</li>
          <li>{words.empty}</li>
          <li>{words.again(page.waitMinutes)}</li>
        </ul>
      )}
      <p className="row">
        <a className="btn text" href={page.base}>
          {words.toModule}
        </a>
      </p>
    </MyPage>
  )
}
