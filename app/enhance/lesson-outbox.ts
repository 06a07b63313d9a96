/**
 * What a lesson keeps while it cannot be sent: signs of use that were not heard, and the answers of the checks. A page that
 * is kept on the device has no session and is never heard; its evidence stands under the newest lease of its module.
 */
import {
  clock,
  forget,
  keep,
  newId,
  waiting,
  type Arrived,
  type Stands,
  type Waiting,
} from './outbox-store.ts'
import { keepInstead, type Outbox, type Span } from './outbox-strip.ts'

/** How a sign of use fared (beats.ts). `at`: milliseconds since this page was opened. */
type Sign = { ok: boolean; ended: boolean; at: number }
type Lease = { session: string; nonce: string }
type Typed = Record<string, string>

const LEASE = 'qc-lease'
const LAST_SIGN = 'qc-sign'
const LAST_CHOICE = 'qc-choice'
const OPENED_ANEW = 'qc-anew'
/** A kept page is opened anew no more often: where the line is there and pages do not come, what waits goes on waiting. */
const ANEW_AFTER_MS = 120_000

/**
 * The session of the page is the lease of its module on this device, for the pages that are kept; null: such a page finds
 * none.
 */
function leaseOf(of: string, { beatSession, beatNonce }: DOMStringMap): Lease | null {
  try {
    if (beatSession) localStorage.setItem(LEASE, JSON.stringify([of, beatSession, beatNonce]))
    else {
      const [known, session, nonce] = JSON.parse(localStorage.getItem(LEASE) || '[]') as string[]
      return known === of ? { session: session!, nonce: nonce! } : null
    }
  } catch {
    // Nothing can be stored here: no page is kept either.
  }
  return { session: beatSession!, nonce: beatNonce! }
}

export function mindLesson(mind: Outbox, page: DOMStringMap, session: DOMStringMap): void {
  const unit = page.unit!
  const [module, number] = unit.split('/')
  const known = leaseOf(`${mind.owner} ${module!}`, session)
  if (!known) return
  const lease = { unit, ...known }
  const kept = page.kept !== undefined
  const idleMs = Number(page.idle) * 1000
  const passage = Number(page.passage)
  const base = `/my/study/${unit}`
  const now = () => performance.now()
  const toClock = clock() - now()
  // A page that was kept is no sign the server has seen; one before it may be, in the same tab.
  let heard = kept ? -Infinity : now()
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
      ...{ id: newId(), owner: mind.owner, item: { kind: 'time', spans: told, ...lease } },
    }
    growing = one
    writing = writing.then(() => keepInstead(before, one))
    return writing
  }

  /** Up to here nothing needs to wait any more; what came after it, and is still on its way, waits on. */
  function leaveOff(at: number): void {
    spans = spans.filter(([, to]) => to > at).map(([from, to]): Span => [Math.max(from, at), to])
    growing = null
  }

  /**
   * The server has heard a sign: a gap up to it that it counts itself needs not wait. Whether it does goes by when it
   * heard the two, between each sign and its answer: on a line that stood still, signs arrive together and too late.
   */
  function hear(at: number): void {
    if (at <= heard) return
    const itself = now() - heard <= idleMs
    if (!itself) void keepTime()
    const grown = growing
    heard = at
    leaveOff(at)
    writing = writing.then(() => (itself && grown ? forget([grown]) : undefined))
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
    // A kept page is not heard even where the line is back: whether it is, shows when what waits is sent.
    void keepTime()
      .then(() => mind.sayOffline())
      .then(() => (kept ? mind.sendAndSay() : undefined))
  })

  const form = document.querySelector<HTMLFormElement>('.check form')
  const button = form && form.querySelector('button')
  if (!form || !button) return
  // Led back by a miss, or opened anew: what was chosen stands there again.
  refill(form)
  if (/[?&]again\b/.test(location.search)) history.replaceState(null, '', location.pathname)
  let judging = false
  form.addEventListener('submit', (event) => {
    const typed = typedIn(form)
    // Nothing chosen: the server says what is missing.
    if (!Object.keys(typed).some((name) => typed[name])) return
    event.preventDefault()
    if (judging) return
    judging = true
    button.disabled = true
    answer(typed).catch(() => form.submit())
  })

  async function answer(typed: Typed): Promise<void> {
    sign(now(), false)
    const id = newId()
    await writing
    // Where the server counts the gap itself, the answer alone says enough.
    const withTime = now() - heard > idleMs || growing || underway > 0
    if (withTime) await keepTime()
    const item = { kind: 'check', passage, typed, at: clock(), ...lease }
    await keep({ id, owner: mind.owner, item })
    try {
      const { answers, studies } = await mind.send()
      // The line stood still: the next page sends what the server could not count.
      if (!withTime && now() - heard > idleMs) await keepTime()
      goOn(typed, answers.find((one) => one.id === id) || { refused: 'unknown' }, studies)
    } catch {
      await keepTime()
      await stayOffline()
    }
  }

  function goOn(typed: Typed, judged: { right?: boolean; refused?: string }, studies: Stands[]): void {
    const stands = studies.find((one) => one.unit === unit)
    if (judged.refused === 'finished' || (stands && stands.finished)) return location.assign(base)
    if (judged.right === false) rememberChoice(typed)
    if (judged.right && stands) return location.assign(`${base}/${stands.place}`)
    location.assign(`${base}/${passage}${judged.right === false ? '?again' : ''}`)
  }

  /** Without a network: on to the next passage if it is kept here; the last one says so, and leads to what comes next. */
  async function stayOffline(): Promise<void> {
    const next = `${base}/${passage + 1}`
    const last = passage === Number(page.passages)
    if (!last && 'caches' in window && (await caches.match(next))) return location.assign(next)
    over = true
    form!.hidden = true
    if (last) await mind.sayOffline(mind.words.unitDone, await wayOn())
    else await mind.sayOffline()
    // The strip stands above the lesson, and what was answered has just gone from its end.
    window.scrollTo(0, 0)
  }

  /** To the next unit of the module that is kept here and not answered yet, after the last one to the quiz. */
  async function wayOn() {
    const answered = (await waiting(mind.owner)).map(({ item }) => item.passage && item.unit)
    let nearest = Infinity
    let way
    for (const name of 'caches' in window ? await caches.keys() : [])
      for (const { url } of await (await caches.open(name)).keys()) {
        const [path, of, what] = /\/my\/study\/(\w+)\/(\w+)\/(?:1|[\w-]{36})$/.exec(url) || []
        if (of !== module || answered.indexOf(`${of}/${what!}`) >= 0) continue
        // Units from here on, then those before, then the quiz.
        const n = Number(what)
        const far = n > Number(number) ? n : (n || 99) + 99
        if (far >= nearest) continue
        nearest = far
        way = { href: path!, words: n ? mind.words.nextUnit.replace('{n}', String(n)) : mind.words.toQuiz }
      }
    return way
  }

  /** Once the line is back, a page that was kept is opened as any page, quietly: nobody loses what is half chosen. */
  function openAnew(): void {
    try {
      if (Date.now() - Number(sessionStorage.getItem(OPENED_ANEW)) < ANEW_AFTER_MS) return
      sessionStorage.setItem(OPENED_ANEW, String(Date.now()))
      mind.sayAgain()
      rememberChoice(typedIn(form!))
      location.reload()
    } catch {
      // It goes on as it is.
    }
  }

  document.addEventListener('qc:arrived', (event) => {
    const { studies } = (event as CustomEvent<Arrived>).detail
    if (studies.some((one) => one.finished && one.unit === unit)) return location.assign(base)
    if (!kept) return
    leaveOff(now())
    if (!over && !judging) openAnew()
  })
}

function typedIn(form: HTMLFormElement): Typed {
  const typed: Typed = {}
  new FormData(form).forEach((value, name) => (typed[name] = value as string))
  return typed
}

function rememberChoice(typed: Typed): void {
  try {
    sessionStorage.setItem(LAST_CHOICE, JSON.stringify([location.pathname, typed]))
  } catch {
    // Then nothing is chosen yet.
  }
}

/** Chooses what was chosen when this page was left, once. */
function refill(form: HTMLFormElement): void {
  try {
    const [path, typed] = JSON.parse(sessionStorage.getItem(LAST_CHOICE) || '[]') as [string?, Typed?]
    if (path !== location.pathname || !typed) return
    sessionStorage.removeItem(LAST_CHOICE)
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
