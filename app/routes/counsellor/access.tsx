import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { CaseFile } from '#app/domains/counselling/cases.queries.server.ts'
import { supervisorsReason } from '#app/domains/counselling/reading.server.ts'
import { isId } from '#app/http/ids.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { counsellorDesk, idOf, openedCase } from './case-of.server.ts'
import { BackToCase, CounsellorPage } from './frame.tsx'
import { Sealed, type Opened } from './sealed.tsx'

export const handle: PageHandle = { staff: true, title: (messages) => messages.counsellor.access.title }

export async function loader(args: LoaderFunctionArgs) {
  const { actor, file } = await openedCase(args)
  return { ...(await counsellorDesk(args.request, actor)), file }
}

type Why = { reading: string; words: Opened }

/** Shows the case's counsellor why a supervisor opened a note. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const caseId = idOf(params.case)
  const { reading = '' } = await readForm(request)
  const found = isId(reading) ? await supervisorsReason(actor, caseId, reading) : null
  if (!found) throw notFound()
  const words: Opened = 'refused' in found ? { refused: found.refused } : { words: found.words.reveal() }
  return data<Why>({ reading, words })
}

/** What a reading opened. */
function subjectOf(file: CaseFile, subjectId: string, words: Messages['counsellor']['access']): string {
  const session = file.sessions.find((one) => one.sessionId === subjectId)
  if (session) return session.during ? words.session(dayAt(session.during.from)) : words.struck
  return file.disclosures.some(({ id }) => id === subjectId) ? words.disclosure : words.request
}

export default function AccessPage() {
  const { desk, file } = useLoaderData<typeof loader>()
  const why = useActionData<typeof action>() ?? null
  const { counsellor, counselling, format } = useMessages()
  const { access: words } = counsellor
  const { columns } = words
  return (
    <CounsellorPage
      desk={desk}
      sentence={words.sentence(file.face.name, file.readings.length)}
      lede={words.lede}
      actions={<BackToCase id={file.id} />}
    >
      {file.readings.length > 0 && (
        <table className="listing">
          <thead>
            <tr>
              <th scope="col">{columns.at}</th>
              <th scope="col">{columns.who}</th>
              <th scope="col">{columns.as}</th>
              <th scope="col">{columns.what}</th>
              <th scope="col">{columns.why}</th>
            </tr>
          </thead>
          <tbody>
            {file.readings.map((one) => (
              <tr key={one.id}>
                <td className="num nb">
                  {format.day(dayAt(one.at))} {timeOfDay(one.at)}
                </td>
                <td>{one.readerName ?? words.someone}</td>
                <td>{words.capacities[one.capacity]}</td>
                <td>{subjectOf(file, one.subjectId, words)}</td>
                <td data-label={one.reason ? columns.why : undefined} className={one.reason ? '' : 'nothing'}>
                  {one.reason ? counselling.readingReasons[one.reason] : counsellor.none}
                  {why?.reading === one.id && <Sealed of={why.words} />}
                  {one.reason && file.isOwn && why?.reading !== one.id && (
                    <form method="post" action={`/counsellor/cases/${file.id}/access`}>
                      <input type="hidden" name="reading" value={one.id} />
                      <button className="btn text slim">
                        {words.why}
                        <span className="vh">
                          {' '}
                          {format.day(dayAt(one.at))} {timeOfDay(one.at)}
                        </span>
                      </button>
                    </form>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <section aria-labelledby="course">
        <h2 id="course">{words.course}</h2>
        <ol className="plainlist">
          {file.changes.map((one) => (
            <li key={one.version}>
              <span className="quiet num">
                {format.day(dayAt(one.at))} {timeOfDay(one.at)}
              </span>{' '}
              {changeOf(one, words, counselling)}
            </li>
          ))}
        </ol>
      </section>
    </CounsellorPage>
  )
}

function changeOf(
  { act, reason, outcome, counsellorName }: CaseFile['changes'][number],
  words: Messages['counsellor']['access'],
  counselling: Messages['counselling'],
): string {
  const name = counsellorName ?? words.someone
  if (act === 'close' && outcome) return words.acts.close(counselling.caseOutcomes[outcome])
  if (act === 'hand-over' && reason) return words.acts.handOver(name, counselling.handOverReasons[reason])
  return words.acts.open(name)
}
