import type { AbsenceReason } from '#app/domains/attendance/absence.policy.ts'
import type { FeedbackFace } from '#app/domains/attendance/feedback.policy.ts'
import type { OutcomeCode } from '#app/domains/attendance/outcome.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

/** A person's own classes: to come, offered, over; and what was said about a class, for those who teach. */
export const myLectures = {
  fromStudy: '到场听的课',
  title: '听课',
  sentence: {
    next: (day: CalendarDay, time: string) => `${format.day(day)}${format.weekday(day)} ${time} 有一堂课`,
    today: (time: string) => `今天 ${time} 有一堂课`,
    offered: (count: number) => `有 ${format.number(count)} 堂课可以参加`,
    none: '现在没有可以参加的课',
  },
  noneMore: '有新的课，会写在这里，也会发消息。想来听课，可以问司法所。',
  coming: '您要去的',
  offered: '可以参加的',
  past: '上过的',
  when: (day: CalendarDay, times: string) => `${format.day(day)} ${format.weekday(day)} ${times}`,
  facts: { when: '时间', where: '地点', seat: '座位', about: '讲什么' },
  seatYours: '有您的座位',
  waiting: (place: number) => `座位满了，您排第 ${format.number(place)} 位。有人不来，就轮到您，会发消息。`,
  seatsLeft: (count: number) => `还有 ${format.number(count)} 个座位`,
  seatsFull: '座位满了，可以排队',
  unsettled: '时间正在改，定了会发消息。',
  cancelled: '这堂课取消了，不影响您的学时。',
  leftByYou: '您说过不去。想去还可以报名。',
  takenOut: '司法所把您的座位让出来了。有疑问就问司法所。',
  excused: '司法所已经给您请假。',
  way: (phone: string) => ({ before: '找不到地方？打 ', phone, after: '。' }),
  online: '手机上也有这一课',
  worth: {
    title: '能计多少学时',
    onTime: (minutes: Minutes) => `准时到 → 计 ${format.minutes(minutes)}`,
    late: (late: Minutes, minutes: Minutes) => `迟到 ${format.span(late)} → 计 ${format.minutes(minutes)}`,
    how: '从到的时候算到走的时候。早走也一样，少坐多少就少计多少。',
  },
  join: (minutes: Minutes) => `我要去 ${format.gain(minutes)}`,
  queue: '座位满了，我排队',
  leaveOffer: '这次不去',
  leaveQueue: '不排了',
  joinAgain: (minutes: Minutes) => `还是去 ${format.gain(minutes)}`,
  calendar: '加到手机日历',
  absence: {
    open: '来不了？',
    legend: '为什么来不了',
    hint: '选一个就行，不用写细节。座位会让给排队的人，司法所会看到。算不算请假由司法所定。',
    reasons: {
      ill: '身体不舒服',
      work: '要上班',
      family: '家里有事',
      travel: '路上来不了',
      other: '别的原因，我和司法所说',
    } satisfies Record<AbsenceReason, string> as Record<AbsenceReason, string>,
    go: '告诉司法所我来不了',
    missing: '请选一个原因。',
  },
  counted: {
    pending: '名单还没核对，核对以后这里写着计多少。',
    minutes: (minutes: Minutes) => `计 ${format.minutes(minutes)}`,
    none: '没有计学时',
    whole: '从头到尾都在。',
    late: (cut: Minutes, time: string | null) =>
      time === null
        ? `晚到 ${format.span(cut)}，这段不计。`
        : `${time} 到，晚了 ${format.span(cut)}，这段不计。`,
    early: (cut: Minutes, time: string) => `${time} 走，早了 ${format.span(cut)}，这段不计。`,
    outcomes: {
      attended: '来了',
      'left-early': '早走了',
      excused: '请了假',
      absent: '没有来',
      'could-not-take-place': '课没上成，不影响您',
    } satisfies Record<OutcomeCode, string> as Record<OutcomeCode, string>,
    off: '课没上成，不影响您的学时。',
    line: '看这一笔学时',
    wrong: '觉得不对，在学时里这一笔下面问一问。',
  },
  feedback: {
    open: '这堂课怎么样？',
    legend: '这堂课怎么样',
    faces: { good: '有收获', fair: '一般', poor: '帮助不大' } satisfies Record<
      FeedbackFace,
      string
    > as Record<FeedbackFace, string>,
    comment: '想说一句（可以不写）',
    commentHint: '不记名。不用写自己和别人的名字。有三个人说了，才给讲师看。',
    go: '不记名送出',
    thanks: '送出了，谢谢。没有人知道哪一条是您写的。',
    given: '您说过了，谢谢。',
    missing: '请选一个。',
    'too-long': '请写短一点，最多 300 个字。',
  },
  done: {
    joined: '报上名了，有您的座位。',
    waiting: '座位满了，您在排队。有人不来，就轮到您，会发消息。',
    left: '好的，这次不去。',
    absent: '已经告诉司法所。座位让出来了。',
  },
  refused: {
    title: '没有改成',
    unfinished: '还差一点',
    'not-offered': '这堂课没有给您留位置，请问司法所。',
    closed: '这堂课已经开始或者取消了，改不了了。有事请打给司法所。',
    gone: '开课那天您已经期满，不用来了。',
    elsewhere: '这个时间您已经报了另一堂课。先在那一堂点“来不了”，再报这一堂。',
    full: '座位满了，课也开始了。有事请打给司法所。',
    already: '这堂课您已经说过了。',
    'not-there': '上过的课，一个月以内可以说说怎么样。',
  },
  /** For the office, beside its list of names. */
  office: {
    absences: (count: number) => `${format.number(count)} 人说来不了`,
    absencesMore: '座位已经让出来。算不算请假，请在名单里定。',
    reasons: {
      ill: '身体不舒服',
      work: '要上班',
      family: '家里有事',
      travel: '路上来不了',
      other: '别的原因，会和所里说',
    } satisfies Record<AbsenceReason, string> as Record<AbsenceReason, string>,
  },
  /** For those who teach, and the bureau. */
  said: {
    title: '听课的人怎么说',
    lede: (fewest: number) => `不记名，有 ${format.number(fewest)} 个人说了才显示。评语按文字排，不分先后。`,
    none: (fewest: number) => `还没有满 ${format.number(fewest)} 个人说的课。`,
    caption: '每堂课：有收获、一般、帮助不大各几人，和评语',
    byTopic: '每个课题：有收获、一般、帮助不大各几人，和评语',
    columns: { class: '课', topic: '课题', comments: '评语' },
    topic: (code: string, title: string) => `${code.toUpperCase()} ${title}`,
    classes: (count: number) => `${format.number(count)} 堂`,
    comments: (count: number) => `${format.number(count)} 条评语`,
    noComments: '没有评语',
    together: '合计',
  },
}
