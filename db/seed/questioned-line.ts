import { instantAt, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Span } from '#app/shared/instants.ts'
import { eveningLectureId } from './drawn-events.ts'
import { ledgerLine, type LedgerLine } from './ledger-line.ts'
import type { DemoPerson } from './people.ts'
import { staffAccountId } from './staff.ts'
import { storyDay } from './story-days.ts'

const FRAUD_UNITS = ['a4/1', 'a4/2'] as const

/**
 * The drawn statement, six lines: a lecture credited short because the sign-in clock was fast, two units, a talk, and
 * the correction after the question was asked on the 14th. 48 + 10 + 8 + 32 − 48 + 60 = 110.
 */
export function questionedLines(person: DemoPerson, today: CalendarDay): LedgerLine[] {
  const on = (drawnDay: number) => storyDay(today, drawnDay)
  const span = (drawnDay: number, from: string, to: string): Span => [
    instantAt(on(drawnDay), from).getTime(),
    instantAt(on(drawnDay), to).getTime(),
  ]
  const at = (drawnDay: number, time: string) => instantAt(on(drawnDay), time).getTime()
  const lecture = { personId: person.id, sourceKind: 'lecture', sourceId: eveningLectureId(today) } as const
  const bureau = { postedBy: staffAccountId('bureau'), postedAs: 'bureau' } as const
  const own = { postedBy: person.accountId, postedAs: 'supervised-person' } as const
  const askedOn = on(14)

  const short = ledgerLine({
    ...lecture,
    ...{ minutes: 48, during: [span(3, '19:12', '20:00')] },
    explanation: {
      code: 'late-arrival',
      topic: 'a5',
      startedAt: '19:00',
      endedAt: '20:00',
      arrivedAt: '19:12',
      cutMinutes: 12,
    },
    ...{ postedBy: staffAccountId('office-dongtang-2'), postedAs: 'office', postedAtMs: at(3, '20:05') },
  })
  const overNominal = ledgerLine({
    ...unit(person, today, 0),
    ...{ minutes: 10, during: [span(8, '21:05', '21:15')] },
    explanation: {
      ...{ code: 'over-nominal', unit: FRAUD_UNITS[0], startedAt: '21:05', endedAt: '21:31' },
      ...{ openedSeconds: 1_560, nominalMinutes: 10, cutSeconds: 960 },
    },
    ...{ ...own, postedAtMs: at(8, '21:31') },
  })
  const idle = ledgerLine({
    ...unit(person, today, 1),
    ...{ minutes: 8, during: [span(12, '20:40', '20:44'), span(12, '20:48', '20:52')] },
    explanation: {
      ...{ code: 'idle', unit: FRAUD_UNITS[1], startedAt: '20:40', endedAt: '20:52' },
      ...{ openedSeconds: 720, idleSeconds: 240 },
    },
    ...{ ...own, postedAtMs: at(12, '20:52') },
  })
  const talk = ledgerLine({
    ...{ personId: person.id, sourceKind: 'talk', sourceId: `talk:${monthOf(today)}:drawn-15` },
    ...{ minutes: 32, during: [span(15, '14:00', '14:32')] },
    explanation: { code: 'whole', startedAt: '14:00', endedAt: '14:32' },
    ...{ postedBy: staffAccountId('office-dongtang'), postedAs: 'office', postedAtMs: at(15, '14:40') },
  })
  // Early in a month the drawn days fall together; a correction still comes after what it corrects.
  const before = Math.max(...[short, overNominal, idle, talk].map(({ postedAtMs }) => postedAtMs))
  const correctedAtMs = Math.max(at(16, '09:30'), before + 600_000)
  const reversal = ledgerLine({
    ...{ ...lecture, ...bureau, minutes: -48, during: short.during, revision: -1, reversesId: short.id },
    explanation: { code: 'reversal', reason: 'clock-fast', askedOn, clockFastMinutes: 12 },
    postedAtMs: correctedAtMs,
  })
  const again = ledgerLine({
    ...{ ...lecture, ...bureau, minutes: 60, during: [span(3, '19:00', '20:00')], revision: 2 },
    explanation: {
      code: 'credited-again',
      topic: 'a5',
      startedAt: '19:00',
      endedAt: '20:00',
      reason: 'clock-fast',
      askedOn,
    },
    postedAtMs: correctedAtMs + 60_000,
  })
  return [short, overNominal, idle, talk, reversal, again]
}

function unit(person: DemoPerson, today: CalendarDay, index: 0 | 1) {
  return {
    ...{ personId: person.id, sourceKind: 'online_unit' as const },
    sourceId: `unit:${FRAUD_UNITS[index]}:${monthOf(today)}`,
  }
}
