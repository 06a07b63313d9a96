import { isReady } from '#app/http/readiness.server.ts'

/** The process and its database answer. */
export async function loader(): Promise<Response> {
  const ready = await isReady()
  return new Response(ready ? 'ready\n' : 'the database does not answer\n', {
    status: ready ? 200 : 503,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
}
