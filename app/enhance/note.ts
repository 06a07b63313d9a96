/**
 * The small script of a note that is being written: saves the whole form a moment after the last key, by the version that
 * it knows, and keeps nothing in the browser. What cannot be saved stays on the screen and says so. Without it the same
 * form is saved by its button.
 */
export {}
const PAUSE_MS = 1500
const RETRY_MS = 5000
const form = document.querySelector<HTMLFormElement>('[data-note]')
// A page brought back from the browser's own store may have been signed meanwhile: the server knows.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})
if (form && form.dataset.note === 'open') saveItself(form)

type Words = Record<
  'saved' | 'saving' | 'unsaved' | 'stale' | 'ended' | 'shut' | 'signedOut' | 'long',
  string
>

function saveItself(form: HTMLFormElement): void {
  const words = JSON.parse(form.dataset.words!) as Words
  const status = form.querySelector<HTMLElement>('[data-status]')!
  const versions = document.querySelectorAll<HTMLInputElement>('input[name="version"]')
  let dirty = false
  let sending = false
  let over = false
  let leaving = false
  let timer = 0
  /** The button that was pressed while a save was on its way: pressed again when that has come back. */
  let pressed: HTMLElement | null = null
  let afterwards: HTMLElement | null = null

  function say(text: string, good: boolean): void {
    status.classList.toggle('unsaved', !good)
    if (status.textContent !== text) status.textContent = text
  }

  function later(ms: number): void {
    clearTimeout(timer)
    timer = window.setTimeout(() => void send(), ms)
  }

  async function send(): Promise<void> {
    if (sending || over || leaving || !dirty) return
    const body = new URLSearchParams()
    new FormData(form).forEach((value, name) => body.set(name, value as string))
    sending = true
    dirty = false
    say(words.saving, true)
    let again = PAUSE_MS
    try {
      const answer = await fetch(form.dataset.save!, {
        method: 'POST',
        body,
        redirect: 'manual',
        cache: 'no-store',
      })
      if (answer.ok) {
        const { version, time } = (await answer.json()) as { version: number; time: string }
        versions.forEach((field) => (field.value = String(version)))
        say(words.saved.replace('{t}', time), true)
      } else if (answer.status === 409 || answer.status === 404) {
        const { refused } =
          answer.status === 409 ? ((await answer.json()) as { refused: string }) : { refused: 'ended' }
        over = true
        say(refused === 'stale' || refused === 'ended' ? words[refused] : words.shut, false)
      } else {
        dirty = true
        // Signed out, or too long: the next key tries again, and a newer page elsewhere can sign in meanwhile.
        const away = answer.type === 'opaqueredirect'
        if (!away && answer.status !== 400) throw new Error(String(answer.status))
        say(away ? words.signedOut : words.long, false)
        again = 0
      }
    } catch {
      dirty = true
      again = RETRY_MS
      say(words.unsaved, false)
    }
    sending = false
    if (afterwards) {
      const button = afterwards
      afterwards = null
      return button.click()
    }
    if (dirty && again > 0) later(again)
  }

  form.addEventListener('input', () => {
    dirty = true
    if (!over) later(PAUSE_MS)
  })
  document.addEventListener('click', (event) => {
    const target = event.target as Element
    pressed = target.closest ? target.closest('button') : null
  })
  // The form carries the version that is known now: a save on its way is waited for, or this page would be told that
  // it wrote over itself.
  document.addEventListener('submit', (event) => {
    clearTimeout(timer)
    if (sending) {
      event.preventDefault()
      afterwards = pressed || form.querySelector('button')
      return
    }
    leaving = true
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void send()
  })
  window.addEventListener('online', () => void send())
  window.addEventListener('beforeunload', (event) => {
    if (leaving || !(dirty || sending || over)) return
    event.preventDefault()
    event.returnValue = ''
  })
}
