import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

/** Counselling as a judicial office sees it: an outline, and its own referrals. */
export const referral = {
  title: '心理辅导',
  open: '心理辅导',
  of: (name: string) => `${name}：心理辅导`,
  lede: '谈了什么，这里看不到。看得到的，就是下面这些。',
  toFile: '回到档案',
  outline: '司法所看到的，就是这些',
  columns: { day: '日期', kind: '方式', minutes: '分钟', line: '一句话' },
  none: '没有谈过的记录。',
  made: '转介过的',
  madeNone: '没有转介过。',
  madeLine: (day: CalendarDay, reason: string) => `${format.fullDay(day)}，原因：${reason}。`,
  refer: '转介给心理老师',
  referMore: '本人会收到消息：谈不谈，由本人自己定。转介以后怎么样，这里看不到，也请不要追问本人。',
  danger: (phones: readonly string[]) => `眼前就有危险的，先打 ${phones.join(' 或 ')}，不要等转介。`,
  reason: '原因',
  choose: '选一个原因',
  wish: '想找哪位老师',
  wishHint: '本人说过的才选，没说过就不选。',
  go: '转介，通知心理老师和本人',
  again: (day: CalendarDay) => `三十天里转介一次就够了，${format.day(day)}以后可以再转介。`,
  gone: '已经不在册，不能再转介。',
  done: '转介了，心理老师和本人都收到了消息。',
  problem: '没有转介',
  problems: {
    'reason-missing': '请选一个原因。',
    'referred-lately': '三十天里已经转介过一次，不用再转介。',
    'already-waiting': '已经有一次转介，不用再转介。',
    'not-found': '已经不在册，不能再转介。',
  },
}
