import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MyPage } from '#app/components/my-page.tsx'
import { WithdrawnUnit } from '#app/components/withdrawn-unit.tsx'
import { now } from '#app/clock.server.ts'
import type { EntryExplanation } from '#app/domains/hours/explanation.policy.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { ownLatestStudy } from '#app/domains/learning/latest-study.queries.server.ts'
import { unitsFor } from '#app/domains/learning/lessons.server.ts'
import { mayStudy } from '#app/domains/learning/study-place.policy.ts'
import { closeWithdrawnUnit, ownWithdrawnStudy } from '#app/domains/learning/withdrawn-unit.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { explainNote } from '#app/messages/explanation.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { unitOf, withdrawnUnitId } from './lesson-of.server.ts'

export const handle: PageHandle = { title: (messages) => messages.study.title }

/** A unit: leads to the passage where the person stopped; a finished one says what was counted and why. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const gone = withdrawnUnitId(params)
  if (gone) return withdrawnView(actor, gone)
  const { module, unit } = unitOf(actor, params)
  const base = `/my/study/${module.code}/${unit.code}`
  const { study, entries } = await ownLatestStudy(actor, unit.id)
  const today = dayAt(now())
  const again = study?.countedDuring?.to ?? null
  const countable = again === null || again <= today
  const wantsAgain = new URL(request.url).searchParams.has('again')
  if (!study?.finishedAt || (countable && wantsAgain)) {
    // The lesson may have become shorter since.
    const place = study && !study.finishedAt ? Math.min(study.place, unit.passages.length) : 1
    throw redirect(`${base}/${place}`, 303)
  }
  const units = unitsFor(module, actor.minorsRegime)
  const next = units[units.indexOf(unit) + 1]
  return {
    kind: 'finished' as const,
    base,
    moduleHref: `/my/study/${module.code}`,
    moduleTitle: module.publicTitle,
    number: units.indexOf(unit) + 1,
    unitCount: units.length,
    minutes: study.creditedMinutes ?? 0,
    countable,
    days: entries.map((entry) => ({
      day: entry.countyDay,
      minutes: entry.minutes,
      notes: (entry.explanation as EntryExplanation).notes,
    })),
    next: next ? { href: `/my/study/${next.id}`, number: units.indexOf(next) + 1, title: next.title } : null,
  }
}

/** Taken out of the lessons in the middle: nothing to read any more, and nothing is lost. 404 for whoever never began it. */
async function withdrawnView(actor: Actor, unitId: string) {
  const study = await ownWithdrawnStudy(actor, unitId)
  if (!study) throw notFound()
  return {
    kind: 'withdrawn' as const,
    here: `/my/study/${unitId}`,
    times: study,
    left: !mayStudy(actor, dayAt(now())),
  }
}

/** Keeps what was seen of a unit that was taken out. A unit that is taught takes its answers on its passages' pages. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const gone = withdrawnUnitId(params)
  if (!gone) return redirect(`/my/study/${unitOf(actor, params).unit.id}`, 303)
  const closed = await closeWithdrawnUnit(actor, gone)
  if (!('refused' in closed)) return redirect(closed.minutes > 0 ? '/my/hours' : '/my/study', 303)
  switch (closed.refused) {
    case 'left':
      // The page itself says why.
      return redirect(`/my/study/${gone}`, 303)
    case 'not-open':
      // Kept before (a second tap), or never begun.
      return redirect('/my/study', 303)
  }
}

export default function UnitPage() {
  const page = useLoaderData<typeof loader>()
  return page.kind === 'withdrawn' ? <Withdrawn page={page} /> : <FinishedUnit page={page} />
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

function Withdrawn({ page }: { page: Extract<Page, { kind: 'withdrawn' }> }) {
  const { study } = useMessages()
  return (
    <MyPage viewing={useViewing()} here="study" back={{ href: '/my/study', label: study.module.back }}>
      <WithdrawnUnit here={page.here} times={page.times} left={page.left} />
    </MyPage>
  )
}

function FinishedUnit({ page }: { page: Extract<Page, { kind: 'finished' }> }) {
  const messages = useMessages()
  const { study, locale, format } = messages
  const words = study.finished
  const notes = page.days.flatMap((day) => day.notes.map((note) => explainNote(messages, note)))
  return (
    <MyPage
      viewing={useViewing()}
      here="study"
      back={{ href: page.moduleHref, label: page.moduleTitle[locale] }}
    >
      <p className="quiet small">{study.unit.where(page.number, page.unitCount)}</p>
      <h1>{words.title}</h1>
      <p>
        <b>{page.minutes > 0 ? words.credited(page.minutes) : words.none}</b>
        {page.days.length > 1 &&
          page.days.map((day) => ` ${words.onDay(day.day)} ${format.plainMinutes(day.minutes)}`).join('')}
      </p>
      <section aria-labelledby="why">
        <h2 id="why">{words.why}</h2>
        {notes.length > 0 ? notes.map((note) => <p key={note}>{note}</p>) : <p>{words.exact}</p>}
        <p className="quiet small">{words.wrong}</p>
      </section>
      <section>
        <p className="row">
          {page.next ? (
            <a className="btn" href={page.next.href}>
              {words.next}
            </a>
          ) : (
            <a className="btn" href="/my">
              {words.toToday}
            </a>
          )}
          <a className="btn text" href="/my/hours">
            {words.seeHours}
          </a>
          <a className="btn text" href={page.countable ? `${page.base}?again` : `${page.base}/1`}>
            {study.module.again}
          </a>
        </p>
        <p className="quiet">
          {page.next
            ? words.nextTitle(page.next.number, page.next.title[locale])
            : words.moduleDone(page.moduleTitle[locale])}
        </p>
      </section>
    </MyPage>
  )
}
