import type { ImportWords } from '#app/domains/supervision/people-import.policy.ts'
import { categoryWord } from '#app/messages/category.ts'
import { messagesFor } from '#app/messages/dictionary.server.ts'
import type { Messages } from '#app/messages/zh.ts'

const zh = messagesFor('zh')
const en = messagesFor('en')

/** For each code the words of both languages, Chinese first: the template's, and those that a problem names. */
const both = (
  wordsOf: (messages: Messages) => Record<string, string>,
  more: Record<string, string[]> = {},
) => {
  const english = wordsOf(en)
  return Object.fromEntries(
    Object.entries(wordsOf(zh)).map(([code, word]) => [code, [word, english[code]!, ...(more[code] ?? [])]]),
  )
}

/** What the cells of a list may hold, in the words that the product itself uses. */
export const importWords: ImportWords = {
  sex: both(({ words }) => words.sex, { male: ['M', '男性'], female: ['F', '女性'] }),
  // A spreadsheet drops the nought of 01.
  category: both(
    ({ words }) =>
      Object.fromEntries(
        (['01', '02', '03', '04'] as const).map((code) => [code, categoryWord(words, code)]),
      ),
    { '01': ['1'], '02': ['2'], '03': ['3'], '04': ['4'] },
  ),
  phase: both(({ words }) => words.phases, { intake: ['入矫阶段'], regular: ['常规阶段'] }),
  grade: both(({ words }) => words.grades),
  offenceClass: both(({ words }) => words.offences),
  schooling: both(({ words }) => words.schooling),
  work: both(({ words }) => words.work),
  local: both(({ accounts }) => accounts.person.localWords, { yes: ['本地', 'Y'], no: ['外地', 'N'] }),
  needs: both(({ words }) => words.needs),
}
