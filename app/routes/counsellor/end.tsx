import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Choice } from '#app/components/choice.tsx'
import { SelectField } from '#app/components/field.tsx'
import { caseOutcomes, handOverReasons } from '#app/domains/counselling/case.policy.ts'
import { closingSchema, handOverSchema } from '#app/domains/counselling/case.schema.ts'
import { closeCase, handOverCase } from '#app/domains/counselling/case.server.ts'
import { possibleTakers } from '#app/domains/counselling/takers.queries.server.ts'
import { toDid } from '#app/http/did.ts'
import { parseFields, readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { PageHandle } from '#app/root.tsx'
import { isRefused } from '#app/shared/outcome.ts'
import { fieldsOf, NOTHING, refusedWith, summaryOf, type Answer } from './answer.ts'
import { counsellorDesk, formOf, idOf, openedCase } from './case-of.server.ts'
import { BackToCase, CounsellorPage } from './frame.tsx'

export const handle: PageHandle = { staff: true, title: (messages) => messages.counsellor.end.title }
const FORMS = ['hand-over', 'close'] as const

export async function loader(args: LoaderFunctionArgs) {
  const { actor, file } = await openedCase(args)
  const takers = file.closedAt ? [] : await possibleTakers(actor, file.counsellorId)
  return { ...(await counsellorDesk(args.request, actor)), file, takers }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'counsellor')
  const caseId = idOf(params.case)
  const fields = await readForm(request)
  const form = formOf(request, FORMS)
  const invalid = (problems: Record<string, string>) => data<Answer>({ form, problems, typed: fields }, 400)
  const refused = (field: string, code: string) => {
    if (code === 'not-found') throw notFound()
    return data<Answer>(refusedWith(form, field, code, fields), 409)
  }
  if (!form) return invalid({ act: 'act-missing' })
  if (form === 'hand-over') {
    const wanted = parseFields(fields, handOverSchema)
    if (!wanted.ok) return invalid(wanted.problems)
    const given = await handOverCase(actor, caseId, wanted.value)
    if (isRefused(given)) return refused(given.refused === 'to-unknown' ? 'to' : 'version', given.refused)
    return redirect(toDid('/counsellor', 'given'), 303)
  }
  const closing = parseFields(fields, closingSchema)
  if (!closing.ok) return invalid(closing.problems)
  const closed = await closeCase(actor, caseId, closing.value)
  if (isRefused(closed)) return refused('outcome', closed.refused)
  return redirect(toDid(`/counsellor/cases/${caseId}`, 'closed'), 303)
}

const FIELDS: Record<string, readonly string[]> = { 'hand-over': ['to', 'reason'], close: ['outcome'] }

export default function EndPage() {
  const { desk, file, takers } = useLoaderData<typeof loader>()
  const answer: Answer = useActionData<typeof action>() ?? NOTHING
  const { counsellor } = useMessages()
  const { end: words } = counsellor
  return (
    <CounsellorPage
      desk={desk}
      sentence={words.sentence(file.face.name)}
      lede={file.closedAt ? words.shut : undefined}
      problems={summaryOf(answer, words.problems, (field) =>
        answer.form && FIELDS[answer.form]?.includes(field) ? field : undefined,
      )}
      actions={<BackToCase id={file.id} />}
    >
      {file.closedAt === null && (
        <div className="split">
          <HandOver id={file.id} version={file.version} takers={takers} answer={answer} />
          {file.isOwn && <Close id={file.id} version={file.version} answer={answer} />}
        </div>
      )}
    </CounsellorPage>
  )
}

function HandOver({
  id,
  version,
  takers,
  answer,
}: {
  id: string
  version: number
  takers: readonly { staffId: string; name: string }[]
  answer: Answer
}) {
  const { counsellor, counselling } = useMessages()
  const { end: words } = counsellor
  const { typed, error } = fieldsOf(answer, 'hand-over', words.problems)
  return (
    <section aria-labelledby="hand-over">
      <h2 id="hand-over">{words.handOver}</h2>
      {takers.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <form method="post" action={`/counsellor/cases/${id}/end?do=hand-over`} className="narrow-form">
          <p className="quiet small">{words.handOverMore}</p>
          <input type="hidden" name="version" value={version} />
          <SelectField
            name="to"
            label={words.to}
            ask={words.toAsk}
            value={typed.to}
            error={error('to')}
            options={takers.map(({ staffId, name }) => ({ value: staffId, label: name }))}
          />
          <SelectField
            name="reason"
            label={words.reason}
            ask={words.reasonAsk}
            value={typed.reason}
            error={error('reason')}
            options={handOverReasons.map((value) => ({ value, label: counselling.handOverReasons[value] }))}
          />
          <button className="btn plain">{words.handOverGo}</button>
        </form>
      )}
    </section>
  )
}

function Close({ id, version, answer }: { id: string; version: number; answer: Answer }) {
  const { counsellor, counselling } = useMessages()
  const { end: words } = counsellor
  const { typed, error } = fieldsOf(answer, 'close', words.problems)
  return (
    <section aria-labelledby="close">
      <h2 id="close">{words.close}</h2>
      <p className="quiet small">{words.closeMore}</p>
      <form method="post" action={`/counsellor/cases/${id}/end?do=close`} className="narrow-form">
        <input type="hidden" name="version" value={version} />
        <div className="field">
          <Choice
            name="outcome"
            legend={words.outcome}
            chosen={typed.outcome}
            error={error('outcome')}
            options={caseOutcomes.map((value) => ({ value, label: counselling.caseOutcomes[value] }))}
          />
        </div>
        <button className="btn plain">{words.closeGo}</button>
      </form>
    </section>
  )
}
