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
  | 'ofUnit'
  | 'goThere'
  | 'closed'
  | 'unitDone'
  | 'nextUnit'
  | 'toQuiz'
  | 'finished'
  | 'withdrawn'
  | 'left'
  | 'refused',
  string
>
export type Span = [from: number, to: number]
type Way = { href: string; words: string }

const SEND_AGAIN_MS = 5_000
const SAID = 'qc-said'

export type Outbox = ReturnType<typeof outbox>

export function outbox(shown: HTMLElement) {
  const words = JSON.parse(shown.dataset.words!) as Words
  const owner = shown.dataset.owner!
  const status = shown.querySelector<HTMLElement>('[role]')!
  const way = shown.querySelector<HTMLAnchorElement>('a')!
  const wayWords = way.textContent
  let sending: Promise<Arrived> | undefined
  let offline = false
  let again: number | undefined

  const fill = (text: string, figures: Record<string, number | string>) =>
    Object.keys(figures).reduce((filled, name) => filled.split(`{${name}}`).join(String(figures[name])), text)

  function say(lines: string[], to?: Way | null): void {
    offline = false
    shown.hidden = lines.length === 0
    const text = lines.join(words.gap)
    if (status.textContent !== text) status.textContent = text
    way.hidden = !to
    if (to) way.href = to.href
    way.textContent = to ? to.words : wayWords
  }

  /** Says that there is no network, and what waits. */
  async function sayOffline(more?: string, to?: Way): Promise<void> {
    const own = await waiting(owner)
    const seconds = own.reduce((sum, { item }) => sum + lengthOf(item.spans as Span[] | undefined) / 1000, 0)
    const answers = own.filter(({ item }) => item.kind !== 'time').length
    const what = [
      ...(seconds >= 60 ? [fill(words.minutes, { m: Math.floor(seconds / 60) })] : []),
      ...(answers > 0 ? [fill(words.answers, { a: answers })] : []),
    ]
    say(
      [
        more || words.offline,
        ...(what.length > 0 ? [words.waits.replace('{what}', what.join(words.list))] : []),
      ],
      to,
    )
    offline = true
  }

  /** Says what was made of what had waited. */
  function sayArrived({ answers, studies }: Arrived): void {
    const of = (name: 'counted' | 'claimed' | 'closed') =>
      answers.reduce((sum, one) => sum + (one[name] || 0), 0) / 60
    const refused = answers.map((one) => one.refused).filter(Boolean)
    const missed = answers.find((one) => one.right === false)
    const open = missed && studies.find((one) => !one.finished && one.place === missed.passage)
    // Of another unit than the one on this page, it says which.
    const u =
      !open || open.unit === shown.dataset.unit ? '' : fill(words.ofUnit, { u: open.unit.split('/')[1]! })
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
        ...(open ? [fill(words.again, { n: open.place, u })] : []),
        ...(known ? [words[known as 'finished']] : refused.length > 0 ? [words.refused] : []),
      ],
      open && {
        href: `/my/study/${open.unit}/${open.place}?again`,
        words: fill(words.goThere, { n: open.place, u }),
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
        if (offline && navigator.onLine && shown.dataset.kept === undefined) say([])
        return
      }
      const arrived = await send()
      if (arrived.answers.length > 0) sayArrived(arrived)
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
      .then(() => keep({ id, owner, item: Object.assign({ at: clock() }, item) }))
      .then(send)
      .then(({ answers }) => done(answers.find((one) => one.id === id)))
      .catch(failed)
  })
  // `at`: when it was given, in milliseconds since this page was opened.
  minds<{ slot: string; item: Waiting['item']; at: number }>('qc:wait', ({ slot, item, at }) => {
    const before = slots.get(slot)
    const given = Math.round(clock() - performance.now() + at)
    const one: Waiting = { id: newId(), owner, item: Object.assign({ at: given }, item) }
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
      JSON.stringify([status.textContent, way.hidden ? null : { href: way.href, words: way.textContent }]),
    )
  try {
    const said = sessionStorage.getItem(SAID)
    sessionStorage.removeItem(SAID)
    if (said) {
      const [text, to] = JSON.parse(said) as [string, Way | null]
      say([text], to)
    }
  } catch {
    // Nothing was said.
  }
  void sendAndSay()
  return { owner, words, fill, sayOffline, sayAgain, send, sendAndSay }
}

type KeepRequest = { item: Waiting['item']; done: (judged: Judged | undefined) => void; failed: () => void }

/** Writes an item down in the place of one that it replaces. */
export async function keepInstead(before: Waiting | null | undefined, one: Waiting): Promise<void> {
  if (before && before.n !== undefined) one.n = before.n
  one.n = await keep(one)
}

const lengthOf = (spans: readonly Span[] = []) => spans.reduce((sum, [from, to]) => sum + to - from, 0)

