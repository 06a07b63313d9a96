/**
 * The small script of a lesson page: says “I am here” while the page is visible, shows what the server has counted, and
 * says when nothing is counted. A page that is kept on the device has no session: its signs are for the outbox alone. Without it the time between pages is the witness, so nothing depends on it.
 */
const BEAT_MS = 30_000
const session = document.querySelector<HTMLElement>('[data-beat-session]')
const strip = document.querySelector<HTMLElement>('[data-witness]')

if (session) keepBeating(session.dataset, strip || session)

function keepBeating(data: DOMStringMap, shown: HTMLElement): void {
  let seq = Number(data.beatSeq)
  let timer: number | undefined
  // What is read aloud or played is in use, seen or not (read-aloud.ts says so).
  const isAway = () =>
    document.visibilityState !== 'visible' && !document.documentElement.hasAttribute('data-audio')
  let hidden = isAway()
  let over = false

  const note = (words: string | undefined) => {
    const place = shown.querySelector('[data-witness-note]')
    if (place && place.textContent !== (words ?? '')) place.textContent = words ?? ''
  }

  async function beat(resumed: boolean): Promise<void> {
    if (over) return
    seq += 1
    const at = performance.now()
    // Said before it is known how it fares: on a bad network that may take minutes.
    document.dispatchEvent(new CustomEvent('qc:sign', { detail: { resumed, at } }))
    /** How the sign fared, for the outbox; true = it waits there, and that is said there. */
    const tell = (ok: boolean, ended = false) =>
      !document.dispatchEvent(new CustomEvent('qc:beat', { cancelable: true, detail: { ok, ended, at } }))
    if (!data.beatSession) return void tell(false)
    const body = new URLSearchParams({ session: data.beatSession, nonce: data.beatNonce!, seq: String(seq) })
    if (resumed) body.set('resumed', '1')
    try {
      const answer = await fetch('/my/beat', { method: 'POST', body, redirect: 'manual', keepalive: true })
      if (answer.ok) {
        const counted = (await answer.json()) as { minutes: number; seq: number }
        // Another tab of this lesson may be ahead: go on from its number.
        seq = Math.max(seq, counted.seq)
        tell(true)
        return show(counted.minutes)
      }
      if (answer.status < 500) {
        // Ended: on another device, in another unit, or signed out. The page can still be read.
        over = true
        clearInterval(timer)
        tell(false, true)
        const refused = answer.status === 409 ? ((await answer.json()) as { refused: string }).refused : ''
        note(refused === 'taken-over' ? shown.dataset.elsewhereWords : shown.dataset.notCountingWords)
      } else if (!tell(false)) note(shown.dataset.offlineWords)
    } catch {
      // No network for the moment: the next beat tries again.
      if (!tell(false)) note(shown.dataset.offlineWords)
    }
  }

  function show(minutes: number): void {
    const most = Number(shown.dataset.witnessMost)
    const figure = shown.querySelector('[data-witness-minutes]')
    const meter = shown.querySelector<HTMLProgressElement>('[data-witness-progress]')
    if (figure) figure.textContent = String(minutes)
    if (meter) meter.value = minutes
    note(minutes >= most ? shown.dataset.fullWords : '')
  }

  function start(resumed: boolean): void {
    clearInterval(timer)
    void beat(resumed)
    timer = window.setInterval(() => void beat(false), BEAT_MS)
  }

  const comeOrGo = () => {
    const nowHidden = isAway()
    if (nowHidden === hidden) return
    hidden = nowHidden
    if (hidden) {
      clearInterval(timer)
      void beat(false) // up to here the page was in use
    } else start(true)
  }
  document.addEventListener('visibilitychange', comeOrGo)
  document.addEventListener('qc:audio', comeOrGo)
  // A page brought back from the browser's own store goes on with a new number.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) start(true)
  })
  if (!hidden) start(false)
}
