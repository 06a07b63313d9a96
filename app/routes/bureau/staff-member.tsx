import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { AppointmentFields } from '#app/components/appointment-fields.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { SignInAccess } from '#app/components/sign-in-access.tsx'
import { SlipSheet } from '#app/components/slip-sheet.tsx'
import { disableAccount, enableAccount } from '#app/domains/identity/account-state.server.ts'
import { accountsFilterSchema } from '#app/domains/identity/accounts-filter.schema.ts'
import { appointmentSchema, endAppointmentSchema } from '#app/domains/identity/staff-account.schema.ts'
import { appoint, endAppointment } from '#app/domains/identity/staff-account.server.ts'
import { accountOfStaff, findStaffAccount } from '#app/domains/identity/staff-accounts.queries.server.ts'
import { slipFormSchema } from '#app/domains/identity/slip.schema.ts'
import { makeStaffSlip } from '#app/domains/identity/staff-slip.server.ts'
import { listOffices } from '#app/domains/supervision/office.server.ts'
import { isId } from '#app/http/ids.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { problemWords, summaryOf } from './account-words.ts'

// The title names nobody: it stands in tabs and histories.
export const handle: PageHandle = { hydrates: true, title: (messages) => messages.accounts.title }

const FIELDS = ['role', 'office', 'from', 'to'] as const

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.member ?? ''
  const member = isId(id) ? await findStaffAccount(actor, id) : null
  if (!member) throw notFound()
  const { searchParams, origin } = new URL(request.url)
  return {
    ...{ desk: await deskFor(actor), member, offices: await listOffices(actor), today: dayAt(now()) },
    ...{ address: origin, done: accountsFilterSchema.parse(Object.fromEntries(searchParams)).done },
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.member ?? ''
  const accountId = isId(id) ? await accountOfStaff(actor, id) : null
  if (accountId === null) throw notFound()
  const doing = new URL(request.url).searchParams.get('do')
  const back = (done: string) => redirect(`/bureau/accounts/staff/${id}?done=${done}`, 303)
  const refuse = (
    at: 'access' | 'end' | 'appoint',
    problems: Record<string, string>,
    typed: Record<string, string> = {},
    status = 409,
  ) => data({ at, problems, typed, slip: null }, status)
  switch (doing) {
    case 'disable': {
      const done = await disableAccount(actor, accountId)
      return 'refused' in done ? refuse('access', { access: done.refused }) : back('disabled')
    }
    case 'enable': {
      const done = await enableAccount(actor, accountId)
      return 'refused' in done ? refuse('access', { access: done.refused }) : back('enabled')
    }
    case 'slip': {
      const form = await parseForm(request, slipFormSchema)
      const slip = await makeStaffSlip(actor, id, form.ok ? form.value.mark : '')
      if ('refused' in slip) return refuse('access', { access: slip.refused })
      return data({ at: 'slip' as const, problems: {}, typed: {}, slip }, 200)
    }
    case 'end': {
      const form = await parseForm(request, endAppointmentSchema)
      if (!form.ok) {
        const at = `end-${form.typed.appointment ?? ''}`
        return refuse('end', { [at]: form.problems.to ?? 'to-missing' }, form.typed, 400)
      }
      const { appointment, to } = form.value
      const done = await endAppointment(actor, id, appointment, to)
      if (!('refused' in done)) return back('appointment')
      if (done.refused === 'unknown') throw notFound()
      return refuse('end', { [`end-${appointment}`]: done.refused }, form.typed)
    }
    case 'appoint': {
      const form = await parseForm(request, appointmentSchema)
      if (!form.ok) return refuse('appoint', form.problems, form.typed, 400)
      const done = await appoint(actor, id, form.value)
      if (!('refused' in done)) return back('appointment')
      const field = done.refused === 'overlap' ? 'from' : done.refused === 'no-office' ? 'office' : 'role'
      return refuse('appoint', { [field]: done.refused }, form.typed)
    }
    default:
      return refuse('appoint', {}, {}, 400)
  }
}

export default function StaffMemberPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const viewing = useViewing()
  const { accounts, words, locale, format } = messages
  const { member } = page
  const here = `/bureau/accounts/staff/${member.staffId}`
  const problems: Record<string, string> = answer?.problems ?? {}
  const typed: Record<string, string> = answer?.typed ?? {}
  const error = (field: string) => problemWords(accounts.problems, problems[field])
  const desk = deskProps(page.desk, '/bureau/accounts', messages)
  if (answer?.slip) {
    return (
      <DeskPage viewing={viewing} {...desk} sentence={accounts.slips.madeOne} lede={accounts.slips.madeLede}>
        <SlipSheet slips={[answer.slip]} address={page.address} />
        <p className="after-form no-print">
          <a className="btn plain" href={here}>
            {accounts.slips.back}
          </a>
        </p>
      </DeskPage>
    )
  }
  return (
    <DeskPage
      viewing={viewing}
      {...desk}
      sentence={member.name}
      lede={accounts.staff.lede(member.signInName)}
    >
      <ErrorSummary
        title={accounts.problemsTitle}
        problems={summaryOf(accounts.problems, problems, [...FIELDS, ...Object.keys(problems)])}
      />
      {page.done && !answer && <Notice>{accounts.done[page.done]}</Notice>}
      {member.self && <Notice>{accounts.staff.self}</Notice>}
      {member.elsewhere && <Notice tone="todo">{accounts.staff.elsewhere}</Notice>}
      <section aria-labelledby="appointments">
        <h2 id="appointments">{accounts.staff.appointments}</h2>
        <ul className="plainlist narrow-form">
          {member.appointments.map((one) => {
            const office = locale === 'zh' ? one.officeZh : one.officeEn
            const field = `end-${one.id}`
            return (
              <li key={one.id}>
                <p>
                  <b>
                    {words.roles[one.role]}
                    {office && ` · ${office}`}
                  </b>{' '}
                  <span className="quiet">
                    {format.fullDay(one.from)} – {one.to ? format.fullDay(one.to) : accounts.staff.open}
                  </span>{' '}
                  {one.over && <span className="tag">{accounts.staff.over}</span>}
                  {one.ahead && <span className="tag">{accounts.staff.ahead}</span>}
                </p>
                {!one.over && !member.self && (
                  <details open={error(field) !== undefined}>
                    <summary>{accounts.staff.end}</summary>
                    <form method="post" action={`${here}?do=end`} className="inline-end">
                      <input type="hidden" name="appointment" value={one.id} />
                      <Field
                        id={field}
                        name="to"
                        type="date"
                        label={accounts.fields.to}
                        value={error(field) ? typed.to : page.today}
                        error={error(field)}
                      />
                      <button className="btn soft">{accounts.staff.endGo}</button>
                    </form>
                  </details>
                )}
              </li>
            )
          })}
        </ul>
        {!member.self && (
          <details open={answer?.at === 'appoint'} className="after-form">
            <summary>{accounts.staff.addAppointment}</summary>
            <form method="post" action={`${here}?do=appoint`} className="narrow-form">
              <AppointmentFields
                offices={page.offices}
                typed={answer?.at === 'appoint' ? typed : {}}
                errors={(field) => (answer?.at === 'appoint' ? error(field) : undefined)}
                today={page.today}
              />
              <button className="btn plain">{accounts.staff.addAppointmentGo}</button>
            </form>
          </details>
        )}
      </section>
      {!member.self && !member.elsewhere && (
        <SignInAccess
          here={here}
          state={member.state}
          temporaryUntil={member.temporaryUntil}
          mark={member.mark}
          mayDisable
        />
      )}
    </DeskPage>
  )
}
