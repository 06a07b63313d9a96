/** One sentence of the page, and where it stands. */
export interface Spoken {
  words: string
  marks: HTMLElement[]
}

/**
 * What can be said of the page, in its order. `data-s` is a sentence's number, on one or more parts of it; `data-say` is
 * what is said in place of what is written, a sentence on each side of `|`. What is not Chinese is left out: the voice
 * would stumble over it.
 */
export function spokenOf(page: ParentNode): Spoken[] {
  const list: Spoken[] = []
  let before: string | undefined
  page.querySelectorAll<HTMLElement>('[data-s]').forEach((mark) => {
    const { s, say } = mark.dataset
    if (!/^zh/.test(mark.closest<HTMLElement>('[lang]')?.lang ?? '')) return
    if (say !== undefined) list.push(...say.split('|').map((words) => ({ words, marks: [mark] })))
    else if (s !== before || list.length === 0) list.push({ words: mark.textContent, marks: [mark] })
    else {
      const open = list[list.length - 1]!
      open.words += mark.textContent
      open.marks.push(mark)
    }
    before = s
  })
  return list
}

/** A question of a quiz that is not shown is not read. */
export const isShown = ({ marks }: Spoken): boolean => marks.some((mark) => mark.getClientRects().length > 0)

/** Sentences of the lesson itself, numbered: explanations of words and questions are not in a recording. */
export const isNumbered = ({ marks }: Spoken): boolean => /^\d/.test(marks[0]!.dataset.s!)
