import { RemixBrowser } from '@remix-run/react'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import type { View } from './http/view.ts'
import { loadMessages } from './messages/dictionary.client.ts'
import { PageFrame } from './page-frame.tsx'

/** Staff pages only. The browser gets the words of one language. */
async function hydrate(): Promise<void> {
  const { lang, dataset } = document.documentElement
  const view: View = {
    locale: lang === 'en' ? 'en' : 'zh',
    text: dataset.text === 'large' ? 'large' : 'normal',
    theme: dataset.theme === 'dark' || dataset.theme === 'light' ? dataset.theme : 'system',
  }
  const messages = await loadMessages(view.locale)
  const staff = document.querySelector('link[rel="stylesheet"]')?.getAttribute('href') ?? ''
  const assets = { my: '', staff, beats: '', quiz: '', aloud: '', print: '', note: '', outbox: '' }
  const unread = Number(dataset.unread ?? 0)
  const frame = { nonce: '', view, demo: dataset.demo !== undefined, outage: false, unread, assets }
  startTransition(() => {
    hydrateRoot(
      document,
      <PageFrame frame={frame} messages={messages}>
        <RemixBrowser />
      </PageFrame>,
    )
  })
}

void hydrate()
