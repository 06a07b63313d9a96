import type { RouteConfigEntry } from '@remix-run/route-config'
import map from '#app/routes.ts'

export type MappedRoute = { file: string; path: string }

/** Every route of app/routes.ts, nested ones too, with its whole path. */
export function mappedRoutes(): MappedRoute[] {
  const walk = (entries: readonly RouteConfigEntry[], above: string): MappedRoute[] =>
    entries.flatMap(({ file, path = '', children }) => {
      const whole = path.startsWith('/') ? path : `${above}/${path}`
      return [{ file, path: whole }, ...walk(children ?? [], whole)]
    })
  return walk(map, '')
}
