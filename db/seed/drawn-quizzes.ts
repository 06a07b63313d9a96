import { addDays, dayAt, daysBetween, instantAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { missedOf } from '#app/domains/learning/judge.policy.ts'
import { allModules, keysOf, type Module } from '#app/domains/learning/lessons.server.ts'
import { passMarkOf } from '#app/domains/learning/quiz-attempt.policy.ts'
import {
  askedOf,
  drawQuestions,
  QUESTIONS_PER_QUIZ,
  type AskedQuestion,
  type PinnedKey,
} from '#app/domains/learning/quiz-draw.policy.ts'
import type { DemoPerson } from './demo-person.ts'
import type { DemoWorld } from './demo-world.ts'
import { isHere } from './month-event.ts'
import { policyPack } from './policy-packs.ts'
import { demoIdAt, randomOf, type Random } from './random.ts'

/** A quiz of the demo's history, handed in. */
export type DrawnQuiz = {
  id: string
  personId: string
  module: Module
  seed: number
  asked: readonly AskedQuestion[]
  keys: readonly PinnedKey[]
  passRight: number
  startedAt: Date
  submittedAt: Date
  answers: { id: string; questionId: string; chosen: readonly string[]; savedAt: Date }[]
  missed: readonly string[]
}

/** The quizzes of this many days before the first start, and of some after it for a start that tops up. */
const DAYS_BEFORE = 365
const DAYS_AFTER = 120
/** Nobody takes a quiz in the first week on the register. */
const DAYS_TO_BEGIN = 7
/** How many of the people take the quiz of a module: so many that most questions have been asked thirty times. */
const SHARE = 0.4
const TRIES_AGAIN = 0.7
/** What reading the explanations adds to somebody's ability, in logits. */
const LEARNED = 0.6
const SEEDS = 2 ** 31
const CREDIT = policyPack('demo-county').policy.credit

/**
 * Quizzes handed in within (after, until], by simulated ability: each person has one, drawn once, each question a
 * difficulty, a slope and a chance of being guessed (the three-parameter logistic model of item response theory), and a
 * few have a slope below zero, as a question has whose key is wrong. People with a story have none: their quizzes are for
 * whoever tries the demo.
 */
export function drawnQuizzes(world: DemoWorld, after: Date | null, until: Date): DrawnQuiz[] {
  const seededOn = dayAt(world.seededAt)
  const people = [...world.current, ...world.past].filter(({ story }) => story === null)
  return people.flatMap((person) => {
    const span = spanOf(person, seededOn)
    if (!span) return []
    const ability = normal(randomOf(`ability ${person.registerNumber}`))
    return allModules()
      .flatMap((module) => quizzesOf(person, module, ability, span))
      .filter(({ submittedAt }) => submittedAt <= until && (!after || submittedAt > after))
  })
}

type DaySpan = { from: CalendarDay; days: number }

function spanOf(person: DemoPerson, seededOn: CalendarDay): DaySpan | null {
  const begin = addDays(person.enteredOn, DAYS_TO_BEGIN)
  const [first, last] = [addDays(seededOn, -DAYS_BEFORE), addDays(seededOn, DAYS_AFTER)]
  const from = begin > first ? begin : first
  const to = person.leftOn && person.leftOn < last ? person.leftOn : last
  return from < to ? { from, days: daysBetween(from, to) } : null
}

function quizzesOf(person: DemoPerson, module: Module, ability: number, span: DaySpan): DrawnQuiz[] {
  const bank = askedOf(module.bank, person.minorsRegime)
  const random = randomOf(`quiz ${module.code} ${person.registerNumber}`)
  if (bank.length === 0 || random.next() >= SHARE) return []
  const day = addDays(span.from, random.below(span.days))
  const first = takenOn(day, person, module, ability, random)
  if (!first) return []
  const failed = first.asked.length - first.missed.length < first.passRight
  if (!failed || random.next() >= TRIES_AGAIN) return [first]
  const again = takenOn(addDays(day, random.between(1, 9)), person, module, ability + LEARNED, random)
  return again ? [first, again] : [first]
}

function takenOn(
  day: CalendarDay,
  person: DemoPerson,
  module: Module,
  ability: number,
  random: Random,
): DrawnQuiz | null {
  if (!isHere(person, day)) return null
  const seed = random.below(SEEDS)
  const asked = drawQuestions(askedOf(module.bank, person.minorsRegime), seed, QUESTIONS_PER_QUIZ)
  const keys = keysOf(module, asked)
  const startedAt = new Date(instantAt(day, '19:00').getTime() + random.below(150 * 60) * 1000)
  const id = demoIdAt(startedAt.getTime(), 'quiz', `${person.registerNumber} ${module.code} ${day}`)
  let at = startedAt.getTime()
  const answers: DrawnQuiz['answers'] = []
  for (const question of asked) {
    at += random.between(12, 70) * 1000
    const { right } = keys.find((key) => key.id === question.id)!
    const chosen = answerTo(module.code, question, right, ability, random)
    if (chosen.length > 0)
      answers.push({
        ...{ id: demoIdAt(at, 'quiz answer', `${id} ${question.id}`), questionId: question.id, chosen },
        savedAt: new Date(at),
      })
  }
  const missed = missedOf(
    asked,
    new Map(keys.map(({ id: of, right }) => [of, right])),
    new Map(answers.map(({ questionId, chosen }) => [questionId, chosen])),
  )
  return {
    ...{
      id,
      personId: person.id,
      module,
      seed,
      asked,
      keys,
      passRight: passMarkOf(asked.length, CREDIT),
      startedAt,
    },
    ...{ submittedAt: new Date(at + 20_000), answers, missed },
  }
}

/** The same for everybody who is asked the question. */
function traitsOf(moduleCode: string, { id, kind }: AskedQuestion) {
  const random = randomOf(`question ${moduleCode} ${id}`)
  const guessed = { single: 0.2, 'true-false': 0.4, several: 0.03, order: 0.1, number: 0.02 }[kind]
  const backwards = random.next() < 0.015
  return {
    guessed,
    difficulty: -0.7 + 0.8 * normal(random),
    slope: backwards ? -1.2 : 2 * Math.exp(0.35 * normal(random)),
    /** Which wrong option looks best. */
    lure: random.next(),
  }
}

const LEFT_OUT = 0.05

function answerTo(
  moduleCode: string,
  question: AskedQuestion,
  right: readonly string[],
  ability: number,
  random: Random,
): readonly string[] {
  const { guessed, difficulty, slope, lure } = traitsOf(moduleCode, question)
  const known = 1 / (1 + Math.exp(-slope * (ability - difficulty)))
  if (random.next() < guessed + (1 - guessed) * known) return right
  return random.next() < LEFT_OUT ? [] : wrongAnswer(question, right, lure, random)
}

/** Six of ten who miss a question fall for the same wrong answer. */
const LURED = 0.6

function wrongAnswer(
  { kind, options }: AskedQuestion,
  right: readonly string[],
  lure: number,
  random: Random,
): readonly string[] {
  const chance = random.next() < LURED ? lure : random.next()
  const among = <Item>(items: readonly Item[]): Item => items[Math.floor(chance * items.length)]!
  const letters = options.map(({ key }) => key).sort()
  switch (kind) {
    case 'single':
      return [among(letters.filter((key) => !right.includes(key)))]
    case 'true-false':
      return [right[0] === 'true' ? 'false' : 'true']
    case 'several': {
      // One more or one less than is right, and never nothing.
      const flips = letters.filter((key) => right.length > 1 || !right.includes(key))
      const flipped = among(flips)
      return letters.filter((key) => (key === flipped) !== right.includes(key))
    }
    case 'order': {
      const at = among(right.slice(1).map((_, index) => index))
      return right.map((key, index) => (index === at ? right[at + 1]! : index === at + 1 ? right[at]! : key))
    }
    case 'number': {
      const number = Number(right[0])
      return [String(among([number * 2, number + 5, number + 1, number * 3]))]
    }
  }
}

/** Of mean 0 and variance 1, near enough: twelve even chances (Irwin–Hall). */
function normal(random: Random): number {
  let sum = -6
  for (let times = 0; times < 12; times++) sum += random.next()
  return sum
}
