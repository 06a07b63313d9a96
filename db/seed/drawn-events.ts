import { monthOf, type CalendarDay } from '#app/shared/calendar-day.ts'
import { lectureSourceId } from './lecture-sessions.ts'
import { UNITS } from './lecture-topics.ts'
import { clock, type EventKind, type MonthEvent } from './month-event.ts'
import type { DemoPerson } from './demo-person.ts'
import { demoId } from './random.ts'
import { storyDay } from './story-days.ts'

/** Numbers of 东塘镇's three lectures of the drawn month; the ordinary plan's begin at 0001. */
const EVENING = 31
const SATURDAY = 32
const BRIEFING = 33
/** Evening places for units: every 12 minutes from 20:35, then from 06:00, so that no two meet. */
const EVENING_PLACES = 15
/** Early in a month the drawn days fall together, so nothing of one kind has the same time on two of them. */
const TALK_TIMES: Readonly<Record<number, string>> = { 9: '10:00', 15: '10:40', 16: '11:20' }
const COUNSELLING_TIMES: Readonly<Record<number, string>> = { 9: '12:45', 16: '13:40' }
const ONLINE_DAYS = [5, 7, 10, 12, 14, 17, 19, 20] as const

/** What somebody of 东塘镇 can have taken part in by the 21st of the drawn month; on other days the days are scaled. */
export class DrawnEvents {
  constructor(
    private readonly person: DemoPerson,
    private readonly today: CalendarDay,
  ) {}

  /** The 3rd, 19:00–20:00: the new public-security law. */
  evening(): MonthEvent {
    return this.at(3, '19:00', 'lecture', this.lectureId(EVENING), 60, 'a5')
  }

  /** Saturday the 11th, 14:30–16:00: family, violence, debt. */
  saturday(): MonthEvent {
    return this.at(11, '14:30', 'lecture', this.lectureId(SATURDAY), 90, 'a7')
  }

  /** The 18th, 09:30–10:00: key dates and leaving the county. */
  briefing(): MonthEvent {
    return this.at(18, '09:30', 'lecture', this.lectureId(BRIEFING), 30, 'b5')
  }

  talk(minutes: number, day = 15): MonthEvent {
    return this.at(day, TALK_TIMES[day] ?? '10:40', 'talk', `talk:${this.month}:drawn-${day}`, minutes)
  }

  counselling(day: number): MonthEvent {
    return this.at(
      day,
      COUNSELLING_TIMES[day] ?? '12:45',
      'counselling',
      // The session's own id: a correction of it finds its line.
      demoId('counselling session', `${this.person.id} ${this.month} ${day}`),
      50,
    )
  }

  selfStudy(minutes: number, piece: number): MonthEvent {
    const time = clock(15 * 60 + 30 + piece * 31)
    return this.at(13, time, 'self_study', `self-study:${this.month}:drawn-${piece}`, minutes)
  }

  online(minutes: readonly number[]): MonthEvent[] {
    const first = Number(this.person.registerNumber.slice(4))
    return minutes.map((length, index) => {
      const day = ONLINE_DAYS[Math.floor((index * ONLINE_DAYS.length) / minutes.length)]!
      const place =
        index < EVENING_PLACES ? 20 * 60 + 35 + index * 13 : 6 * 60 + (index - EVENING_PLACES) * 13
      const unit = UNITS[(first + index) % UNITS.length]!
      return this.at(day, clock(place), 'online_unit', `unit:${unit}:${this.month}`, length, unit)
    })
  }

  private get month() {
    return monthOf(this.today)
  }

  private lectureId(number: number): string {
    return drawnLectureId(this.today, number)
  }

  private at(
    drawnDay: number,
    time: string,
    kind: EventKind,
    sourceId: string,
    minutes: number,
    about?: string,
  ): MonthEvent {
    const day = storyDay(this.today, drawnDay)
    return { person: this.person, kind, sourceId, day, time, minutes, ...(about ? { about } : {}) }
  }
}

function drawnLectureId(today: CalendarDay, number: number): string {
  return lectureSourceId(monthOf(today), number)
}

export const eveningLectureId = (today: CalendarDay) => drawnLectureId(today, EVENING)
