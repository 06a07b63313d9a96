import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MyPage } from '#app/components/my-page.tsx'
import { now } from '#app/clock.server.ts'
import type { EntryExplanation } from '#app/domains/hours/explanation.policy.ts'
import { ownLatestStudy } from '#app/domains/learning/latest-study.queries.server.ts'
import { unitsFor } from '#app/domains/learning/lessons.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { explainNote } from '#app/messages/explanation.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { unitOf } from './lesson-of.server.ts'

export const handle: PageHandle = { title: (messages) => messages.study.title }

/** A unit: leads to the passage where the person stopped; a finished one says what was counted and why. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
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

export default function UnitPage() {
  const page = useLoaderData<typeof loader>()
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
