import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditForUnit } from '#app/domains/hours/credit.policy.ts'
import { lengthMs, splitByDay, unionOf, type Instants, type Span } from '#app/shared/instants.ts'
import { witnessedGap, type Contact } from './witness.policy.ts'

const CASES: [string, [gapSeconds: number, Contact, scripted: boolean], number | null][] = [
  ['a beat within the idle limit', [119, 'beat', true], 119],
  ['a beat at the limit', [120, 'beat', true], 120],
  ['a beat after the limit: none of it', [121, 'beat', true], null],
  ['the first beat after a page', [60, 'beat', false], 60],
  ['a return', [5, 'resume', true], null],
  ['a page turned without scripts', [100, 'page', false], 100],
  ['a page left open without scripts: its own time', [7200, 'page', false], 180],
  ['a page turned with scripts', [100, 'page', true], 100],
  ['a page turned with scripts, too late', [7200, 'page', true], null],
  ['nothing', [0, 'beat', true], null],
  ['a clock that went back', [-60, 'beat', true], null],
]
const SETTINGS = { viewNominalSeconds: 180, idleLimitSeconds: 120 }

test.each(CASES)('%s', (_, [gap, contact, scripted], seconds) => {
  const found = witnessedGap({
    ...SETTINGS,
    lastSeen: 1_000_000,
    seen: 1_000_000 + gap * 1000,
    contact,
    scripted,
  })
  expect(found && (found[1] - found[0]) / 1000).toBe(seconds)
})

/** What reaches the server, when and in which order it may: only the number decides whether it is new. */
type Sent = { at: number; contact: Contact; seq: number }

/** As the locked row does it: a number that is not higher changes nothing; a page has no number. */
function witnessedOf(opened: number, sent: readonly Sent[]): Instants {
  const spans: Span[] = []
  let [lastSeen, lastSeq, scripted] = [opened, 0, false]
  for (const { at, contact, seq } of sent) {
    if (contact !== 'page' && seq <= lastSeq) continue
    const seen = Math.max(at, lastSeen)
    const counted = witnessedGap({ ...SETTINGS, lastSeen, seen, contact, scripted })
    if (counted) spans.push(counted)
    lastSeen = seen
    scripted = contact !== 'page'
    if (contact !== 'page') lastSeq = seq
  }
  return unionOf(spans)
}

// From the afternoon to well beyond midnight in the county (16:00 UTC).
const OPENED = Date.parse('2026-07-22T15:40:00Z')
const contacts = fc
  .array(
    fc.record({
      gapMs: fc.oneof(fc.integer({ min: 0, max: 150_000 }), fc.integer({ min: 0, max: 2_000_000 })),
      contact: fc.constantFrom<Contact[]>('beat', 'beat', 'beat', 'page', 'resume'),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((steps) => {
    let at = OPENED
    return steps.map(({ gapMs, contact }, index): Sent => ({ at: (at += gapMs), contact, seq: index + 1 }))
  })

test('what is witnessed never exceeds the wall clock, and lies within it', () => {
  fc.assert(
    fc.property(contacts, (sent) => {
      const witnessed = witnessedOf(OPENED, sent)
      const end = sent.at(-1)!.at
      expect(lengthMs(witnessed)).toBeLessThanOrEqual(end - OPENED)
      for (const [from, to] of witnessed) {
        expect(from).toBeGreaterThanOrEqual(OPENED)
        expect(to).toBeLessThanOrEqual(end)
      }
    }),
  )
})

test('replays of what was sent before change nothing, wherever they arrive', () => {
  fc.assert(
    fc.property(contacts, fc.array(fc.nat(), { maxLength: 40 }), (sent, picks) => {
      const beats = sent.filter(({ contact }) => contact !== 'page')
      const withReplays = sent.flatMap((one, index) => {
        const old = beats.filter(({ seq }) => seq <= one.seq)
        const replay = old[(picks[index % (picks.length || 1)] ?? 0) % (old.length || 1)]
        return replay ? [one, { ...replay, at: one.at }] : [one]
      })
      expect(witnessedOf(OPENED, withReplays)).toEqual(witnessedOf(OPENED, sent))
    }),
  )
})

test('the order in which beats of one instant arrive says nothing about how much is witnessed', () => {
  fc.assert(
    fc.property(
      contacts,
      fc.integer({ min: 2, max: 10 }),
      fc.infiniteStream(fc.nat()),
      (sent, copies, chance) => {
        const numbered = sent.map((one, index) => ({ ...one, seq: (index + 1) * 100 }))
        const many = numbered.flatMap((one) => {
          if (one.contact !== 'beat') return [one]
          const tabs = Array.from({ length: copies }, (_, tab) => ({ ...one, seq: one.seq + tab }))
          const order = tabs.map((tab) => ({ tab, by: chance.next().value as number }))
          return order.sort((a, b) => a.by - b.by).map(({ tab }) => tab)
        })
        expect(witnessedOf(OPENED, many)).toEqual(witnessedOf(OPENED, numbered))
      },
    ),
  )
})

test('credit is at most the wall clock and the nominal time, and its days make up the whole', () => {
  fc.assert(
    fc.property(
      contacts,
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(1, 2),
      (sent, nominalMinutes, readingFactor) => {
        const witnessed = witnessedOf(OPENED, sent)
        const { credits, withoutCredit, totals } = creditForUnit({ witnessed, nominalMinutes, readingFactor })
        const wallMinutes = Math.floor((sent.at(-1)!.at - OPENED) / 60_000)
        expect(totals.minutes).toBeLessThanOrEqual(wallMinutes)
        expect(totals.minutes).toBeLessThanOrEqual(nominalMinutes * readingFactor)
        const days = splitByDay(witnessed)
        expect(days.reduce((sum, { instants }) => sum + lengthMs(instants), 0)).toBe(lengthMs(witnessed))
        expect(unionOf(days.flatMap(({ instants }) => instants))).toEqual(unionOf(witnessed))
        const all = [...credits, ...withoutCredit]
        const counted = all.reduce((sum, { during }) => sum + lengthMs(during), 0)
        expect(counted).toBe(Math.min(lengthMs(witnessed), nominalMinutes * readingFactor * 60_000))
        for (const { minutes, during } of all) expect(minutes).toBe(Math.floor(lengthMs(during) / 60_000))
      },
    ),
  )
})
