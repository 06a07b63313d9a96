import { instantAt, monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import type { Span } from '#app/shared/instants.ts'
import { eveningLectureId } from './drawn-events.ts'
import { subjectOf } from './lecture-topics.ts'
import { ledgerLine, openedOf, type LedgerLine } from './ledger-line.ts'
import type { DemoPerson } from './demo-person.ts'
import type { DemoQuestion } from './demo-question.ts'
import { demoId } from './random.ts'
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
  const subject = subjectOf('a5')

  const short = ledgerLine({
    ...lecture,
    ...{ minutes: 48, during: [span(3, '19:12', '20:00')] },
    explanation: {
      ...{ subject, notes: [{ code: 'late-arrival', starts: '19:00', arrived: '19:12', cutMinutes: 12 }] },
    },
    ...{ postedBy: staffAccountId('office-dongtang-2'), postedAs: 'office', postedAtMs: at(3, '20:05') },
  })
  const overNominal = ledgerLine({
    ...unit(person, today, 0),
    ...{ minutes: 10, during: [span(8, '21:05', '21:15')] },
    explanation: {
      ...{ subject: subjectOf(FRAUD_UNITS[0]), opened: openedOf(span(8, '21:05', '21:31')) },
      notes: [{ code: 'over-nominal', nominalMinutes: 10, cutSeconds: 960 }],
    },
    ...{ ...own, postedAtMs: at(8, '21:31') },
  })
  const idle = ledgerLine({
    ...unit(person, today, 1),
    ...{ minutes: 8, during: [span(12, '20:40', '20:44'), span(12, '20:48', '20:52')] },
    explanation: {
      ...{ subject: subjectOf(FRAUD_UNITS[1]), opened: openedOf(span(12, '20:40', '20:52')) },
      notes: [{ code: 'idle', cutSeconds: 240 }],
    },
    ...{ ...own, postedAtMs: at(12, '20:52') },
  })
  const talk = ledgerLine({
    ...{ personId: person.id, sourceKind: 'talk', sourceId: `talk:${monthOf(today)}:drawn-15` },
    ...{ minutes: 32, during: [span(15, '14:00', '14:32')] },
    explanation: { notes: [] },
    ...{ postedBy: staffAccountId('office-dongtang'), postedAs: 'office', postedAtMs: at(15, '14:40') },
  })
  // Early in a month the drawn days fall together; a correction still comes after what it corrects.
  const before = Math.max(...[short, overNominal, idle, talk].map(({ postedAtMs }) => postedAtMs))
  const correctedAtMs = Math.max(at(16, '09:30'), before + 600_000)
  const reversal = ledgerLine({
    ...{ ...lecture, ...bureau, minutes: -48, during: short.during, revision: -1, reversesId: short.id },
    explanation: {
      subject,
      notes: [{ code: 'reversal', ofDay: short.countyDay, reason: 'clock-wrong', askedOn: on(14) }],
    },
    postedAtMs: correctedAtMs,
  })
  const again = ledgerLine({
    ...{ ...lecture, ...bureau, minutes: 60, during: [span(3, '19:00', '20:00')], revision: 2 },
    explanation: { subject, notes: [{ code: 'correction', ofDay: short.countyDay }] },
    postedAtMs: correctedAtMs + 60_000,
  })
  return [short, overNominal, idle, talk, reversal, again]
}

function unit(person: DemoPerson, today: CalendarDay, index: 0 | 1) {
  return {
    ...{ personId: person.id, sourceKind: 'online_unit' as const },
    sourceId: studyIdOf(today, index),
  }
}

/** A unit's entry has its study as its source. */
function studyIdOf(today: CalendarDay, index: 0 | 1): string {
  return demoId('unit study', `${FRAUD_UNITS[index]} ${monthOf(today)}`)
}

/** What he asked on the 14th, and the bureau's answer of the 16th: the two lines of the correction. */
export function drawnQuestion(person: DemoPerson, today: CalendarDay): DemoQuestion {
  const [short, , , , reversal, again] = questionedLines(person, today)
  // Early in a month the drawn days fall together; a question still comes after its line and before its answer.
  const askedAtMs = Math.max(instantAt(storyDay(today, 14), '12:30').getTime(), short!.postedAtMs + 60_000)
  return {
    id: demoId('question', `${person.id} ${monthOf(today)}`),
    ...{ personId: person.id, entryId: short!.id, words: '我 19:00 就到了，签到机快了 12 分钟。' },
    ...{ askedBy: person.accountId!, askedAtMs },
    answer: {
      ...{ verdict: 'recredited', reason: 'clock-wrong', words: '对过文化站的钟，签到机快了 12 分钟。' },
      ...{ answeredBy: staffAccountId('bureau'), answeredAs: 'bureau', answeredAtMs: again!.postedAtMs },
      ...{ reversalId: reversal!.id, creditId: again!.id },
    },
  }
}

export type FinishedStudy = {
  id: string
  personId: string
  unitId: string
  openedAt: string
  finishedAt: string
  minutes: number
  countedFrom: CalendarDay
}

/** The two studies behind the online lines, so that his study goes on with the third unit. */
export function questionedStudies(person: DemoPerson, today: CalendarDay): FinishedStudy[] {
  return questionedLines(person, today)
    .filter(({ sourceKind }) => sourceKind === 'online_unit')
    .map(({ sourceId, personId, countyDay, minutes, explanation }) => ({
      ...{ id: sourceId, personId, minutes, unitId: explanation.subject!.code, countedFrom: countyDay },
      ...{ openedAt: explanation.opened!.from, finishedAt: explanation.opened!.to },
    }))
}
