import type { LoaderFunctionArgs } from '@remix-run/node'
import { ANCHOR_VERSION, anchorText } from '#app/domains/audit/anchor.schema.ts'
import { takeAnchor } from '#app/domains/audit/log.queries.server.ts'
import { scopeOf } from '#app/domains/identity/actor.policy.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'

/** The anchor as a file that `npm run audit:verify -- --anchor` reads. 404 while nothing is sealed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const anchor = await takeAnchor(scopeOf(actor))
  if (!anchor) throw notFound()
  return new Response(anchorText([{ version: ANCHOR_VERSION, ...anchor }]), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="audit-anchor-${anchor.countyCode}-${anchor.sequence}.json"`,
      'Cache-Control': 'no-store',
    },
  })
}
