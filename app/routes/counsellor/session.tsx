import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readingReasons } from '#app/domains/counselling/case.policy.ts'
import { supervisionSchema } from '#app/domains/counselling/case.schema.ts'
import { isPartOf } from '#app/domains/counselling/cases.queries.server.ts'
import { amendmentSchema, correctionSchema, PART_LENGTH } from '#app/domains/counselling/note.schema.ts'
import { amendNote, correctSession } from '#app/domains/counselling/note.server.ts'
import { readNote, readNoteAsSupervisor } from '#app/domains/counselling/reading.server.ts'
import { SelectField, TextArea } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { toDid } from '#app/http/did.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { fieldsOf, NOTHING, refusedWith, summaryOf, type Answer } from './answer.ts'
import { counsellorDesk, formOf, idOf, openedCase } from './case-of.server.ts'
import { BackToCase, ConsentGap, CounsellorPage } from './frame.tsx'
import { fieldOfRefusal } from './note-fields.ts'
import { openedParts, type OpenedPart } from './opened-note.ts'
import { Correct, Strike } from './session-forms.tsx'
import { NoteParts } from './note-parts.tsx'

export const handle: PageHandle = { staff: true, title: (messages) => messages.counsellor.session.title }
const FORMS = ['open', 'supervise', 'amend', 'correct', 'strike'] as const

export async function loader(args: LoaderFunctionArgs) {
  const { actor, file } = await openedCase(args)
  const one = file.sessions.find(({ sessionId }) => sessionId === args.params.session)
  if (!one) throw notFound()
  return {
    ...(await counsellorDesk(args.request, actor)),
    ...{ one, caseId: file.id, name: file.face.name, isOwn: file.isOwn, consent: file.consent },
  }
}

type SessionAnswer = Answer & { parts?: OpenedPart[] }

/** A note is opened by a form: going back, reloading or a look ahead by the browser is no reading. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const [caseId, id] = [idOf(params.case), idOf(params.session)]
  if (!(await isPartOf(actor, caseId, 'session', id))) throw notFound()
  const fields = await readForm(request)
  const form = formOf(request, FORMS)
  const here = `/counsellor/cases/${caseId}/sessions/${id}`
  const invalid = (problems: Record<string, string>) =>
    data<SessionAnswer>({ form, problems, typed: fields }, 400)
  const refused = (field: string, code: string) => {
    if (code === 'not-found') throw notFound()
    return data<SessionAnswer>(refusedWith(form, field, code, fields), 409)
  }
  switch (form) {
    case null:
      return invalid({ act: 'act-missing' })
    case 'open': {
      const read = await readNote(actor, id)
      if (isRefused(read)) return refused('open', read.refused)
      return data<SessionAnswer>({ ...NOTHING, form, parts: openedParts(read.parts) })
    }
    case 'supervise': {
      const stated = parseFields(fields, supervisionSchema)
      if (!stated.ok) return invalid(stated.problems)
      const read = await readNoteAsSupervisor(actor, id, stated.value)
      if (isRefused(read)) return refused('reason', read.refused)
      return data<SessionAnswer>({ ...NOTHING, form, parts: openedParts(read.parts) })
    }
    case 'amend': {
      const more = parseFields(fields, amendmentSchema)
      if (!more.ok) return invalid(more.problems)
      const amended = await amendNote(actor, id, more.value)
      if (isRefused(amended)) return refused('words', amended.refused)
      return redirect(toDid(here, 'amended'), 303)
    }
    case 'correct':
    case 'strike': {
      const reason: Record<string, string> = form === 'strike' ? { reason: 'did-not-take-place' } : {}
      const changed = parseFields({ ...fields, ...reason }, correctionSchema)
      if (!changed.ok) return invalid(changed.problems)
      const corrected = await correctSession(actor, id, changed.value)
      if (isRefused(corrected)) return refused(fieldOfRefusal(corrected.refused), corrected.refused)
      return redirect(toDid(here, 'corrected'), 303)
    }
  }
}

/** Fields that an error summary can lead to, by their form; ids of forms that share a name carry it. */
const FIELDS: Record<string, readonly string[]> = {
  supervise: ['reason', 'words'],
  amend: ['words'],
  correct: ['day', 'start', 'end', 'kind', 'agreedLine', 'reason'],
}

export default function SessionPage() {
  const page = useLoaderData<typeof loader>()
  const answer: SessionAnswer = useActionData<typeof action>() ?? NOTHING
  const { counsellor, counselling } = useMessages()
  const { session: words } = counsellor
  const { one, isOwn, caseId, consent } = page
  const path = `/counsellor/cases/${caseId}/sessions/${one.sessionId}`
  const { during, minutes } = one
  const said = page.did === null || answer.form !== null ? undefined : words.did[page.did]
  return (
    <CounsellorPage
      desk={page.desk}
      sentence={during ? words.sentence(dayAt(during.from), page.name) : words.struckSentence(page.name)}
      lede={
        during && minutes !== null
          ? words.lede(counselling.kinds[one.kind], timeOfDay(during.from), timeOfDay(during.to), minutes)
          : counsellor.case.struckMore(dayAt(one.signedAt))
      }
      problems={summaryOf(answer, words.problems, (field) =>
        answer.form && FIELDS[answer.form]?.includes(field) ? `${answer.form}-${field}` : undefined,
      )}
      said={said}
      actions={<BackToCase id={caseId} />}
    >
      <ConsentGap consent={consent} />
      {one.agreedLine && (
        <p className="after-head">
          <span className="quiet small">{counsellor.case.agreed}</span>
          {one.agreedLine}
        </p>
      )}
      <section aria-labelledby="body">
        <h2 id="body">{words.body}</h2>
        {answer.parts ? (
          <>
            <Notice>{words.opened}</Notice>
            <NoteParts parts={answer.parts} />
          </>
        ) : !consent.stands ? null : isOwn ? (
          <form method="post" action={`${path}?do=open`} className="row">
            <button className="btn">{words.open}</button>
            <span className="quiet small">{words.openMore}</span>
          </form>
        ) : (
          <Supervise path={path} answer={answer} />
        )}
      </section>
      {isOwn && consent.stands && <Amend path={path} answer={answer} />}
      {isOwn && during && (
        <>
          <Correct path={path} one={{ ...one, during }} answer={answer} />
          <Strike path={path} revision={one.revision} sent={answer.form === 'strike'} />
        </>
      )}
    </CounsellorPage>
  )
}

function Supervise({ path, answer }: { path: string; answer: Answer }) {
  const { counsellor, counselling } = useMessages()
  const { session: words } = counsellor
  const { typed, error } = fieldsOf(answer, 'supervise', words.problems)
  return (
    <form method="post" action={`${path}?do=supervise`} className="narrow-form" autoComplete="off">
      <p className="quiet small">{words.superviseMore}</p>
      <SelectField
        name="reason"
        id="supervise-reason"
        label={words.superviseReason}
        ask={words.reasonAsk}
        value={typed.reason}
        error={error('reason')}
        options={readingReasons.map((value) => ({ value, label: counselling.readingReasons[value] }))}
      />
      <TextArea
        name="words"
        id="supervise-words"
        label={words.superviseWords}
        hint={words.superviseWordsHint}
        rows={3}
        maxLength={500}
        value={typed.words}
        error={error('words')}
      />
      <button className="btn">{words.superviseGo}</button>
    </form>
  )
}

function Amend({ path, answer }: { path: string; answer: Answer }) {
  const { counsellor } = useMessages()
  const { session: words } = counsellor
  const { typed, error, sent } = fieldsOf(answer, 'amend', words.problems)
  return (
    <details open={sent} className="session-act">
      <summary>{words.amend}</summary>
      <form method="post" action={`${path}?do=amend`} className="narrow-form" autoComplete="off">
        <p className="quiet small">{words.amendMore}</p>
        <TextArea
          name="words"
          id="amend-words"
          label={words.amendWords}
          rows={5}
          maxLength={PART_LENGTH}
          value={typed.words}
          error={error('words')}
        />
        <button className="btn plain">{words.amendGo}</button>
      </form>
    </details>
  )
}
