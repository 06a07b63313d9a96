import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { chooseLocale } from '#app/domains/identity/account.server.ts'
import { env } from '#app/env.server.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { requestScope } from '#app/http/request-scope.server.ts'
import { currentActor, notFound, safeReturnPath } from '#app/http/require-actor.server.ts'
import { viewCookie } from '#app/http/view.ts'

/** One button of the tools: a value that is none of ours changes nothing. */
const schema = z.object({
  text: z.enum(['normal', 'large']).optional().catch(undefined),
  theme: z.enum(['system', 'light', 'dark']).optional().catch(undefined),
  language: z.enum(['zh', 'en']).optional().catch(undefined),
  return: z.string().optional(),
})

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const form = await parseForm(request, schema)
  if (!form.ok) return redirect('/', 303)
  const { text, theme, language } = form.value
  const { view } = requestScope()
  const actor = await currentActor()
  if (actor && language) await chooseLocale(actor, language)
  const chosen = { locale: language ?? view.locale, text: text ?? view.text, theme: theme ?? view.theme }
  return redirect(safeReturnPath(form.value.return ?? null, '/'), {
    status: 303,
    headers: { 'set-cookie': viewCookie(chosen, env.secureCookies) },
  })
}

export function loader(): Response {
  throw notFound()
}
