import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PublicPage } from '#app/components/public-page.tsx'
import { changePassword, myCapacities, switchCapacity } from '#app/domains/identity/account.server.ts'
import { homeOf } from '#app/domains/identity/actor.policy.ts'
import { changePasswordSchema, PASSWORD_MIN } from '#app/domains/identity/sign-in.schema.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requestScope } from '#app/http/request-scope.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { title: (messages) => messages.preferences.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  const first = actor.mustChangePassword
  const capacities = first ? [] : await myCapacities(actor)
  return {
    first,
    home: homeOf(actor.role),
    role: actor.role,
    capacities: capacities.length > 1 ? capacities : [],
    changed: new URL(request.url).searchParams.has('changed'),
  }
}

const switchSchema = z.object({ appointment: z.uuid() })

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  const { address, cookieHeader } = requestScope()
  if (new URL(request.url).searchParams.has('switch') && !actor.mustChangePassword) {
    const form = await parseForm(request, switchSchema)
    if (!form.ok) throw new Response(null, { status: 400 })
    const switched = await switchCapacity(actor, form.value.appointment, cookieHeader)
    if ('refused' in switched) throw notFound()
    return redirect(homeOf(switched.role), { status: 303, headers: { 'set-cookie': switched.setCookie } })
  }
  const form = await parseForm(request, changePasswordSchema)
  if (!form.ok) return data({ problems: form.problems }, 400)
  const changed = await changePassword(actor, { ...form.value, address })
  if ('refused' in changed) {
    return data({ problems: { current: changed.refused } }, changed.refused === 'wait' ? 429 : 400)
  }
  // After a slip's password the way leads on to where the person starts.
  const next = actor.mustChangePassword ? homeOf(actor.role) : '/account?changed'
  return redirect(next, { status: 303, headers: { 'set-cookie': changed.setCookie } })
}

export default function AccountPage() {
  const { first, home, role, capacities, changed } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { accounts, calendarLink, common, preferences, password, signIn, signOut, words } = useMessages()
  const viewing = useViewing()
  const problems: Record<string, string> = answer && 'problems' in answer ? answer.problems : {}
  const problem = (field: 'current' | 'next' | 'again') => {
    const code = problems[field]
    return code === undefined ? undefined : problemWords(password.problems, code)
  }
  const fields = ['current', 'next', 'again'] as const
  return (
    <PublicPage viewing={viewing} home={first ? '/account' : home}>
      <div className="gate stack">
        <ErrorSummary
          title={password.problemsTitle}
          problems={fields.flatMap((field) => {
            const message = problem(field)
            return message ? [{ message, fieldId: field }] : []
          })}
        />
        {changed && !answer && <Notice>{password.changed}</Notice>}
        <h1>{first ? accounts.choose.title : password.title}</h1>
        {first && <p>{accounts.choose.explained}</p>}
        <form method="post" action="/account">
          <Field
            name="current"
            type="password"
            label={first ? accounts.choose.current : password.current}
            error={problem('current')}
            autoComplete="current-password"
          />
          <Field
            name="next"
            type="password"
            label={password.fresh}
            hint={password.freshHint(PASSWORD_MIN)}
            error={problem('next')}
            autoComplete="new-password"
          />
          <Field
            name="again"
            type="password"
            label={password.again}
            error={problem('again')}
            autoComplete="new-password"
          />
          <button className="btn wide">{first ? accounts.choose.go : password.go}</button>
        </form>
        {capacities.length > 0 && (
          <section className="stack">
            <h2>{signIn.appointmentTitle}</h2>
            <p className="quiet">{words.roles[role]}</p>
            {capacities
              .filter((capacity) => !capacity.active)
              .map((capacity) => (
                <form method="post" action="/account?switch" key={capacity.appointmentId}>
                  <input type="hidden" name="appointment" value={capacity.appointmentId ?? ''} />
                  <button className="btn plain">
                    {signIn.appointmentGo}: {words.roles[capacity.role]}
                  </button>
                </form>
              ))}
          </section>
        )}
        {!first && (
          <section className="stack">
            <h2>{preferences.theme}</h2>
            <form method="post" action="/preferences" className="row">
              <input type="hidden" name="return" value="/account" />
              {(['system', 'light', 'dark'] as const).map((theme) => (
                <button className="btn plain" name="theme" value={theme} key={theme}>
                  {preferences.themeOptions[theme]}
                </button>
              ))}
            </form>
          </section>
        )}
        <p className="row">
          {!first && (role === 'office' || role === 'social-worker' || role === 'lecturer') && (
            <a className="btn text" href="/account/calendar">
              {calendarLink.fromAccount}
            </a>
          )}
          {!first && (
            <a className="btn text" href={home}>
              {common.back}
            </a>
          )}
          <a className="btn text" href="/sign-out">
            {signOut.title}
          </a>
        </p>
      </div>
    </PublicPage>
  )
}

function problemWords(words: ReturnType<typeof useMessages>['password']['problems'], code: string): string {
  switch (code) {
    case 'current-missing':
    case 'current-wrong':
      return words[code]
    case 'again-missing':
    case 'again-differs':
      return words['not-equal']
    case 'new-same-as-old':
      return words.same
    case 'password-too-long':
      return words['too-long'](200)
    case 'wait':
      return words.wait
    default:
      return words['too-short'](PASSWORD_MIN)
  }
}
