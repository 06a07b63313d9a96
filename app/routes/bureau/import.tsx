import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Notice } from '#app/components/notice.tsx'
import { IMPORT_MOST } from '#app/domains/supervision/people-import.policy.ts'
import {
  applyImport,
  discardImport,
  DRAFT_HOURS,
  draftImport,
  previewImport,
} from '#app/domains/supervision/people-import.server.ts'
import { isId } from '#app/http/ids.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { readUpload } from '#app/http/upload.server.ts'
import { categoryWord } from '#app/messages/category.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { PushedSideways } from '#app/components/pushed-sideways.tsx'
import { importWords } from './import-words.server.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.accounts.import.title }

/** As many as a page shows; a list with more to mend has one mistake in every line. */
const PROBLEMS_SHOWN = 2000
const HERE = '/bureau/accounts/import'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const discarded = new URL(request.url).searchParams.has('discarded')
  const draft = await previewImport(actor)
  return { desk: await deskFor(actor), draft, discarded, most: IMPORT_MOST, hours: DRAFT_HOURS }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const { fields, file } = await readUpload(request, 'list')
  const refuse = (problem: 'fileMissing' | 'nothingToDo' | 'registerChanged', status: number) =>
    data({ problem, problems: [], count: 0 }, status)
  const { do: doing = '', draft: id = '' } = fields
  if (doing === 'apply' || doing === 'discard') {
    if (!isId(id)) return refuse('nothingToDo', 409)
    if (doing === 'discard') {
      const discarded = await discardImport(actor, id)
      return 'refused' in discarded ? refuse('nothingToDo', 409) : redirect(`${HERE}?discarded`, 303)
    }
    const applied = await applyImport(actor, id)
    if (!('refused' in applied)) return redirect('/bureau/accounts?s=people&done=imported', 303)
    return refuse(applied.refused === 'nothing-to-do' ? 'nothingToDo' : 'registerChanged', 409)
  }
  if (!file) return refuse('fileMissing', 400)
  const read = await draftImport(actor, file, importWords)
  if ('draftId' in read) return redirect(HERE, 303)
  const { problems } = read
  return data({ problem: null, problems: problems.slice(0, PROBLEMS_SHOWN), count: problems.length }, 400)
}

export default function ImportPage() {
  const { desk, draft, discarded, most, hours } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const viewing = useViewing()
  const { accounts } = messages
  const words = accounts.import
  const frame = deskProps(desk, '/bureau/accounts', messages)
  const problem = answer?.problem ? words[answer.problem] : undefined
  const problems = answer?.problems ?? []
  if (draft && problems.length === 0) {
    return (
      <DeskPage
        viewing={viewing}
        {...frame}
        sentence={words.previewSentence(draft.count)}
        lede={words.previewLede(hours)}
      >
        <ErrorSummary title={accounts.problemsTitle} problems={problem ? [{ message: problem }] : []} />
        <Preview draft={draft} />
      </DeskPage>
    )
  }
  return (
    <DeskPage
      viewing={viewing}
      {...frame}
      sentence={problems.length > 0 ? words.problemsTitle(answer?.count ?? 0) : words.sentence}
      lede={problems.length > 0 ? words.problemsLede : words.lede}
    >
      {problems.length > 0 && <Problems problems={problems} count={answer?.count ?? 0} />}
      <ErrorSummary
        title={accounts.problemsTitle}
        problems={problem ? [{ message: problem, fieldId: 'list' }] : []}
      />
      {discarded && !answer && <Notice>{words.discarded}</Notice>}
      <form
        method="post"
        action={HERE}
        encType="multipart/form-data"
        className={problems.length > 0 ? 'narrow-form after-form' : 'narrow-form'}
      >
        <div className={answer?.problem === 'fileMissing' ? 'field bad' : 'field'}>
          <label htmlFor="list">{words.file}</label>
          <p className="hint" id="list-hint">
            {words.fileHint(most)}
          </p>
          <input
            className="box"
            type="file"
            id="list"
            name="list"
            accept=".csv,.txt,text/csv,text/plain"
            aria-describedby="list-hint"
          />
        </div>
        <p className="row">
          <button className="btn">{words.read}</button>
          <a className="btn text" href={`${HERE}/template`} download>
            {words.template}
          </a>
        </p>
      </form>
    </DeskPage>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>
type Answer = NonNullable<ReturnType<typeof useActionData<typeof action>>>

function Problems({ problems, count }: { problems: Answer['problems']; count: number }) {
  const { accounts } = useMessages()
  const words = accounts.import
  return (
    <>
      {count > problems.length && <p className="quiet">{words.problemsShown(problems.length, count)}</p>}
      <PushedSideways label={words.problemsTitle(count)}>
        <table className="listing">
          <caption className="vh">{words.problemsTitle(count)}</caption>
          <thead>
            <tr>
              <th scope="col">{accounts.columns.line}</th>
              <th scope="col">{accounts.columns.column}</th>
              <th scope="col">{accounts.columns.found}</th>
              <th scope="col">{accounts.columns.what}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((one) => (
              <tr key={`${one.line} ${one.column ?? ''} ${one.code} ${one.found}`}>
                <th scope="row" className="num" data-label={accounts.columns.line}>
                  {one.line}
                </th>
                <td>{one.column ? words.columns[one.column] : words.wholeLine}</td>
                {/* In quotation marks: copied into a spreadsheet, it is text and no formula. */}
                <td className="found">{one.found ? `“${one.found}”` : words.nothing}</td>
                <td className="own-line">{words.what[one.code](one.more)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </PushedSideways>
    </>
  )
}

function Preview({ draft }: { draft: NonNullable<Page['draft']> }) {
  const messages = useMessages()
  const { accounts, words: codes, locale, format } = messages
  const words = accounts.import
  return (
    <>
      {draft.minors > 0 && <Notice>{words.minors(draft.minors)}</Notice>}
      <form method="post" action={HERE} className="row sections">
        <input type="hidden" name="draft" value={draft.id} />
        <button className="btn" name="do" value="apply">
          {words.apply(draft.count)}
        </button>
        <button className="btn text" name="do" value="discard">
          {words.discard}
        </button>
      </form>
      <section aria-labelledby="by-office">
        <h2 id="by-office">{words.byOffice}</h2>
        <dl className="counts">
          {draft.byOffice.map((office) => (
            <div key={office.id}>
              <dt>{locale === 'zh' ? office.nameZh : office.nameEn}</dt>
              <dd>{format.number(office.people)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="first-rows">
        <h2 id="first-rows">{words.firstRows(draft.first.length)}</h2>
        <PushedSideways labelledBy="first-rows">
          <table className="listing">
            <caption className="vh">{words.firstRows(draft.first.length)}</caption>
            <thead>
              <tr>
                <th scope="col">{accounts.columns.line}</th>
                <th scope="col">{words.columns.name}</th>
                <th scope="col">{words.columns.number}</th>
                <th scope="col">{words.columns.office}</th>
                <th scope="col">{words.columns.category}</th>
                <th scope="col">{words.columns.grade}</th>
                <th scope="col">{words.columns.enteredOn}</th>
                <th scope="col">{words.columns.dueOn}</th>
              </tr>
            </thead>
            <tbody>
              {draft.first.map((one) => (
                <tr key={one.number}>
                  <td className="num" data-label={accounts.columns.line}>
                    {one.line}
                  </td>
                  <th scope="row">{one.name}</th>
                  <td className="num">{one.number}</td>
                  <td>{locale === 'zh' ? one.officeZh : one.officeEn}</td>
                  <td>{categoryWord(codes, one.category)}</td>
                  <td>{codes.grades[one.grade]}</td>
                  <td className="nb" data-label={words.columns.enteredOn}>
                    {format.fullDay(one.enteredOn)}
                  </td>
                  <td className="nb" data-label={words.columns.dueOn}>
                    {format.fullDay(one.dueOn)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </PushedSideways>
      </section>
    </>
  )
}
