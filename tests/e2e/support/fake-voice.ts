import type { BrowserContext, Page } from '@playwright/test'

/**
 * A voice for a browser without any: it says nothing, keeps what it was given, and ends a sentence when the test says so.
 * `late`: it is there only after `voicesArrive`; `none`: the only voice speaks German.
 */
export async function giveVoice(context: BrowserContext, kind: 'there' | 'late' | 'none' = 'there') {
  await context.addInitScript((kind) => {
    const voice = (lang: string) => ({ lang, name: lang, localService: true, default: false, voiceURI: lang })
    let voices = kind === 'there' ? [voice('de-DE'), voice('zh-HK'), voice('zh_CN')] : [voice('de-DE')]
    class Utterance {
      text: string
      lang = ''
      rate = 1
      voice: { lang: string } | null = null
      onstart: (() => void) | null = null
      onend: (() => void) | null = null
      onerror: ((event: { error: string }) => void) | null = null
      constructor(text: string) {
        this.text = text
      }
    }
    let now: Utterance | undefined
    const said: { text: string; rate: number; lang: string }[] = []
    const synthesis = {
      onvoiceschanged: null as (() => void) | null,
      pending: false,
      get speaking() {
        return !!now
      },
      getVoices: () => voices,
      speak(utterance: Utterance) {
        now = utterance
        said.push({ text: utterance.text, rate: utterance.rate, lang: utterance.voice?.lang ?? '' })
        utterance.onstart?.()
      },
      cancel() {
        const cut = now
        now = undefined
        // As browsers do: what was cut off still reports, later.
        if (cut) setTimeout(() => cut.onerror?.({ error: 'interrupted' }), 0)
      },
    }
    const fake = {
      said,
      silent: () => !now,
      end() {
        const done = now
        now = undefined
        done?.onend?.()
      },
      fail() {
        now?.onerror?.({ error: 'synthesis-failed' })
      },
      voicesArrive() {
        voices = [...voices, voice('zh-CN')]
        synthesis.onvoiceschanged?.()
      },
    }
    Object.defineProperty(window, 'speechSynthesis', { configurable: true, value: synthesis })
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { configurable: true, value: Utterance })
    Object.assign(window, { fakeVoice: fake })
  }, kind)
}

type FakeVoice = {
  said: { text: string; rate: number; lang: string }[]
  silent: () => boolean
  end: () => void
  fail: () => void
  voicesArrive: () => void
}

/** What the voice was given so far. */
export const said = (page: Page) =>
  page.evaluate(() => (window as unknown as { fakeVoice: FakeVoice }).fakeVoice.said)

/** Whether it says nothing just now. */
export const isSilent = (page: Page) =>
  page.evaluate(() => (window as unknown as { fakeVoice: FakeVoice }).fakeVoice.silent())

/** Lets something happen to the voice. */
export const voice = (page: Page, what: 'end' | 'fail' | 'voicesArrive') =>
  page.evaluate((name) => (window as unknown as { fakeVoice: FakeVoice }).fakeVoice[name](), what)
