import type { items as zh } from '../zh/items.ts'
import type { ItemFlag } from '#app/domains/learning/item-flag.policy.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('en')
const percent = (value: number) => `${format.number(value)}%`
const counted = (count: number, one: string, many: string) =>
  `${format.number(count)} ${count === 1 ? one : many}`
const questions = (count: number) => counted(count, 'question', 'questions')

export const items: typeof zh = {
  rail: 'Quiz questions',
  title: 'How the questions do',
  sentence: (flagged) =>
    flagged > 0
      ? `${questions(flagged)} ${flagged === 1 ? 'is' : 'are'} worth another look`
      : 'No question needs another look',
  lede: (sureFrom) =>
    `From the first quiz of each adult at each course; questions asked at least ${format.number(sureFrom)} times count. It is about questions, not about people.`,
  columns: {
    module: 'Course',
    first: 'First tries',
    passed: 'Passed',
    told: 'Questions with numbers',
    look: 'Worth a look',
  },
  attempts: (count) => format.number(count),
  passed: percent,
  told: (told, all) => `${format.number(told)} of ${format.number(all)}`,
  counted: (flag: ItemFlag, count) => `${items.flags[flag]}: ${format.number(count)}`,
  nothing: 'None',
  noQuiz: 'No course has a quiz yet.',
  fewAttempts: (least) => `Fewer than ${format.number(least)}, not shown`,
  back: 'All courses',
  moduleSentence: (title, flagged, told) =>
    told === 0
      ? `${title}: too few answers for numbers`
      : flagged > 0
        ? `${title}: ${questions(flagged)} to look at again`
        : `${title}: no question to look at again`,
  moduleLede: {
    adults: (attempts, tries) =>
      tries === 'first'
        ? `${counted(attempts, 'first try', 'first tries')} of adults.`
        : `${counted(attempts, 'try', 'tries')} of adults, repeated ones included.`,
    minors: "First tries under the minors' regime, as sums alone.",
  },
  download: "Download adults' marks",
  downloadMore:
    'One line for each question of each attempt. Attempts have random numbers; no name, day or office is in it.',
  filters: {
    version: 'Wording',
    versions: { current: 'As asked today', all: 'Earlier wordings too' },
    tries: 'Which tries',
    triesOf: { first: "Each person's first", all: 'Every one' },
    group: 'Whose',
    groups: { adults: 'Adults', minors: 'Minors (sums alone)' },
    go: 'Show these questions',
  },
  allTries:
    'Whoever tries again has read the explanations: two tries of one person are not two people. Take these numbers as a hint.',
  minorsMore: (least) =>
    `Questions answered by fewer than ${format.number(least)} minors are not shown, nor what minors chose. No minor is among the adults' numbers, so the two tables cannot be subtracted.`,
  table: {
    question: 'Question',
    asked: 'Asked',
    facility: 'Facility',
    discrimination: 'Discrimination',
    efficiency: 'Efficiency',
    look: 'Worth a look',
  },
  times: (count) => counted(count, 'time', 'times'),
  percent,
  number: (question) => `Question ${Number(question.replaceAll(/\D/g, ''))}`,
  kinds: {
    single: 'one choice',
    several: 'several choices',
    'true-false': 'true or false',
    order: 'ordering',
    number: 'a number',
  },
  older: 'earlier wording',
  version: (version) => `version ${version}`,
  wordingGone: 'This wording is no longer asked.',
  right: 'Answer: ',
  wrong: 'Most chosen wrong answer: ',
  wrongTimes: (times, missed) => ` (${format.number(times)} of ${counted(missed, 'miss', 'misses')})`,
  leftOut: 'left out',
  few: (least) => `Asked fewer than ${format.number(least)} times, not shown`,
  fewWhy:
    'Questions that were asked too seldom are not shown: so few answers say nothing about a question, only about people.',
  none: {
    'marks-alike': 'everybody scored the same on it',
    'rest-alike': 'everybody scored the same on the rest',
  },
  flags: {
    'key-doubtful': 'The key may be wrong',
    'too-easy': 'Too easy',
    'too-hard': 'Too hard',
    'separates-little': 'Does not separate',
  },
  unsure: (from) => `fewer than ${format.number(from)} times: wait and see`,
  fine: 'Nothing',
  notTold: '—',
  chart: {
    doubtful: (list) =>
      `${list.map((one) => items.number(one)).join(', ')}: those with low scores get it right more often`,
    flagged: (count) => `${questions(count)} too easy, too hard, or separating little`,
    fine: 'Every question tells who has learned it',
    none: 'No question has numbers yet',
    caption: 'One dot a question: easier to the right, separating better upwards',
    definition:
      'Open dots with a number are questions to look at again. The dashed line is a discrimination of 20%: below it a question separates little; below 0 its key or wording may be wrong.',
    easy: 'Facility',
    separates: 'Discrimination',
    said: (points) =>
      points
        .map(
          (one) =>
            `${items.number(one.question)}: facility ${percent(one.facility)}, discrimination ${percent(one.discrimination)}`,
        )
        .join('; ') || 'No question has numbers',
  },
  how: {
    title: 'Where these numbers come from',
    lede: "The same as in Moodle's quiz statistics. Questions are drawn, so each is looked at over the attempts that were asked it.",
    facility: 'The mean mark divided by the highest. From 95% a question is too easy, up to 20% too hard.',
    discrimination:
      'The correlation of the mark for the question with the marks for the other questions of the same attempt, from −100% to 100%. The higher, the better it tells who has learned from who has not; below 20% it separates little; below 0 those who know less do better, and the key or the wording may be wrong.',
    efficiency:
      'The covariance of the mark with the rest, divided by the highest that the same marks could have (both sorted from low to high). A very easy or very hard question cannot discriminate much; this says how much of what is possible it does. At most 100%.',
    source:
      'Definitions: Moodle, "Quiz statistics calculations". Bands: the Open University\'s notes on question statistics.',
  },
}
