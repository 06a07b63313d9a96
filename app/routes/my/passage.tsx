import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { CheckQuestion } from '#app/components/check-question.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { LateStrip } from '#app/components/late-strip.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { firstFieldOf } from '#app/components/quiz-question.tsx'
import { ReadAloud } from '#app/components/read-aloud.tsx'
import { Steps } from '#app/components/way-forward.tsx'
import { WitnessStrip } from '#app/components/witness-strip.tsx'
import { answerCheck } from '#app/domains/learning/check-answer.server.ts'
import { shownCheck } from '#app/domains/learning/check-question.policy.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { ownLatestStudy } from '#app/domains/learning/latest-study.queries.server.ts'
import { unitsFor } from '#app/domains/learning/lessons.server.ts'
import { keptPassage } from '#app/domains/learning/kept-passage.queries.server.ts'
import { readAnswer, type CheckProblem, type Typed } from '#app/domains/learning/quiz-answer.policy.ts'
import { openPassage } from '#app/domains/learning/study.server.ts'
import { ownWithdrawnStudy } from '#app/domains/learning/withdrawn-unit.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { deviceOwner, KEEP_HEADER } from '#app/http/device-owner.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { passageOf, unitOf, withdrawnUnitId } from './lesson-of.server.ts'

export const handle: PageHandle = {
  beats: true,
  aloud: true,
  outbox: true,
  title: (messages) => messages.study.title,
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  await leaveWhatIsGone(actor, params)
  const { module, unit, passage } = passageOf(actor, params)
  // Kept on the device for when there is no network (enhance/worker.ts): shown as it would be, and nobody opens it now.
  const kept = request.headers.has(KEEP_HEADER)
  const view = kept
    ? await keptPassage(actor, unit)
    : await openPassage(actor, { module, unit, passage: passage.number })
  if (!view) throw notFound()
  const base = `/my/study/${module.code}/${unit.code}`
  if (view.kind === 'go-to') throw redirect(`${base}/${view.passage}`, 303)
  const units = unitsFor(module, actor.minorsRegime)
  return {
    base,
    view,
    owner: deviceOwner(actor),
    unitId: unit.id,
    missed: new URL(request.url).searchParams.has('again'),
    version: module.version,
    moduleHref: `/my/study/${module.code}`,
    moduleTitle: module.publicTitle,
    unitNumber: units.indexOf(unit) + 1,
    unitCount: units.length,
    unitTitle: unit.title,
    // As many as it was begun with, where the lesson has become longer since; fewer, where it is shorter now.
    passages: 'passages' in view ? Math.min(view.passages, unit.passages.length) : unit.passages.length,
    number: passage.number,
    heading: passage.heading ?? null,
    html: passage.html,
    recording: passage.recording && {
      sources: passage.recording.sources.map(({ url, type }) => ({ url, type })),
      starts: passage.recording.starts,
    },
    check: shownCheck(passage.check),
    again: passage.check.again,
  }
}

/**
 * The lessons have changed under somebody's hands: a unit that was taken out, or a passage that it no longer has, leads
 * to the unit's own page, which knows what is left. Whoever had nothing open there finds nothing (404).
 */
async function leaveWhatIsGone(actor: Actor, params: Params): Promise<void> {
  const unitHref = `/my/study/${params.module}/${params.unit}`
  const gone = withdrawnUnitId(params)
  if (gone && (await ownWithdrawnStudy(actor, gone))) throw redirect(unitHref, 303)
  const { unit } = unitOf(actor, params)
  const asked = /^[1-9]$/.test(params.passage ?? '') ? Number(params.passage) : 0
  if (asked <= unit.passages.length) return
  const { study } = await ownLatestStudy(actor, unit.id)
  if (study && asked <= study.passageCount) throw redirect(unitHref, 303)
}
type Params = LoaderFunctionArgs['params']

/** Fields are named `answer` or `answer.a`; each is short, and any other is not looked at. */
const schema = z.record(z.string().max(40), z.string().max(40))

type Posted = { problem: CheckProblem | 'again'; typed: Typed }

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  await leaveWhatIsGone(actor, params)
  const { module, unit, passage } = passageOf(actor, params)
  const here = `/my/study/${module.code}/${unit.code}/${passage.number}`
  const form = await parseForm(request, schema)
  if (form.ok && form.value['take-over'] !== undefined) {
    await openPassage(actor, { module, unit, passage: passage.number }, { takeOver: true })
    return redirect(here, 303)
  }
  const typed = form.ok ? form.value : {}
  const refuse = (problem: CheckProblem) => data<Posted>({ problem, typed }, 400)
  const read = form.ok ? readAnswer(shownCheck(passage.check), typed) : { refused: 'unknown-option' as const }
  if ('refused' in read) return refuse(read.refused)
  if (read.chosen.length === 0) return refuse('missing')
  const answered = await answerCheck(actor, { module, unit, passage: passage.number }, read.chosen)
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
      return data<Posted>({ problem: 'again', typed }, 200)
    case 'next':
      return redirect(`${base}/${answered.passage}`, 303)
    case 'finished':
      return redirect(base, 303)
  }
}

export default function PassagePage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { study, locale, common, check: words } = useMessages()
  const { view, check } = page
  const problem = answer && answer.problem !== 'again' ? answer.problem : undefined
  const last = page.number === page.passages
  const counting = view.kind === 'counting'
  const kept = view.kind === 'kept'
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
            {...(view.times ? { times: view.times } : {})}
          />
        </div>
      ) : kept ? (
        // No session: its signs wait on the device, under the lease of whichever page was sent last.
        <div data-beat-session="" />
      ) : (
        <NotCounting view={view} />
      )}
      {(counting || kept) && (
        <LateStrip
          owner={page.owner}
          {...(counting && { keep: { part: 'unit', set: page.version } })}
          lesson={{
            ...{ unit: page.unitId, passage: page.number, passages: page.passages, kept },
            idleSeconds: counting ? view.session.idleLimitSeconds : view.idleLimitSeconds,
          }}
        />
      )}
      {problem && (
        <ErrorSummary
          title={words.problemTitle}
          problems={[{ message: words.problems[problem], fieldId: firstFieldOf(check) }]}
        />
      )}
      {(answer?.problem === 'again' || (!answer && page.missed && counting)) && (
        <Notice tone="todo">
          <h2>{study.unit.missTitle}</h2>
          <p lang="zh-CN" data-s="again">
            {page.again}
          </p>
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
        <div lang={locale === 'en' ? 'en' : undefined}>
          <ReadAloud what="passage" recording={page.recording} />
        </div>
        {page.heading && <h2 data-s="0">{page.heading}</h2>}
        <div className="lesson" dangerouslySetInnerHTML={{ __html: page.html }} />
      </article>
      {(counting || kept) && (
        <section className="check" aria-label={study.unit.question('')}>
          <form method="post" action={`${page.base}/${page.number}`}>
            <CheckQuestion
              check={check}
              hint={last ? study.unit.questionHintLast : study.unit.questionHint}
              typed={answer?.typed ?? {}}
              {...(problem ? { problem } : {})}
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
        {!counting && !kept && !last && (
          <a
            className={view.kind === 'elsewhere' ? 'btn plain' : 'btn'}
            href={`${page.base}/${page.number + 1}`}
          >
            {study.unit.following}
          </a>
        )}
        <a className="btn text" href={page.moduleHref}>
          {study.unit.toModule}
        </a>
      </p>
    </MyPage>
  )
}

type View = Exclude<ReturnType<typeof useLoaderData<typeof loader>>['view'], { kind: 'counting' | 'kept' }>

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
