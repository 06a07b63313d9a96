import fs from 'node:fs'
import path from 'node:path'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { compileContent, type CompiledContent } from '#content/compile-content.ts'
import { typedOf } from '#app/domains/learning/quiz-answer.policy.ts'
import { answerId, quizKeyId, type Check } from '#content/lesson.ts'
import { ask, post } from './ask.ts'
import { superuserOf } from './built-server.ts'
import { hashOf, openLogin } from './signed-in.ts'

/** Which option is right is known to the server alone. */

const { url, dataDir } = inject('demoServer')
let sql: Sql
let content: CompiledContent
beforeAll(async () => {
  sql = superuserOf({ dataDir })
  content = await compileContent(process.cwd())
})
afterAll(() => sql.end())

/** Text in which no answer is marked: no key beside an answer's id, no word for it. */
function expectNoKeys(text: string, where: string): void {
  expect(text.includes(JSON.stringify(content.answers)), where).toBe(false)
  for (const [id, key] of Object.entries(content.answers)) {
    expect(text.includes(id), `${where} names ${id}`).toBe(false)
    expect(text.includes(JSON.stringify({ [id]: key }).slice(1, -1)), where).toBe(false)
  }
  expect(text, where).not.toMatch(
    /"(right|correct|isRight|isCorrect|answers|answerKey)"|data-(right|correct)/,
  )
}

/** Somebody on the register who has not begun any unit. */
async function beginner(minorsRegime: boolean): Promise<string> {
  const [found] = await sql`
    select n.name from sign_in_names n join supervised_persons p on p.account_id = n.account_id
    where p.left_on is null and p.minors_regime = ${minorsRegime}
      and not exists (select 1 from unit_studies u where u.person_id = p.id) limit 1`
  return openLogin(sql, String(found!.name))
}

test('no page of a lesson marks the right option, before or after an answer', async () => {
  const cookies = { adults: await beginner(false), minors: await beginner(true) }
  const positions = new Set<number>()
  const seen: string[] = []
  for (const unit of content.modules.flatMap(({ units }) => units)) {
    const cookie = cookies[unit.regime === 'minors' ? 'minors' : 'adults']
    for (const { number, check } of unit.passages) {
      const id = answerId(unit.id, number)
      const here = `/my/study/${unit.id}/${number}`
      const right = content.answers[id]!
      if (check.kind === 'single') positions.add(check.options.findIndex(({ key }) => key === right[0]))
      const open = await ask(url, { path: here, headers: { cookie } })
      const missed = await post(url, here, fieldsOf(check, wrongOf(check, right)), { cookie })
      const data = await ask(url, { path: `${here}.data`, headers: { cookie } })
      // As a device keeps it for the time without a network.
      const kept = await ask(url, { path: here, headers: { cookie, 'x-keep': '1' } })
      expect([open.status, missed.status, data.status, kept.status]).toEqual([200, 200, 200, 200])
      for (const { text } of [open, missed, data, kept]) expectNoKeys(text, here)
      expectAlike(open.text, check)
      expect((await post(url, here, fieldsOf(check, right), { cookie })).status).toBe(303)
      seen.push(id)
    }
  }
  expect(seen.sort()).toEqual(Object.keys(content.answers).sort())
  // The place among the options says nothing either.
  expect(positions.size).toBeGreaterThan(1)
})

/** What a page may not say of a quiz before it is handed in. */
function expectNothingOfQuiz(text: string, code: string, where: string): void {
  expectNoKeys(text, where)
  const { bank } = content.modules.find((module) => module.code === code)!
  for (const { id, version } of bank) {
    const { explanation, cite } = content.quizKeys[quizKeyId(code, id)]!
    expect(text.includes(explanation), `${where} explains ${id}`).toBe(false)
    expect(text.includes(version), `${where} tells the version of ${id}`).toBe(false)
    if (cite) expect(text.includes(`"${cite}"`), `${where} tells the source of ${id}`).toBe(false)
  }
}

test('no page of a quiz says what is right before it is handed in; then it does', async () => {
  const quizzes = content.modules.filter(({ bank }) => bank.length > 0)
  expect(quizzes.length).toBeGreaterThan(0)
  for (const { code, bank } of quizzes) {
    for (const minors of [false, true]) {
      const mine = bank.filter(({ regime }) => regime === 'all' || (regime === 'minors') === minors)
      if (mine.length === 0) continue
      const cookie = await beginner(minors)
      const before = `/my/study/${code}/quiz`
      const begun = await post(url, before, { do: 'start' }, { cookie })
      const here = String(begun.headers.location)
      expect([begun.status, here]).toEqual([303, expect.stringMatching(`^${before}/[0-9a-f-]{36}$`)])
      const attempt = here.split('/').at(-1)!
      const asked = [
        ...(await ask(url, { path: here, headers: { cookie } })).text.matchAll(/data-question="(q\d\d)"/g),
      ]
      expect(asked.length).toBe(Math.min(10, mine.length))
      const unreadable = { ...Object.fromEntries(asked.map(([, id]) => [id!, 'x'.repeat(60)])), q99: 'a' }
      for (const [path, answer] of [
        [before, await ask(url, { path: before, headers: { cookie } })],
        [`${before}.data`, await ask(url, { path: `${before}.data`, headers: { cookie } })],
        [here, await ask(url, { path: here, headers: { cookie } })],
        [`${here}.data`, await ask(url, { path: `${here}.data`, headers: { cookie } })],
        ['kept on a device', await ask(url, { path: here, headers: { cookie, 'x-keep': '1' } })],
        [`/my/study/${code}`, await ask(url, { path: `/my/study/${code}`, headers: { cookie } })],
        ['a form that cannot be read', await post(url, here, unreadable, { cookie })],
        ['a save', await post(url, '/my/quiz-answer', { attempt, question: asked[0]![1]! }, { cookie })],
      ] as const) {
        expect(answer.status, path).toBeLessThan(500)
        expectNothingOfQuiz(answer.text, code, path)
      }
      expect((await post(url, here, {}, { cookie })).status).toBe(303)
      expect(
        (await ask(url, { path: here, headers: { cookie, 'x-keep': '1' } })).status,
        'no result is kept',
      ).toBe(404)
      const result = await ask(url, { path: here, headers: { cookie } })
      for (const [, id] of asked)
        expect(result.text, `explains ${id}`).toContain(content.quizKeys[quizKeyId(code, id!)]!.explanation)
    }
  }
})

test('lecturers’ pages say nothing of it either', async () => {
  const cookie = await openLogin(sql, 'lecturer-law-1')
  for (const { code } of content.modules)
    for (const path of [`/lecturer/lessons/${code}`, '/lecturer/lessons']) {
      const page = await ask(url, { path, headers: { cookie } })
      expect(page.status).toBe(200)
      // A class may teach in the words that explain an answer; what is asked, and which of it is right, it does not show.
      for (const { id, question } of content.modules.find((module) => module.code === code)!.bank)
        expect(page.text.includes(question), `${path} asks ${id}`).toBe(false)
      expect(page.text).not.toMatch(/"(right|correct|answers|quizKeys)"|data-(right|correct)/)
    }
})

test('an answer sent twice at the same time is taken once', async () => {
  const cookie = await beginner(false)
  const { id, passages } = content.modules[0]!.units[0]!
  const here = `/my/study/${id}/1`
  await ask(url, { path: here, headers: { cookie } })
  const answered = fieldsOf(passages[0]!.check, content.answers[answerId(id, 1)]!)
  const all = await Promise.all([1, 2, 3].map(() => post(url, here, answered, { cookie })))
  const next = passages.length > 1 ? `/my/study/${id}/2` : `/my/study/${id}`
  expect(all.map(({ status, headers }) => [status, headers.location])).toEqual(
    Array.from({ length: 3 }, () => [303, next]),
  )
  const [kept] = await sql`
    select count(*)::int as n from check_answers c join unit_studies u on u.id = c.unit_study_id
    join supervised_persons p on p.id = u.person_id join login_sessions l on l.account_id = p.account_id
    where l.id = ${hashOf(cookie.slice('qc_session='.length))} and u.unit_id = ${id} and c.passage = 1`
  expect(kept!.n).toBe(1)
})

/** Every option looks like every other: nothing but its name, letter and words tells one from the next. */
function expectAlike(page: string, { kind, options }: Check): void {
  const tags = kind === 'order' ? 'select' : 'input'
  const fields = [...page.matchAll(new RegExp(`<${tags}\\b[^>]*name="answer[^"]*"[^>]*>`, 'g'))].map(
    ([tag]) => tag,
  )
  expect(fields).toHaveLength(kind === 'true-false' ? 2 : kind === 'number' ? 1 : options.length)
  expect(new Set(fields.map((tag) => tag.replaceAll(/ (id|name|value)="[^"]*"/g, ''))).size).toBe(1)
  expect(page).not.toMatch(/<(input|option)\b(?![^>]*value="")[^>]*\b(checked|selected)\b/)
}

/** As a browser posts an answer to a passage's check. */
const fieldsOf = ({ kind }: Check, chosen: readonly string[]) => ({
  ...typedOf({ id: 'answer', kind }, chosen),
})

function wrongOf({ kind, options }: Check, right: readonly string[]): string[] {
  switch (kind) {
    case 'single':
    case 'several':
      return [options.find(({ key }) => !right.includes(key))!.key]
    case 'order':
      return [...right].reverse()
    case 'true-false':
      return [right[0] === 'true' ? 'false' : 'true']
    case 'number':
      return [`${right[0]}0`]
  }
}

test('a check answered wrongly, or not readably, tells nothing of what is right, whatever its kind', async () => {
  const cookie = await beginner(false)
  const seen = new Set<string>()
  for (const unit of content.modules.flatMap(({ units }) => units)) {
    const { check } = unit.passages[0]!
    if (unit.regime === 'minors' || seen.has(check.kind)) continue
    seen.add(check.kind)
    const here = `/my/study/${unit.id}/1`
    const right = content.answers[answerId(unit.id, 1)]!
    await ask(url, { path: here, headers: { cookie } })
    const wrong = await post(url, here, fieldsOf(check, wrongOf(check, right)), { cookie })
    const again = await post(url, here, fieldsOf(check, wrongOf(check, right)), { cookie })
    expect([wrong.status, again.status]).toEqual([200, 200])
    // A miss is answered with what was chosen and nothing else of the answer.
    const marked = [...wrong.text.matchAll(/<(?:input|option)\b[^>]*\b(?:checked|selected)\b[^>]*>/g)]
    if (check.kind === 'single') expect(marked).toHaveLength(1)
    const nonsenses: Record<string, string>[] = [
      {},
      { answer: 'zz' },
      { 'answer.zz': 'on' },
      { answer: 'x'.repeat(80) },
    ]
    for (const nonsense of nonsenses) {
      const missed = await post(url, here, nonsense, { cookie })
      expect([missed.status, check.kind]).toEqual([400, check.kind])
      expectNoKeys(missed.text, `${here} ${JSON.stringify(nonsense)}`)
    }
  }
  expect(seen).toContain('order')
  expect(seen.size).toBeGreaterThanOrEqual(3)
})

test('no source map is served beside a file for browsers, and none is named', async () => {
  const { text, headers } = await ask(url, { path: '/' })
  expect(headers.sourcemap ?? headers['x-sourcemap']).toBeUndefined()
  const assets = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!)
  expect(assets.length).toBeGreaterThan(0)
  for (const path of assets) {
    const file = await ask(url, { path })
    expect([file.status, file.headers.sourcemap]).toEqual([200, undefined])
    expect((await ask(url, { path: `${path}.map` })).status).toBe(404)
  }
})

test('no file for browsers holds an answer, nor a source map', () => {
  const root = path.resolve('build/client')
  const files = fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(10)
  const questions = content.modules.flatMap(({ units }) =>
    units.flatMap(({ passages }) => passages.map(({ check }) => check.question)),
  )
  // Steps that stand in a file would stand in the right order; a picture's title tells what its option is about.
  const options = content.modules.flatMap(({ units }) =>
    units.flatMap(({ passages }) =>
      passages.flatMap(({ check }) =>
        check.options.flatMap(({ text, picture }) =>
          [text, picture?.title ?? text].filter((one) => one.length > 8),
        ),
      ),
    ),
  )
  const quiz = [
    ...content.modules.flatMap(({ bank }) => bank.map(({ question }) => question)),
    ...Object.values(content.quizKeys).map(({ explanation }) => explanation),
  ]
  for (const entry of files) {
    if (/\.(br|gz)$/.test(entry.name)) continue // what is packed stands beside it unpacked
    const text = fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8')
    expect(entry.name).not.toMatch(/\.map$/)
    for (const id of Object.keys(content.answers))
      expect(text.includes(id), `${entry.name} names ${id}`).toBe(false)
    expect(text.includes(JSON.stringify(content.answers)), entry.name).toBe(false)
    expect(text, entry.name).not.toMatch(/virtual:(lesson|quiz)|sourceMappingURL/)
    for (const words of quiz) expect(text.includes(words), `${entry.name}: ${words}`).toBe(false)
    for (const question of questions) expect(text.includes(question), entry.name).toBe(false)
    for (const words of options) expect(text.includes(words), `${entry.name}: ${words}`).toBe(false)
  }
})
