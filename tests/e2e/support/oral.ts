import { request } from '@playwright/test'
import { DEMO_PASSWORD } from '#db/seed/demo-sign-ins.ts'

/** Begins to ask somebody aloud, by the same forms a browser sends. */
export async function beginOralExam(who: string, personId: string, module: string): Promise<void> {
  const baseURL = String(process.env.BASE_URL)
  const client = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } })
  await client.post('/sign-in', { form: { who, password: DEMO_PASSWORD }, maxRedirects: 0 })
  const answer = await client.post(`/office/people/${personId}/oral`, { form: { module }, maxRedirects: 0 })
  await client.dispose()
  if (answer.status() !== 303) throw new Error(`no oral exam of ${module}: ${answer.status()}`)
}
