import {
  test as base,
  expect,
  request,
  type BrowserContext,
  type BrowserContextOptions,
} from '@playwright/test'
import { DEMO_PASSWORD } from '#db/seed/demo-sign-ins.ts'
import { letGoOfCountyDatabase } from './county-database.ts'

export { expect }

export type View = { locale: 'zh' | 'en'; text: 'normal' | 'large'; theme: 'system' | 'light' | 'dark' }
export type Visit = BrowserContextOptions & { as?: string; view?: View }

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

type Fixtures = {
  /** Statuses that a test means to see; any other answer from 400 up fails it. */
  meantStatuses: number[]
  /** A browser of its own, watched; signed in where `as` is given. */
  visit: (visit?: Visit) => Promise<BrowserContext>
}
type WorkerFixtures = { signedIn: (name: string) => Promise<StorageState> }

/**
 * Every page of every test is watched: an error in the console, an uncaught error, a broken content security policy, a
 * request that fails or is refused fails the test.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  meantStatuses: [[], { option: true }],

  signedIn: [
    async ({}, use) => {
      const states = new Map<string, StorageState>()
      await use(async (name) => {
        const known = states.get(name)
        if (known) return known
        const state = await signInByPost(name)
        states.set(name, state)
        return state
      })
      await letGoOfCountyDatabase()
    },
    { scope: 'worker' },
  ],

  context: async ({ context, meantStatuses, javaScriptEnabled }, use) => {
    const trouble = watch(context, { meantStatuses, scripts: javaScriptEnabled ?? true })
    await use(context)
    expect(trouble, 'what went wrong in the browser').toEqual([])
  },

  visit: async ({ browser, signedIn, meantStatuses }, use) => {
    const opened: BrowserContext[] = []
    const trouble: string[][] = []
    await use(async ({ as, view, ...options } = {}) => {
      const context = await browser.newContext({
        // What the worker keeps is tried in weak-network.spec.ts; elsewhere each test sees the network alone.
        serviceWorkers: 'block',
        ...(as ? { storageState: await signedIn(as) } : {}),
        ...options,
      })
      if (view) await show(context, view)
      opened.push(context)
      trouble.push(watch(context, { meantStatuses, scripts: options.javaScriptEnabled ?? true }))
      return context
    })
    for (const context of opened) await context.close()
    expect(trouble.flat(), 'what went wrong in the browser').toEqual([])
  },
})

/** Chooses language, size of text and colours, as the tools of every page do. */
export async function show(context: BrowserContext, view: View): Promise<void> {
  const { hostname } = new URL(String(process.env.BASE_URL))
  const value = `${view.locale}.${view.text}.${view.theme}`
  await context.addCookies([{ name: 'qc_view', value, domain: hostname, path: '/' }])
}

/** `counsellor-1:counsellor`: under this appointment, where somebody has more than one. */
async function signInByPost(name: string): Promise<StorageState> {
  const [who = '', role] = name.split(':')
  const baseURL = String(process.env.BASE_URL)
  const client = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } })
  const answer = await client.post('/sign-in', { form: { who, password: DEMO_PASSWORD }, maxRedirects: 0 })
  expect(answer.status(), `${who} signs in`).toBe(303)
  if (role) {
    const account = await (await client.get('/account')).text()
    const [, appointment = ''] = /name="appointment" value="([0-9a-f-]{36})"/.exec(account) ?? []
    const switched = await client.post('/account?switch', { form: { appointment }, maxRedirects: 0 })
    expect(switched.headers().location, `${who} goes over`).toBe(`/${role}`)
  }
  const state = await client.storageState()
  await client.dispose()
  return state
}

function watch(
  context: BrowserContext,
  { meantStatuses, scripts }: { meantStatuses: readonly number[]; scripts: boolean },
): string[] {
  const trouble: string[] = []
  context.on('console', (message) => {
    // What was refused is seen below with its address; the browser's own sentence has none.
    const refusal = message.text().startsWith('Failed to load resource: the server responded with')
    if (message.type() === 'error' && !refusal) trouble.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => trouble.push(`uncaught: ${String(error.error())}`))
  context.on('response', (response) => {
    if (response.status() >= 400 && !meantStatuses.includes(response.status()))
      trouble.push(`${response.status()} ${response.url()}`)
  })
  context.on('requestfailed', (failed) => {
    // On its way when the page is left, its scripts among it. A beat arrives (keepalive), its answer has nobody to go to; the icon and what describes
    // the site to a home screen are not needed.
    const why = failed.failure()?.errorText
    const left =
      /\/(my\/(beat|late|quiz-answer)|oral\/[0-9a-f-]{36}\.data|assets\/[\w.-]+\.js|icon\.svg|manifest\.webmanifest)$/.test(
        failed.url(),
      ) && why === 'net::ERR_ABORTED'
    // A browser without scripts does not fetch ours ahead; it calls that a matter of the policy.
    const unwanted = !scripts && why === 'csp' && failed.url().endsWith('.js')
    if (!left && !unwanted) trouble.push(`${why} ${failed.url()}`)
  })
  return trouble
}
