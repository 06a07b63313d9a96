import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { Field } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PushedSideways } from '#app/components/pushed-sideways.tsx'
import { listStaffAccounts } from '#app/domains/identity/staff-accounts.queries.server.ts'
import { listOffices } from '#app/domains/supervision/office.server.ts'
import { listPersonSignIns } from '#app/domains/supervision/person-sign-in.queries.server.ts'
import { accountsFilterSchema } from '#app/domains/identity/accounts-filter.schema.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.accounts.title }

const SECTIONS = ['staff', 'offices', 'people'] as const

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const filter = accountsFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
  const desk = await deskFor(actor)
  const { q, done } = filter
  switch (filter.s) {
    case 'offices':
      return { desk, q, done, section: filter.s, offices: await listOffices(actor) }
    case 'people':
      return { desk, q, done, section: filter.s, ...(await listPersonSignIns(actor, q)) }
    case 'staff':
      return { desk, q, done, section: filter.s, staff: await listStaffAccounts(actor, q) }
  }
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function AccountsPage() {
  const page = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { accounts } = messages
  const count =
    page.section === 'staff'
      ? page.staff.length
      : page.section === 'offices'
        ? page.offices.length
        : page.count
  const sentence =
    page.q && page.section !== 'offices'
      ? accounts.sentence.found(count)
      : accounts.sentence[page.section](count)
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/bureau/accounts', messages)}
      sentence={sentence}
      lede={accounts.lede[page.section]}
      actions={<Actions section={page.section} />}
    >
      <nav className="sections" aria-label={accounts.sections.label}>
        <ul>
          {SECTIONS.map((name) => (
            <li key={name}>
              <a
                href={`/bureau/accounts?s=${name}`}
                aria-current={name === page.section ? 'page' : undefined}
              >
                {accounts.sections[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {page.done && (
        <div className="narrow-form sections">
          <Notice>{accounts.done[page.done]}</Notice>
        </div>
      )}
      {page.section !== 'offices' && (
        <form method="get" action="/bureau/accounts" className="find" role="search">
          <input type="hidden" name="s" value={page.section} />
          <Field name="q" type="search" label={accounts.search.label} value={page.q} maxLength={40} />
          <button className="btn plain">{accounts.search.go}</button>
          {page.q && (
            <a className="btn text" href={`/bureau/accounts?s=${page.section}`}>
              {accounts.search.clear}
            </a>
          )}
        </form>
      )}
      <List page={page} count={count} />
    </DeskPage>
  )
}

function Actions({ section }: { section: Page['section'] }) {
  const { accounts } = useMessages()
  const { add } = accounts
  switch (section) {
    case 'staff':
      return (
        <a className="btn" href="/bureau/accounts/staff/new">
          {add.staff}
        </a>
      )
    case 'offices':
      return (
        <a className="btn" href="/bureau/accounts/offices/new">
          {add.office}
        </a>
      )
    case 'people':
      return (
        <>
          <a className="btn" href="/bureau/accounts/import">
            {add.people}
          </a>
          <a className="btn plain" href="/bureau/accounts/people/new">
            {add.person}
          </a>
          <a className="btn plain" href="/bureau/accounts/slips">
            {add.slips}
          </a>
        </>
      )
  }
}

function List({ page, count }: { page: Page; count: number }) {
  const { accounts, words, locale, common } = useMessages()
  const { columns } = accounts
  if (count === 0) {
    // Everybody has a slip: the sentence has said so.
    return page.section === 'people' && !page.q ? null : <EmptyState title={accounts.none[page.section]} />
  }
  return (
    <PushedSideways label={accounts.sections[page.section]}>
      {page.section === 'staff' && (
        <table className="listing">
          <caption className="vh">{accounts.sections.staff}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.signInName}</th>
              <th scope="col">{columns.appointments}</th>
              <th scope="col">{columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {page.staff.map((one) => (
              <tr key={one.staffId}>
                <th scope="row">
                  <a href={`/bureau/accounts/staff/${one.staffId}`}>{one.name}</a>
                </th>
                <td className="num">{one.signInName}</td>
                <td>
                  {common.list(
                    one.appointments.map(({ role, officeZh, officeEn, holds, to }) => {
                      const office = locale === 'zh' ? officeZh : officeEn
                      const end = !holds && to ? ` (${accounts.staff.until(to)})` : ''
                      return `${words.roles[role]}${office ? ` · ${office}` : ''}${end}`
                    }),
                  )}
                </td>
                <td>{accounts.states[one.state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {page.section === 'offices' && (
        <table className="listing">
          <caption className="vh">{accounts.sections.offices}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.office}</th>
              <th scope="col">{columns.code}</th>
              <th scope="col">{columns.phone}</th>
            </tr>
          </thead>
          <tbody>
            {page.offices.map((office) => (
              <tr key={office.id}>
                <th scope="row">
                  <a href={`/bureau/accounts/offices/${office.id}`}>
                    {locale === 'zh' ? office.nameZh : office.nameEn}
                  </a>
                </th>
                <td className="num">{office.code}</td>
                <td className="num">{office.phone}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {page.section === 'people' && (
        <>
          <table className="listing">
            <caption className="vh">{accounts.sections.people}</caption>
            <thead>
              <tr>
                <th scope="col">{columns.name}</th>
                <th scope="col">{columns.number}</th>
                <th scope="col">{columns.office}</th>
                <th scope="col">{columns.state}</th>
              </tr>
            </thead>
            <tbody>
              {page.people.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <a href={`/bureau/accounts/people/${one.id}`}>{one.name}</a>
                  </th>
                  <td className="num">{one.number}</td>
                  <td>{locale === 'zh' ? one.officeZh : one.officeEn}</td>
                  <td>{accounts.states[one.state]}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {count > page.people.length && (
            <p className="quiet small">{accounts.shown(page.people.length, count)}</p>
          )}
        </>
      )}
    </PushedSideways>
  )
}
