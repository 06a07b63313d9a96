import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { LogRows } from '#app/components/log-rows.tsx'
import { auditActs } from '#app/domains/audit/audit-acts.policy.ts'
import { logFilterSchema, personNumberSchema } from '#app/domains/audit/log-filter.schema.ts'
import { personOfNumber, readLog } from '#app/domains/audit/log.queries.server.ts'
import { scopeOf } from '#app/domains/identity/actor.policy.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.auditLog.title }

const BY_NAME = new Intl.Collator('zh-CN')

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const filter = logFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
  const [desk, log] = await Promise.all([deskFor(actor), readLog(scopeOf(actor), filter)])
  // Sorted here: a browser's order of Chinese names is not everywhere the server's.
  const staff = [...log.staff].sort((one, other) => BY_NAME.compare(one.name, other.name))
  return { desk, filter, ...log, staff }
}

type Problem = 'number-missing' | 'number-unknown'

/** A register number is posted, so that it stands in no address; what it leads to is an id. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const refuse = (problem: Problem, number: string) => data({ problem, number }, { status: 400 })
  const form = await parseForm(request, personNumberSchema)
  if (!form.ok)
    return refuse(form.typed.number?.trim() ? 'number-unknown' : 'number-missing', form.typed.number ?? '')
  const person = await personOfNumber(scopeOf(actor), form.value.number)
  if (!person) return refuse('number-unknown', form.value.number)
  throw redirect(`/bureau/audit?person=${person}`, 303)
}

export default function AuditPage() {
  const { desk, filter, rows, staff, seals, personNumber, before } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const messages = useMessages()
  const { auditLog, audit, format } = messages
  const { filters } = auditLog
  const query = (change: Record<string, string | null>) => {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...filter, ...change })) if (value) search.set(name, value)
    return `/bureau/audit?${search}`
  }
  const moment = (iso: string) => {
    const at = new Date(iso)
    return `${format.fullDay(dayAt(at))} ${timeOfDay(at)}`
  }
  const any = { value: '', label: filters.any }
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/audit', messages)}
      sentence={
        seals.sealedUpTo ? auditLog.sealed(seals.batches, moment(seals.sealedUpTo)) : auditLog.nothingSealed
      }
      lede={
        seals.waiting > 0 && seals.since
          ? auditLog.waiting(seals.waiting, moment(seals.since))
          : auditLog.nothingWaits
      }
      actions={
        seals.batches > 0 && (
          <a className="btn plain" href="/bureau/audit/anchor" download>
            {auditLog.anchor}
          </a>
        )
      }
    >
      <form method="get" action="/bureau/audit" className="filters no-print" role="search">
        <SelectField
          name="act"
          label={filters.act}
          value={filter.act}
          options={[
            any,
            { value: 'look', label: filters.look },
            { value: 'deed', label: filters.deed },
            ...auditActs.map((value) => ({ value, label: audit.acts[value] })),
          ]}
        />
        <SelectField
          name="who"
          label={filters.who}
          value={filter.who ?? ''}
          options={[any, ...staff.map(({ accountId, name }) => ({ value: accountId, label: name }))]}
        />
        <Field name="from" type="date" label={filters.from} value={filter.from ?? ''} />
        <Field name="to" type="date" label={filters.to} value={filter.to ?? ''} />
        {filter.person && <input type="hidden" name="person" value={filter.person} />}
        <div className="row">
          <button className="btn">{filters.go}</button>
          <a className="btn text" href="/bureau/audit">
            {filters.clear}
          </a>
        </div>
      </form>
      {filter.person ? (
        <p>
          {filters.aboutPerson(personNumber)}{' '}
          <a href={query({ person: null, before: null })}>{filters.everybody}</a>
        </p>
      ) : (
        <form method="post" action="/bureau/audit" className="filters no-print">
          <Field
            name="number"
            label={filters.number}
            hint={filters.numberHint}
            value={refused?.number}
            error={refused && filters.problems[refused.problem]}
            inputMode="numeric"
            maxLength={40}
          />
          <button className="btn plain">{filters.find}</button>
        </form>
      )}
      {rows.length === 0 ? (
        <EmptyState title={audit.none} />
      ) : (
        <LogRows caption={auditLog.title} rows={rows} />
      )}
      {(filter.before || before) && (
        <nav className="row pages no-print" aria-label={auditLog.pages}>
          {filter.before && (
            <a className="btn plain" href={query({ before: null })}>
              {auditLog.newest}
            </a>
          )}
          {before && (
            <a className="btn plain" href={query({ before })}>
              {auditLog.older}
            </a>
          )}
        </nav>
      )}
      <p className="quiet small">{auditLog.about}</p>
    </DeskPage>
  )
}
