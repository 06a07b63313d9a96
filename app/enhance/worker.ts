/**
 * The service worker: keeps the pages of the module in hand and the quiz, so that they open without a network, and sends
 * what waits as soon as any page comes through. Everything else goes to the network untouched. What it keeps belongs to
 * one person and is deleted when somebody signs out or in.
 */
import { sendAll, waiting } from './outbox-store.ts'

/** `key`: what the pages look like; while it is the same, a page that is kept is not fetched again. `of`: the pages, or where their list is. */
type Order = { owner: string; part: string; key: string; of: string; files: (string | null)[] }
type Extendable = Event & { waitUntil(promise: Promise<unknown>): void }
type Fetching = Extendable & { request: Request; respondWith(answer: Promise<Response>): void }
type Message = Extendable & { data: Order }
type Worker = {
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener<E extends Event>(type: string, listener: (event: E) => void): void
}

const worker = self as unknown as Worker
const PREFIX = 'qicheng '
const KEY = '/my/offline?key'
/** So long a page may hang on a bad line before the one that is kept is shown. */
const PATIENCE_MS = 10_000
const SEND_AGAIN_AFTER_MS = 20_000
/** Counts sign-ins and sign-outs: what was begun before one is not kept after it. */
let era = 0
let lastSent = -Infinity
/** One order after the other. */
let keeping: Promise<unknown> = Promise.resolve()

worker.addEventListener<Extendable>('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener<Extendable>('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener<Message>('message', (event) => {
  // The line broke meanwhile: the next page asks again, and what is kept stays.
  keeping = keeping.then(() => keepPages(event.data)).catch(() => {})
  event.waitUntil(keeping)
})

worker.addEventListener<Fetching>('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  if (pathname === '/sign-in' || (pathname === '/sign-out' && request.method === 'POST')) {
    event.waitUntil(clear())
    return
  }
  if (request.mode === 'navigate' && /^\/my(\/|$)/.test(pathname)) event.respondWith(page(event, pathname))
  else if (request.method === 'GET' && (/^\/assets\//.test(pathname) || pathname === '/icon.svg'))
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)))
})

/** The page from the network; where there is none, or it hangs, the one that is kept. */
async function page(event: Fetching, pathname: string): Promise<Response> {
  const { request } = event
  const kept = await caches.match(pathname)
  try {
    const answer = await (kept && request.method === 'GET' ? orGiveUp(fetch(request)) : fetch(request))
    // A lesson and a quiz send by themselves, and say what came of it.
    if (!/^\/my\/study\/[^/]+\/[^/]+\/[^/]+$/.test(pathname)) event.waitUntil(sendWaiting())
    return answer
  } catch (error) {
    const instead = kept || (await firstKept(pathname)) || (await caches.match('/my/offline'))
    if (instead) return instead
    throw error
  }
}

function orGiveUp(answer: Promise<Response>): Promise<Response> {
  return new Promise((done, failed) => {
    answer.then(done, failed)
    setTimeout(() => failed(new Error('no answer in time')), PATIENCE_MS)
  })
}

/** Without a network a list of lessons, a module or a unit leads to what is in hand of it. */
async function firstKept(pathname: string): Promise<Response | null> {
  if (!/^\/my\/study(\/|$)/.test(pathname)) return null
  let first: string | undefined
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    const done = await cache.match(KEY)
    const inHand = done && `${(await done.text()).replace('keep', 'study')}/`
    for (const { url } of await cache.keys()) {
      const { pathname: found } = new URL(url)
      if (found.indexOf(`${pathname}/`) !== 0) continue
      if (inHand && found.indexOf(inHand) === 0) return Response.redirect(found)
      first = first || found
    }
  }
  return first ? Response.redirect(first) : null
}

/**
 * Keeps what a page asks for, one page after the other, and lets go of what was kept for that part and is not asked for any
 * more; asked again for the same, it does nothing.
 */
async function keepPages({ owner, part, key, of, files }: Order): Promise<void> {
  const begun = era
  const name = `${PREFIX}${key} ${owner}`
  for (const other of await caches.keys()) {
    const mine = other.slice(-owner.length - 1) === ` ${owner}`
    if (!mine || (other !== name && other.indexOf(`${PREFIX}${part} `) === 0)) await caches.delete(other)
  }
  const cache = await caches.open(name)
  const known = await cache.match(KEY)
  if (known && (await known.text()) === of) return
  const pages = (/^\/my/.test(of) ? await (await fetched(of)).json() : JSON.parse(of)) as string[]
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url)
    if (/^\/my\/study/.test(pathname) && pages.indexOf(pathname) < 0) await cache.delete(url)
  }
  const add = async (file: string | null) => {
    if (file && !(await cache.match(file))) await cache.add(file)
  }
  for (const file of files) await add(file)
  for (const address of pages) {
    if (await cache.match(address)) continue
    const answer = await fetched(address)
    if (answer.status !== 200) continue
    // With the pictures, style and scripts of its own.
    for (const file of (await answer.clone().text()).match(/\/assets\/[\w.-]+\.(js|css|svg|png|webp)/g) || [])
      await add(file)
    await cache.put(address, answer)
  }
  await cache.put(KEY, new Response(of))
  if (era !== begun) await clear()
}

/** The server knows by the header that nobody opens this page now: nothing is counted and nothing begun. */
const fetched = (address: string) => fetch(address, { headers: { 'x-keep': '1' }, redirect: 'manual' })

async function clear(): Promise<void> {
  era++
  for (const name of await caches.keys()) await caches.delete(name)
}

/** What waits is sent from whatever page comes through; whose it is, the server knows. */
async function sendWaiting(): Promise<void> {
  if (Date.now() - lastSent < SEND_AGAIN_AFTER_MS || (await waiting(null)).length === 0) return
  lastSent = Date.now()
  try {
    await sendAll(null)
  } catch {
    // The next page tries again.
    lastSent = -Infinity
  }
}
