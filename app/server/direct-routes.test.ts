import type { ServerBuild } from '@remix-run/node'
import { expect, it } from 'vitest'
import { directRoutes } from './direct-routes.ts'

const route = (path: string, module: Record<string, unknown>) =>
  ({ id: path, path, module }) as unknown as ServerBuild['routes'][string]

const answer = directRoutes({
  beat: route('/my/beat', {
    action: async ({ request }: { request: Request }) => new Response(await request.text()),
    loader() {
      throw new Response(null, { status: 404 })
    },
  }),
  page: route('/my', { loader: () => new Response('data'), default: () => null }),
  any: route('*', { loader: () => new Response('any') }),
  broken: route('/broken', {
    loader() {
      throw new RangeError('inside')
    },
  }),
})
const ask = (path: string, init?: RequestInit) => answer(new Request(`http://here${path}`, init), {})

it('calls the action or the loader of a route without a page', async () => {
  const posted = await ask('/my/beat', { method: 'POST', body: 'seq=1' })
  expect(await posted?.text()).toBe('seq=1')
  expect((await ask('/my/beat?x'))?.status).toBe(404)
})

it('leaves pages, unknown paths and missing methods to the framework', async () => {
  expect(await ask('/my')).toBeUndefined()
  expect(await ask('/nowhere')).toBeUndefined()
  expect(await ask('/broken', { method: 'POST' })).toBeUndefined()
})

it('hands an error on', async () => {
  await expect(ask('/broken')).rejects.toThrow('inside')
})
