/**
 * What waits on the device until there is a network: in IndexedDB, in order, each item under an id of its own. Shared by
 * the pages' script and the worker. Items say when and what was chosen, never who; `owner` is a mark without meaning.
 */
export type Waiting = {
  n?: number
  id: string
  owner: string
  item: { kind: string } & Record<string, unknown>
}
export type Judged = {
  id: string
  refused?: string
  kind?: string
  claimed?: number
  counted?: number
  closed?: number
  passage?: number
  right?: boolean
}
export type Stands = { unit: string; finished: boolean; place: number; minutes: number }
/** What the server says of it, with a way back where an answer was not right. */
export type Said = { text: string; href?: string; words?: string }
export type Arrived = { answers: Judged[]; studies: Stands[]; said: Said }

const STORE = 'outbox'
const MOST_AT_ONCE = 100
const started = Date.now() - performance.now()

/** The device's clock, running evenly while a page is open whatever is done to the date. */
export const clock = (): number => Math.round(started + performance.now())

let opened: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  return (opened =
    opened ??
    new Promise((done, failed) => {
      const request = indexedDB.open('qicheng', 1)
      request.onupgradeneeded = () =>
        request.result.createObjectStore(STORE, { keyPath: 'n', autoIncrement: true })
      request.onsuccess = () => done(request.result)
      request.onerror = () => failed(new Error('the store did not open'))
    }))
}

/** Written, or not. */
const settled = (transaction: IDBTransaction): Promise<void> =>
  new Promise((done, failed) => {
    transaction.oncomplete = () => done()
    transaction.onerror = transaction.onabort = () => failed(new Error('the store did not take it'))
  })

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await open()).transaction(STORE, mode)
  const request = work(transaction.objectStore(STORE))
  await settled(transaction)
  return request.result
}

/** Writes an item down and gives its place; one that has a place is written over. */
export const keep = (one: Waiting): Promise<number> =>
  inStore('readwrite', (store) => store.put(one)) as Promise<number>

export const waiting = async (owner: string | null): Promise<Waiting[]> => {
  const all = (await inStore('readonly', (store) => store.getAll())) as Waiting[]
  return owner === null ? all : all.filter((one) => one.owner === owner)
}

/** Forgets items, unless another one has taken their place meanwhile. */
export async function forget(items: readonly Waiting[]): Promise<void> {
  const transaction = (await open()).transaction(STORE, 'readwrite')
  const store = transaction.objectStore(STORE)
  for (const { n, id } of items) {
    const found = store.get(n!)
    found.onsuccess = () => {
      if (found.result && (found.result as Waiting).id === id) store.delete(n!)
    }
  }
  return settled(transaction)
}

/**
 * Sends what waits, in order, and forgets what was judged. Rejects where there is no answer: nothing is forgotten then.
 * `owner` null: the worker, which cannot know who is signed in; what is not this person's stays.
 */
export async function sendAll(owner: string | null): Promise<Arrived> {
  const arrived: Arrived = { answers: [], studies: [], said: { text: '' } }
  const all = await waiting(owner)
  for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
    await send(all.slice(from, from + MOST_AT_ONCE), owner, arrived)
  }
  return arrived
}

async function send(items: readonly Waiting[], owner: string | null, arrived: Arrived): Promise<void> {
  const answer = await fetch('/my/late', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      sentAt: clock(),
      items: items.map(({ id, item }) => ({ id, ...item })),
    }),
    redirect: 'manual',
  })
  if (answer.status === 400 && items.length > 1) {
    // One that cannot be read must not hold up the others.
    for (const one of items) await send([one], owner, arrived)
    return
  }
  if (answer.status !== 400 && !answer.ok) throw new Error(String(answer.status))
  const { answers, studies, said } = {
    ...{ answers: [{ id: items[0]!.id, refused: 'malformed' }], studies: [] },
    ...((await answer.json()) as Arrived),
  }
  arrived.answers.push(...answers)
  arrived.studies.push(...studies)
  const before = arrived.said.text
  arrived.said = { ...said, text: before.indexOf(said.text) < 0 ? before + said.text : before }
  const judged = new Set(
    answers.filter(({ refused }) => owner !== null || refused !== 'unknown').map(({ id }) => id),
  )
  await forget(items.filter(({ id }) => judged.has(id)))
}

/** An id nobody else makes; browsers of before 2022 have no randomUUID. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 15) | 64
  bytes[8] = (bytes[8]! & 63) | 128
  const hex = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
