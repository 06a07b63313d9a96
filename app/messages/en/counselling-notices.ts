import type { NoticeCode } from '#app/domains/notices/notice.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('en')

export type CounsellingNotice = Extract<NoticeCode, `counselling-${string}`>
type Facts = { when: { day: CalendarDay; time: string } | null }
const at = ({ when }: Facts) => (when === null ? 'The arranged time' : `${format.day(when.day)} ${when.time}`)

/** What the inbox says of this room: that something happened, never what was talked about. May be read over a shoulder. */
export const counsellingNotices: Record<CounsellingNotice, (facts: Facts) => string> = {
  'counselling-waiting': () => 'Somebody waits for a counsellor.',
  'counselling-referred': () =>
    'The judicial office suggests that you talk with a counsellor. It is yours to decide.',
  'counselling-consent-recorded': () =>
    'The paper you signed has been entered. If something is wrong, tell the counsellor.',
  'counselling-consent-withdrawn': () => 'Somebody has withdrawn their consent. Their notes are shut.',
  'counselling-case-opened': () => 'A counsellor has taken it and will arrange a time with you.',
  'counselling-handed-over': () => 'Another counsellor has taken over.',
  'counselling-case-closed': () => 'This has come to its end. You can ask again at any time.',
  'counselling-appointment-made': (facts) => `Arranged: ${at(facts)}.`,
  'counselling-appointment-moved': (facts) => `Moved to ${at(facts)}.`,
  'counselling-appointment-cancelled': (facts) => `${at(facts)}: called off.`,
  'counselling-session-corrected': () =>
    'The time of one meeting was wrong. It has been put right, and your hours with it.',
  'counselling-note-read': () => 'The supervisor has opened a note of yours and said why.',
  'counselling-disclosed': () =>
    'Something was told outside, as the consent says it may be. It stands on your page.',
}
