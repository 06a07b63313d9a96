import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { Field, SelectField } from '#app/components/field.tsx'
import { appointmentPlaces } from '#app/domains/counselling/appointment.policy.ts'
import { appointmentSchema, settlingSchema } from '#app/domains/counselling/appointment.schema.ts'
import {
  makeAppointment,
  moveAppointment,
  settleAppointment,
} from '#app/domains/counselling/appointment.server.ts'
import { isPartOf } from '#app/domains/counselling/cases.queries.server.ts'
import { seenVersionSchema } from '#app/domains/counselling/request.schema.ts'
import { toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { fieldsOf, NOTHING, refusedWith, summaryOf, type Answer } from './answer.ts'
import { AppointmentRows, sortedRows } from './appointment-rows.tsx'
import { counsellorDesk, formOf, idOf, openedOwnCase } from './case-of.server.ts'
import { whenOf } from './case-words.ts'
import { BackToCase, ConsentGap, CounsellorPage } from './frame.tsx'

export const handle: PageHandle = {
  staff: true,
  title: (messages) => messages.counsellor.appointments.title,
}
const FORMS = ['arrange', 'move', 'settle'] as const

export async function loader(args: LoaderFunctionArgs) {
  const { actor, file } = await openedOwnCase(args)
  const { searchParams } = new URL(args.request.url)
  const moving = file.appointments.find(
    ({ id, outcome }) => id === searchParams.get('move') && outcome === null,
  )
  return { ...(await counsellorDesk(args.request, actor)), file, moving: moving ?? null, now: now() }
}

/** What a page of appointments is told after each of its acts. */
const SETTLED = { kept: 'kept', 'not-kept': 'notkept', cancelled: 'off' } as const
/** Under which field a refusal stands; none for what became of one. */
const FIELD: Record<string, string> = { 'too-long': 'minutes', 'ends-before-start': 'minutes', taken: 'time' }

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const caseId = idOf(params.case)
  const fields = await readForm(request)
  const form = formOf(request, FORMS)
  const here = `/counsellor/cases/${caseId}/appointments`
  const refuse = (status: number, problems: Record<string, string>) =>
    data<Answer>({ form, problems, typed: fields }, status)
  const refused = (field: string, code: string) => {
    if (code === 'not-found') throw notFound()
    return data<Answer>(refusedWith(form, field, code, fields), 409)
  }
  if (!form) return refuse(400, { act: 'act-missing' })
  if (form === 'arrange') {
    const wanted = parseFields(fields, appointmentSchema)
    if (!wanted.ok) return refuse(400, wanted.problems)
    const made = await makeAppointment(actor, caseId, wanted.value)
    if (isRefused(made)) return refused(FIELD[made.refused] ?? 'day', made.refused)
    return redirect(toDid(here, 'made'), 303)
  }
  const id = fields.appointment ?? ''
  if (!isId(id)) return refuse(400, { version: 'version-missing' })
  if (!(await isPartOf(actor, caseId, 'appointment', id))) throw notFound()
  if (form === 'move') {
    const wanted = parseFields(fields, appointmentSchema)
    const seen = parseFields(fields, seenVersionSchema)
    if (!wanted.ok) return refuse(400, wanted.problems)
    if (!seen.ok) return refuse(400, seen.problems)
    const moved = await moveAppointment(actor, id, seen.value.version, wanted.value)
    if (isRefused(moved)) return refused(FIELD[moved.refused] ?? 'day', moved.refused)
    return redirect(toDid(here, 'moved'), 303)
  }
  const settling = parseFields(fields, settlingSchema)
  if (!settling.ok) return refuse(400, settling.problems)
  const { outcome, version } = settling.value
  const done = await settleAppointment(actor, id, version, outcome)
  if (isRefused(done)) return refused('outcome', done.refused)
  const back = new URL(request.url).searchParams.get('back') === 'agenda'
  return redirect(toDid(back ? '/counsellor/appointments' : here, SETTLED[outcome]), 303)
}

export default function AppointmentsPage() {
  const page = useLoaderData<typeof loader>()
  const { desk, did, file, now: today } = page
  const answer: Answer = useActionData<typeof action>() ?? NOTHING
  const { counsellor } = useMessages()
  const { appointments: words } = counsellor
  const rows = file.appointments.map((one) => ({ ...one, caseId: file.id }))
  const { toSettle, toCome, past } = sortedRows(rows, today)
  const open = file.closedAt === null
  return (
    <CounsellorPage
      desk={desk}
      sentence={words.sentence(file.face.name)}
      lede={words.lede}
      problems={summaryOf(answer, words.problems, (field) =>
        answer.form !== 'settle' && ['day', 'time', 'minutes', 'place'].includes(field) ? field : undefined,
      )}
      said={did === null ? undefined : words.did[did]}
      actions={<BackToCase id={file.id} />}
    >
      {open && <ConsentGap consent={file.consent} />}
      <div className="split">
        <div>
          {toSettle.length > 0 && (
            <section aria-labelledby="settle">
              <h2 id="settle">{words.toSettle}</h2>
              <AppointmentRows rows={toSettle} now={today} works={open} />
            </section>
          )}
          <section aria-labelledby="come">
            <h2 id="come">{words.toCome}</h2>
            {toCome.length === 0 ? (
              <p className="quiet">{words.none}</p>
            ) : (
              <AppointmentRows rows={toCome} now={today} works={open} />
            )}
          </section>
          {past.length > 0 && (
            <details>
              <summary>{words.past}</summary>
              <AppointmentRows rows={past} now={today} works={open && file.consent.stands} />
            </details>
          )}
        </div>
        {open && file.consent.stands ? (
          <Arrange page={page} answer={answer} />
        ) : (
          !open && <p className="quiet">{words.shut}</p>
        )}
      </div>
    </CounsellorPage>
  )
}

function Arrange({
  page: { file, moving },
  answer,
}: {
  page: ReturnType<typeof useLoaderData<typeof loader>>
  answer: Answer
}) {
  const { counsellor, counselling } = useMessages()
  const { appointments: words } = counsellor
  // A move that came back stays a move, whatever stands in the address now.
  const back =
    answer.form === 'move' ? file.appointments.find(({ id }) => id === answer.typed.appointment) : null
  const of = back && back.outcome === null ? back : moving
  const form = of ? 'move' : 'arrange'
  const { typed, error } = fieldsOf(answer, form, words.problems)
  const lasts = of ? Math.round((of.during.to.getTime() - of.during.from.getTime()) / 60_000) : 50
  return (
    <section aria-labelledby="arrange" className="card">
      <h2 id="arrange">{of ? words.moving(whenOf(of.during.from)) : words.arrange}</h2>
      <p className="quiet small">{of ? words.movingMore : words.arrangeMore}</p>
      <form method="post" action={`/counsellor/cases/${file.id}/appointments?do=${form}`} autoComplete="off">
        {of && (
          <>
            <input type="hidden" name="appointment" value={of.id} />
            <input type="hidden" name="version" value={of.version} />
          </>
        )}
        <div className="inline-fields">
          <Field
            name="day"
            type="date"
            label={words.day}
            value={typed.day ?? (of ? dayAt(of.during.from) : undefined)}
            error={error('day')}
          />
          <Field
            name="time"
            type="time"
            label={words.time}
            value={typed.time ?? (of ? timeOfDay(of.during.from) : undefined)}
            error={error('time')}
          />
          <Field
            name="minutes"
            inputMode="numeric"
            label={words.minutes}
            value={typed.minutes ?? String(lasts)}
            error={error('minutes')}
            maxLength={3}
          />
        </div>
        <SelectField
          name="place"
          label={words.place}
          value={typed.place ?? of?.place ?? 'in-person'}
          error={error('place')}
          options={appointmentPlaces.map((value) => ({ value, label: counselling.places[value] }))}
        />
        <p className="row form-end">
          <button className="btn">{of ? words.moveGo : words.go}</button>
          {of && (
            <a className="btn text" href={`/counsellor/cases/${file.id}/appointments`}>
              {words.notMoving}
            </a>
          )}
        </p>
      </form>
    </section>
  )
}
