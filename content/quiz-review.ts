import type { Module, Unit } from './lesson.ts'
import type { WrittenQuestion } from './quiz-file.ts'
import { sentencesOf } from './sentences.ts'

/** Ten are drawn for a quiz: a second attempt is to meet mostly others. */
export const LEAST_ASKABLE = { adults: 20, minors: 10 } as const
/** Characters; the same measure as for a unit's sentences. */
export const LONGEST_SENTENCE = 48
const KINDS = ['single', 'several', 'true-false', 'order', 'number'] as const

/** A third is chance with three options; above these shares a guess by place or length is worth making. */
const MOST_IN_ONE_PLACE = 0.5
const MOST_LONGEST = 0.4
const MOST_SHORTEST = 0.6
const MOST_ALIKE = 0.75
/** Below it a share says nothing. */
const ENOUGH = 4

/** Terms that statute or practice has left behind, or that label a person (`law-and-hours`, "the one to avoid"). */
const FORBIDDEN =
  /社区服刑人员|服刑人员|训话|社区服务(?!中心)|义务劳动|心理矫治|法制|解矫|罪犯|犯人|犯罪分子|劳改|刑满|[！!]|(?<!不是|不作|不做|医生|医院)诊断(?!书|证明)/u
/** Two negations that a tired reader has to count. */
const DOUBLE_NEGATIVE =
  /不能不|不得不|不会不|不可不|不可能不|不是不|不要不|不应(?:当|该)?不|没有不|并非不|未必不|无不|莫不|不无|非[^，。？；“”]{1,8}不可|没有[^，。？；“”]{1,6}不/u
/** "Which of these is not …": half the misses are a 不 read over. What one may not do (不能, 不该) can be asked. */
const NEGATIVE_STEM = /哪[^，。？]{0,8}(?:不(?!能|可以|得|该|应|要)|没有|错)|不(?:正确|属于|包括|对)[^，。？]{0,6}的/u
/** Words with which a text says what the law says. */
const STATES_LAW = /法律|依法|应当|不得|《[^》]+》|罚款|拘留|判刑|有期徒刑/u
const BY_LAW: readonly Module['menu'][] = ['A']

export type Reader = keyof typeof LEAST_ASKABLE

/** Whether somebody of this regime is asked it, or studies it (社矫法 52: minors have sections of their own). */
export function reaches(regime: Unit['regime'], reader: Reader): boolean {
  return regime === 'all' || regime === reader
}

/** What a bank owes its module: enough questions for everybody who studies it, of every kind, tied to unit and law. */
export function bankFaults(
  questions: readonly WrittenQuestion[],
  module: Pick<Module, 'menu' | 'units' | 'citations'>,
): string[] {
  const faults: string[] = []
  for (const kind of KINDS)
    if (!questions.some((question) => question.kind === kind)) faults.push(`no question of the kind ${kind}`)
  for (const reader of ['adults', 'minors'] as const) {
    if (!module.units.some((unit) => reaches(unit.regime, reader))) continue
    const count = questions.filter((question) => reaches(question.regime, reader)).length
    if (count < LEAST_ASKABLE[reader])
      faults.push(`${count} questions for ${reader}, ${LEAST_ASKABLE[reader]} are needed`)
  }
  for (const unit of module.units)
    if (!questions.some((question) => question.unit === unit.code))
      faults.push(`no question leads back to unit ${unit.code}`)
  return [...faults, ...questions.flatMap((question) => tieFaults(question, module))]
}

function tieFaults(
  question: WrittenQuestion,
  module: Pick<Module, 'menu' | 'units' | 'citations'>,
): string[] {
  const faults: string[] = []
  const unit = module.units.find(({ code }) => code === question.unit)
  if (!unit) faults.push(`${question.id}: there is no unit ${question.unit}`)
  else if (unit.regime !== 'all' && unit.regime !== question.regime)
    faults.push(
      `${question.id}: asks ${question.regime}, but unit ${unit.code} is for ${unit.regime}: whoever misses it could not read it up`,
    )
  if (question.cite !== undefined && !module.citations.some(({ id }) => id === question.cite))
    faults.push(`${question.id}: no citation "${question.cite}" in module.yaml`)
  const law = BY_LAW.includes(module.menu) || STATES_LAW.test(question.question + question.explanation)
  if (question.cite === undefined && law) faults.push(`${question.id}: states law without a citation`)
  return faults
}

/** Whether the right answer can be had without reading: by place, by length, by always ticking the same. */
export function guessable(questions: readonly WrittenQuestion[]): string[] {
  return [
    ...singleGuesses(questions.filter((question) => question.kind === 'single')),
    ...severalGuesses(questions.filter((question) => question.kind === 'several')),
    ...trueFalseGuesses(questions.filter((question) => question.kind === 'true-false')),
  ]
}

function singleGuesses(singles: readonly Extract<WrittenQuestion, { kind: 'single' }>[]): string[] {
  if (singles.length < ENOUGH) return []
  const faults: string[] = []
  const share = (count: number) => count / singles.length
  for (const place of [0, 1, 2, 3]) {
    const here = share(singles.filter(({ options }) => options[place]?.right).length)
    if (here > MOST_IN_ONE_PLACE) faults.push(`single: place ${place + 1} is right in ${percent(here)}`)
  }
  const standsOut = (sign: 1 | -1) =>
    share(
      singles.filter(({ options }) => {
        const right = options.find((option) => option.right)
        return options.every(
          (option) => option === right || sign * (right?.text.length ?? 0) > sign * option.text.length,
        )
      }).length,
    )
  const longest = standsOut(1)
  if (longest > MOST_LONGEST) faults.push(`single: the right option is the longest in ${percent(longest)}`)
  const shortest = standsOut(-1)
  if (shortest > MOST_SHORTEST)
    faults.push(`single: the right option is the shortest in ${percent(shortest)}`)
  return faults
}

function severalGuesses(several: readonly Extract<WrittenQuestion, { kind: 'several' }>[]): string[] {
  if (several.length < ENOUGH) return []
  const faults: string[] = []
  for (const place of [0, 1, 2, 3]) {
    const here = several.filter(({ options }) => options[place]?.right).length / several.length
    if (here > 0.9) faults.push(`several: place ${place + 1} is right in ${percent(here)}`)
  }
  const counts = several.map(({ options }) => options.filter(({ right }) => right).length)
  if (new Set(counts).size === 1) faults.push(`several: always ${counts[0]} are right`)
  const options = several.flatMap((question) => question.options)
  const mean = (right: boolean) => {
    const texts = options.filter((option) => !!option.right === right).map(({ text }) => text)
    return texts.join('').length / texts.length
  }
  const ratio = mean(true) / mean(false)
  if (ratio > 1.25) faults.push(`several: right options are ${ratio.toFixed(2)} times as long as wrong ones`)
  return faults
}

function trueFalseGuesses(statements: readonly Extract<WrittenQuestion, { kind: 'true-false' }>[]): string[] {
  if (statements.length < ENOUGH) return []
  const holds = statements.filter(({ answer }) => answer).length / statements.length
  return Math.max(holds, 1 - holds) > MOST_ALIKE ? [`true-false: ${percent(holds)} hold`] : []
}

const percent = (share: number) => `${Math.round(share * 100)} % of the questions`

/** Every text of a question that somebody reads or hears. */
export function wordsOf(question: WrittenQuestion): string[] {
  const texts = [question.question, question.explanation]
  if (question.say) texts.push(question.say)
  if ('options' in question) texts.push(...question.options.map(({ text }) => text))
  if ('steps' in question) texts.push(...question.steps)
  return texts
}

/** Words that are too hard, trick, shame, or have been left behind by the law. */
export function wordingFaults(question: WrittenQuestion): string[] {
  const faults: string[] = []
  for (const text of wordsOf(question)) {
    const forbidden = FORBIDDEN.exec(text)?.[0]
    if (forbidden) faults.push(`${question.id}: says "${forbidden}"`)
    const double = DOUBLE_NEGATIVE.exec(text)?.[0]
    if (double) faults.push(`${question.id}: two negations, "${double}"`)
    const long = sentencesOf(text).find((sentence) => sentence.length > LONGEST_SENTENCE)
    if (long) faults.push(`${question.id}: a sentence of ${long.length} characters, "${long}"`)
    if (/你/u.test(text.replace(/“[^”]*”/gu, ''))) faults.push(`${question.id}: says 你, not 您`)
  }
  if (NEGATIVE_STEM.test(question.question)) faults.push(`${question.id}: asks for what does not hold`)
  const sentences = sentencesOf(question.explanation).length
  if (sentences < 1 || sentences > 3) faults.push(`${question.id}: explained in ${sentences} sentences`)
  return faults
}
