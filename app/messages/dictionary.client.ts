import type { Locale } from './locale.ts'
import type { Messages } from './zh.ts'

/** In the browser: fetches the one dictionary the page is in. Only staff pages hydrate, so only they call it. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === 'en' ? (await import('./en.ts')).en : (await import('./zh.ts')).zh
}
