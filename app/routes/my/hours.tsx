import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ArrivedAfterClosing } from '#app/components/arrived-after-closing.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { AskForm, askFieldId, LineQuestions } from '#app/components/line-questions.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { CallSentence } from '#app/components/notice.tsx'
import { PrintTool } from '#app/components/print-tool.tsx'
import { entryNumber, statementLines } from '#app/components/statement-lines.ts'
import { OpenStudies } from '#app/components/study-so-far.tsx'
import { Statement, Sums } from '#app/components/statement.tsx'
import { askQuestion } from '#app/domains/hours/ask-question.server.ts'
import { ANSWER_DAYS } from '#app/domains/hours/question.policy.ts'
import { askQuestionSchema } from '#app/domains/hours/question.schema.ts'
import { ownStatement } from '#app/domains/hours/statement.queries.server.ts'
import { ownOpenStudies } from '#app/domains/learning/study-times.queries.server.ts'
import { arrivedAfterClosing } from '#app/domains/learning/late-evidence.queries.server.ts'
import { monthOfQuery } from '#app/http/month-of-query.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, monthOf } from '#app/shared/calendar-day.ts'

export const handle: PageHandle = { prints: true, title: (messages) => messages.common.dock.hours }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const [statement, openStudies] = await Promise.all([
    ownStatement(actor, monthOfQuery(request)),
    ownOpenStudies(actor),
  ])
  if (!statement) throw notFound()
  // What is half done belongs to no month yet.
  return {
    ...statement,
    openStudies: statement.next === null ? openStudies : [],
    afterClosing: await arrivedAfterClosing(actor, actor.personId!, statement.month),
  }
}

/** Questions one line; what cannot be asked comes back with the words that were typed. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const form = await parseForm(request, askQuestionSchema)
  if (!form.ok) {
    const { entry = '', words = '' } = form.typed
    const problem = form.problems.entry ? ('entry-missing' as const) : wordsProblem(form.problems.words)
    return data({ entryId: entry, words, problem }, 400)
  }
  const { entry: entryId, words } = form.value
  const asked = await askQuestion(actor, { personId: actor.personId!, entryId, words })
  if ('refused' in asked) {
    if (asked.refused === 'not-found') throw notFound()
    return data({ entryId, words, problem: asked.refused }, 409)
  }
  return redirect(`/my/hours?m=${monthOf(asked.countyDay)}#${entryNumber(asked)}`, 303)
}

const wordsProblem = (code: string | undefined) =>
  code === 'words-too-long' ? ('words-too-long' as const) : ('words-missing' as const)

export default function HoursPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { hours, questions, format, locale } = messages
  const { contacts, caps } = page
  const chinese = locale === 'zh'
  const today = dayAt(page.printedAt)
  const problem = answer && questions.ask.problems[answer.problem]
  const questioned = answer && page.lines.some(({ entryId }) => entryId === answer.entryId)
  return (
    <MyPage viewing={useViewing()} here="hours">
      {answer && problem && (
        <ErrorSummary
          title={questions.ask.problemTitle}
          problems={[{ message: problem, ...(questioned ? { fieldId: askFieldId(answer.entryId) } : {}) }]}
        />
      )}
      <div className="row">
        <h1>
          <span className="print-only">{hours.paperTitle}</span>
          <span className="no-print">{hours.title(page.month)}</span>
        </h1>
        <div className="page-tools no-print">
          {page.previous && (
            <a className="tool" href={`/my/hours?m=${page.previous}`}>
              {hours.previous}
            </a>
          )}
          {page.next && (
            <a className="tool" href={`/my/hours?m=${page.next}`}>
              {hours.next}
            </a>
          )}
          <PrintTool />
        </div>
      </div>
      <div className="print-only paperhead">
        <p>
          <span>
            {hours.paper.person(page.person.name, (chinese ? contacts?.officeZh : contacts?.officeEn) ?? '')}
          </span>{' '}
          <span>{hours.paper.number(page.person.registerNumber)}</span>{' '}
          <span>{hours.paper.period(page.firstDay, page.lastDay)}</span>
        </p>
        <p>
          {page.policyTitle && <span>{hours.paper.policy(page.policyTitle[locale])}</span>}{' '}
          <span>{hours.paper.printed(format.stamp(page.printedAt))}</span>
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
          <EmptyState
            icon="receipt"
            title={hours.empty}
            words={hours.emptyMore}
            action={
              <a className="btn" href="/my/study">
                {hours.toStudy}
              </a>
            }
          />
        ) : (
          <>
            <p className="quiet small no-print lead">{hours.lead}</p>
            <Statement
              lines={statementLines(page.lines, messages)}
              question={({ entryId }) => {
                const asked = page.lines.find((line) => line.entryId === entryId)?.questions ?? []
                const waits = asked.some((one) => !one.answer)
                const mine = answer?.entryId === entryId
                return (
                  <LineQuestions
                    questions={asked}
                    today={today}
                    form={
                      waits && !mine ? null : (
                        <AskForm
                          action={`/my/hours?m=${page.month}`}
                          entryId={entryId}
                          words={{
                            open: asked.length > 0 ? questions.ask.openAgain : questions.ask.open,
                            label: questions.ask.label,
                            hint: questions.ask.hint(ANSWER_DAYS),
                            go: questions.ask.go,
                          }}
                          open={mine}
                          {...(mine ? { typed: answer.words, error: problem } : {})}
                        />
                      )
                    }
                  />
                )
              }}
            />
          </>
        )}
      </section>
      {page.openStudies.length > 0 && (
        <div className="no-print">
          <OpenStudies studies={page.openStudies} />
        </div>
      )}
      <ArrivedAfterClosing lines={page.afterClosing} />
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
            <CallSentence
              words={hours.procuratorate(
                chinese ? contacts.procuratorateZh : contacts.procuratorateEn,
                contacts.procuratoratePhone,
              )}
            />
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
