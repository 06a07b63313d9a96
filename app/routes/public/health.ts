/** The process answers. For load balancers; says nothing else. */
export function loader(): Response {
  return new Response('ok\n', { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
