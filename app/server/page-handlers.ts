import { createRequestHandler, type AppLoadContext, type ServerBuild } from '@remix-run/node'

type Handler = (request: Request, context: AppLoadContext) => Promise<Response>
type Route = NonNullable<ServerBuild['routes'][string]>

/**
 * The framework flattens and ranks every route of the map several times a request, and prepares all of them for the
 * browser: about a quarter of the app's CPU for a passage page when it was measured. So each page without scripts has a handler of its own
 * that knows the root and that page alone. Whatever is not one of them (staff pages, data requests, a path in another
 * spelling, nothing at all) goes to the handler that knows everything; the answers are the same.
 */
export function pageHandlers(build: ServerBuild, mode: 'production' | 'development'): Handler {
  const everything = createRequestHandler(build, mode)
  const own = new Map<string, Handler>()
  const handlerOf = (route: Route): Handler => {
    const known = own.get(route.id)
    if (known) return known
    const made = createRequestHandler(alone(build, route), mode)
    own.set(route.id, made)
    return made
  }
  const routes = Object.values(build.routes).flatMap((route) => (route && isPlainPage(route) ? [route] : []))
  const find = finder(routes)
  return (request, context) => {
    const route = find(new URL(request.url).pathname)
    return (route ? handlerOf(route) : everything)(request, context)
  }
}

/** A page below the root that sends no framework scripts. */
function isPlainPage(route: Route): boolean {
  const { hydrates } = (route.module.handle ?? {}) as { hydrates?: boolean }
  const isPage = route.module.default !== undefined
  return route.parentId === 'root' && isPage && !hydrates && !/[*?]/.test(route.path ?? '*')
}

/** The route of a path as it is written on the map: with the fewest parameters, as the framework would choose. */
export function finder<R extends { path?: string; index?: boolean }>(
  routes: readonly R[],
): (pathname: string) => R | undefined {
  const fixed = new Map<string, R>()
  const byLength = new Map<number, { parts: string[]; route: R }[]>()
  const parameters = (parts: readonly string[]) => parts.filter((part) => part.startsWith(':')).length
  for (const route of routes) {
    const path = route.path?.replace(/^\//, '') ?? ''
    if (!path.includes(':')) {
      fixed.set(`/${path}`, route)
      continue
    }
    const parts = path.split('/')
    const same = byLength.get(parts.length) ?? []
    same.push({ parts, route })
    same.sort((a, b) => parameters(a.parts) - parameters(b.parts))
    byLength.set(parts.length, same)
  }
  return (pathname) => {
    const exact = fixed.get(pathname)
    if (exact) return exact
    const given = pathname.slice(1).split('/')
    const fits = (parts: readonly string[]) =>
      parts.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
    return byLength.get(given.length)?.find(({ parts }) => fits(parts))?.route
  }
}

/** The build with the root and one page in it. */
function alone(build: ServerBuild, route: Route): ServerBuild {
  const pick = <Of>(all: Record<string, Of>): Record<string, Of> =>
    Object.fromEntries(['root', route.id].flatMap((id) => (all[id] ? [[id, all[id]]] : [])))
  return {
    ...build,
    routes: pick(build.routes),
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  }
}
