import { GivenAssignments } from '#app/components/assign.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { OralExamLink } from '#app/components/oral-exam-link.tsx'
import { OpenStudies } from '#app/components/study-so-far.tsx'
import { Suggested } from '#app/components/suggested.tsx'
import type { PersonFile } from '#app/domains/guidance/person-help.queries.server.ts'
import { problemWords } from '#app/messages/assign-words.ts'
import { useMessages } from '#app/messages/context.tsx'

/** A module that could not be assigned, or an assignment that could not be taken back. */
export type RefusedHelp = { problem: string; module: string; due: string | null }

/** What somebody was asked to study, a form to ask for more, and how the months before ended. */
export function PersonStudy({
  page,
  here,
  refused,
  mayAskAloud,
}: {
  page: PersonFile
  here: string
  refused: RefusedHelp | null
  /** Oral exams are the office's. */
  mayAskAloud: boolean
}) {
  const { assign, common } = useMessages()
  const { person } = page
  return (
    <>
      <h2 id="assigned">{assign.title}</h2>
      {page.assignments.length > 0 ? (
        <GivenAssignments assignments={page.assignments} name={person.name} action={here} back={here} />
      ) : (
        <p className="quiet">{assign.noneYet}</p>
      )}
      <Suggested suggestions={page.suggested} />
      {!person.leftOn && <AssignFromFile page={page} here={here} answer={refused ?? undefined} />}
      <p className="quiet small">
        {assign.latest}
        {common.colon}
        {page.latest ? assign.latestOn(page.latest) : assign.never}
      </p>
      {mayAskAloud && <OralExamLink personId={person.id} />}
      <OpenStudies studies={page.openStudies} />
      <MonthsBefore months={page.months} here={here} />
    </>
  )
}

function AssignFromFile({
  page,
  here,
  answer,
}: {
  page: PersonFile
  here: string
  answer: RefusedHelp | undefined
}) {
  const { assign, locale } = useMessages()
  if (page.offers.length === 0) return <p className="quiet small">{assign.noModule}</p>
  return (
    <form method="post" action={here} className="smallform no-print">
      <SelectField
        name="module"
        label={assign.module}
        value={answer?.module}
        options={page.offers.map(({ code, title, minutes }) => ({
          value: code,
          label: assign.moduleOption(code.toUpperCase(), title[locale], minutes),
        }))}
      />
      <Field
        name="due"
        type="date"
        label={assign.due}
        value={answer?.due ?? page.due}
        error={answer && fieldOf(answer.problem) === 'due' ? problemWords(assign, answer.problem) : undefined}
      />
      <button className="btn">{assign.fromFile}</button>
    </form>
  )
}

/** The box that a problem is about. */
export const fieldOf = (problem: string) =>
  problem.startsWith('due-') ? 'due' : problem === 'reason-missing' ? undefined : 'module'

function MonthsBefore({ months, here }: { months: PersonFile['months']; here: string }) {
  const { assign, format } = useMessages()
  const words = assign.months
  return (
    <>
      <h2 id="months">{words.title}</h2>
      {months.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <table>
          <caption className="vh">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.month}</th>
              <th scope="col" className="r">
                {words.required}
              </th>
              <th scope="col" className="r">
                {words.counted}
              </th>
              <th scope="col">{words.result}</th>
            </tr>
          </thead>
          <tbody>
            {months.map((one) => (
              <tr key={one.month}>
                <th scope="row">
                  <a href={`${here}?m=${one.month}`}>{format.fullMonth(one.month)}</a>
                </th>
                <td className="r">{one.required > 0 ? format.plainMinutes(one.required) : '—'}</td>
                <td className="r">
                  <b>{format.plainMinutes(one.counted)}</b>
                </td>
                <td>{assign.results[one.result]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
