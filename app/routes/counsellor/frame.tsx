import type { ReactNode } from 'react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary, type Problem } from '#app/components/error-summary.tsx'
import { Notice } from '#app/components/notice.tsx'
import type { CaseFile } from '#app/domains/counselling/cases.queries.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import { deskProps, type Desk } from '../office/desk.ts'

/**
 * A counsellor's page. Without the framework in the browser: what a note says stands in the page that shows it, and in
 * nothing that is handed over for scripts.
 */
export function CounsellorPage({
  desk,
  current = '/counsellor',
  problems = [],
  said,
  ...page
}: {
  desk: Desk
  current?: '/counsellor' | '/counsellor/appointments' | '/counsellor/waiting'
  sentence: string
  lede?: ReactNode
  actions?: ReactNode
  problems?: readonly Problem[]
  /** What was just done. */
  said?: string
  children: ReactNode
}) {
  const messages = useMessages()
  return (
    <DeskPage viewing={useViewing()} {...deskProps(desk, current, messages)} {...page}>
      {problems.length > 0 && (
        <div className="after-head">
          <ErrorSummary title={messages.counsellor.problemsTitle} problems={problems} />
        </div>
      )}
      {said && problems.length === 0 && (
        <div className="after-head">
          <Notice>{said}</Notice>
        </div>
      )}
      {page.children}
    </DeskPage>
  )
}

export function BackToCase({ id }: { id: string }) {
  const { counsellor } = useMessages()
  return (
    <a className="btn text" href={`/counsellor/cases/${id}`}>
      {counsellor.backToCase}
    </a>
  )
}

/** Nothing is sealed, opened or arranged without a consent: says so, and what is missing. */
export function ConsentGap({ consent }: { consent: CaseFile['consent'] }) {
  const { counsellor } = useMessages()
  if (consent.stands) return null
  const { gap } = counsellor
  return (
    <div className="after-head">
      <Notice tone="todo">
        <p>
          <b>{gap.title}</b>
        </p>
        <p>{gap.more(consent.missing.map((one) => gap.missing[one]))}</p>
        <p>
          <a href="/counsellor/consent">{gap.paper}</a>
        </p>
      </Notice>
    </div>
  )
}
