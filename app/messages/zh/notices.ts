import type { AbsenceReason } from '#app/domains/attendance/absence.policy.ts'
import type { OrderReason } from '#app/domains/lectures/order.policy.ts'
import type { NoticeCode } from '#app/domains/notices/notice.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { formatsFor } from '../formats.ts'
import { counsellingNotices } from './counselling-notices.ts'

const format = formatsFor('zh')

/** What a message says beside its code. Null: it was not told. */
export type NoticeFacts = {
  /** The topic of a class, as its reader may see it named. */
  topic: string | null
  when: { day: CalendarDay; time: string } | null
  reason: OrderReason | null
  /** Why somebody cannot come. */
  absence: AbsenceReason | null
}

const reasons: Record<OrderReason, string> = {
  'not-needed': '暂时不需要了',
  'too-few-people': '人数太少',
  'room-lost': '场地用不了',
  'other-topic': '想换一个课题',
  'time-does-not-fit': '时间不合适',
  'not-qualified': '这个课题讲不了',
  'too-far': '路太远',
  ill: '身体不舒服',
  'other-duty': '另有工作',
  weather: '天气原因',
  mistake: '点错了',
}

const absences: Record<AbsenceReason, string> = {
  ill: '身体不舒服',
  work: '要上班',
  family: '家里有事',
  travel: '路上来不了',
  other: '别的原因，会和所里说',
}

/** “8 月 1 日 19:00 的《怎么不上当》”: the class, with its time where it has one. */
const classOf = ({ topic, when }: NoticeFacts) =>
  `${when === null ? '' : `${format.day(when.day)} ${when.time} 的`}${topic === null ? '一堂课' : `《${topic}》`}`
const because = ({ reason }: NoticeFacts) => (reason === null ? '' : `原因：${reasons[reason]}。`)

/** The inbox. Neutral words: it may be read over a shoulder. */
export const notices = {
  title: '消息',
  sentence: (unread: number) => (unread > 0 ? `有 ${format.number(unread)} 条消息没看过` : '消息都看过了'),
  lede: '课程和时间有变动，会写在这里。',
  none: '还没有消息',
  noneMore: '课程和时间有变动，会写在这里。',
  unread: '没看过的',
  read: '看过的',
  open: '去看看',
  markOne: '看过了',
  /** For whoever hears the button without seeing what stands above it. */
  markOneOf: (words: string) => `看过了：${words}`,
  markAll: '都看过了',
  latest: (count: number) => `这里是最近的 ${format.number(count)} 条。`,
  rail: '消息',
  railUnread: (count: number) => `${format.number(count)} 条没看过`,
  /** On the envelope at the top of a page. */
  envelope: (unread: number) => (unread > 0 ? `消息，${format.number(unread)} 条没看过` : '消息'),
  at: (day: CalendarDay, time: string) => `${format.day(day)} ${time}`,
  codes: {
    'order-requested': (facts) => `${classOf(facts)}在等讲师。`,
    'order-held': (facts) => `${classOf(facts)}，想请您来讲。时间先留着，等您答复。`,
    'order-taken': (facts) => `${classOf(facts)}有讲师接下了，等所里确认。`,
    'order-accepted': (facts) => `${classOf(facts)}，讲师答应了，等所里确认。`,
    'order-declined': (facts) => `${classOf(facts)}，讲师来不了。${because(facts)}`,
    'order-other-time': (facts) => `讲师提了别的时间：${classOf(facts)}，等所里答复。${because(facts)}`,
    'order-agreed': (facts) => `提的时间说定了：${classOf(facts)}。`,
    'order-time-refused': (facts) => `${classOf(facts)}，提的时间没有说定，还在等讲师。${because(facts)}`,
    'order-confirmed': (facts) => `${classOf(facts)}定了。`,
    'order-taught': (facts) => `${classOf(facts)}已经上完。`,
    'order-withdrawn': (facts) => `${classOf(facts)}不约了。${because(facts)}`,
    'order-cancelled-by-office': (facts) => `${classOf(facts)}取消了。${because(facts)}`,
    'order-cancelled-by-lecturer': (facts) => `${classOf(facts)}取消了，讲师来不了。${because(facts)}`,
    'order-moved': (facts) => `改了时间：${classOf(facts)}，等讲师答复。${because(facts)}`,
    'order-handed-over': (facts) => `${classOf(facts)}要换讲师，等新讲师答复。${because(facts)}`,
    'order-expired': (facts) => `${classOf(facts)}过了时间没有答复，留的时间放开了。`,
    'order-resized': (facts) => `${classOf(facts)}，人数改了。`,
    'order-joined': (facts) => `${classOf(facts)}多了一个所一起上。`,
    'order-left': (facts) => `${classOf(facts)}有一个所不一起上了。`,
    'occasion-offered': (facts) => `${classOf(facts)}，您可以参加。`,
    'occasion-promoted': (facts) => `${classOf(facts)}有座位了，给您留着。`,
    'occasion-taken-out': (facts) => `${classOf(facts)}，您的座位让出来了。有疑问就问一问。`,
    'occasion-unsettled': (facts) => `${classOf(facts)}时间要改，定了再告诉您。`,
    'occasion-moved': (facts) => `${classOf(facts)}定了，就是这个时间。`,
    'occasion-cancelled': (facts) => `${classOf(facts)}取消了，不影响您。`,
    'occasion-line-added': (facts) => `${classOf(facts)}，您来过，现在补记上了。学时看对账单。`,
    'occasion-line-struck': (facts) => `${classOf(facts)}，名单上误记了您，已经划掉。有疑问就问一问。`,
    'occasion-line-corrected': (facts) => `${classOf(facts)}，到课的记录更正了。学时看对账单。`,
    ...counsellingNotices,
    'absence-said': (facts) =>
      `${classOf(facts)}有一位来不了${facts.absence === null ? '' : `：${absences[facts.absence]}`}。`,
  } satisfies Record<NoticeCode, (facts: NoticeFacts) => string> as Record<
    NoticeCode,
    (facts: NoticeFacts) => string
  >,
}
