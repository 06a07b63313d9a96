import { EmptyState } from '#app/components/empty-state.tsx'
import { AskForm, LineQuestions } from '#app/components/line-questions.tsx'
import { statementLines } from '#app/components/statement-lines.ts'
import { Statement, Sums } from '#app/components/statement.tsx'
import type { PersonFile } from '#app/domains/guidance/person-help.queries.server.ts'
import { ANSWER_DAYS } from '#app/domains/hours/question.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay } from '#app/shared/calendar-day.ts'

/** A question that could not be written down: its line, what was typed, and why. */
export type RefusedQuestion = {
  entryId: string
  words: string
  problem: keyof ReturnType<typeof useMessages>['questions']['ask']['problems']
}

/** The month's statement on somebody's file, with what was asked about each line and a form to ask for them. */
export function PersonStatement({
  statement,
  here,
  today,
  question,
}: {
  statement: PersonFile['statement']
  here: string
  today: CalendarDay
  question: RefusedQuestion | null
}) {
  const messages = useMessages()
  const { people, format, hours, questions } = messages
  const { file } = people
  return (
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
        <Statement
          lines={statementLines(statement.lines, messages)}
          question={({ entryId }) => {
            const asked = statement.lines.find((line) => line.entryId === entryId)?.questions ?? []
            const waiting = asked.find((one) => !one.answer)
            const mine = question?.entryId === entryId
            return (
              <LineQuestions
                staff
                questions={asked}
                today={today}
                form={
                  waiting && !mine ? (
                    <p>
                      <a className="btn text slim" href={`/office/disputes/${waiting.id}`}>
                        {questions.staffState.see}
                      </a>
                    </p>
                  ) : (
                    <AskForm
                      action={`${here}?m=${statement.month}`}
                      entryId={entryId}
                      words={{
                        ...questions.behalf,
                        hint: questions.behalf.hint(ANSWER_DAYS),
                        plain: true,
                      }}
                      open={mine}
                      {...(mine
                        ? { typed: question.words, error: questions.ask.problems[question.problem] }
                        : {})}
                    />
                  )
                }
              />
            )
          }}
        />
      ) : (
        <EmptyState icon="receipt" title={hours.empty} />
      )}
    </section>
  )
}
