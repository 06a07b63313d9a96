/** One thing that the page's HTML marks as spoken: its number, and what is said of it. */
export type SpokenMark = { number: string; words: string }

/** What a browser's script finds in a lesson's HTML, in its order (app/enhance/spoken-marks.ts), read without a browser. */
export function spokenMarks(html: string): SpokenMark[] {
  const marks: SpokenMark[] = []
  const open: (SpokenMark | null)[] = []
  for (const [, closing, attributes = '', empty, text] of html.matchAll(
    /<(\/?)[a-z0-9]+((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/gi,
  )) {
    if (text !== undefined) {
      for (const mark of open) if (mark) mark.words += unescaped(text)
      continue
    }
    if (closing) {
      open.pop()
      continue
    }
    const number = /\sdata-s="([^"]*)"/.exec(attributes)?.[1]
    const say = /\sdata-say="([^"]*)"/.exec(attributes)?.[1]
    let mark: SpokenMark | null = null
    if (number !== undefined && say !== undefined) {
      const numbers = number.split(' ')
      unescaped(say)
        .split('|')
        .forEach((words, index) => marks.push({ number: numbers[index] ?? number, words }))
    } else if (number !== undefined) {
      mark = { number, words: '' }
      marks.push(mark)
    }
    if (!empty) open.push(mark)
  }
  return marks
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }
const unescaped = (text: string) =>
  text.replace(/&([a-z#0-9]+);/g, (whole, name: string) => NAMED[name] ?? whole)
