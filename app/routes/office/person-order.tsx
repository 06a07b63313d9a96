import type { PersonFile } from '#app/domains/guidance/person-help.queries.server.ts'
import type { AccessNeed } from '#app/domains/supervision/access-needs.policy.ts'
import { categoryWord } from '#app/messages/category.ts'
import { useMessages } from '#app/messages/context.tsx'

/** The facts of the order on somebody's file, its grades and pauses; `slip` leads to a sign-in slip, where one may be made. */
export function PersonOrder({
  file: { person, grades, pauses },
  slip,
}: {
  file: Pick<PersonFile, 'person' | 'grades' | 'pauses'>
  slip: string | null
}) {
  const { people, words, format, common, locale, accounts } = useMessages()
  const { file } = people
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
  return (
    <>
      <h2 id="order">{file.order}</h2>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {grades.length > 1 && (
        <>
          <h3>{file.gradeHistory}</h3>
          <ul className="plainlist small">
            {grades.map((one) => (
              <li key={one.from}>
                {format.fullDay(one.from)} {words.grades[one.grade]}
              </li>
            ))}
          </ul>
        </>
      )}
      {pauses.length > 0 && (
        <>
          <h3>{file.pauses}</h3>
          <ul className="plainlist small">
            {pauses.map((one) => (
              <li key={one.from}>
                {words.pauses[one.kind]}{' '}
                {one.to ? format.dayRange(one.from, one.to) : format.fullDay(one.from)}
              </li>
            ))}
          </ul>
        </>
      )}
      {slip && (
        <a className="btn text" href={slip}>
          {accounts.slips.title}
        </a>
      )}
      <p className="cap">{file.opened}</p>
    </>
  )
}
