import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { LateStrip } from '#app/components/late-strip.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { now } from '#app/clock.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { mayStudy } from '#app/domains/learning/study-place.policy.ts'
import { mayStart } from '#app/domains/learning/quiz-attempt.policy.ts'
import { typedOf } from '#app/domains/learning/quiz-answer.policy.ts'
import { submitQuiz } from '#app/domains/learning/quiz-submit.server.ts'
import { ownAttempt, ownQuizStanding, type AttemptView } from '#app/domains/learning/quiz.queries.server.ts'
import { findModule, unitsFor, WITHDRAWN_MODULE, type Module } from '#app/domains/learning/lessons.server.ts'
import { deviceOwner, KEEP_HEADER } from '#app/http/device-owner.server.ts'
import { isId } from '#app/http/ids.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { QuizForm } from './quiz-form.tsx'
import { QuizResult } from './quiz-result.tsx'

export const handle: PageHandle = {
  quiz: true,
  aloud: true,
  outbox: true,
  title: (messages) => messages.quiz.title,
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const { code, module } = attemptedModule(actor, params)
  const id = params.attempt ?? ''
  const attempt = isId(id) ? await ownAttempt(actor, code, id) : null
  if (!attempt) throw notFound()
  const here = `/my/study/${code}/quiz/${id}`
  const base = module ? `/my/study/${code}` : '/my/study'
  const common = { base, here, title: module?.publicTitle ?? WITHDRAWN_MODULE }
  if (attempt.state === 'open') {
    // Someone who has left the register may look at results; what is asked aloud goes on at the office. The page before says so.
    if (!mayStudy(actor, dayAt(now())) || attempt.takenBy !== null)
      throw redirect(module ? `${base}/quiz` : base, 303)
    return { ...common, state: 'open' as const, owner: deviceOwner(actor), ...openView(attempt) }
  }
  // Results are not kept on the device.
  if (request.headers.has(KEEP_HEADER)) throw notFound()
  const { open, last } = await ownQuizStanding(actor, code)
  const { from } = mayStart(last, now())
  return {
    ...common,
    ...{ state: 'submitted' as const, passed: attempt.passed },
    aloud: attempt.asker === null ? null : { asker: attempt.asker, on: dayAt(attempt.submittedAt) },
    ...{ right: attempt.rightCount, passRight: attempt.passRight, missed: attempt.missed },
    questions: reviewOf(attempt, module, actor.minorsRegime),
    again:
      !module || open || !mayStudy(actor, dayAt(now())) ? null : { from: from ? instantWords(from) : null },
  }
}

const instantWords = (instant: Date) => ({ day: dayAt(instant), time: timeOfDay(instant) })

/** An attempt pins what it asks, so that it goes on and can be read when its module is no longer taught. */
function attemptedModule(actor: Actor, params: LoaderFunctionArgs['params']) {
  const code = params.module ?? ''
  return { code, module: findModule(code, actor.minorsRegime) }
}

/** What a page may be told while the attempt runs. */
function openView({ id, asked, chosen }: Extract<AttemptView, { state: 'open' }>) {
  return {
    id,
    questions: asked.map((one) => ({
      question: {
        ...{ id: one.id, kind: one.kind, question: one.question, options: one.options, say: one.say },
        ...(one.after ? { after: one.after } : {}),
      },
      typed: typedOf(one, chosen.get(one.id) ?? []),
      saved: (chosen.get(one.id) ?? []).length > 0,
    })),
  }
}

function reviewOf(
  { asked, keys, chosen }: Extract<AttemptView, { state: 'submitted' }>,
  module: Module | null,
  minorsRegime: boolean,
) {
  const units = module ? unitsFor(module, minorsRegime) : []
  return asked.map((one, index) => {
    const unit = units.findIndex(({ code }) => code === one.unit)
    return {
      number: index + 1,
      asked: { id: one.id, kind: one.kind, question: one.question, options: one.options, after: one.after },
      chosen: chosen.get(one.id) ?? [],
      key: keys.find(({ id }) => id === one.id)!,
      unit: unit < 0 ? null : { href: `/my/study/${units[unit]!.id}`, number: unit + 1 },
    }
  })
}

/** Fields are named after questions (`q04`, `q04.a`); each is short, and any other is not looked at. */
const schema = z.record(z.string().max(40), z.string().max(40))

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const { code, module } = attemptedModule(actor, params)
  const id = params.attempt ?? ''
  if (!isId(id)) throw notFound()
  const form = await parseForm(request, schema)
  const typed = form.ok ? form.value : shortened(form.typed)
  const handed = await submitQuiz(actor, code, id, typed)
  if (!handed) throw notFound()
  const base = `/my/study/${code}/quiz`
  if ('problems' in handed) return data({ problems: handed.problems, typed }, 400)
  if ('refused' in handed) return redirect(module ? base : '/my/study', 303)
  return redirect(`${base}/${id}`, 303)
}

/** A field that is too long to be an answer is one that cannot be read, and says so beside its question. */
function shortened(typed: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, value.slice(0, 40)]))
}

export default function QuizAttemptPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { quiz, locale } = useMessages()
  const back =
    page.state === 'open'
      ? { href: page.base, label: quiz.ask.stopHere }
      : { href: page.base, label: page.title[locale] }
  return (
    <MyPage viewing={useViewing()} here="study" back={back}>
      {page.state === 'open' ? (
        <>
          <LateStrip owner={page.owner} keep={{ part: 'quiz', set: page.id, pages: [page.here] }} />
          <QuizForm
            here={page.here}
            title={page.title[locale]}
            questions={page.questions}
            attemptId={page.id}
            answer={answer}
          />
        </>
      ) : (
        <QuizResult page={page} />
      )}
    </MyPage>
  )
}
