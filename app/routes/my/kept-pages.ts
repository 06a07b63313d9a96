import type { LoaderFunctionArgs } from '@remix-run/node'
import { moduleInHand } from '#app/domains/learning/kept-passage.queries.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { unitOf } from './lesson-of.server.ts'

/** The pages of a module that a device keeps for the time without a network, in their order (enhance/worker.ts). */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'supervised-person')
  const lesson = unitOf(actor, params)
  const inHand = await moduleInHand(actor, lesson)
  if (!inHand) throw notFound()
  const base = `/my/study/${lesson.module.code}`
  return Response.json([
    ...inHand.units.flatMap(({ code, passages }) =>
      passages.map(({ number }) => `${base}/${code}/${number}`),
    ),
    ...(inHand.attemptId ? [`${base}/quiz/${inHand.attemptId}`] : []),
    '/my/offline',
  ])
}
