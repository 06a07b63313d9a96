import { notFound } from '#app/http/require-actor.server.ts'

/** The same answer for everyone, for whatever is not on the map. */
export function loader(): Response {
  throw notFound()
}
export const action = loader
