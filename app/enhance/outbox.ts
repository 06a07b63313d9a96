/**
 * The script that loses nothing on a bad network: signs of use, answers and a quiz that cannot be sent wait on the device
 * and are sent, once, when there is a network again; the server judges them (domains/learning/late-evidence). A worker
 * keeps the pages of the unit in hand. Without it, or without the stores it needs, everything is as it was.
 */
import {
  clock,
  forget,
  keep,
  newId,
  sendAll,
  waiting,
  type Arrived,
  type Judged,
  type Stands,
  type Waiting,
} from './outbox-store.ts'

type Words = Record<
  | 'offline'
  | 'waits'
  | 'minutes'
  | 'answers'
  | 'list'
  | 'gap'
  | 'counted'
  | 'received'
  | 'seen'
  | 'again'
  | 'goThere'
  | 'closed'
  | 'unitDone'
  | 'finished'
  | 'withdrawn'
  | 'left'
  | 'refused',
  string
>
/** How a sign of use fared (beats.ts). `at`: milliseconds since this page was opened. */
type Sign = { ok: boolean; ended: boolean; at: number }
type Span = [from: number, to: number]

const SEND_AGAIN_MS = 5_000
const LAST_SIGN = 'qc-sign'
const LAST_CHOICE = 'qc-choice'
const strip = document.querySelector<HTMLElement>('[data-late]')
if (strip && 'indexedDB' in window) {
  const mind = outbox(strip)
  const lesson = document.querySelector<HTMLElement>('[data-beat-session]')
  if (lesson) mindLesson(mind, strip.dataset, lesson.dataset)
  keepPages(strip.dataset)
}

type Outbox = ReturnType<typeof outbox>

function outbox(shown: HTMLElement) {
  const words = JSON.parse(shown.dataset.words!) as Words
  const owner = shown.dataset.owner!
  const status = shown.querySelector<HTMLElement>('[role]')!
  const way = shown.querySelector<HTMLAnchorElement>('a')!
  const wayWords = way.textContent
  let sending: Promise<Arrived> | undefined
  let offline = false
  let again: number | undefined

  const fill = (text: string, figures: Record<string, number>) =>
    Object.keys(figures).reduce((filled, name) => filled.split(`{${name}}`).join(String(figures[name])), text)

  function say(lines: string[], to?: { href: string; words: string }): void {
    offline = false
    shown.hidden = lines.length === 0
    const text = lines.join(words.gap)
    if (status.textContent !== text) status.textContent = text
    way.hidden = !to
    if (to) way.href = to.href
    way.textContent = to ? to.words : wayWords
  }

  /** Says that there is no network, and what waits. */
  async function sayOffline(more?: string): Promise<void> {
    const own = await waiting(owner)
    const seconds = own.reduce((sum, { item }) => sum + lengthOf(item.spans as Span[] | undefined) / 1000, 0)
    const answers = own.filter(({ item }) => item.kind !== 'time').length
    const what = [
      ...(seconds >= 60 ? [fill(words.minutes, { m: Math.floor(seconds / 60) })] : []),
      ...(answers > 0 ? [fill(words.answers, { a: answers })] : []),
    ]
    say([
      more || words.offline,
      ...(what.length > 0 ? [words.waits.replace('{what}', what.join(words.list))] : []),
    ])
    offline = true
  }

  /** Says what was made of what had waited. */
  function sayArrived({ answers, studies }: Arrived): void {
    const of = (name: 'counted' | 'claimed' | 'closed') =>
      answers.reduce((sum, one) => sum + (one[name] || 0), 0) / 60
    const refused = answers.map((one) => one.refused).filter(Boolean)
    const missed = answers.find((one) => one.right === false)
    const open = missed && studies.find((one) => !one.finished && one.place === missed.passage)
    const minutes = Math.floor(of('counted') + 0.02)
    const known = refused.find((one) => one === 'finished' || one === 'withdrawn' || one === 'left')
    say(
      [
        ...(minutes > 0
          ? [fill(words.counted, { m: minutes })]
          : refused.length === 0
            ? [words.received]
            : []),
        ...(of('claimed') - of('counted') - of('closed') >= 1 ? [words.seen] : []),
        ...(of('closed') >= 1 ? [fill(words.closed, { m: Math.floor(of('closed')) })] : []),
        ...(open ? [fill(words.again, { n: open.place })] : []),
        ...(known ? [words[known as 'finished']] : refused.length > 0 ? [words.refused] : []),
      ],
      open && {
        href: `/my/study/${open.unit}/${open.place}?again`,
        words: fill(words.goThere, { n: open.place }),
      },
    )
  }

  /** Sends what waits, one round at a time; rejects where there is no network. */
  async function send(): Promise<Arrived> {
    while (sending) await sending.catch(() => {})
    sending = sendAll(owner)
    try {
      return await sending
    } finally {
      sending = undefined
    }
  }

  /** Sends what waits, if anything does, and says what came of it. */
  async function sendAndSay(): Promise<void> {
    try {
      if ((await waiting(owner)).length === 0) {
        if (offline && navigator.onLine) say([])
        return
      }
      const arrived = await send()
      document.dispatchEvent(new CustomEvent('qc:arrived', { detail: arrived }))
      if (arrived.answers.length > 0) sayArrived(arrived)
    } catch {
      await sayOffline()
      // The line says it is there and the server did not answer: soon again.
      clearTimeout(again)
      if (navigator.onLine) again = window.setTimeout(() => void sendAndSay(), SEND_AGAIN_MS)
    }
  }

  window.addEventListener('online', () => void sendAndSay())
  window.addEventListener('offline', () => void sayOffline())
  // What the script of a quiz asks for (quiz.ts): to send something that may wait, to keep what it tries again itself and
  // to forget it, and to say that the sheet waits.
  const slots = new Map<string, Waiting>()
  let writing: Promise<unknown> = Promise.resolve()
  const minds = <Detail>(what: string, work: (detail: Detail) => void) =>
    document.addEventListener(what, (event) => {
      event.preventDefault()
      work((event as CustomEvent<Detail>).detail)
    })
  minds<KeepRequest>('qc:keep', ({ item, done, failed }) => {
    const id = newId()
    writing
      .then(() => keep({ id, owner, item }))
      .then(send)
      .then(({ answers }) => done(answers.find((one) => one.id === id)))
      .catch(failed)
  })
  minds<{ slot: string; item: Waiting['item'] }>('qc:wait', ({ slot, item }) => {
    const before = slots.get(slot)
    const one: Waiting = { id: newId(), owner, item }
    slots.set(slot, one)
    writing = writing.then(() => keepInstead(before, one))
  })
  minds<{ slot: string }>('qc:done', ({ slot }) => {
    const one = slots.get(slot)
    slots.delete(slot)
    if (one) writing = writing.then(() => forget([one]))
  })
  minds<{ words: string }>('qc:say', ({ words: more }) => void sayOffline(more))
  void waiting(owner).then((all) => {
    document.dispatchEvent(new CustomEvent('qc:waits', { detail: all.map(({ item }) => item) }))
  })
  void sendAndSay()
  return { owner, words, say, sayOffline, send, sendAndSay }
}

type KeepRequest = { item: Waiting['item']; done: (judged: Judged | undefined) => void; failed: () => void }

/** Writes an item down in the place of one that it replaces. */
async function keepInstead(before: Waiting | null | undefined, one: Waiting): Promise<void> {
  if (before && before.n !== undefined) one.n = before.n
  one.n = await keep(one)
}

const lengthOf = (spans: readonly Span[] = []) => spans.reduce((sum, [from, to]) => sum + to - from, 0)

/** Signs of use that were not heard, and the answers of the checks. */
function mindLesson(mind: Outbox, page: DOMStringMap, session: DOMStringMap): void {
  const lease = { session: session.beatSession!, nonce: session.beatNonce! }
  const idleMs = Number(page.idle) * 1000
  const passage = Number(page.passage)
  const base = `/my/study/${page.unit!}`
  const now = () => performance.now()
  const toClock = clock() - now()
  // A page that was kept is no sign the server has seen; one before it may be, in the same tab.
  let heard = page.kept === undefined ? now() : -Infinity
  let last = lastSign()
  /** Since the server last heard: what waits grows with each sign that is lost. */
  let spans: Span[] = []
  let growing: Waiting | null = null
  let over = false
  let writing: Promise<unknown> = Promise.resolve()

  function lastSign(): number {
    try {
      const [of, at] = JSON.parse(sessionStorage.getItem(LAST_SIGN) || '[]') as [string?, number?]
      const before = of === lease.session && at !== undefined ? at - toClock : NaN
      return now() - before >= 0 && now() - before <= idleMs ? before : now()
    } catch {
      return now()
    }
  }

  function sign(at: number, resumed: boolean): void {
    if (!resumed && at > last && at - last <= idleMs) {
      const end = spans[spans.length - 1]
      if (end && end[1] === last) end[1] = at
      else spans.push([last, at])
    }
    last = Math.max(last, at)
    try {
      sessionStorage.setItem(LAST_SIGN, JSON.stringify([lease.session, Math.round(last + toClock)]))
    } catch {
      // Without it a second is lost between two pages.
    }
  }

  /** Writes down what the server has not heard; one item that grows, under a new id each time. */
  function keepTime(): Promise<unknown> {
    if (spans.length === 0) return writing
    const told = spans.map(([from, to]) => [Math.round(from + toClock), Math.round(to + toClock)])
    const before = growing
    const one: Waiting = {
      ...{ id: newId(), owner: mind.owner, item: Object.assign({ kind: 'time', spans: told }, lease) },
    }
    growing = one
    writing = writing.then(() => keepInstead(before, one))
    return writing
  }

  /** The server has heard a sign: up to it, of a gap that it counts itself, nothing needs to wait. */
  function hear(at: number): void {
    if (at <= heard) return
    const itself = at - heard <= idleMs
    const kept = growing
    heard = at
    // What came after it, and is still on its way, waits on.
    spans = spans.filter(([, to]) => to > at).map(([from, to]): Span => [Math.max(from, at), to])
    growing = null
    writing = writing.then(() => (itself && kept ? forget([kept]) : undefined))
    void writing.then(() => mind.sendAndSay())
  }

  let underway = 0
  document.addEventListener('qc:sign', (event) => {
    const { resumed, at } = (event as CustomEvent<{ resumed: boolean; at: number }>).detail
    if (over) return
    sign(at, resumed)
    // The one before has had no answer for as long: what was used until now is written down.
    if (underway > 0) void keepTime()
    underway += 1
  })
  document.addEventListener('qc:beat', (event) => {
    const { ok, ended, at } = (event as CustomEvent<Sign>).detail
    underway -= 1
    if (over || ended) return void (over = true)
    if (ok) return hear(at)
    event.preventDefault()
    void keepTime().then(() => mind.sayOffline())
  })

  const form = document.querySelector<HTMLFormElement>('.check form')
  const button = form && form.querySelector('button')
  if (!form || !button) return
  // Led back by a miss: what was chosen stands there again.
  if (/[?&]again\b/.test(location.search)) {
    refill(form)
    history.replaceState(null, '', location.pathname)
  }
  let judging = false
  form.addEventListener('submit', (event) => {
    const typed: Record<string, string> = {}
    new FormData(form).forEach((value, name) => (typed[name] = value as string))
    // Nothing chosen: the server says what is missing.
    if (!Object.keys(typed).some((name) => typed[name])) return
    event.preventDefault()
    if (judging) return
    judging = true
    button.disabled = true
    answer(typed).catch(() => form.submit())
  })

  async function answer(typed: Record<string, string>): Promise<void> {
    sign(now(), false)
    const id = newId()
    await writing
    // Where the server counts the gap itself, the answer alone says enough.
    if (now() - heard > idleMs || growing) await keepTime()
    const item = Object.assign({ kind: 'check', passage, typed, at: clock() }, lease)
    await keep({ id, owner: mind.owner, item })
    try {
      const { answers, studies } = await mind.send()
      goOn(typed, answers.find((one) => one.id === id) || { refused: 'unknown' }, studies)
    } catch {
      await keepTime()
      await stayOffline()
    }
  }

  function goOn(typed: object, judged: { right?: boolean; refused?: string }, studies: Stands[]): void {
    const stands = studies.find(({ unit }) => unit === page.unit)
    if (judged.refused === 'finished' || (stands && stands.finished)) return location.assign(base)
    if (judged.right === false) {
      try {
        sessionStorage.setItem(LAST_CHOICE, JSON.stringify(typed))
      } catch {
        // Then nothing is chosen yet.
      }
    }
    if (judged.right && stands) return location.assign(`${base}/${stands.place}`)
    location.assign(`${base}/${passage}${judged.right === false ? '?again' : ''}`)
  }

  /** Without a network: on to the next passage if it is kept here; the last one says that nothing more is to do. */
  async function stayOffline(): Promise<void> {
    const next = `${base}/${passage + 1}`
    const last = passage === Number(page.passages)
    if (!last && 'caches' in window && (await caches.match(next))) return location.assign(next)
    over = true
    form!.hidden = true
    await mind.sayOffline(last ? mind.words.unitDone : undefined)
  }

  document.addEventListener('qc:arrived', (event) => {
    const { studies } = (event as CustomEvent<Arrived>).detail
    if (studies.some(({ unit, finished }) => finished && unit === page.unit)) location.assign(base)
  })
}

function refill(form: HTMLFormElement): void {
  try {
    const typed = JSON.parse(sessionStorage.getItem(LAST_CHOICE) || '{}') as Record<string, string>
    form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select').forEach((field) => {
      const value = typed[field.name]
      if (value === undefined) return
      if (field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type))
        field.checked = field.value === value
      else field.value = value
    })
  } catch {
    // Nothing is chosen yet.
  }
}

/** Has the worker keep the pages in hand, once the page is there and the line is free. */
function keepPages({ owner, pages, set, part }: DOMStringMap): void {
  if (!pages || !('serviceWorker' in navigator)) return
  const begin = () => {
    navigator.serviceWorker
      .register('/sw.js')
      .then(() => navigator.serviceWorker.ready)
      .then(({ active }) => {
        const files = Array.from(
          document.querySelectorAll<HTMLElement>('link[rel="stylesheet"], link[rel="icon"], script[src]'),
          (one) => one.getAttribute('href') || one.getAttribute('src'),
        )
        const { lang, dataset } = document.documentElement
        const key = [set, lang, dataset.text, dataset.theme, ...files].join(' ')
        if (active) active.postMessage({ owner, part, key, pages: JSON.parse(pages) as string[], files })
      })
      // No worker here (a private window, an old browser): everything is as without it.
      .catch(() => {})
  }
  if (document.readyState === 'complete') setTimeout(begin, 1000)
  else window.addEventListener('load', () => setTimeout(begin, 1000))
}
