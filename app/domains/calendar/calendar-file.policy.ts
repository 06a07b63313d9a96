/**
 * A place or title as it may stand in a calendar program, on a lock screen, in a reminder that is read aloud: without the
 * words that say what somebody has to do with the office. Null where nothing is left.
 */
export function neutral(words: string): string | null {
  const left = words
    .replaceAll(/(社区)?矫正(中心|机构|局|对象)?|司法(所|局)/g, '')
    .replaceAll(
      /\b(judicial|community[- ]corrections?|corrections?)(\s+(office|bureau|agency|centre))?\b/gi,
      '',
    )
    .replaceAll(/\s+/g, ' ')
    .trim()
  return left === '' ? null : left.charAt(0).toUpperCase() + left.slice(1)
}

/** How often a calendar program is asked to look again, in seconds: what changes within the hour is told otherwise. */
export const REFRESH_SECONDS = 6 * 3600

/** What a subscribed calendar is called in a list of calendars. */
export const feedName = (language: 'zh' | 'en') => (language === 'zh' ? '课程安排' : 'Classes')
