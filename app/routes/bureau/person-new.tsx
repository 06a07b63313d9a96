import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { Ticks } from '#app/components/choice.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field, SelectField } from '#app/components/field.tsx'
import { accessNeeds } from '#app/domains/supervision/access-needs.policy.ts'
import {
  categories,
  grades,
  offences,
  phases,
  schoolings,
  sexes,
  works,
} from '#app/domains/supervision/intake.policy.ts'
import { intakeSchema } from '#app/domains/supervision/intake.schema.ts'
import { enterPerson } from '#app/domains/supervision/intake.server.ts'
import { listOffices } from '#app/domains/supervision/office.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { categoryWord } from '#app/messages/category.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt } from '#app/shared/calendar-day.ts'
import { deskFor } from '../office/desk.server.ts'
import { deskProps } from '../office/desk.ts'
import { problemWords, summaryOf } from './account-words.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.accounts.person.newTitle }

const FIELDS = [
  ...['officeId', 'number', 'name', 'sex', 'birthDay', 'enteredOn', 'dueOn', 'category', 'grade', 'phase'],
  ...['offenceClass', 'schooling', 'work', 'local', 'needs'],
]

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  return { desk: await deskFor(actor), offices: await listOffices(actor), today: dayAt(now()) }
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const form = await parseForm(request, intakeSchema)
  if (!form.ok) return data({ problems: form.problems, typed: form.typed }, 400)
  const entered = await enterPerson(actor, form.value)
  if (!('refused' in entered)) {
    // A minor's record opens with a grant only: there is no page of theirs to go on to.
    return redirect(
      entered.minorsRegime
        ? '/bureau/accounts?s=people&done=minor'
        : `/bureau/accounts/people/${entered.personId}?done=person`,
      303,
    )
  }
  const field = entered.refused === 'number-taken' ? 'number' : 'officeId'
  return data({ problems: { [field]: entered.refused }, typed: form.typed }, 409)
}

export default function NewPersonPage() {
  const { desk, offices, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { accounts, words, locale } = messages
  const { person } = accounts
  const typed: Record<string, string> = answer?.typed ?? {
    phase: 'intake',
    grade: 'ordinary',
    enteredOn: today,
  }
  const problems: Record<string, string> = answer?.problems ?? {}
  const error = (field: string) => problemWords(accounts.problems, problems[field])
  const pick = (
    name: 'sex' | 'category' | 'grade' | 'phase' | 'offenceClass' | 'schooling' | 'work' | 'local',
    options: readonly { value: string; label: string }[],
  ) => (
    <SelectField
      name={name}
      label={person[name]}
      ask={accounts.fields.choose}
      value={typed[name]}
      error={error(name)}
      options={options}
    />
  )
  const from = <Code extends string>(codes: readonly Code[], labels: Record<Code, string>) =>
    codes.map((value) => ({ value, label: labels[value] }))
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/bureau/accounts', messages)}
      sentence={person.newTitle}
      lede={person.newLede}
    >
      <form method="post" className="wide-form">
        <ErrorSummary
          title={accounts.problemsTitle}
          problems={summaryOf(accounts.problems, problems, FIELDS)}
        />
        <div className="pair">
          <SelectField
            name="officeId"
            label={accounts.fields.office}
            ask={accounts.fields.choose}
            value={typed.officeId}
            error={error('officeId')}
            options={offices.map(({ id, nameZh, nameEn }) => ({
              value: id,
              label: locale === 'zh' ? nameZh : nameEn,
            }))}
          />
          <Field
            name="number"
            label={person.number}
            value={typed.number}
            error={error('number')}
            inputMode="numeric"
            maxLength={12}
          />
          <Field
            name="name"
            label={accounts.fields.name}
            value={typed.name}
            error={error('name')}
            autoComplete="off"
            maxLength={40}
          />
          {pick('sex', from(sexes, words.sex))}
          <Field
            name="birthDay"
            type="date"
            label={person.birthDay}
            value={typed.birthDay}
            error={error('birthDay')}
          />
          {pick(
            'category',
            categories.map((value) => ({ value, label: categoryWord(words, value) })),
          )}
          <Field
            name="enteredOn"
            type="date"
            label={person.enteredOn}
            value={typed.enteredOn}
            error={error('enteredOn')}
          />
          <Field name="dueOn" type="date" label={person.dueOn} value={typed.dueOn} error={error('dueOn')} />
          {pick('grade', from(grades, words.grades))}
          {pick('phase', from(phases, words.phases))}
          {pick('offenceClass', from(offences, words.offences))}
          {pick('schooling', from(schoolings, words.schooling))}
          {pick('work', from(works, words.work))}
          {pick('local', from(['yes', 'no'] as const, person.localWords))}
        </div>
        <p className="quiet small after-form">{person.enteredHint}</p>
        <Ticks
          name="needs"
          legend={person.needs}
          error={error('needs')}
          chosen={accessNeeds.filter((need) => `needs-${need}` in typed)}
          options={from(accessNeeds, words.needs)}
        />
        <button className="btn">{accounts.save.person}</button>
      </form>
    </DeskPage>
  )
}
