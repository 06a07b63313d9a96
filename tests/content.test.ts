import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { answers } from 'virtual:lesson-answers'
import { modules } from 'virtual:lessons'
import { quizKeys } from 'virtual:quiz-answers'
import { build } from 'vite'
import { describe, expect, it, test } from 'vitest'
import { isRight } from '#app/domains/learning/judge.policy.ts'
import { readAnswer, typedOf } from '#app/domains/learning/quiz-answer.policy.ts'
import { addDays, calendarDay } from '#app/shared/calendar-day.ts'
import { quoteFault } from '#content/check-quotes.ts'
import { compileContent } from '#content/compile-content.ts'
import { assertInert } from '#content/compile-lesson.ts'
import { readLaws } from '#content/law-text.ts'
import { movedIds, readGiven } from '#content/given-questions.ts'
import { answerId } from '#content/lesson.ts'
import { readQuizFile } from '#content/quiz-file.ts'
import { bankFaults, guessable, wordingFaults } from '#content/quiz-review.ts'
import { reviewState } from '#content/review.ts'
import { sentencesOf } from '#content/sentences.ts'
import { readLectureFile, readOralFile } from '#content/teaching-file.ts'
import { lessons } from '#content/vite-plugin.ts'
import { spokenMarks } from './support/spoken-html.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const laws = readLaws(path.join(root, 'content/laws'))
const units = modules.flatMap((module) => module.units.map((unit) => ({ module, unit })))
const passages = units.flatMap(({ module, unit }) =>
  unit.passages.map((passage) => ({ module, unit, passage })),
)

const fileOf = (code: string, name: string) =>
  fs.readFileSync(path.join(root, 'content/modules', code, name), 'utf8')
const bankOf = (code: string) => readQuizFile(fileOf(code, 'quiz.yaml'), `${code}/quiz.yaml`)

/** Words that would tell somebody looking over a shoulder why a person studies. */
const TELLING = /矫正|矫|刑|罪|犯|收监|监狱|罚|管制|假释|correction|offen[cd]|prison|convict/i

/** A number that is called: after a word for calling, or as long as a hotline's or a subscriber's. */
const TELEPHONE =
  /(?<=(?:打|拨|报|电话|热线|热线是) ?)\d{3,}|(?<![\d.-])(?:1\d{4}|1\d{10}|400-?\d{3}-?\d{4}|0\d{2,3}-\d{7,8})(?![\d.])/g

describe('modules', () => {
  it.each(modules)('$code: every quote stands in the law it names', (module) => {
    expect(module.citations.map((citation) => [citation.id, quoteFault(citation, laws)])).toEqual(
      module.citations.map((citation) => [citation.id, undefined]),
    )
    expect(new Set(module.citations.map((citation) => citation.id)).size).toBe(module.citations.length)
  })

  it.each(modules)('$code: every citation and every glossary word is used', (module) => {
    const folder = path.join(root, 'content/modules', module.code)
    const text = module.units
      .map((unit) => fs.readFileSync(path.join(folder, 'units', `${unit.code}.mdx`), 'utf8'))
      .join('\n')
    const used = new Set([...text.matchAll(/<(?:Cite|Law|Term) id="([^"]+)"/g)].map((match) => match[1]))
    const glossary = fs.readFileSync(path.join(folder, 'module.yaml'), 'utf8').matchAll(/^ {2}- id: (\S+)$/gm)
    expect([...glossary].map((match) => match[1]).filter((id) => !used.has(id))).toEqual([])
  })

  it.each(modules)(
    '$code: names no telephone but the three that are the same in the whole country',
    (module) => {
      const folder = path.join(root, 'content/modules', module.code)
      const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
      const named = files
        .filter((file) => /\.(mdx|yaml|svg)$/.test(file))
        .flatMap((file) => [...fileOf(module.code, file).matchAll(TELEPHONE)])
        .map(([number]) => number.replace(/\D/g, ''))
      expect(named.filter((number) => !['110', '120', '12309'].includes(number))).toEqual([])
    },
  )

  it.each(modules)('$code: names nothing on a screen that others may see', (module) => {
    const shown = [module.publicTitle, module.summary, ...module.units.map((unit) => unit.title)]
    expect(shown.flatMap((words) => [words.zh, words.en]).filter((text) => TELLING.test(text))).toEqual([])
  })

  it.each(modules)('$code: is complete in English where it has to be', (module) => {
    const words = [
      module.title,
      module.publicTitle,
      module.summary,
      ...module.units.map((unit) => unit.title),
    ]
    expect(words.filter(({ en }) => /\p{Script=Han}/u.test(en))).toEqual([])
    expect(module.version).toMatch(/^[0-9a-f]{12}$/)
  })
})

describe('units', () => {
  it.each(units)('$unit.id: 2–4 passages, 8–12 minutes, and the minutes add up', ({ unit }) => {
    expect(unit.passages.length).toBeGreaterThanOrEqual(2)
    expect(unit.passages.length).toBeLessThanOrEqual(4)
    expect(unit.minutes).toBeGreaterThanOrEqual(8)
    expect(unit.minutes).toBeLessThanOrEqual(12)
    expect(unit.passages.reduce((sum, passage) => sum + passage.minutes, 0)).toBe(unit.minutes)
    expect(unit.passages.map((passage) => passage.number)).toEqual(unit.passages.map((_, index) => index + 1))
  })

  it.each(units)('$unit.id: has a drawing with its words, and something to remember', ({ unit }) => {
    const html = unit.passages.map((passage) => passage.html).join('\n')
    expect(html).toMatch(/<svg[^>]*role="img"[^>]*aria-labelledby="([\w-]+) ([\w-]+)"/)
    expect(html).toMatch(/<title id="[\w-]+">[^<]{8,}<\/title><desc id="[\w-]+">[^<]{20,}<\/desc>/)
    for (const part of ['situation', 'remember', 'ask-whom']) expect(html).toContain(`class="${part}"`)
    expect(html).toMatch(/class="(?:law|sources)"/)
  })

  it.each(units)('$unit.id: is as long as its minutes and in short sentences', ({ module, unit }) => {
    const quoted = new Set(module.citations.flatMap((citation) => sentencesOf(citation.quote)))
    const own = unit.passages.flatMap((passage) => passage.speech).filter((sentence) => !quoted.has(sentence))
    const length = own.join('').length
    expect(length / unit.minutes).toBeGreaterThan(110)
    expect(length / unit.minutes).toBeLessThan(230)
    expect(own.filter((sentence) => sentence.length > 48)).toEqual([])
    expect(length / own.length).toBeLessThan(24)
  })

  it.each(units)('$unit.id: the right answer is not always in the same place', ({ unit }) => {
    const given = unit.passages.map(
      ({ number, check }) => `${check.kind} ${answers[answerId(unit.id, number)]!.join('')}`,
    )
    expect(new Set(given).size).toBeGreaterThan(1)
  })

  it.each(passages)('$unit.id#$passage.number: one check that can be answered', ({ unit, passage }) => {
    const { kind, question, options, again, after } = passage.check
    const right = answers[answerId(unit.id, passage.number)]!
    const read = readAnswer({ id: 'answer', kind, options }, typedOf({ id: 'answer', kind }, right))
    expect(read).toEqual({ chosen: right })
    expect(isRight(kind, right, right)).toBe(true)
    expect(question).toMatch(kind === 'true-false' ? /。$/ : /？$/)
    expect(question.length).toBeLessThanOrEqual(48)
    expect(again.length).toBeGreaterThan(4)
    if (kind === 'number') expect(after).toBeTruthy()
    for (const { picture } of options.filter((option) => option.picture))
      expect(() => assertInert(`<svg>${picture!.inner}</svg>`)).not.toThrow()
  })

  it.each(modules)('$code: its checks are of several kinds', ({ units: all }) => {
    const kinds = all.flatMap((unit) => unit.passages.map(({ check }) => check.kind))
    expect(kinds.filter((kind) => kind !== 'single').length).toBeGreaterThanOrEqual(2)
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(3)
  })

  test('statements of checks are right about as often as they are not', () => {
    const given = passages
      .filter(({ passage }) => passage.check.kind === 'true-false')
      .map(({ unit, passage }) => answers[answerId(unit.id, passage.number)]![0])
    const share = given.filter((answer) => answer === 'true').length / given.length
    expect(share).toBeGreaterThanOrEqual(0.25)
    expect(share).toBeLessThanOrEqual(0.75)
  })

  test('some checks can be answered by their pictures, each with its words', () => {
    const drawn = passages.filter(({ passage }) => passage.check.options.some(({ picture }) => picture))
    expect(drawn.length).toBeGreaterThanOrEqual(3)
    expect(new Set(drawn.map(({ module }) => module.code)).size).toBeGreaterThanOrEqual(3)
    for (const { passage } of drawn) {
      const titles = passage.check.options.map(({ picture }) => picture!.title)
      expect(new Set(titles).size).toBe(titles.length)
      expect(titles.filter((title) => title.length < 4)).toEqual([])
    }
  })

  it.each(passages)('$unit.id#$passage.number: HTML runs nothing and holds no check', ({ passage }) => {
    expect(() => assertInert(passage.html)).not.toThrow()
    expect(passage.html).not.toContain(passage.check.question)
    expect(passage.html).not.toMatch(/checkbox|\[x\]/)
  })
})

describe('passages as spoken', () => {
  it.each(passages)(
    '$unit.id#$passage.number: every sentence is marked once, in order, and says it',
    ({ passage }) => {
      const marks = spokenMarks(passage.html)
      const own = marks.filter(({ number }) => /^\d/.test(number))
      const spoken: string[] = []
      let last = -1
      for (const { number, words } of own) {
        expect(Number(number) - last, `${number} after ${last}`).toBeLessThanOrEqual(
          spoken.length === 0 ? 2 : 1,
        )
        expect(Number(number)).toBeGreaterThanOrEqual(last)
        spoken[Number(number)] = (spoken[Number(number)] ?? '') + words
        last = Number(number)
      }
      // The heading is drawn, and marked, by the page.
      const { heading, speech } = passage
      expect(spoken.slice(heading ? 1 : 0)).toEqual(speech.slice(heading ? 1 : 0))
      expect(own[0]?.number).toBe(heading ? '1' : '0')
      // What is explained is explained aloud.
      const explained = marks.filter(({ number }) => number.startsWith('w-'))
      expect(new Set(explained.map(({ number }) => number)).size).toBe(
        [...passage.html.matchAll(/class="term-note"/g)].length,
      )
    },
  )
})

describe('banks', () => {
  it.each(modules)(
    '$code: asks everybody enough, of every kind, and ties each question to unit and law',
    (module) => {
      expect(bankFaults(bankOf(module.code), module)).toEqual([])
    },
  )

  it.each(modules)('$code: an id stands for the question it was given to', ({ code }) => {
    const given = readGiven(fs.readFileSync(path.join(root, 'content/given-questions.json'), 'utf8'))
    expect(movedIds(code, bankOf(code), given)).toEqual([])
  })

  it.each(modules)('$code: nothing is to be had by place or length', ({ code }) => {
    expect(guessable(bankOf(code))).toEqual([])
  })

  it.each(modules)('$code: asks in plain, kind words', ({ code }) => {
    expect(bankOf(code).flatMap(wordingFaults)).toEqual([])
  })

  it.each(modules)('$code: a question of a unit’s check is not asked again word for word', (module) => {
    const checks = new Set(
      module.units.flatMap((unit) => unit.passages.map((passage) => passage.check.question)),
    )
    const questions = bankOf(module.code).map(({ question }) => question)
    expect(questions.filter((question) => checks.has(question))).toEqual([])
    expect(new Set(questions).size).toBe(questions.length)
  })
})

describe('classes and oral sheets', () => {
  it.each(modules)('$code: can be held and be taken aloud, on citations that exist', (module) => {
    const lecture = readLectureFile(fileOf(module.code, 'lecture.yaml'), `${module.code}/lecture.yaml`)
    const oral = readOralFile(fileOf(module.code, 'oral.yaml'), `${module.code}/oral.yaml`)
    const known = new Set(module.citations.map(({ id }) => id))
    expect(lecture.steps.flatMap(({ cite }) => cite).filter((id) => !known.has(id))).toEqual([])
    if (module.menu === 'A') expect(lecture.steps.some(({ cite }) => cite.length > 0)).toBe(true)
    expect(`${oral.opening}${oral.closing}${lecture.goal}`).not.toMatch(/[！!]/)
  })
})

describe('answers', () => {
  test('there is one for every passage and none besides', () => {
    const expected = passages.map(({ unit, passage }) => answerId(unit.id, passage.number))
    expect(Object.keys(answers).sort()).toEqual(expected.sort())
  })

  test('modules say nothing about them', () => {
    const keys = new Set<string>()
    JSON.stringify(
      passages.map(({ passage }) => passage),
      (key, value: unknown) => {
        if (!/^\d*$/.test(key)) keys.add(key)
        return value
      },
    )
    keys.delete('heading')
    keys.delete('praise')
    expect([...keys].sort()).toEqual(
      [
        ...['number', 'minutes', 'html', 'speech', 'check', 'kind', 'question', 'options', 'key', 'text'],
        ...['after', 'again', 'picture', 'title', 'viewBox', 'inner'],
      ].sort(),
    )
  })

  it.each(['virtual:lessons', 'virtual:lesson-answers', 'virtual:quiz-answers'])(
    'a browser build that imports %s fails',
    async (id) => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lessons-'))
      const entry = path.join(folder, 'page.js')
      fs.writeFileSync(entry, `import * as lessons from '${id}'\nconsole.log(lessons)\n`)
      const built = build({
        root,
        configFile: false,
        logLevel: 'silent',
        publicDir: false,
        plugins: [lessons()],
        build: { write: false, rollupOptions: { input: entry } },
      })
      await expect(built).rejects.toThrow('server only')
      fs.rmSync(folder, { recursive: true })
    },
  )
})

test('a second build reads what the first one made', async () => {
  expect(await compileContent(root)).toEqual({ modules, answers, quizKeys })
})

test('an overdue review warns and says by how much', () => {
  const module = { reviewDue: calendarDay('2027-11-23') }
  expect(reviewState(module, calendarDay('2026-11-23'))).toEqual({ state: 'current', daysLeft: 365 })
  expect(reviewState(module, addDays(module.reviewDue, -30))).toEqual({ state: 'due-soon', daysLeft: 30 })
  expect(reviewState(module, module.reviewDue)).toEqual({ state: 'due-soon', daysLeft: 0 })
  expect(reviewState(module, addDays(module.reviewDue, 1))).toEqual({ state: 'overdue', daysLeft: -1 })
})
