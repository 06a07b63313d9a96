import type { Listener, Reader } from './reader.ts'
import { asSaid, bestVoice, patienceFor, piecesOf } from './spoken-pieces.ts'

const SOON_MS = 60

/** Calls back once there is a Chinese voice, at once or when the browser has loaded its voices; never where there is none. */
export function whenVoiceIsThere(found: () => void): void {
  if (!('speechSynthesis' in window) || !('SpeechSynthesisUtterance' in window)) return
  const look = () => {
    if (!bestVoice(speechSynthesis.getVoices())) return false
    speechSynthesis.onvoiceschanged = null
    found()
    return true
  }
  if (!look()) speechSynthesis.onvoiceschanged = look
}

/**
 * Reads with the browser's voice. A pause is an end that remembers its place: phones do not keep `pause()`. A voice that
 * loses its end (Chrome) is not waited for longer than its words can take.
 */
export function browserVoice(sentences: readonly string[], listener: Listener): Reader {
  let rate = 1
  let at = 0
  let piece = 0
  /** Changes with every beginning and halt; what an older one still reports is of no interest. */
  let turn = 0
  let timer: number | undefined
  /** Kept, so that the browser does not lose its events with it. */
  let spoken: SpeechSynthesisUtterance | undefined

  function halt(): void {
    turn += 1
    clearTimeout(timer)
    speechSynthesis.cancel()
  }

  function begin(): void {
    const busy = speechSynthesis.speaking || speechSynthesis.pending
    halt()
    // Said in the same breath as cancel(), it is swallowed by some browsers.
    if (busy) timer = window.setTimeout(say, SOON_MS)
    else say()
  }

  function say(): void {
    const mine = turn
    const words = piecesOf(sentences[at]!)[piece]!
    let begun = false
    const voice = bestVoice(speechSynthesis.getVoices())
    spoken = new SpeechSynthesisUtterance(asSaid(words))
    spoken.lang = voice?.lang ?? 'zh-CN'
    if (voice) spoken.voice = voice
    spoken.rate = rate
    spoken.onstart = () => void (begun = true)
    spoken.onend = () => {
      if (mine === turn) further()
    }
    spoken.onerror = () => {
      if (mine === turn) fail()
    }
    clearTimeout(timer)
    timer = window.setTimeout(
      () => {
        if (mine !== turn) return
        if (!begun) return fail()
        halt()
        further()
      },
      patienceFor(words, rate),
    )
    if (piece === 0) listener.reached(at)
    speechSynthesis.speak(spoken)
  }

  function further(): void {
    piece += 1
    if (piece >= piecesOf(sentences[at]!).length) {
      at += 1
      piece = 0
    }
    if (at < sentences.length) return say()
    clearTimeout(timer)
    at = 0
    listener.ended()
  }

  function fail(): void {
    halt()
    listener.failed()
  }

  return {
    halt,
    from(index) {
      at = index
      piece = 0
      begin()
    },
    on: begin,
    setRate: (to) => void (rate = to),
  }
}
