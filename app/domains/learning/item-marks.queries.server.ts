import { sql, type SQL } from 'drizzle-orm'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import type { Tx } from '#db/client.server.ts'
import type { QuizKind } from '#content/lesson.ts'
import type { ItemOptions, ItemRow } from './item-statistics.policy.ts'
import type { AskedQuestion } from './quiz-draw.policy.ts'

/** Whose attempts: two groups without anybody in both, so that no two numbers of this page differ by one minor. */
export type ItemGroup = 'adults' | 'minors'

/**
 * Attempts of adults that were handed in, in the county the actor sees, numbered by chance (a uuid of version 7 would tell
 * the order of days). Records of the minors' regime stay out of it also where a grant has opened them.
 */
const finished = (actor: Actor, moduleCode: string | null): SQL => sql`
  select a.module_code, a.asked, a.keys, a.missed, a.right_count, a.submitted_at, a.pass_right, a.county_id, a.id,
    row_number() over (partition by a.person_id, a.module_code order by a.started_at, a.id)::int as tried,
    row_number() over (partition by a.module_code order by md5(a.id::text), a.id)::int as attempt
  from quiz_attempts a join supervised_persons p on p.county_id = a.county_id and p.id = a.person_id
  where a.county_id = ${actor.countyId}::uuid and a.submitted_at is not null and not p.minors_regime
    and (${moduleCode}::text is null or a.module_code = ${moduleCode}::text)`

/** By module code: the marks of adults, one row for each question of each attempt; of one module where it is given. */
export async function adultItemRows(
  tx: Tx,
  actor: Actor,
  moduleCode: string | null,
): Promise<Map<string, ItemRow[]>> {
  const rows = await tx.execute<{
    module_code: string
    attempt: number
    tried: number
    question: string
    version: string
    is_right: boolean
    total: number
  }>(sql`
    select f.module_code, f.attempt, f.tried, q.value ->> 'id' as question, q.value ->> 'version' as version,
      not (q.value ->> 'id' = any (f.missed)) as is_right, f.right_count as total
    from (${finished(actor, moduleCode)}) f cross join lateral jsonb_array_elements(f.asked) as q(value)
    order by f.module_code, f.attempt, question`)
  const byModule = new Map<string, ItemRow[]>()
  for (const row of rows) {
    const list = byModule.get(row.module_code) ?? []
    byModule.set(row.module_code, list)
    list.push({
      ...{ attempt: String(row.attempt), tried: row.tried, question: row.question, version: row.version },
      ...{ mark: row.is_right ? 1 : 0, total: row.total },
    })
  }
  return byModule
}

/**
 * The same of the minors' regime, through the door that answers the bureau alone: first tries, and only questions that at
 * least five of them were asked. Whoever else asks is answered nothing.
 */
export async function minorItemRows(tx: Tx, moduleCode: string): Promise<ItemRow[]> {
  const rows = await tx.execute<{
    attempt: number
    question_id: string
    question_version: string
    is_right: boolean
    total: number
  }>(sql`select * from door_minor_item_marks(${moduleCode}::text)`)
  return [...rows].map((row) => ({
    ...{ attempt: String(row.attempt), tried: 1, question: row.question_id, version: row.question_version },
    ...{ mark: row.is_right ? 1 : 0, total: row.total },
  }))
}

/** The wording of a question as it was pinned, and what is right of it. */
export type ItemWording = Pick<
  AskedQuestion,
  'id' | 'version' | 'kind' | 'question' | 'options' | 'after'
> & {
  right: readonly string[]
}

/** Each question of a module in each wording that adults were asked, as pinned in the newest of those attempts. */
export async function itemWordings(tx: Tx, actor: Actor, moduleCode: string): Promise<ItemWording[]> {
  const rows = await tx.execute<{ asked: AskedQuestion; right: string[] | null }>(sql`
    select distinct on (q.value ->> 'id', q.value ->> 'version') q.value as asked,
      (select k.value -> 'right' from jsonb_array_elements(f.keys) as k(value) where k.value ->> 'id' = q.value ->> 'id') as right
    from (${finished(actor, moduleCode)}) f cross join lateral jsonb_array_elements(f.asked) as q(value)
    order by q.value ->> 'id', q.value ->> 'version', f.submitted_at desc`)
  return [...rows].map(({ asked, right }) => ({
    ...{ id: asked.id, version: asked.version, kind: asked.kind, question: asked.question },
    ...{ options: asked.options, after: asked.after, right: right ?? [] },
  }))
}

export type WrongAnswer = {
  question: string
  version: string
  kind: QuizKind
  /** Empty: left without an answer. */
  chosen: readonly string[]
  times: number
}

/**
 * Of each question and wording the wrong answer that adults gave most often, an answer left out among them; of two given
 * as often, the first in the order of letters. `several` in whatever order they were ticked.
 */
export async function mostChosenWrong(
  tx: Tx,
  actor: Actor,
  moduleCode: string,
  tries: ItemOptions['tries'],
): Promise<WrongAnswer[]> {
  const rows = await tx.execute<WrongAnswer>(sql`
    select distinct on (question, version) question, version, kind, chosen, times
    from (
      select w.question, w.version, w.kind, w.chosen, count(*)::int as times
      from (
        select q.value ->> 'id' as question, q.value ->> 'version' as version, q.value ->> 'kind' as kind,
          case when q.value ->> 'kind' = 'several'
            then array(select unnest(coalesce(s.chosen, '{}')) order by 1) else coalesce(s.chosen, '{}') end as chosen
        from (${finished(actor, moduleCode)}) f cross join lateral jsonb_array_elements(f.asked) as q(value)
        left join quiz_answers s on s.county_id = f.county_id and s.attempt_id = f.id and s.question_id = q.value ->> 'id'
        where q.value ->> 'id' = any (f.missed) and (${tries}::text = 'all' or f.tried = 1)
      ) w
      group by w.question, w.version, w.kind, w.chosen
    ) counted
    order by question, version, times desc, chosen`)
  return [...rows]
}

/** Of each module how many attempts of adults were handed in, how many of them first tries, and how many of those passed. */
export async function attemptCounts(
  tx: Tx,
  actor: Actor,
): Promise<Map<string, { attempts: number; first: number; firstPassed: number }>> {
  const rows = await tx.execute<{
    module_code: string
    attempts: number
    first: number
    first_passed: number
  }>(sql`
    select f.module_code, count(*)::int as attempts, count(*) filter (where f.tried = 1)::int as first,
      count(*) filter (where f.tried = 1 and f.right_count >= f.pass_right)::int as first_passed
    from (${finished(actor, null)}) f group by f.module_code`)
  return new Map(
    [...rows].map((row) => [
      row.module_code,
      { attempts: row.attempts, first: row.first, firstPassed: row.first_passed },
    ]),
  )
}
