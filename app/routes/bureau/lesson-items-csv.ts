import type { LoaderFunctionArgs } from '@remix-run/node'
import { writeItemRows } from '#app/domains/learning/item-rows.server.ts'
import { findAnyModule } from '#app/domains/learning/lessons.server.ts'
import { exportedItems } from '#app/domains/reporting/lesson-items.queries.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'

/** The marks of adults at a course's quiz as a file that `npm run items` reads. 404 where there is no such course. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'bureau')
  const module = findAnyModule(params.module ?? '')
  if (!module) throw notFound()
  const rows = await exportedItems(actor, module)
  return new Response(writeItemRows(rows), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="items-${module.code}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
