import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import {
  useActionData,
  useLoaderData,
  type ClientActionFunctionArgs,
  type ShouldRevalidateFunctionArgs,
} from '@remix-run/react'
import { z } from 'zod'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { findAnyModule } from '#app/domains/learning/lessons.server.ts'
import { openOralExam } from '#app/domains/learning/oral-exam.queries.server.ts'
import { giveBackOralExam, saveOralAnswers, submitOralExam } from '#app/domains/learning/oral-exam.server.ts'
import { typedOf } from '#app/domains/learning/quiz-answer.policy.ts'
import type { AttemptView } from '#app/domains/learning/quiz.queries.server.ts'
import { mayStudy } from '#app/domains/learning/study-place.policy.ts'
import { didOf, toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { OralForm } from './oral-form.tsx'
import { OralResult } from './oral-result.tsx'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.oral.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const { id, attemptId } = idsOf(params)
  const found = await openOralExam(actor, id, attemptId)
  if (!found) throw notFound()
  const { person, attempt } = found
  const base = `/office/people/${id}/oral`
  // The list says who asks, whether it goes on by phone, and why nobody asks any more.
  const mine = attempt.takenBy === actor.accountId && mayStudy(person, dayAt(now()))
  if (attempt.state === 'open' && !mine) throw redirect(base, 303)
  const module = findAnyModule(attempt.moduleCode)
  const { code, title } = module ?? { code: attempt.moduleCode, title: null }
  const sheet = module?.oral
  return {
    desk: await deskFor(actor),
    ...{ base, here: `${base}/${attempt.id}`, name: person.name, code, title },
    sheet: sheet ? { opening: sheet.opening, rules: sheet.rules, closing: sheet.closing } : null,
    did: didOf(new URL(request.url).searchParams.get('did')),
    exam: attempt.state === 'open' ? questionsOf(attempt) : resultOf(attempt),
  }
}

function idsOf(params: { id?: string; attempt?: string }) {
  const [id, attemptId] = [params.id ?? '', params.attempt ?? '']
  if (!isId(id) || !isId(attemptId)) throw notFound()
  return { id, attemptId }
}

/** What a page may be told while the exam runs: nothing of what is right. The words are those to be said. */
function questionsOf({ asked, chosen, passRight }: Extract<AttemptView, { state: 'open' }>) {
  return {
    state: 'open' as const,
    passRight,
    questions: asked.map(({ id, kind, question, say, options, after }) => ({
      question: { ...{ id, kind, options, question: say ?? question }, ...(after ? { after } : {}) },
      typed: typedOf({ id, kind }, chosen.get(id) ?? []),
      saved: (chosen.get(id) ?? []).length > 0,
    })),
  }
}

function resultOf(attempt: Extract<AttemptView, { state: 'submitted' }>) {
  const { asked, chosen, keys, asker, missed, rightCount, passRight, passed, submittedAt } = attempt
  return {
    state: 'submitted' as const,
    ...{ asker, missed, passed, passRight, right: rightCount, on: dayAt(submittedAt) },
    questions: asked.map(({ id, kind, question, say, options, after }, index) => ({
      number: index + 1,
      asked: { id, kind, question, options, ...(say ? { say } : {}), ...(after ? { after } : {}) },
      chosen: chosen.get(id) ?? [],
      key: keys.find((key) => key.id === id)!,
    })),
  }
}

/** `do` names the button; the rest are the questions' own fields (`q04`, `q04.a`), each of them short. */
const doing = z.enum(['save', 'keep', 'hand-in', 'give-back'])
const LONGEST_ANSWER = 40

/**
 * Four ways to send one page: `save` and stop for now, `keep` (the page itself, after each answer), `hand-in`, `give-back`.
 * An answer that cannot be read is said beside its question, with everything typed still there.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const { id: personId, attemptId } = idsOf(params)
  const { do: pressed, question, ...fields } = await readForm(request)
  const typed = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value.slice(0, LONGEST_ANSWER)]),
  )
  const wanted = doing.safeParse(pressed)
  const here = `/office/people/${personId}/oral/${attemptId}`
  const list = `/office/people/${personId}/oral`
  const given = { personId, attemptId, typed }
  // A body without a button is taken for nothing else than saving what it holds.
  const what = wanted.success ? wanted.data : 'save'
  const done =
    what === 'hand-in'
      ? await submitOralExam(actor, given)
      : what === 'give-back'
        ? await giveBackOralExam(actor, given)
        : await saveOralAnswers(actor, what === 'keep' ? { ...given, only: question ?? '' } : given)
  if (isRefused(done)) {
    if (done.refused === 'not-found') throw notFound()
    if ('problems' in done && done.problems)
      return data({ problems: done.problems, typed, refused: null }, 400)
    if (done.refused === 'submitted') return redirect(here, 303)
    return data({ problems: {}, typed, refused: done.refused }, 409)
  }
  if (what === 'keep') return data({ kept: true as const }, 200)
  if (what === 'give-back') return redirect(list, 303)
  return redirect('saved' in done ? toDid(here, 'saved', done.saved) : here, 303)
}

/** An answer kept without a network is one that is not kept, and says so: the page stays with everything on it. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>()
  } catch (failure) {
    if (failure instanceof TypeError) return { kept: false as const }
    throw failure
  }
}

/** Answers kept one by one change nothing that is on the page; looking anew would be another opening of the record. */
export function shouldRevalidate({
  formData,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs): boolean {
  return formData?.get('do') === 'keep' ? false : defaultShouldRevalidate
}

export default function OralExamPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { oral, locale } = messages
  const { exam } = page
  const module = `${page.code.toUpperCase()} ${page.title?.[locale] ?? ''}`.trim()
  const failed = answer && 'typed' in answer ? answer : undefined
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/people', messages)}
      sentence={oral.exam.title(page.name, module)}
      lede={exam.state === 'open' ? oral.exam.lede(exam.questions.length, exam.passRight) : undefined}
      actions={<a href={page.base}>{oral.result.back}</a>}
    >
      {exam.state === 'open' ? (
        <OralForm
          here={page.here}
          questions={exam.questions}
          sheet={page.sheet}
          saved={page.did?.what === 'saved' && !answer ? Number(page.did.first) || 0 : null}
          failed={failed}
        />
      ) : (
        <OralResult result={exam} closing={page.sheet?.closing ?? null} base={page.base} />
      )}
    </DeskPage>
  )
}
