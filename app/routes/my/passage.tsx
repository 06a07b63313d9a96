import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { Choice } from '#app/components/choice.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { LateStrip } from '#app/components/late-strip.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Steps } from '#app/components/way-forward.tsx'
import { WitnessStrip } from '#app/components/witness-strip.tsx'
import { answerCheck } from '#app/domains/learning/check-answer.server.ts'
import { unitsFor } from '#app/domains/learning/lessons.server.ts'
import { keptPassage } from '#app/domains/learning/kept-passage.queries.server.ts'
import { openPassage } from '#app/domains/learning/study.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { deviceOwner, KEEP_HEADER } from '#app/http/device-owner.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { passageOf } from './lesson-of.server.ts'

export const handle: PageHandle = { beats: true, outbox: true, title: (messages) => messages.study.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const { module, unit, passage } = passageOf(actor, params)
  // Kept on the device for when there is no network (enhance/worker.ts): shown as it would be, and nobody opens it now.
  const kept = request.headers.has(KEEP_HEADER)
  const view = kept
    ? await keptPassage(actor, unit.id)
    : await openPassage(actor, { module, unit, passage: passage.number })
  if (!view) throw notFound()
  const base = `/my/study/${module.code}/${unit.code}`
  if (view.kind === 'go-to') throw redirect(`${base}/${view.passage}`, 303)
  const units = unitsFor(module, actor.minorsRegime)
  return {
    base,
    view,
    kept,
    owner: deviceOwner(actor),
    unitId: unit.id,
    missed: new URL(request.url).searchParams.has('again'),
    moduleHref: `/my/study/${module.code}`,
    moduleTitle: module.publicTitle,
    unitNumber: units.indexOf(unit) + 1,
    unitCount: units.length,
    unitTitle: unit.title,
    passages: unit.passages.length,
    number: passage.number,
    heading: passage.heading ?? null,
    html: passage.html,
    check: { question: passage.check.question, options: passage.check.options, again: passage.check.again },
  }
}

const schema = z.object({
  answer: z.string().max(40).optional(),
  'take-over': z.string().optional(),
})

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const { module, unit, passage } = passageOf(actor, params)
  const here = `/my/study/${module.code}/${unit.code}/${passage.number}`
  const form = await parseForm(request, schema)
  if (form.ok && form.value['take-over'] !== undefined) {
    await openPassage(actor, { module, unit, passage: passage.number }, { takeOver: true })
    return redirect(here, 303)
  }
  const chosen = form.ok ? form.value.answer : undefined
  if (!chosen || !passage.check.options.some((option) => option.key === chosen)) {
    return data({ problem: 'missing' as const, chosen: null }, 400)
  }
  const answered = await answerCheck(actor, { module, unit, passage: passage.number }, chosen)
  const base = `/my/study/${module.code}/${unit.code}`
  if ('refused' in answered) {
    switch (answered.refused) {
      case 'elsewhere':
      case 'left':
        // The page itself says why nothing is counted here, and what to do.
        return redirect(here, 303)
      case 'not-open':
      case 'not-yet':
        return redirect(base, 303)
    }
  }
  switch (answered.result) {
    case 'again':
      return data({ problem: 'again' as const, chosen }, 200)
    case 'next':
      return redirect(`${base}/${answered.passage}`, 303)
    case 'finished':
      return redirect(base, 303)
  }
}

export default function PassagePage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { study, locale, common } = useMessages()
  const { view, check } = page
  const last = page.number === page.passages
  const counting = view.kind === 'counting'
  return (
    <MyPage
      viewing={useViewing()}
      here="study"
      back={{ href: page.moduleHref, label: page.moduleTitle[locale] }}
    >
      {counting ? (
        <div
          data-beat-session={view.session.id}
          data-beat-nonce={view.session.nonce}
          data-beat-seq={view.session.seq}
        >
          <WitnessStrip
            counted={view.minutes}
            most={view.most}
            idleMinutes={Math.round(view.session.idleLimitSeconds / 60)}
          />
        </div>
      ) : (
        <NotCounting view={view} />
      )}
      {counting && (
        <LateStrip
          owner={page.owner}
          keep={{
            part: 'unit',
            // Another session is another lease: its pages are kept anew.
            set: view.session.id,
            pages: Array.from({ length: page.passages }, (_, index) => `${page.base}/${index + 1}`),
          }}
          lesson={{
            ...{ unit: page.unitId, passage: page.number, passages: page.passages, kept: page.kept },
            idleSeconds: view.session.idleLimitSeconds,
          }}
        />
      )}
      {answer?.problem === 'missing' && (
        <ErrorSummary
          title={study.unit.missTitle}
          problems={[{ message: study.unit.missing, fieldId: 'answer' }]}
        />
      )}
      {(answer?.problem === 'again' || (!answer && page.missed && counting)) && (
        <Notice tone="todo">
          <h2>{study.unit.missTitle}</h2>
          <p lang="zh-CN">{check.again}</p>
          <p>{study.unit.miss}</p>
        </Notice>
      )}
      <article className="reading" lang="zh-CN">
        <div className="stack-s">
          <p className="quiet small" lang={locale === 'en' ? 'en' : undefined}>
            {study.unit.where(page.unitNumber, page.unitCount)}
          </p>
          <h1>{page.unitTitle.zh}</h1>
          {common.lessonLanguage && (
            <p className="quiet small" lang="en">
              {common.lessonLanguage}
            </p>
          )}
          <div lang={locale === 'en' ? 'en' : undefined}>
            <Steps
              words={study.unit.passage(page.number, page.passages)}
              states={Array.from({ length: page.passages }, (_, index) =>
                index + 1 === page.number
                  ? 'now'
                  : counting && view.answered.includes(index + 1)
                    ? 'done'
                    : 'ahead',
              )}
            />
          </div>
        </div>
        {page.heading && <h2>{page.heading}</h2>}
        <div className="lesson" dangerouslySetInnerHTML={{ __html: page.html }} />
      </article>
      {counting && (
        <section className="check" aria-label={study.unit.question('')}>
          <form method="post" action={`${page.base}/${page.number}`}>
            <Choice
              name="answer"
              legend={
                <>
                  {study.unit.question('')}
                  <span lang="zh-CN">{check.question}</span>
                </>
              }
              hint={last ? study.unit.questionHintLast : study.unit.questionHint}
              error={answer?.problem === 'missing' ? study.unit.missing : undefined}
              options={check.options.map((option) => ({
                value: option.key,
                label: <span lang="zh-CN">{option.text}</span>,
              }))}
              chosen={answer?.chosen ?? undefined}
            />
            <button className="btn wide">{last ? study.unit.finish : study.unit.nextPassage}</button>
          </form>
        </section>
      )}
      <p className="row">
        {page.number > 1 && (
          <a className="btn text" href={`${page.base}/${page.number - 1}`}>
            {study.unit.previous}
          </a>
        )}
        {!counting && !last && (
          <a className="btn" href={`${page.base}/${page.number + 1}`}>
            {study.unit.passage(page.number + 1, page.passages)}
          </a>
        )}
        <a className="btn text" href={page.moduleHref}>
          {study.unit.toModule}
        </a>
      </p>
    </MyPage>
  )
}

type View = Exclude<ReturnType<typeof useLoaderData<typeof loader>>['view'], { kind: 'counting' }>

/** Why no time is counted here, and what would change it. */
function NotCounting({ view }: { view: View }) {
  const { study } = useMessages()
  const words = study.notCounted
  switch (view.kind) {
    case 'repeat':
      return <Notice>{words.repeat(view.countedOn, view.again)}</Notice>
    case 'left':
      return <Notice>{words.ended}</Notice>
    case 'elsewhere':
      return (
        <Notice tone="todo">
          <p>{words.elsewhere}</p>
          <form method="post">
            <button className="btn" name="take-over" value="1">
              {words.takeOver}
            </button>
          </form>
        </Notice>
      )
  }
}
