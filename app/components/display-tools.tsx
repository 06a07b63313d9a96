import { useMessages } from '#app/messages/context.tsx'
import { HTML_LANG } from '#app/messages/locale.ts'
import type { Viewing } from './page.ts'

/**
 * Large text and language, as a form: works without a script and leaves nothing in the address.
 * Posts `return` with `text` (large | normal) or `language` (zh | en). A narrow bar leaves the language out; it
 * is on every page of the dock. The link leads to all of it, colours too; the page there names them again.
 */
export function DisplayTools({ viewing, language = true }: { viewing: Viewing; language?: boolean }) {
  const { common, display, locale } = useMessages()
  const other = locale === 'zh' ? 'en' : 'zh'
  return (
    <form className="tools" method="post" action="/preferences" aria-label={common.tools}>
      <input type="hidden" name="return" value={viewing.path} />
      <button className="tool" name="text" value={viewing.largeText ? 'normal' : 'large'}>
        {viewing.largeText ? common.normalText : common.largeText}
      </button>
      {language && (
        <button
          className="tool"
          name="language"
          value={other}
          lang={HTML_LANG[other]}
          title={common.otherLanguageName}
        >
          {common.otherLanguage}
        </button>
      )}
      <a className="tool" href={displayHref(viewing.path)} title={display.toolFull}>
        {display.tool}
      </a>
    </form>
  )
}

/** The page of all choices; it leads back to `path`. */
export function displayHref(path: string): string {
  return `/preferences?return=${encodeURIComponent(path)}`
}
