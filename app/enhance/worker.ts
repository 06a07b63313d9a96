/**
 * The service worker: keeps the pages of the unit and the quiz in hand, so that they open without a network, and sends
 * what waits as soon as any page comes through. Everything else goes to the network untouched. What it keeps belongs to
 * one person and is deleted when somebody signs out or in.
 */
import { sendAll, waiting } from './outbox-store.ts'

type Order = { owner: string; part: string; key: string; pages: string[]; files: (string | null)[] }
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

worker.addEventListener<Extendable>('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener<Extendable>('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener<Message>('message', (event) => event.waitUntil(keepPages(event.data)))

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

/** Without a network the list of lessons leads to what is in hand. */
async function firstKept(pathname: string): Promise<Response | null> {
  if (pathname !== '/my/study') return null
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      const { pathname: found } = new URL(url)
      if (/^\/my\/study\//.test(found)) return Response.redirect(found)
    }
  }
  return null
}

/** Keeps what a page asks for, instead of what was kept for that part before; asked again for the same, it does nothing. */
async function keepPages({ owner, part, key, pages, files }: Order): Promise<void> {
  const begun = era
  const name = `${PREFIX}${part} ${owner}`
  for (const other of await caches.keys()) {
    if (other.slice(-owner.length - 1) !== ` ${owner}`) await caches.delete(other)
  }
  const known = await (await caches.open(name)).match(KEY)
  if (known && (await known.text()) === key) return
  await caches.delete(name)
  const cache = await caches.open(name)
  for (const file of files) if (file) await cache.add(file)
  for (const address of pages) {
    // The server knows by the header that nobody opens this page now: nothing is counted and nothing begun.
    const answer = await fetch(address, { headers: { 'x-keep': '1' }, redirect: 'manual' })
    if (answer.status === 200) await cache.put(address, answer)
  }
  await cache.put(KEY, new Response(key))
  if (era !== begun) await clear()
}

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
