import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { Choice } from '#app/components/choice.tsx'
import { PublicPage } from '#app/components/public-page.tsx'
import { chooseLocale } from '#app/domains/identity/account.server.ts'
import { env } from '#app/env.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requestScope } from '#app/http/request-scope.server.ts'
import { currentActor, safeReturnPath } from '#app/http/require-actor.server.ts'
import { viewCookie } from '#app/http/view.ts'
import { useMessages } from '#app/messages/context.tsx'
import { HTML_LANG } from '#app/messages/locale.ts'
import { useFrame, useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { title: (messages) => messages.preferences.title }

/** One button of the tools, or the whole form: a value that is none of ours changes nothing. */
const schema = z.object({
  text: z.enum(['normal', 'large']).optional().catch(undefined),
  theme: z.enum(['system', 'light', 'dark']).optional().catch(undefined),
  language: z.enum(['zh', 'en']).optional().catch(undefined),
  return: z.string().optional(),
})

/** Where one came from; the sign-in page too, which is no place to come back to after signing in. */
const backTo = (wanted: FormDataEntryValue | null): string =>
  wanted === '/sign-in' ? wanted : safeReturnPath(wanted, '/')

/** All choices on one page, for everyone; `return` is where one came from. */
export function loader({ request }: LoaderFunctionArgs) {
  return { back: backTo(new URL(request.url).searchParams.get('return')) }
}

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const form = await parseForm(request, schema)
  if (!form.ok) return redirect('/', 303)
  const { text, theme, language } = form.value
  const { view } = requestScope()
  const actor = await currentActor()
  if (actor && language) await chooseLocale(actor, language)
  const chosen = { locale: language ?? view.locale, text: text ?? view.text, theme: theme ?? view.theme }
  return redirect(backTo(form.value.return ?? null), {
    status: 303,
    headers: { 'set-cookie': viewCookie(chosen, env.secureCookies) },
  })
}

export default function PreferencesPage() {
  const { back } = useLoaderData<typeof loader>()
  const { view } = useFrame()
  const { preferences: words, display, locale } = useMessages()
  // The tools of this page lead to the page that is being read, not to this one.
  const viewing = { ...useViewing(), path: back }
  return (
    <PublicPage viewing={viewing}>
      <div className="gate">
        <h1>{words.title}</h1>
        <p className="quiet">{words.explained}</p>
        <form method="post" action="/preferences" className="choices">
          <input type="hidden" name="return" value={back} />
          <Choice
            name="theme"
            legend={words.theme}
            chosen={view.theme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({
              value,
              label: words.themeOptions[value],
            }))}
          />
          <Choice
            name="text"
            legend={words.text}
            chosen={view.text}
            options={(['normal', 'large'] as const).map((value) => ({
              value,
              label: words.textOptions[value],
            }))}
          />
          <Choice
            name="language"
            legend={words.language}
            chosen={view.locale}
            options={(['zh', 'en'] as const).map((value) => ({
              value,
              label:
                value === locale ? (
                  words.languageOptions[value]
                ) : (
                  <span lang={HTML_LANG[value]}>{words.languageOptions[value]}</span>
                ),
            }))}
          />
          <button className="btn wide">{display.go}</button>
        </form>
        <p className="row">
          <a className="btn text" href={back}>
            {display.back}
          </a>
        </p>
      </div>
    </PublicPage>
  )
}
