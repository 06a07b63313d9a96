import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { answerInWords } from '#app/components/quiz-review.tsx'
import { findAnyModule, keysOf } from '#app/domains/learning/lessons.server.ts'
import { passMarkOf } from '#app/domains/learning/quiz-attempt.policy.ts'
import { QUESTIONS_PER_QUIZ } from '#app/domains/learning/quiz-draw.policy.ts'
import { quizPolicyToday } from '#app/domains/learning/quiz.queries.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { ASK_ALOUD } from '../lecturer/teaching-roles.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.teaching.oralSheet }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, ...ASK_ALOUD)
  const module = findAnyModule(params.module ?? '')
  if (!module) throw notFound()
  const keys = new Map(keysOf(module, module.bank).map((key) => [key.id, key]))
  return {
    desk: await deskFor(actor),
    passRight: passMarkOf(Math.min(QUESTIONS_PER_QUIZ, module.bank.length), await quizPolicyToday(actor)),
    ...{ title: module.title, version: module.version, reviewed: module.reviewed, oral: module.oral },
    questions: module.bank.map(({ id, kind, regime, question, say, options, after }) => {
      const { right, explanation, law } = keys.get(id)!
      return {
        id,
        kind,
        regime,
        spoken: say ?? question,
        options,
        after,
        right,
        explanation,
        law: law?.label ?? null,
      }
    }),
  }
}

export default function OralPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { teaching, locale } = messages
  const { oral, questions } = page
  const asked = Math.min(QUESTIONS_PER_QUIZ, questions.length)
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/lecturer/lessons', messages)}
      sentence={teaching.oralOf(page.title[locale])}
      lede={`${teaching.oralLede} ${teaching.version(page.version, page.reviewed)}`}
      actions={
        <a className="btn plain" href="/lecturer/lessons">
          {teaching.back}
        </a>
      }
    >
      {oral && asked > 0 ? (
        <div className="handout">
          <section>
            <h2>{teaching.opening}</h2>
            <p lang="zh-CN">{oral.opening}</p>
          </section>
          <section>
            <h2>{teaching.rules}</h2>
            <p>{teaching.passMark(page.passRight, asked)}</p>
            <ul className="bullets" lang="zh-CN">
              {oral.rules.map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
          </section>
          <section>
            <h2>{teaching.asked}</h2>
            <ol className="numbered">
              {questions.map((question) => (
                <li key={question.id} className="step">
                  <h3 lang="zh-CN">{question.spoken}</h3>
                  {question.regime !== 'all' && <p className="tag">{teaching.regimes[question.regime]}</p>}
                  <SaidOptions question={question} />
                  <p>
                    <b>{teaching.answer}</b>{' '}
                    <span lang="zh-CN">{answerInWords(question, question.right, teaching)}</span>
                  </p>
                  <p className="quiet small">
                    {teaching.explanation}{' '}
                    <span lang="zh-CN">
                      {question.explanation}
                      {question.law}
                    </span>
                  </p>
                </li>
              ))}
            </ol>
          </section>
          <section>
            <h2>{teaching.closing}</h2>
            <p lang="zh-CN">{oral.closing}</p>
          </section>
          <p className="quiet small no-print">{teaching.print}</p>
        </div>
      ) : (
        <Notice>
          <h2>{teaching.noOral}</h2>
          <p>{teaching.noOralMore}</p>
        </Notice>
      )}
    </DeskPage>
  )
}

type Question = ReturnType<typeof useLoaderData<typeof loader>>['questions'][number]

/** What is said after the question, for each kind. */
function SaidOptions({ question }: { question: Question }) {
  const { teaching } = useMessages()
  if (question.kind === 'true-false') return <p>{teaching.trueSay}</p>
  if (question.options.length === 0) return null
  return (
    <>
      {question.kind === 'order' && <p>{teaching.orderSay}</p>}
      <ul className="bullets" lang="zh-CN">
        {question.options.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
    </>
  )
}
