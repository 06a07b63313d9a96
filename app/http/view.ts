/** How someone wants to see the product: kept in one cookie, chosen by a form, so it works without scripts. */
export type View = {
  locale: 'zh' | 'en'
  text: 'normal' | 'large'
  theme: 'system' | 'light' | 'dark'
}

export const VIEW_COOKIE = 'qc_view'
export const defaultView: View = { locale: 'zh', text: 'normal', theme: 'system' }

const PATTERN = /(?:^|;\s*)qc_view=(zh|en)\.(normal|large)\.(system|light|dark)(?:;|$)/

/** Anything that is not one of our own values reads as the default. */
export function viewOfCookie(cookieHeader: string): View {
  const found = PATTERN.exec(cookieHeader)
  if (!found) return defaultView
  return {
    locale: found[1] as View['locale'],
    text: found[2] as View['text'],
    theme: found[3] as View['theme'],
  }
}

export function viewCookie(view: View, secure: boolean): string {
  const value = `${view.locale}.${view.text}.${view.theme}`
  return `${VIEW_COOKIE}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure ? '; Secure' : ''}`
}
