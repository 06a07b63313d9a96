import fs from 'node:fs'
import path from 'node:path'
import { calendarDay, type CalendarDay } from '#app/shared/calendar-day.ts'

/** One file of `content/laws/`: only the articles that lessons cite. */
export interface Law {
  /** File name without `.md`: 社区矫正法. */
  name: string
  version: CalendarDay
  inForce: CalendarDay
  /** By number as written in a citation (`21`, `133之一`): its paragraphs (款), each with its items. */
  articles: ReadonlyMap<string, readonly string[]>
}

export interface ArticleReference {
  /** `21`, `133之一` */
  number: string
  paragraph?: number
  item?: number
}

const DIGITS = '零一二三四五六七八九'

/** 1–1999 as statutes write them: 10 → 十, 21 → 二十一, 105 → 一百零五, 1077 → 一千零七十七. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 1999) throw new RangeError(`not an article: ${value}`)
  let text = ''
  let gap = false
  const digits = String(value)
  for (const [index, digit] of [...digits].entries()) {
    if (digit === '0') {
      gap = text !== ''
      continue
    }
    text +=
      (gap ? '零' : '') + DIGITS[Number(digit)]! + (['', '十', '百', '千'][digits.length - 1 - index] ?? '')
    gap = false
  }
  return text.replace(/^一十/, '十')
}

/** `21`, `21 ¶1`, `133之一`, `72 (4)`, `29 ¶1 (2)`. */
export function articleReference(text: string): ArticleReference {
  const match = /^(\d+(?:之[一二三四五六七八九十]+)?)(?: ¶(\d+))?(?: \((\d+)\))?$/.exec(text)
  if (!match) throw new RangeError(`not an article: "${text}" (write 21, 21 ¶1, 133之一 or 72 (4))`)
  return {
    number: match[1]!,
    ...(match[2] && { paragraph: Number(match[2]) }),
    ...(match[3] && { item: Number(match[3]) }),
  }
}

/** 《社区矫正法》第二十一条第一款 */
export function articleLabel(law: string, article: string): string {
  const { number, paragraph, item } = articleReference(article)
  const [main = '', sub] = number.split('之')
  return (
    `《${law}》第${chineseNumber(Number(main))}条${sub ? `之${sub}` : ''}` +
    (paragraph ? `第${chineseNumber(paragraph)}款` : '') +
    (item ? `第${chineseNumber(item)}项` : '')
  )
}

/** Reads a law file: front matter, then `## 第…条` with one paragraph a block. Throws when it is not one. */
export function parseLaw(name: string, text: string): Law {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? []
  if (head === undefined || body === undefined) throw new Error(`${name}: no front matter`)
  const field = (key: string) => {
    const value = new RegExp(`^${key}: *(.+)$`, 'm').exec(head)?.[1]?.trim()
    if (!value) throw new Error(`${name}: no "${key}" in the front matter`)
    return value
  }
  field('law')
  const articles = new Map<string, string[]>()
  for (const section of body.split(/^## +/m).slice(1)) {
    const [heading = '', ...lines] = section.split('\n')
    const paragraphs: string[] = []
    for (const line of lines.map((line) => line.trim()).filter(Boolean)) {
      // An item （一） belongs to the paragraph that opens it; statutes do not count items as paragraphs.
      if (line.startsWith('（') && paragraphs.length > 0) paragraphs[paragraphs.length - 1] += `\n${line}`
      else paragraphs.push(line)
    }
    const number = articleNumber(heading.trim())
    if (!number || paragraphs.length === 0) throw new Error(`${name}: "${heading}" is no article with a text`)
    if (articles.has(number)) throw new Error(`${name}: ${heading} stands twice`)
    articles.set(number, paragraphs)
  }
  return {
    name,
    version: calendarDay(field('version')),
    inForce: calendarDay(field('in_force')),
    articles,
  }
}

export function readLaws(folder: string): ReadonlyMap<string, Law> {
  const laws = new Map<string, Law>()
  for (const file of fs.readdirSync(folder).sort()) {
    if (!file.endsWith('.md')) continue
    const name = file.slice(0, -'.md'.length).normalize('NFC')
    laws.set(name, parseLaw(name, fs.readFileSync(path.join(folder, file), 'utf8')))
  }
  return laws
}

/** 第二十一条 → `21`, 第一百三十三条之一 → `133之一`. */
function articleNumber(heading: string): string | undefined {
  const [, main, sub] =
    /^第([零一二三四五六七八九十百千]+)条(?:之([一二三四五六七八九十]+))?$/.exec(heading) ?? []
  if (!main) return undefined
  let value = 0
  let digit = 0
  for (const character of main) {
    const power = { 十: 10, 百: 100, 千: 1000 }[character]
    if (power) {
      value += (digit || 1) * power
      digit = 0
    } else digit = DIGITS.indexOf(character)
  }
  return `${value + digit}${sub ? `之${sub}` : ''}`
}
