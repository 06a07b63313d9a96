import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

export const my = {
  title: '今天',
  /** `lead` stands above the big figure; `more` is the line below it. */
  short: {
    lead: '本月还差',
    byStudy: (minutes: Minutes) => `在手机上学 ${format.minutes(minutes)}就够了。哪天学都行。`,
    byStudyAndClass: (study: Minutes, rest: Minutes) =>
      `手机上还能学 ${format.minutes(study)}，剩下的 ${format.minutes(rest)}来听课或谈话，时间问司法所。`,
    byClassOnly: (capMinutes: Minutes) =>
      `网上学习这个月已经计满 ${format.minutes(capMinutes)}，剩下的来听课或谈话，时间问司法所。`,
    noStudyLeft: '手机上的课都学完了，剩下的来听课或谈话，时间问司法所。',
  },
  met: {
    sentence: '这个月的学时够了',
    more: (counted: Minutes, required: Minutes) =>
      `要 ${format.minutes(required)}，已计 ${format.minutes(counted)}。想接着学，随时可以。`,
  },
  noTarget: {
    sentence: '您这里不要求每月学多少',
    more: (counted: Minutes) =>
      counted > 0
        ? `这个月已计 ${format.minutes(counted)}，都记在账上。想学什么，随时可以。`
        : '想学什么，随时可以，学了的都记在账上。',
  },
  paused: {
    sentence: '这段时间先不用学',
    more: (until: CalendarDay | null) =>
      until
        ? `已经登记，到 ${format.day(until)}。回来以后按剩下的天数算。`
        : '已经登记。回来以后按剩下的天数算。',
  },
  nothingRequired: {
    sentence: '这个月不要求学时',
    more: '这个月您的天数少，从下个月开始算。想先学也可以，学了的都记在账上。',
  },
  exempt: {
    sentence: '这个月免除学时',
    more: (reason: string) => `原因：${reason}。有疑问就问司法所。`,
  },
  notStarted: {
    sentence: '还没到开始的日子',
    more: (from: CalendarDay) => `从 ${format.day(from)}起计学时。课可以先看看。`,
  },
  ended: {
    sentence: '您的学习已经结束',
    more: '这里的课还可以看，只是不再计学时。以前的每一笔都留着。',
  },
  ring: {
    counted: '已计',
    ofRequired: (required: Minutes) => `本月要 ${format.minutes(required)}`,
    alternative: (counted: Minutes, required: Minutes) =>
      `本月要 ${format.minutes(required)}，已计 ${format.minutes(counted)}`,
    /** What stands in the middle: a caption, up to two big lines, a caption. */
    middle: (counted: Minutes, _required: Minutes) => ({
      above: '已计',
      big: format.bigMinutes(counted).map((part) => `${part.figure} ${part.unit}`),
      below: '',
    }),
    study: '手机上学',
    class: '听课或谈话',
    adds: (minutes: Minutes) => `可补 ${format.minutes(minutes)}`,
  },
  next: {
    title: '这样就能补上',
    titleFree: '可以接着学',
    fromUnit: (title: string, unit: number) => `${title}，第 ${unit} 节起`,
    unitsLeft: (count: number, minutes: Minutes) =>
      `还有 ${count} 节，每节约 ${format.span(minutes)}，哪天学都行。`,
    begin: '开始学',
    carryOn: '接着学',
    all: '看全部课程',
    class: '来听一堂课',
    classAt: (day: CalendarDay, time: string, room: string) =>
      `${format.day(day)}${format.weekday(day)} ${time}，${room}。`,
    classSee: '看这堂课',
    classJoin: '看这堂课，要不要去',
    classHow: (phone: string) => ({
      before: '司法所有集中学习和讲座，打 ',
      phone,
      after: ' 问时间。',
    }),
  },
  already: {
    title: '这个月已经做的',
    none: '这个月还没有记录。',
    all: '看每一笔',
  },
  help: {
    title: '找人帮忙',
    sentence: '打个电话，有人帮您',
    office: '司法所',
    officeHow: '学不会、看不清、时间对不上，都可以问。也可以请工作人员代写。',
    call: (phone: string) => `打 ${phone}`,
    hoursLine: '工作日 8:30–17:30',
    wrongHours: '觉得学时不对',
    wrongHoursHow: '每一笔都写着怎么算的。觉得哪一笔不对，就在那一笔下面问一问，也可以请工作人员代写。',
    seeHours: '看我的学时',
    procuratorate: '对答复不满意',
    procuratorateHow: (name: string) => `可以向${name}反映。反映问题不影响您的学时。`,
    urgent: '现在就很难受，或者有危险',
    urgentHow: (numbers: readonly string[]) => `先打 ${numbers.join(' 或 ')}，再告诉身边的人。`,
    account: '密码和设备',
    noPhone: '号码还没有登记，请到司法所窗口问。',
  },
}
