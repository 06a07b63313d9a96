import { en } from './en.ts'
import type { Locale } from './locale.ts'
import { zh, type Messages } from './zh.ts'

const dictionaries: Record<Locale, Messages> = { zh, en }

/** Every locale is at hand on the server only; a browser loads one (`loadMessages`). */
export function messagesFor(locale: Locale): Messages {
  return dictionaries[locale]
}
