import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { statementLines } from '#app/components/statement-lines.ts'
import { Statement, Sums } from '#app/components/statement.tsx'
import { openPersonFile } from '#app/domains/hours/person-file.queries.server.ts'
import { daysLeftIn, perDay } from '#app/domains/hours/standing.policy.ts'
import type { AccessNeed } from '#app/domains/supervision/access-needs.policy.ts'
import { isId } from '#app/http/ids.ts'
import { monthOfQuery } from '#app/http/month-of-query.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { categoryWord } from '#app/messages/category.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { deskOf, deskProps } from './desk.ts'

// The title names nobody: it stands in tabs and histories.
export const handle: PageHandle = { hydrates: true, title: (messages) => messages.people.file.order }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker', 'bureau')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const found = await openPersonFile(actor, id, monthOfQuery(request))
  if (!found) throw notFound()
  const today = dayAt(now())
  const { short } = found.statement
  const daysLeft = daysLeftIn(found.statement.month, today)
  return { desk: deskOf(actor), ...found, today, daysLeft, perDay: perDay(short, daysLeft) }
}

export default function PersonPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { people, words, format, hours, common, locale } = messages
  const { file } = people
  const { person, statement } = page
  const facts: [string, string][] = [
    [file.number, person.registerNumber],
    [file.office, locale === 'zh' ? person.officeZh : person.officeEn],
    [file.category, categoryWord(words, person.category)],
    [file.grade, person.grade ? words.grades[person.grade] : common.none],
    [file.phase, words.phases[person.phase]],
    [file.from, format.fullDay(person.enteredOn)],
    [file.until, format.fullDay(person.dueOn)],
    [
      file.needs,
      person.accessNeeds.length > 0
        ? common.list(person.accessNeeds.map((need) => words.needs[need as AccessNeed]))
        : common.none,
    ],
  ]
  const here = `/office/people/${person.id}`
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/people', messages)}
      sentence={`${person.name}${common.colon}${sentenceOf(page, file)}`}
      lede={statement.short > 0 && !person.leftOn ? file.perDay(page.perDay, page.daysLeft) : undefined}
    >
      <div className="split uneven">
        <section aria-labelledby="statement">
          <div className="row">
            <h2 id="statement">{hours.title(statement.month)}</h2>
            <span className="push" />
            {statement.previous && (
              <a className="tool no-print" href={`${here}?m=${statement.previous}`}>
                {hours.previous}
              </a>
            )}
            {statement.next && (
              <a className="tool no-print" href={`${here}?m=${statement.next}`}>
                {hours.next}
              </a>
            )}
          </div>
          <Sums
            sums={[
              {
                label: file.required,
                value: statement.hasRequirement ? format.minutes(statement.required) : hours.noRequirement,
              },
              { label: file.counted, value: format.minutes(statement.counted) },
              ...(statement.short > 0
                ? [{ label: hours.sums.short, value: format.minutes(statement.short), still: true }]
                : []),
            ]}
          />
          {statement.lines.length > 0 ? (
            <Statement lines={statementLines(statement.lines, messages)} />
          ) : (
            <EmptyState icon="receipt" title={hours.empty} />
          )}
        </section>
        <section aria-labelledby="order">
          <h2 id="order">{file.order}</h2>
          <dl className="facts">
            {facts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {page.grades.length > 1 && (
            <>
              <h3>{file.gradeHistory}</h3>
              <ul className="plainlist small">
                {page.grades.map((one) => (
                  <li key={one.from}>
                    {format.fullDay(one.from)} {words.grades[one.grade]}
                  </li>
                ))}
              </ul>
            </>
          )}
          {page.pauses.length > 0 && (
            <>
              <h3>{file.pauses}</h3>
              <ul className="plainlist small">
                {page.pauses.map((one) => (
                  <li key={one.from}>
                    {words.pauses[one.kind]}{' '}
                    {one.to ? format.dayRange(one.from, one.to) : format.fullDay(one.from)}
                  </li>
                ))}
              </ul>
            </>
          )}
          {page.desk.role === 'office' && !person.leftOn && (
            <a href={`${here}/slip`}>{messages.accounts.slips.title}</a>
          )}
          <p className="cap">{file.opened}</p>
        </section>
      </div>
    </DeskPage>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

function sentenceOf(page: Page, file: ReturnType<typeof useMessages>['people']['file']): string {
  const { person, statement } = page
  if (person.leftOn) {
    return person.departure === 'transferred'
      ? file.sentence.transferred(person.leftOn)
      : file.sentence.discharged(person.leftOn)
  }
  if (page.kind === 'no-target') return file.sentence.noTarget
  if (page.kind === 'none') {
    if (page.reason === 'paused') return file.sentence.paused
    return page.reason === 'exempt' ? file.sentence.exempt : file.sentence.nothingRequired
  }
  return statement.short > 0 ? file.sentence.short(statement.short) : file.sentence.met
}
