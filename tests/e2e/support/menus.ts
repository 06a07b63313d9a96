import { request } from '@playwright/test'
import { DEMO_PASSWORD } from '#db/seed/demo-sign-ins.ts'

/** Begins the next version of menu C, by the same forms a browser sends. */
export async function draftMenuC(): Promise<void> {
  const baseURL = String(process.env.BASE_URL)
  const client = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } })
  await client.post('/sign-in', { form: { who: 'bureau', password: DEMO_PASSWORD }, maxRedirects: 0 })
  const answer = await client.post('/bureau/menus', { form: { menu: 'C' }, maxRedirects: 0 })
  await client.dispose()
  if (answer.status() !== 303) throw new Error(`no draft of menu C: ${answer.status()}`)
}
