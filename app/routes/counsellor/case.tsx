import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { Tag } from '#app/components/tag.tsx'
import type { CaseFile } from '#app/domains/counselling/cases.queries.server.ts'
import { beginDraft } from '#app/domains/counselling/draft.server.ts'
import { draftSchema } from '#app/domains/counselling/note.schema.ts'
import { readRequestWords } from '#app/domains/counselling/reading.server.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { notFound } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { NOTHING, refusedWith, summaryOf, type Answer } from './answer.ts'
import { counsellorDesk, formOf, openedCase, openedOwnCase } from './case-of.server.ts'
import { ConsentGap, CounsellorPage } from './frame.tsx'
import { firstFields } from './note-fields.ts'
import { Sealed, type Opened } from './sealed.tsx'
import { wayOf, whenOf } from './case-words.ts'

export const handle: PageHandle = { staff: true, title: (messages) => messages.counsellor.case.title }
const FORMS = ['begin', 'words'] as const

export async function loader(args: LoaderFunctionArgs) {
  const { actor, file } = await openedCase(args)
  return { ...(await counsellorDesk(args.request, actor)), file, now: now() }
}

type CaseAnswer = Answer & { words?: Opened | null }

export async function action(args: ActionFunctionArgs) {
  const { actor, file } = await openedOwnCase(args)
  const form = formOf(args.request, FORMS)
  if (!form) return data<CaseAnswer>(refusedWith(null, 'act', 'act-missing'), 400)
  if (form === 'words') {
    const opened = await readRequestWords(actor, file.id)
    if (isRefused(opened)) return data<CaseAnswer>(refusedWith(form, 'words', opened.refused), 409)
    return data<CaseAnswer>({ ...NOTHING, form, words: opened.words && openedWords(opened.words) })
  }
  const fields = await readForm(args.request)
  const [latest] = file.drafts
  // Twice the same button is one note; a second one is asked for by its own.
  if (latest && fields.another !== 'yes')
    return redirect(`/counsellor/cases/${file.id}/notes/${latest.id}`, 303)
  const of = file.appointments.find(({ id }) => id === fields.appointment)
  const begun = await beginDraft(actor, file.id, draftSchema.parse(firstFields(now(), of)))
  if (!isRefused(begun)) return redirect(`/counsellor/cases/${file.id}/notes/${begun.draftId}`, 303)
  if (begun.refused === 'not-found') throw notFound()
  return data<CaseAnswer>(refusedWith(form, 'begin', begun.refused), 409)
}

const openedWords = (
  words: Extract<Awaited<ReturnType<typeof readRequestWords>>, { words: unknown }>['words'] & object,
): Opened => ('refused' in words ? { refused: words.refused } : { words: words.words.reveal() })

/** How many notes stand on the page before the older ones are folded away. */
const SHOWN = 6

export default function CasePage() {
  const { desk, did, file, now: today } = useLoaderData<typeof loader>()
  const answer: CaseAnswer = useActionData<typeof action>() ?? NOTHING
  const messages = useMessages()
  const { counsellor } = messages
  const { case: words } = counsellor
  const works = file.isOwn && file.closedAt === null && file.consent.stands
  return (
    <CounsellorPage
      desk={desk}
      sentence={file.face.name}
      lede={ledeOf(file, today, messages)}
      problems={summaryOf(answer, words.problems)}
      said={did === null || answer.form !== null ? undefined : words.did[did]}
      actions={
        works && (
          <>
            <a className="btn plain" href={`/counsellor/cases/${file.id}/appointments`}>
              {words.change}
            </a>
            <Write file={file} />
          </>
        )
      }
    >
      {file.closedAt === null && <ConsentGap consent={file.consent} />}
      <div className="split">
        <Notes file={file} />
        <Beside file={file} answer={answer} today={today} />
      </div>
    </CounsellorPage>
  )
}

function ledeOf(
  file: CaseFile,
  today: Date,
  { counsellor, counselling, locale }: ReturnType<typeof useMessages>,
) {
  const { case: words } = counsellor
  const held = file.sessions.filter(({ during }) => during !== null).length
  const next = file.appointments
    .filter(({ outcome, during }) => outcome === null && during.from >= today)
    .sort((a, b) => a.during.from.getTime() - b.during.from.getTime())[0]
  const parts = [
    wayOf(file, words, counselling),
    ...(file.consent.stands && file.closedAt === null ? [words.consented(file.consent.since)] : []),
    words.held(held),
    file.closedAt && file.outcome
      ? words.closedOn(dayAt(file.closedAt), counselling.caseOutcomes[file.outcome])
      : next
        ? words.next(whenOf(next.during.from))
        : words.noNext,
  ]
  return (
    <>
      {words.lede(parts)}
      <br />
      <span className="small">
        {file.face.registerNumber} · {file.face.office[locale]}
        {file.face.minorsRegime && <> · {counsellor.minor}</>}
        {file.face.leftOn && <> · {counsellor.left(file.face.leftOn)}</>}
        {!file.isOwn && file.counsellorName && <> · {words.with(file.counsellorName)}</>}
      </span>
    </>
  )
}

/** One note at a time: while one is not signed, the button leads back to it. */
function Write({ file }: { file: CaseFile }) {
  const { counsellor } = useMessages()
  const { case: words } = counsellor
  const [latest] = file.drafts
  if (latest)
    return (
      <a className="btn" href={`/counsellor/cases/${file.id}/notes/${latest.id}`}>
        {words.goOn}
      </a>
    )
  return (
    <form method="post" action={`/counsellor/cases/${file.id}?do=begin`}>
      <button className="btn">{words.write}</button>
    </form>
  )
}

function Notes({ file }: { file: CaseFile }) {
  const { counsellor, counselling, format } = useMessages()
  const { case: words } = counsellor
  const rest = file.sessions.slice(SHOWN)
  const lines = file.sessions.flatMap(({ during, minutes, agreedLine, kind, sessionId }) =>
    during && minutes !== null ? [{ during, minutes, agreedLine, kind, sessionId }] : [],
  )
  return (
    <section aria-labelledby="notes">
      <div className="notes-head">
        <h2 id="notes">{words.notes}</h2>
        <p className="quiet small">{file.isOwn ? words.sealedTo : words.sealedToSupervisor}</p>
      </div>
      {file.sessions.length === 0 ? (
        <p className="quiet notes-none">
          {words.noNotes}。{words.noNotesMore}
        </p>
      ) : (
        <ol className="notes">
          {file.sessions.slice(0, SHOWN).map((one) => (
            <NoteLine key={one.sessionId} file={file} of={one} />
          ))}
        </ol>
      )}
      {rest.length > 0 && (
        <details>
          <summary>{words.older(rest.length)}</summary>
          <ol className="notes">
            {rest.map((one) => (
              <NoteLine key={one.sessionId} file={file} of={one} />
            ))}
          </ol>
        </details>
      )}
      <details open={lines.length > 0 && lines.length <= SHOWN} className="office-sees">
        <summary>{words.office}</summary>
        {lines.length === 0 ? (
          <p className="quiet small">{words.officeNone}</p>
        ) : (
          <table className="listing small">
            <thead>
              <tr>
                <th scope="col">{words.columns.day}</th>
                <th scope="col">{words.columns.kind}</th>
                <th scope="col" className="r">
                  {words.columns.minutes}
                </th>
                <th scope="col">{words.columns.line}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((one) => (
                <tr key={one.sessionId}>
                  <td className="num nb">{format.day(dayAt(one.during.from))}</td>
                  <td className="nb">{counselling.kinds[one.kind]}</td>
                  <td className="r num" data-label={words.columns.minutes}>
                    {one.minutes}
                  </td>
                  <td className="own-line">{one.agreedLine}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </details>
    </section>
  )
}

function NoteLine({ file, of }: { file: CaseFile; of: CaseFile['sessions'][number] }) {
  const { counsellor, format } = useMessages()
  const { case: words } = counsellor
  const path = `/counsellor/cases/${file.id}/sessions/${of.sessionId}`
  if (!of.during || of.minutes === null)
    return (
      <li className="seal">
        <p>
          <b>{words.struck}</b>
        </p>
        <p className="quiet small">{words.struckMore(dayAt(of.signedAt))}</p>
        <p className="row">
          <a className="btn text slim" href={path}>
            {words.see}
            <span className="vh"> {words.struckMore(dayAt(of.signedAt))}</span>
          </a>
        </p>
      </li>
    )
  const day = dayAt(of.during.from)
  return (
    <li className="seal">
      <p>
        <b className="nb">{format.day(day)}</b>
        <span className="quiet small num"> {words.minutes(of.minutes)}</span>
      </p>
      <p>
        <span className="quiet small">{words.agreed}</span>
        {of.agreedLine}
      </p>
      <p className="row">
        <Tag state="sealed">{words.sealed}</Tag>
        <a className="btn text slim" href={path}>
          {words.openIt}
          <span className="vh"> {words.openWhich(day)}</span>
        </a>
      </p>
    </li>
  )
}

function Beside({ file, answer, today }: { file: CaseFile; answer: CaseAnswer; today: Date }) {
  const { counsellor } = useMessages()
  const { case: words } = counsellor
  const path = `/counsellor/cases/${file.id}`
  const over = file.appointments.filter(({ outcome, during }) => outcome === null && during.to <= today)
  const works = file.isOwn && file.closedAt === null
  return (
    <div className="beside">
      {over.length > 0 && works && (
        <section className="notice todo" aria-labelledby="over">
          <h2 id="over">{words.toAppointments}</h2>
          <p>
            <a href={`${path}/appointments`}>{words.waiting(over.length)}</a>
          </p>
        </section>
      )}
      {file.drafts.length > 0 && (
        <section aria-labelledby="drafts">
          <h2 id="drafts">{words.drafts}</h2>
          <ul className="plainlist">
            {file.drafts.map((one) => (
              <li key={one.id} className="line-row">
                <span>{words.draftSaved(dayAt(one.savedAt), timeOfDay(one.savedAt))}</span>
                <a className="btn text slim" href={`${path}/notes/${one.id}`}>
                  {words.draftOpen}
                  <span className="vh"> {words.draftSaved(dayAt(one.savedAt), timeOfDay(one.savedAt))}</span>
                </a>
              </li>
            ))}
          </ul>
          {works && file.consent.stands && (
            <form method="post" action={`${path}?do=begin`}>
              <input type="hidden" name="another" value="yes" />
              <button className="btn text">{words.another}</button>
            </form>
          )}
        </section>
      )}
      {file.request?.way === 'person' && file.isOwn && (
        <section aria-labelledby="asked">
          <h2 id="asked">{words.asked}</h2>
          {answer.form === 'words' && answer.words !== undefined ? (
            answer.words === null ? (
              <p>{words.askedNone}</p>
            ) : (
              <Sealed of={answer.words} />
            )
          ) : (
            <>
              <p className="quiet small">{words.askedMore}</p>
              {file.consent.stands && (
                <form method="post" action={`${path}?do=words`}>
                  <button className="btn plain slim">{words.askedOpen}</button>
                </form>
              )}
            </>
          )}
        </section>
      )}
      <nav aria-label={words.places} className="case-places">
        <ul className="plainlist">
          {file.isOwn && (
            <>
              <li>
                <a href={`${path}/appointments`}>{words.toAppointments}</a>
              </li>
              <li>
                <a href={`${path}/disclosures`}>{words.toDisclosures}</a>
              </li>
            </>
          )}
          <li>
            <a href={`${path}/access`}>{words.toAccess}</a>
          </li>
          <li>
            <a href={`${path}/end`}>{words.toEnd}</a>
          </li>
        </ul>
      </nav>
    </div>
  )
}
