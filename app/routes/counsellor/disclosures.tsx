import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Choice } from '#app/components/choice.tsx'
import { Field, SelectField, TextArea } from '#app/components/field.tsx'
import { isPartOf } from '#app/domains/counselling/cases.queries.server.ts'
import { disclosureGrounds, disclosureRecipients } from '#app/domains/counselling/disclosure.policy.ts'
import { disclosureSchema } from '#app/domains/counselling/disclosure.schema.ts'
import { noteTold, recordDisclosure } from '#app/domains/counselling/disclosure.server.ts'
import { readDisclosure } from '#app/domains/counselling/reading.server.ts'
import { toDid } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'
import { fieldsOf, NOTHING, refusedWith, summaryOf, type Answer } from './answer.ts'
import { counsellorDesk, formOf, idOf, openedOwnCase } from './case-of.server.ts'
import { BackToCase, CounsellorPage } from './frame.tsx'
import { Sealed, type Opened } from './sealed.tsx'

export const handle: PageHandle = {
  staff: true,
  title: (messages) => messages.counsellor.disclosures.title,
}
const FORMS = ['write', 'open', 'told'] as const
const FIELD: Record<string, string> = { 'in-the-future': 'day', 'recipient-not-of-ground': 'recipient' }

export async function loader(args: LoaderFunctionArgs) {
  const { actor, file } = await openedOwnCase(args)
  return { ...(await counsellorDesk(args.request, actor)), file }
}

type DisclosureAnswer = Answer & { opened?: { id: string; words: Opened } }

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const caseId = idOf(params.case)
  const fields = await readForm(request)
  const form = formOf(request, FORMS)
  const here = `/counsellor/cases/${caseId}/disclosures`
  const invalid = (problems: Record<string, string>) =>
    data<DisclosureAnswer>({ form, problems, typed: fields }, 400)
  const refused = (field: string, code: string) => {
    if (code === 'not-found') throw notFound()
    return data<DisclosureAnswer>(refusedWith(form, field, code, fields), 409)
  }
  if (!form) return invalid({ act: 'act-missing' })
  if (form === 'write') {
    const made = parseFields(fields, disclosureSchema)
    if (!made.ok) return invalid(made.problems)
    const written = await recordDisclosure(actor, caseId, made.value)
    if (isRefused(written)) return refused(FIELD[written.refused] ?? 'words', written.refused)
    return redirect(toDid(here, 'written'), 303)
  }
  const id = fields.disclosure ?? ''
  if (!isId(id)) return invalid({ version: 'version-missing' })
  if (!(await isPartOf(actor, caseId, 'disclosure', id))) throw notFound()
  if (form === 'told') {
    const told = await noteTold(actor, id)
    if (isRefused(told)) return refused('told-now', told.refused)
    return redirect(toDid(here, 'told'), 303)
  }
  const read = await readDisclosure(actor, id)
  if (isRefused(read)) return refused('open', read.refused)
  if (!read.words) throw notFound()
  const words: Opened =
    'refused' in read.words ? { refused: read.words.refused } : { words: read.words.words.reveal() }
  return data<DisclosureAnswer>({ ...NOTHING, form, opened: { id, words } })
}

const FIELDS: readonly string[] = ['ground', 'recipient', 'day', 'time', 'told', 'words']

export default function DisclosuresPage() {
  const { desk, did, file } = useLoaderData<typeof loader>()
  const answer: DisclosureAnswer = useActionData<typeof action>() ?? NOTHING
  const { counsellor, counselling } = useMessages()
  const { disclosures: words } = counsellor
  const here = `/counsellor/cases/${file.id}/disclosures`
  return (
    <CounsellorPage
      desk={desk}
      sentence={words.sentence(file.face.name)}
      lede={words.lede}
      problems={summaryOf(answer, words.problems, (field) =>
        answer.form === 'write' && FIELDS.includes(field) ? field : undefined,
      )}
      said={did === null || answer.form !== null ? undefined : words.did[did]}
      actions={<BackToCase id={file.id} />}
    >
      {file.disclosures.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <ul className="plainlist">
          {file.disclosures.map((one) => {
            const when = words.madeOn(dayAt(one.madeAt), timeOfDay(one.madeAt))
            return (
              <li key={one.id} className="stack-s">
                <p>
                  <b className="nb">{when}</b> {words.to(counselling.recipients[one.recipient])} ·{' '}
                  {counselling.grounds[one.ground]}
                </p>
                <p className="quiet small">{one.toldAt ? words.told(dayAt(one.toldAt)) : words.notTold}</p>
                {answer.opened?.id === one.id && <Sealed of={answer.opened.words} />}
                <div className="row">
                  {answer.opened?.id !== one.id && file.consent.stands && (
                    <form method="post" action={`${here}?do=open`}>
                      <input type="hidden" name="disclosure" value={one.id} />
                      <button className="btn text slim">
                        {words.open}
                        <span className="vh"> {when}</span>
                      </button>
                    </form>
                  )}
                  {!one.toldAt && (
                    <form method="post" action={`${here}?do=told`}>
                      <input type="hidden" name="disclosure" value={one.id} />
                      <button className="btn plain slim">
                        {words.noteTold}
                        <span className="vh"> {when}</span>
                      </button>
                    </form>
                  )}
                </div>
              </li>
            )
          })}
        </ul>
      )}
      <Write here={here} answer={answer} />
    </CounsellorPage>
  )
}

function Write({ here, answer }: { here: string; answer: Answer }) {
  const { counsellor, counselling } = useMessages()
  const { disclosures: words } = counsellor
  const { typed, error } = fieldsOf(answer, 'write', words.problems)
  return (
    <section aria-labelledby="write">
      <h2 id="write">{words.write}</h2>
      <p className="quiet small">{words.writeMore}</p>
      <form method="post" action={`${here}?do=write`} className="narrow-form" autoComplete="off">
        <SelectField
          name="ground"
          label={words.ground}
          ask={words.groundAsk}
          value={typed.ground}
          error={error('ground')}
          options={disclosureGrounds.map((value) => ({ value, label: counselling.grounds[value] }))}
        />
        <SelectField
          name="recipient"
          label={words.recipient}
          ask={words.recipientAsk}
          value={typed.recipient}
          error={error('recipient')}
          options={disclosureRecipients.map((value) => ({ value, label: counselling.recipients[value] }))}
        />
        <div className="inline-fields">
          <Field name="day" type="date" label={words.day} value={typed.day} error={error('day')} />
          <Field name="time" type="time" label={words.time} value={typed.time} error={error('time')} />
        </div>
        <TextArea
          name="words"
          label={words.words}
          hint={words.wordsHint}
          rows={4}
          maxLength={6_000}
          value={typed.words}
          error={error('words')}
        />
        <div className="field">
          <Choice
            name="told"
            legend={words.toldAsk}
            chosen={typed.told}
            error={error('told')}
            options={[
              { value: 'yes', label: words.toldYes, more: words.toldYesMore },
              { value: 'no', label: words.toldNo, more: words.toldNoMore },
            ]}
          />
        </div>
        <button className="btn">{words.go}</button>
      </form>
    </section>
  )
}
