import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EmptyState } from '#app/components/empty-state.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { Notice } from '#app/components/notice.tsx'
import { ownMonth } from '#app/domains/guidance/own-month.queries.server.ts'
import { taughtUnit, unitsFor } from '#app/domains/learning/lessons.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { title: (messages) => messages.study.title }

const GROUPS = { A: 'law', B: 'morals', C: 'mind' } as const

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const found = await ownMonth(actor)
  if (!found) throw notFound()
  const { modules, progress, filling, own } = found
  return {
    required: own.requirement.kind === 'target',
    filling,
    withdrawn: [...progress].flatMap(([unitId, { state }]) =>
      state === 'open' && !taughtUnit(unitId) ? [unitId] : [],
    ),
    modules: modules.map((module) => {
      const units = unitsFor(module, actor.minorsRegime)
      const states = units.map((unit) => progress.get(unit.id))
      const counted = states.flatMap((state) => (state?.state === 'counted' ? [state] : []))
      return {
        code: module.code,
        group: GROUPS[module.menu],
        title: module.publicTitle,
        summary: module.summary,
        units: units.length,
        minutes: units.reduce((sum, unit) => sum + unit.minutes, 0),
        done: counted.length,
        begun: states.some((state) => state !== undefined && state.state !== 'new'),
        lastDay:
          counted
            .map((state) => state.on)
            .sort()
            .at(-1) ?? null,
      }
    }),
  }
}

export default function StudyPage() {
  const { required, filling, modules, withdrawn } = useLoaderData<typeof loader>()
  const { study, myLectures, locale, counting } = useMessages()
  const sentence =
    !required || filling.short === 0
      ? study.sentence.free
      : filling.byStudy > 0
        ? study.sentence.canFill(filling.byStudy)
        : study.sentence.full
  const groups = [...new Set(modules.map((module) => module.group))]
  return (
    <MyPage viewing={useViewing()} here="study">
      <h1>{sentence}</h1>
      <p className="quiet">{study.lede}</p>
      {withdrawn.length > 0 && (
        <Notice tone="todo">
          <p>{counting.withdrawn.gone(withdrawn.length)}</p>
          {withdrawn.map((unitId) => (
            <p key={unitId}>
              <a href={`/my/study/${unitId}`}>{counting.withdrawn.title}</a>
            </p>
          ))}
        </Notice>
      )}
      {modules.length === 0 && <EmptyState icon="book" title={study.module.empty} />}
      <p className="row">
        <a className="btn plain" href="/my/lectures">
          {myLectures.fromStudy}
        </a>
      </p>
      {groups.map((group) => (
        <section key={group} aria-labelledby={group}>
          <h2 id={group}>{study.groups[group]}</h2>
          <ul className="plainlist">
            {modules
              .filter((module) => module.group === group)
              .map((module) => (
                <li key={module.code}>
                  <h3>
                    <a href={`/my/study/${module.code}`}>{module.title[locale]}</a>
                  </h3>
                  <p className="quiet">{module.summary[locale]}</p>
                  <p className="quiet small">
                    {study.moduleFacts(module.units, module.minutes)} ·{' '}
                    {module.done === module.units && module.lastDay
                      ? study.states.done(module.lastDay)
                      : module.begun
                        ? study.states.begun(module.done, module.units)
                        : study.states.new}
                  </p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </MyPage>
  )
}
