import { browserVoice, whenVoiceIsThere } from './browser-voice.ts'
import { isNumbered, isShown, spokenOf, type Spoken } from './spoken-marks.ts'
import type { Reader } from './reader.ts'
import { recordedVoice } from './recorded-voice.ts'

/**
 * The small script of reading aloud: a bar that is shown only where something can be heard, and the sentence now spoken
 * marked in the text. Other scripts may ask `<html data-audio>` whether something plays, and hear `qc:audio` on the
 * document when that changes (`detail.playing`).
 */
const SLOW = 0.75
const RATE_KEY = 'qc-rate'
/** For so long after a hand has moved the page, the page is not moved. */
const HANDS_OFF_MS = 4000

type Words = Record<'play' | 'pause' | 'resume' | 'slower' | 'usual' | 'failed', string>
type State = 'silent' | 'playing' | 'paused'

const bar = document.querySelector<HTMLElement>('[data-listen]')
if (bar) {
  const audio = document.querySelector<HTMLAudioElement>('[data-recording]')
  if (audio) listen(bar, audio)
  else whenVoiceIsThere(() => listen(bar, null))
}

function listen(bar: HTMLElement, audio: HTMLAudioElement | null): void {
  const words = JSON.parse(bar.dataset.words!) as Words
  const button = (name: string) => bar.querySelector<HTMLButtonElement>(`[data-listen-${name}]`)!
  const [play, back, next] = [button('play'), button('back'), button('next')]
  const [pace, stop] = [button('pace'), button('stop')]
  const note = document.querySelector<HTMLElement>('[data-listen-note]')!
  const starts = audio?.dataset.recording ? audio.dataset.recording.split(' ').map(Number) : []
  const steps = !audio || starts.length > 0
  const dock = document.querySelector<HTMLElement>('.dock')
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)')
  let state: State = 'silent'
  let list: Spoken[] = []
  let at = 0
  let rate = remembered()
  let movedByHand = 0

  const listener = { reached, ended: () => become('silent'), failed, paused: () => become('paused') }
  let reader: Reader | undefined
  if (audio) {
    list = spokenOf(document).filter(isNumbered)
    reader = recordedVoice(audio, starts, listener)
  }

  function begin(): void {
    if (!audio) {
      list = spokenOf(document).filter(isShown)
      if (list.length === 0) return
      reader = browserVoice(
        list.map((one) => one.words),
        listener,
      )
    }
    reader!.setRate(rate)
    become('playing')
    reader!.from(0)
  }

  function reached(index: number): void {
    at = index
    if (state !== 'playing') become('playing')
    if (steps) mark(list[index])
  }

  function mark(now: Spoken | undefined): void {
    Array.from(document.querySelectorAll('[data-s].now')).forEach((one) => one.classList.remove('now'))
    if (!now) return
    now.marks.forEach((one) => {
      one.classList.add('now')
      if (one instanceof HTMLDetailsElement) one.open = true
    })
    keepInSight(now.marks[0]!)
  }

  /** Between the strip at the top and the bar at the bottom; not against the hand that is reading elsewhere. */
  function keepInSight(part: HTMLElement): void {
    const { top, bottom } = part.getBoundingClientRect()
    const height = window.innerHeight
    if (Date.now() - movedByHand < HANDS_OFF_MS || (top > height * 0.15 && bottom < height * 0.7)) return
    part.scrollIntoView({ block: 'center', behavior: calm.matches ? 'auto' : 'smooth' })
  }

  function become(to: State): void {
    const focused = document.activeElement
    state = to
    const active = to !== 'silent'
    bar.classList.toggle('on', active)
    // The dock grows with large text.
    bar.style.bottom = active && dock ? `${dock.offsetHeight}px` : ''
    bar.classList.toggle('playing', to === 'playing')
    document.documentElement.classList.toggle('listening', active)
    label(play, to === 'playing' ? words.pause : active ? words.resume : words.play)
    label(pace, rate < 1 ? words.usual : words.slower)
    back.hidden = next.hidden = !active || !steps
    stop.hidden = !active
    if (!active) mark(undefined)
    if (active) note.textContent = ''
    // The button that was pressed may be gone now.
    if (focused instanceof HTMLButtonElement && focused.hidden) play.focus({ preventScroll: true })
    tell(to === 'playing')
  }

  function halt(to: State): void {
    become(to)
    reader?.halt()
  }

  function failed(): void {
    halt('silent')
    note.textContent = words.failed
  }

  function goTo(index: number): void {
    // At once, not when the voice has begun: two taps go two sentences on.
    at = Math.max(0, index)
    become('playing')
    reader!.from(at)
  }

  play.onclick = () => {
    if (state === 'silent') return begin()
    if (state === 'playing') return halt('paused')
    become('playing')
    reader!.on()
  }
  back.onclick = () => goTo(at - 1)
  next.onclick = () => (at + 1 < list.length ? goTo(at + 1) : halt('silent'))
  stop.onclick = () => {
    halt('silent')
    if (audio) audio.currentTime = 0
  }
  pace.onclick = () => {
    rate = rate < 1 ? 1 : SLOW
    remember(rate)
    reader?.setRate(rate)
    become(state)
    // A voice takes its rate when it begins.
    if (!audio && state === 'playing') reader!.from(at)
  }

  // The page is left, or another question is shown: what is said would belong to nothing that can be seen.
  window.addEventListener('pagehide', () => halt('silent'))
  new MutationObserver(() => {
    const now = list[at]
    if (state !== 'silent' && now && !isShown(now)) halt('silent')
  }).observe(document.body, { attributes: true, attributeFilter: ['hidden'], subtree: true })
  for (const hand of ['wheel', 'touchmove'])
    window.addEventListener(hand, () => (movedByHand = Date.now()), { passive: true })

  become('silent')
  bar.hidden = false
}

function label(button: HTMLButtonElement, words: string): void {
  button.querySelector('span')!.textContent = words
}

function tell(playing: boolean): void {
  const root = document.documentElement
  if (root.hasAttribute('data-audio') === playing) return
  root.toggleAttribute('data-audio', playing)
  document.dispatchEvent(new CustomEvent('qc:audio', { detail: { playing } }))
}

/** The rate of this device; where it may keep nothing, the usual one. */
function remembered(): number {
  try {
    return localStorage.getItem(RATE_KEY) === String(SLOW) ? SLOW : 1
  } catch {
    return 1
  }
}

function remember(rate: number): void {
  try {
    localStorage.setItem(RATE_KEY, String(rate))
  } catch {
    // Not allowed to keep anything: it holds for this page.
  }
}
