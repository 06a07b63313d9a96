/**
 * What the outbox shows and sends: one calm strip says that there is no network and what waits, and afterwards what was
 * made of it. Whatever waits is sent, once, when there is a network again.
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
  type Said,
  type Waiting,
} from './outbox-store.ts'

type Words = Record<
  'offline' | 'waits' | 'minutes' | 'answers' | 'list' | 'gap' | 'unitDone' | 'nextUnit' | 'toQuiz',
  string
>
export type Span = [from: number, to: number]

const SEND_AGAIN_MS = 5_000
const SAID = 'qc-said'

export type Outbox = ReturnType<typeof outbox>

export function outbox(shown: HTMLElement) {
  const words = JSON.parse(shown.dataset.words!) as Words
  const owner = shown.dataset.owner!
  const status = shown.querySelector<HTMLElement>('[role]')!
  const way = shown.querySelector<HTMLAnchorElement>('a')!
  let sending: Promise<Arrived> | undefined
  let offline = false
  let again: number | undefined

  function say({ text, href, words: wayWords }: Said): void {
    offline = false
    shown.hidden = !text
    if (status.textContent !== text) status.textContent = text
    way.hidden = !href
    if (href) way.href = href
    way.textContent = wayWords || way.textContent
  }

  /** Says that there is no network, and what waits. */
  async function sayOffline(more?: string, way?: { href: string; words: string }): Promise<void> {
    const own = await waiting(owner)
    const seconds = own.reduce((sum, { item }) => sum + lengthOf(item.spans as Span[] | undefined) / 1000, 0)
    const answers = own.filter(({ item }) => item.kind !== 'time').length
    const what = [
      ...(seconds >= 60 ? [words.minutes.replace('{n}', String(Math.floor(seconds / 60)))] : []),
      ...(answers > 0 ? [words.answers.replace('{n}', String(answers))] : []),
    ]
    const lines = [more || words.offline]
    if (what.length > 0) lines.push(words.waits.replace('{what}', what.join(words.list)))
    say({ text: lines.join(words.gap), ...way })
    offline = true
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
        if (offline && navigator.onLine && shown.dataset.kept === undefined) say({ text: '' })
        return
      }
      const arrived = await send()
      say(arrived.said)
      document.dispatchEvent(new CustomEvent('qc:arrived', { detail: arrived }))
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
      .then(() => keep({ id, owner, item: { at: clock(), ...item } }))
      .then(send)
      .then(({ answers }) => done(answers.find((one) => one.id === id)))
      .catch(failed)
  })
  // `at`: when it was given, in milliseconds since this page was opened.
  minds<{ slot: string; item: Waiting['item']; at: number }>('qc:wait', ({ slot, item, at }) => {
    const before = slots.get(slot)
    const given = Math.round(clock() - performance.now() + at)
    const one: Waiting = { id: newId(), owner, item: { at: given, ...item } }
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
  /** Says on the next page what is said on this one, which is about to be opened anew. */
  const sayAgain = () =>
    sessionStorage.setItem(
      SAID,
      JSON.stringify({ text: status.textContent, href: way.hidden ? '' : way.href, words: way.textContent }),
    )
  try {
    say(JSON.parse(sessionStorage.getItem(SAID)!) as Said)
    sessionStorage.removeItem(SAID)
  } catch {
    // Nothing was said.
  }
  void sendAndSay()
  return { owner, words, sayOffline, sayAgain, send, sendAndSay }
}

type KeepRequest = { item: Waiting['item']; done: (judged: Judged | undefined) => void; failed: () => void }

/** Writes an item down in the place of one that it replaces. */
export async function keepInstead(before: Waiting | null | undefined, one: Waiting): Promise<void> {
  if (before && before.n !== undefined) one.n = before.n
  one.n = await keep(one)
}

const lengthOf = (spans: readonly Span[] = []) => spans.reduce((sum, [from, to]) => sum + to - from, 0)
