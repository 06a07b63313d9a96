import type { NoticeCode } from '#app/domains/notices/notice.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

export type CounsellingNotice = Extract<NoticeCode, `counselling-${string}`>
type Facts = { when: { day: CalendarDay; time: string } | null }
const at = ({ when }: Facts) => (when === null ? '约好的时间' : `${format.day(when.day)} ${when.time}`)

/** What the inbox says of this room: that something happened, never what was talked about. May be read over a shoulder. */
export const counsellingNotices: Record<CounsellingNotice, (facts: Facts) => string> = {
  'counselling-waiting': () => '有人在等一位老师。',
  'counselling-referred': () => '所里想请一位老师跟您谈谈。谈不谈，您自己定。',
  'counselling-consent-recorded': () => '您签的那张纸登记好了。有不对的，跟老师说。',
  'counselling-consent-withdrawn': () => '有一位撤回了同意，记录已经停下。',
  'counselling-case-opened': () => '有老师接下了，会跟您约时间。',
  'counselling-handed-over': () => '换了一位老师。',
  'counselling-case-closed': () => '这一段谈完了。以后想谈，随时再说。',
  'counselling-appointment-made': (facts) => `约好了：${at(facts)}。`,
  'counselling-appointment-moved': (facts) => `改到了 ${at(facts)}。`,
  'counselling-appointment-cancelled': (facts) => `${at(facts)}，不约了。`,
  'counselling-session-corrected': () => '有一次的时间记错了，已经改过来，学时跟着改了。',
  'counselling-note-read': () => '督导打开了您的一份记录，写明了为什么。',
  'counselling-disclosed': () => '有一件事，老师照同意书上写的说了出去，记在您的页面上。',
}
