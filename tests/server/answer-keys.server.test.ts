import fs from 'node:fs'
import path from 'node:path'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { compileContent, type CompiledContent } from '#content/compile-content.ts'
import { answerId } from '#content/lesson.ts'
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
      const wrong = check.options.find(({ key }) => key !== right)!.key
      positions.add(check.options.findIndex(({ key }) => key === right))
      const open = await ask(url, { path: here, headers: { cookie } })
      const missed = await post(url, here, { answer: wrong }, { cookie })
      const data = await ask(url, { path: `${here}.data`, headers: { cookie } })
      expect([open.status, missed.status, data.status]).toEqual([200, 200, 200])
      for (const { text } of [open, missed, data]) expectNoKeys(text, here)
      expectAlike(open.text, check.options.length)
      expect((await post(url, here, { answer: right }, { cookie })).status).toBe(303)
      seen.push(id)
    }
  }
  expect(seen.sort()).toEqual(Object.keys(content.answers).sort())
  // The place among the options says nothing either.
  expect(positions.size).toBeGreaterThan(1)
})

test('an answer sent twice at the same time is taken once', async () => {
  const cookie = await beginner(false)
  const { id, passages } = content.modules[0]!.units[0]!
  const here = `/my/study/${id}/1`
  await ask(url, { path: here, headers: { cookie } })
  const answer = content.answers[answerId(id, 1)]!
  const answered = await Promise.all([1, 2, 3].map(() => post(url, here, { answer }, { cookie })))
  const next = passages.length > 1 ? `/my/study/${id}/2` : `/my/study/${id}`
  expect(answered.map(({ status, headers }) => [status, headers.location])).toEqual(
    Array.from({ length: 3 }, () => [303, next]),
  )
  const [kept] = await sql`
    select count(*)::int as n from check_answers c join unit_studies u on u.id = c.unit_study_id
    join supervised_persons p on p.id = u.person_id join login_sessions l on l.account_id = p.account_id
    where l.id = ${hashOf(cookie.slice('qc_session='.length))} and u.unit_id = ${id} and c.passage = 1`
  expect(kept!.n).toBe(1)
})

/** Every option looks like every other. */
function expectAlike(page: string, options: number): void {
  const radios = [...page.matchAll(/<input\b[^>]*type="radio"[^>]*>/g)].map(([tag]) => tag)
  expect(radios).toHaveLength(options)
  expect(new Set(radios.map((tag) => tag.replaceAll(/ (id|value)="[^"]*"/g, ''))).size).toBe(1)
}

test('no file for browsers holds an answer, nor a source map', () => {
  const root = path.resolve('build/client')
  const files = fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(10)
  const questions = content.modules.flatMap(({ units }) =>
    units.flatMap(({ passages }) => passages.map(({ check }) => check.question)),
  )
  for (const entry of files) {
    if (/\.(br|gz)$/.test(entry.name)) continue // what is packed stands beside it unpacked
    const text = fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8')
    expect(entry.name).not.toMatch(/\.map$/)
    for (const id of Object.keys(content.answers))
      expect(text.includes(id), `${entry.name} names ${id}`).toBe(false)
    expect(text.includes(JSON.stringify(content.answers)), entry.name).toBe(false)
    expect(text, entry.name).not.toMatch(/virtual:lesson|sourceMappingURL/)
    for (const question of questions) expect(text.includes(question), entry.name).toBe(false)
  }
})
