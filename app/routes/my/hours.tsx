import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EmptyState } from '#app/components/empty-state.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { statementLines } from '#app/components/statement-lines.ts'
import { Statement, Sums } from '#app/components/statement.tsx'
import { ownStatement } from '#app/domains/hours/statement.queries.server.ts'
import { monthOfQuery } from '#app/http/month-of-query.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { title: (messages) => messages.common.dock.hours }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const statement = await ownStatement(actor, monthOfQuery(request))
  if (!statement) throw notFound()
  return statement
}

export default function HoursPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { hours, format, locale } = messages
  const { contacts, caps } = page
  const chinese = locale === 'zh'
  return (
    <MyPage viewing={useViewing()} here="hours">
      <div className="row">
        <h1>
          <span className="print-only">{hours.paperTitle}</span>
          <span className="no-print">{hours.title(page.month)}</span>
        </h1>
        <span className="push" />
        {page.previous && (
          <a className="tool no-print" href={`/my/hours?m=${page.previous}`}>
            {hours.previous}
          </a>
        )}
        {page.next && (
          <a className="tool no-print" href={`/my/hours?m=${page.next}`}>
            {hours.next}
          </a>
        )}
      </div>
      <div className="print-only paperhead">
        <p>
          {hours.paper.person(page.person.name, (chinese ? contacts?.officeZh : contacts?.officeEn) ?? '')}{' '}
          {hours.paper.number(page.person.registerNumber)} {hours.paper.period(page.firstDay, page.lastDay)}
        </p>
        <p>
          {page.policyTitle && hours.paper.policy(page.policyTitle[locale])}{' '}
          {hours.paper.printed(format.stamp(page.printedAt))}
        </p>
      </div>
      <Sums
        sums={[
          {
            label: hours.sums.required,
            value: page.hasRequirement ? format.minutes(page.required) : hours.noRequirement,
          },
          { label: hours.sums.counted, value: format.minutes(page.counted) },
          ...(page.short > 0
            ? [{ label: hours.sums.short, value: format.minutes(page.short), still: true }]
            : []),
        ]}
      />
      <section aria-labelledby="every">
        <h2 id="every" className="vh">
          {hours.every}
        </h2>
        {page.lines.length === 0 ? (
          <EmptyState icon="receipt" title={hours.empty} />
        ) : (
          <>
            <p className="quiet small no-print lead">{hours.lead}</p>
            <Statement lines={statementLines(page.lines, messages)} />
          </>
        )}
      </section>
      <section className="small quiet stack-s">
        {page.proratedDays !== null && (
          <p>{hours.prorated(page.proratedDays, page.daysInMonth, page.required)}</p>
        )}
        {caps.online !== null && <p>{hours.caps.online(caps.online, page.onlineCounted)}</p>}
        {caps.counselling !== null && page.counsellingCounted > 0 && (
          <p>{hours.caps.counselling(caps.counselling, page.counsellingCounted)}</p>
        )}
        <p>{hours.caps.overlap}</p>
        {contacts && (
          <p>
            {hours.procuratorate(
              chinese ? contacts.procuratorateZh : contacts.procuratorateEn,
              contacts.procuratoratePhone,
            )}
          </p>
        )}
        <p className="print-only">{hours.paper.appendOnly}</p>
      </section>
      <div className="print-only">
        <div className="sign">
          <p>{hours.paper.self}</p>
          <p>{hours.paper.office}</p>
        </div>
      </div>
    </MyPage>
  )
}
