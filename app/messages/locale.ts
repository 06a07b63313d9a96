/** The interface's languages. Chinese is the default; a lesson's body stays Chinese in both. */
export const LOCALES = ['zh', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export const DEFAULT_LOCALE: Locale = 'zh'

/** What stands in `<html lang>`. */
export const HTML_LANG: Record<Locale, string> = { zh: 'zh-CN', en: 'en' }

export function isLocale(text: unknown): text is Locale {
  return text === 'zh' || text === 'en'
}
