import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DemoHint } from '#app/components/demo-hint.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field } from '#app/components/field.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PublicPage } from '#app/components/public-page.tsx'
import { homeOf } from '#app/domains/identity/actor.policy.ts'
import { signInSchema } from '#app/domains/identity/sign-in.schema.ts'
import { signIn } from '#app/domains/identity/sign-in.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requestScope } from '#app/http/request-scope.server.ts'
import { currentActor, safeReturnPath } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { title: (messages) => messages.signIn.title }

/** `retry-after` of a slowed-down try. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

type Problem = 'name-missing' | 'name-too-long' | 'password-missing' | 'password-too-long' | 'wrong' | 'wait'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await currentActor()
  if (actor) throw redirect(homeOf(actor.role), 303)
  const query = new URL(request.url).searchParams
  return { to: safeReturnPath(query.get('to'), ''), signedOut: query.has('bye') }
}

export async function action({ request }: ActionFunctionArgs) {
  const to = safeReturnPath(new URL(request.url).searchParams.get('to'), '')
  const form = await parseForm(request, signInSchema)
  const refuse = (
    status: number,
    who: string,
    problems: Partial<Record<'who' | 'password', Problem>>,
    waitSeconds = 0,
  ) =>
    data(
      { who, problems, waitSeconds },
      { status, headers: waitSeconds ? { 'retry-after': String(waitSeconds) } : {} },
    )
  if (!form.ok) return refuse(400, form.typed.who ?? '', form.problems)

  const { address, cookieHeader } = requestScope()
  const answer = await signIn({ ...form.value, address, cookieHeader })
  if ('refused' in answer) {
    const status = answer.refused === 'wait' ? 429 : 401
    return refuse(status, form.value.who, { password: answer.refused }, answer.waitSeconds)
  }
  const home = answer.mustChangePassword ? '/account' : homeOf(answer.role)
  throw redirect(to.startsWith(home) ? to : home, {
    status: 303,
    headers: { 'set-cookie': answer.setCookie },
  })
}

export default function SignInPage() {
  const { to, signedOut } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { signIn: words } = useMessages()
  const viewing = useViewing()
  const errorFor = (problem: Problem | undefined) =>
    problem && wordsOf(words, problem, answer?.waitSeconds ?? 0)
  const who = errorFor(answer?.problems.who)
  const password = errorFor(answer?.problems.password)
  return (
    <PublicPage viewing={viewing}>
      <div className="gate stack">
        <ErrorSummary
          title={words.notIn}
          problems={[
            ...(who ? [{ message: who.short, fieldId: 'who' }] : []),
            ...(password ? [{ message: password.short, fieldId: 'password' }] : []),
          ]}
        />
        <h1>{words.title}</h1>
        {signedOut && !answer && <Notice>{words.signedOut}</Notice>}
        <form method="post" action={to ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in'}>
          <Field
            name="who"
            label={words.name}
            hint={words.nameHint}
            error={who?.long}
            value={answer?.who}
            autoComplete="username"
            maxLength={64}
          />
          <Field
            name="password"
            type="password"
            label={words.password}
            error={password?.long}
            autoComplete="current-password"
          />
          <button className="btn wide">{words.go}</button>
        </form>
        <Notice>{words.forgottenNoPhone}</Notice>
        {viewing.demo && <DemoHint words={words.demoHint} />}
      </div>
    </PublicPage>
  )
}

function wordsOf(
  words: ReturnType<typeof useMessages>['signIn'],
  problem: Problem,
  waitSeconds: number,
): { short: string; long: string } {
  const same = (text: string) => ({ short: text, long: text })
  switch (problem) {
    case 'name-missing':
      return same(words.nameMissing)
    case 'password-missing':
      return same(words.passwordMissing)
    case 'wait':
      return { short: words.slowDownShort(waitSeconds), long: words.slowDown(waitSeconds) }
    case 'wrong':
    case 'name-too-long':
    case 'password-too-long':
      return {
        short: words.wrongShort,
        long: waitSeconds > 0 ? `${words.wrong} ${words.slowDown(waitSeconds)}` : words.wrong,
      }
  }
}
