import { notFound } from '#app/http/require-actor.server.ts'

/** The same answer for everyone, for whatever is not on the map. */
export function loader(): Response {
  throw notFound()
}
export const action = loader

/** Never drawn. Without it this would count as a route that sends no pages, and the answer would be blank. */
export default function NotFoundPage() {
  return null
}
