import { articleReference, type Law } from './law-text.ts'

/** A citation as the author wrote it in `module.yaml`. */
export interface WrittenCitation {
  id: string
  law: string
  article: string
  quote: string
  version: string
}

/** Fewer characters prove nothing: they stand in any article. */
const SHORTEST_QUOTE = 6

/** Chinese marks and their Latin twins; NFKC already maps the full-width ones (，；：！？（）). 、 stays itself. */
const MARKS: Readonly<Record<string, string>> = {
  '。': '.',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '—': '-',
  '–': '-',
}

/** One spelling of characters and marks, without white space. */
export function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/[。“”‘’—–]/gu, (mark) => MARKS[mark] ?? mark)
}

/** What `…` joins. */
function excerptsOf(quote: string): string[] {
  return quote
    .split(/…+|\.{3,}/u)
    .map(normalised)
    .filter(Boolean)
}

/** Why a citation does not hold against `content/laws/`; undefined when it does. */
export function quoteFault(citation: WrittenCitation, laws: ReadonlyMap<string, Law>): string | undefined {
  const law = laws.get(citation.law)
  if (!law) return `${citation.law} is not in content/laws`
  if (law.version !== citation.version)
    return `cites the version of ${citation.version}, stored is ${law.version}`
  const { number, paragraph } = articleReference(citation.article)
  const paragraphs = law.articles.get(number)
  if (!paragraphs) return `article ${number} is not in content/laws/${citation.law}.md`
  const text = paragraph ? paragraphs[paragraph - 1] : paragraphs.join('\n')
  if (text === undefined) return `article ${number} has ${paragraphs.length} paragraphs`
  const excerpts = excerptsOf(citation.quote)
  if (excerpts.join('').length < SHORTEST_QUOTE) return 'the quote is too short to be checked'
  let from = 0
  const official = normalised(text)
  for (const excerpt of excerpts) {
    const at = official.indexOf(excerpt, from)
    if (at < 0) return `article ${citation.article} does not say "${excerpt}"`
    from = at + excerpt.length
  }
  return undefined
}
