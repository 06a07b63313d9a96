import type { AppLoadContext, ServerBuild } from '@remix-run/node'

/** Answers a request; undefined when the framework has to. */
export type DirectAnswer = (request: Request, context: AppLoadContext) => Promise<Response | undefined>

/**
 * Routes without a page and without parameters (the beat, /ready, …) are called here, past the framework: it matches all
 * routes three times, copies the request twice and follows every promise, which is most of what a beat costs.
 * As in the framework, a thrown Response is an answer. Other errors are the caller's.
 */
export function directRoutes(routes: ServerBuild['routes']): DirectAnswer {
  const byPath = new Map(
    Object.values(routes).flatMap((route) => {
      const isDirect = route?.path && !/[:*?]/.test(route.path) && !route.module.default
      return isDirect ? [[route.path!, route.module]] : []
    }),
  )
  return async (request, context) => {
    const module = byPath.get(new URL(request.url).pathname)
    const run = module && (request.method === 'POST' ? module.action : module.loader)
    if (!run) return undefined
    try {
      const answer = await run({ request, context, params: {} })
      if (answer instanceof Response) return answer
    } catch (error) {
      if (error instanceof Response) return error
      throw error
    }
    throw new TypeError('a route without a page answers with a Response')
  }
}
