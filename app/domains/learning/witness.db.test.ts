import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { now, travelTo } from '#app/clock.server.ts'
import { lengthMs, unionOf, type Instants, type Span } from '#app/shared/instants.ts'
import { database } from '#tests/support/this-database.ts'
import { addCounty, addPerson, after, device, lesson, type County } from '#tests/support/study-setup.ts'
import { receiveBeat } from './beat.server.ts'
import { openPassage } from './study.server.ts'
import { witnessedGap } from './witness.policy.ts'

const UNIT = 'a1/1'
let county: County

beforeAll(async () => {
  county = await addCounty(database.ownerSql)
})

describe('the rule in the database is the rule in words', () => {
  test('for gaps of every kind', async () => {
    const start = Date.parse('2026-07-22T00:00:00Z')
    const gaps = fc.sample(
      fc.record({
        lastSeen: fc.integer({ min: 0, max: 1_000_000 }).map((ms) => start + ms),
        // Backwards, nothing, around both limits, and far beyond them.
        gapMs: fc.oneof(
          fc.integer({ min: -5_000, max: 5_000 }),
          fc.integer({ min: 119_990, max: 120_010 }),
          fc.integer({ min: 179_990, max: 180_010 }),
          fc.integer({ min: 0, max: 400_000 }),
          fc.integer({ min: 0, max: 1_000_000_000 }),
        ),
        contact: fc.constantFrom('page' as const, 'beat' as const, 'resume' as const),
        scripted: fc.boolean(),
        viewNominalSeconds: fc.constantFrom(60, 120, 180, 240),
        idleLimitSeconds: fc.constantFrom(60, 120, 180),
      }),
      { numRuns: 3000, seed: 20260722 },
    )
    const rows = await database.root<{ until: string }[]>`
      select (extract(epoch from counted_until(
          'epoch'::timestamptz + last_seen * interval '1 ms', 'epoch'::timestamptz + (last_seen + gap) * interval '1 ms',
          contact, scripted, nominal, idle
        )) * 1000)::bigint::text as until
      from rows from (jsonb_to_recordset(${JSON.stringify(gaps)}::text::jsonb) as (
        "lastSeen" bigint, "gapMs" bigint, contact text, scripted boolean, "viewNominalSeconds" int, "idleLimitSeconds" int
      )) with ordinality as t (last_seen, gap, contact, scripted, nominal, idle, place) order by place`
    const differing = gaps.flatMap((gap, index) => {
      const ruled = witnessedGap({ ...gap, seen: gap.lastSeen + gap.gapMs })
      const until = Number(rows[index]!.until)
      return until === (ruled?.[1] ?? gap.lastSeen) ? [] : [{ gap, until, ruled }]
    })
    expect(differing).toEqual([])
    expect(new Set(gaps.map((gap) => gap.contact)).size).toBe(3)
  })
})

/** What a client may do, in whatever order. */
type Step =
  | { do: 'page'; gap: number; passage: number }
  | { do: 'beat' | 'resume'; gap: number; seq: 'next' | 'same' | 'earlier' | 'skip' }
const gap = fc.oneof(
  fc.integer({ min: 0, max: 45 }),
  fc.constantFrom(110, 130, 170, 190),
  fc.integer({ min: 0, max: 4_000 }),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('page' as const), gap, passage: fc.constantFrom(1) }),
  fc.record({
    do: fc.constantFrom('beat' as const, 'beat' as const, 'resume' as const),
    gap,
    seq: fc.constantFrom(
      'next' as const,
      'next' as const,
      'next' as const,
      'same' as const,
      'earlier' as const,
      'skip' as const,
    ),
  }),
)

type Row = { last_seen: string; last_seq: number; witnessed: string[]; seconds: number }
async function rowOf(personId: string) {
  const [row] = await database.root<Row[]>`
    select (extract(epoch from last_seen_at) * 1000)::bigint::text as last_seen, last_seq, seconds_of(witnessed)::float8 as seconds,
      array(select (extract(epoch from lower(span)) * 1000)::bigint || '-' || (extract(epoch from upper(span)) * 1000)::bigint
        from unnest(witnessed) as span order by 1) as witnessed
    from study_sessions where person_id = ${personId}`
  return { ...row!, lastSeen: Number(row!.last_seen) }
}

test('whatever a client sends, in whatever order, what was witnessed is what the rule says of the accepted contacts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      travelTo(new Date('2026-07-22T08:00:00+08:00'))
      const began = now().getTime()
      const { personId, accountId } = await addPerson(database.ownerSql, county)
      const { actor } = await device(accountId)
      const opened = await openPassage(actor, lesson(UNIT, 1))
      if (opened.kind !== 'counting') throw new Error(opened.kind)
      const { id, nonce } = opened.session
      const spans: Span[] = []
      let before = await rowOf(personId)
      let scripted = false
      for (const taken of steps) {
        after(taken.gap)
        let accepted = true
        if (taken.do === 'page') await openPassage(actor, lesson(UNIT, taken.passage))
        else {
          const seq = before.last_seq + { next: 1, same: 0, earlier: -1, skip: 7 }[taken.seq]
          accepted = seq > before.last_seq
          const answer = await receiveBeat(actor, { id, nonce, seq, resumed: taken.do === 'resume' })
          expect(answer).toHaveProperty('minutes')
        }
        const now = await rowOf(personId)
        if (!accepted) {
          expect(now).toEqual(before)
          continue
        }
        const counted = witnessedGap({
          ...{ lastSeen: before.lastSeen, seen: now.lastSeen, contact: taken.do, scripted },
          ...{ viewNominalSeconds: 180, idleLimitSeconds: 120 },
        })
        if (counted) spans.push(counted)
        scripted = taken.do !== 'page'
        before = now
      }
      const ruled: Instants = unionOf(spans)
      expect(before.witnessed).toEqual(ruled.map(([from, to]) => `${from}-${to}`))
      expect(lengthMs(ruled)).toBeLessThanOrEqual(now().getTime() - began)
      expect(before.seconds * 1000).toBeCloseTo(lengthMs(ruled), 3)
    }),
    { numRuns: 40, seed: 20260722 },
  )
})

test('the row itself refuses time outside the session', async () => {
  travelTo(new Date('2026-07-22T08:00:00+08:00'))
  const { personId, accountId } = await addPerson(database.ownerSql, county)
  await openPassage((await device(accountId)).actor, lesson(UNIT, 1))
  for (const witnessed of [
    '{[2026-07-22 07:00+08,2026-07-22 08:00+08)}',
    '{[2026-07-22 08:00+08,2026-07-22 18:00+08)}',
    '{[2026-07-22 08:00+08,)}',
  ]) {
    await expect(
      database.ownerSql`update study_sessions set witnessed = ${witnessed} where person_id = ${personId}`,
    ).rejects.toMatchObject({ constraint_name: 'study_sessions_within_wall_clock' })
  }
})
