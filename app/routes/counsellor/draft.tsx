import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { isPartOf } from '#app/domains/counselling/cases.queries.server.ts'
import { discardDraft, openDraft, saveDraft } from '#app/domains/counselling/draft.server.ts'
import { draftSchema } from '#app/domains/counselling/note.schema.ts'
import { signNote } from '#app/domains/counselling/note.server.ts'
import { seenVersionSchema } from '#app/domains/counselling/request.schema.ts'
import { Notice } from '#app/components/notice.tsx'
import { toDid } from '#app/http/did.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { notFound } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { isRefused } from '#app/shared/outcome.ts'
import { NOTHING, refusedWith, summaryOf, type Answer } from './answer.ts'
import { counsellorDesk, formOf, idOf, openedOwnCase } from './case-of.server.ts'
import { BackToCase, ConsentGap, CounsellorPage } from './frame.tsx'
import { fieldOfRefusal, noteOfFields, possibleAppointments } from './note-fields.ts'
import { Discard, NOTE_FIELDS, NoteForm } from './note-form.tsx'

export const handle: PageHandle = {
  ...{ staff: true, note: true },
  title: (messages) => messages.counsellor.note.title,
}
const FORMS = ['save', 'sign', 'discard'] as const

/** A draft that is no more: signed, it is told so on its case; put away, too. */
async function whereEnded(actor: Parameters<typeof isPartOf>[0], caseId: string, draftId: string) {
  const signed = await isPartOf(actor, caseId, 'session', draftId)
  return redirect(toDid(`/counsellor/cases/${caseId}`, signed ? 'signed' : 'ended'), 303)
}

export async function loader(args: LoaderFunctionArgs) {
  const { actor, file } = await openedOwnCase(args)
  const id = idOf(args.params.draft)
  if (!(await isPartOf(actor, file.id, 'draft', id))) throw notFound()
  const opened = await openDraft(actor, id)
  const common = {
    ...(await counsellorDesk(args.request, actor)),
    ...{ id, caseId: file.id, name: file.face.name, consent: file.consent },
    appointments: possibleAppointments(file.appointments, now()),
  }
  if (!isRefused(opened)) {
    const { version, savedAt, form } = opened
    return { ...common, shut: null, version, savedAt, fields: form.reveal() }
  }
  const { refused } = opened
  if (refused === 'ended') throw await whereEnded(actor, file.id, id)
  if (refused === 'not-found' || refused === 'sealing-off') throw notFound()
  const version = file.drafts.find((one) => one.id === id)?.version ?? null
  return { ...common, shut: refused, version, savedAt: null, fields: null }
}

export async function action(args: ActionFunctionArgs) {
  const { actor, file } = await openedOwnCase(args)
  const id = idOf(args.params.draft)
  if (!(await isPartOf(actor, file.id, 'draft', id))) throw notFound()
  const fields = await readForm(args.request)
  const form = formOf(args.request, FORMS)
  const seen = parseFields(fields, seenVersionSchema)
  if (!form) return data<Answer>(refusedWith(null, 'act', 'act-missing', fields), 400)
  if (!seen.ok) return data<Answer>(refusedWith(form, 'version', 'version-missing', fields), 400)
  const { version } = seen.value
  const refused = async (code: string, field = 'note', typed = fields) => {
    if (code === 'ended') return whereEnded(actor, file.id, id)
    if (code === 'not-found') throw notFound()
    return data<Answer>(refusedWith(form, field, code, typed), 409)
  }
  if (form === 'discard') {
    const gone = await discardDraft(actor, id, version)
    if (isRefused(gone)) return refused(gone.refused, 'note', {})
    return redirect(toDid(`/counsellor/cases/${file.id}`, 'discarded'), 303)
  }
  const draft = parseFields(fields, draftSchema)
  if (!draft.ok) return data<Answer>({ form, problems: draft.problems, typed: fields }, 400)
  // Saved before anything is asked of it: whatever is missing for signing, nothing that was typed is lost.
  const saved = await saveDraft(actor, id, version, draft.value)
  if (isRefused(saved)) return refused(saved.refused)
  if (form === 'save') return redirect(toDid(`/counsellor/cases/${file.id}/notes/${id}`, 'saved'), 303)
  const typed = { ...fields, version: String(saved.version) }
  const read = noteOfFields(fields)
  if ('problems' in read) return data<Answer>({ form, problems: read.problems ?? {}, typed }, 400)
  const chosen = draft.value.appointment
  const of = chosen === '' ? null : file.appointments.find((one) => one.id === chosen)
  if (of === undefined)
    return data<Answer>(refusedWith(form, 'appointment', 'appointment-unknown', typed), 400)
  const signed = await signNote(actor, {
    ...{ draftId: id, seenVersion: saved.version, note: read.note },
    appointment: of && { id: of.id, seenVersion: of.version },
  })
  if (isRefused(signed)) return refused(signed.refused, fieldOfRefusal(signed.refused), typed)
  return redirect(toDid(`/counsellor/cases/${file.id}`, 'signed'), 303)
}

export default function DraftPage() {
  const page = useLoaderData<typeof loader>()
  const answer: Answer = useActionData<typeof action>() ?? NOTHING
  const { counsellor } = useMessages()
  const { note: words } = counsellor
  const back = answer.form === 'save' || answer.form === 'sign'
  const typed = back ? answer.typed : (page.fields ?? null)
  const version = back ? answer.typed.version : page.version
  const stale = answer.problems.note === 'stale'
  return (
    <CounsellorPage
      desk={page.desk}
      sentence={words.sentence(page.name)}
      lede={words.lede}
      problems={summaryOf(answer, words.problems, (field) =>
        NOTE_FIELDS.includes(field) ? field : undefined,
      )}
      said={page.did === null || !words.did[page.did] ? undefined : words.did[page.did]}
      actions={<BackToCase id={page.caseId} />}
    >
      {!page.consent.stands && <ConsentGap consent={page.consent} />}
      {stale && (
        <p className="after-head">
          <a
            href={`/counsellor/cases/${page.caseId}/notes/${page.id}`}
            target="_blank"
            rel="noopener noreferrer"
          >
            {words.otherTab}
          </a>
        </p>
      )}
      {typed === null && page.shut && (
        <div className="after-head">
          <Notice tone="todo">
            <p>
              <b>{words.shut[page.shut].title}</b>
            </p>
            <p>{words.shut[page.shut].more}</p>
          </Notice>
        </div>
      )}
      {typed !== null && (
        <NoteForm
          path={`/counsellor/cases/${page.caseId}/notes/${page.id}`}
          typed={typed}
          version={version === null || version === undefined ? '' : String(version)}
          savedAt={back ? null : page.savedAt}
          appointments={page.appointments}
          problems={back ? answer.problems : {}}
          over={stale || page.shut !== null}
        />
      )}
      {page.version !== null && !stale && (
        <Discard
          path={`/counsellor/cases/${page.caseId}/notes/${page.id}`}
          version={version === null || version === undefined ? '' : String(version)}
        />
      )}
    </CounsellorPage>
  )
}
