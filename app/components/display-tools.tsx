import { useMessages } from '#app/messages/context.tsx'
import { HTML_LANG } from '#app/messages/locale.ts'
import type { Viewing } from './page.ts'

/**
 * Large text and language, as a form: works without a script and leaves nothing in the address.
 * Posts `return` with `text` (large | normal) or `language` (zh | en).
 */
export function DisplayTools({ viewing, buttonClass = 'tool' }: { viewing: Viewing; buttonClass?: string }) {
  const { common, locale } = useMessages()
  const other = locale === 'zh' ? 'en' : 'zh'
  return (
    <form className="tools" method="post" action="/preferences" aria-label={common.tools}>
      <input type="hidden" name="return" value={viewing.path} />
      <button className={buttonClass} name="text" value={viewing.largeText ? 'normal' : 'large'}>
        {viewing.largeText ? common.normalText : common.largeText}
      </button>
      <button
        className={buttonClass}
        name="language"
        value={other}
        lang={HTML_LANG[other]}
        title={common.otherLanguageName}
      >
        {common.otherLanguage}
      </button>
    </form>
  )
}
