import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCase } from '#app/domains/counselling/cases.queries.server.ts'
import { isId } from '#app/http/ids.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { didOf } from '#app/http/did.ts'
import { deskFor } from '../office/desk.server.ts'

/** The case that the address names, for whoever may see it; 404 for everybody else, and for what is no id. */
export async function openedCase({ request, params }: Pick<LoaderFunctionArgs, 'request' | 'params'>) {
  const actor = await requireActor(request, 'counsellor')
  const id = params.case ?? ''
  const file = isId(id) ? await findCase(actor, id) : null
  if (!file) throw notFound()
  return { actor, file }
}

/** The same for a page that is the case's counsellor's alone. */
export async function openedOwnCase(args: Pick<LoaderFunctionArgs, 'request' | 'params'>) {
  const opened = await openedCase(args)
  if (!opened.file.isOwn) throw notFound()
  return opened
}

/** What every page of a counsellor shows beside its own. */
export async function counsellorDesk(request: Request, actor: Parameters<typeof deskFor>[0]) {
  return {
    desk: await deskFor(actor),
    did: didOf(new URL(request.url).searchParams.get('did'))?.what ?? null,
  }
}

/** Which of its forms a page was sent; null for none of them. */
export function formOf<Form extends string>(request: Request, forms: readonly Form[]): Form | null {
  const doing = new URL(request.url).searchParams.get('do')
  return forms.find((one) => one === doing) ?? null
}

/** The id that a part of the address is; 404 where it can be none. */
export function idOf(text: string | undefined): string {
  if (!text || !isId(text)) throw notFound()
  return text
}
