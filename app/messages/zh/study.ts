import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

export const study = {
  title: '学习',
  sentence: {
    /** Minutes that study can still fill this month. */
    canFill: (minutes: Minutes) => `手机上学，这个月还可以补 ${format.minutes(minutes)}`,
    full: '这个月网上学习已经计满，接着看也可以',
    free: '想学哪一课都可以',
  },
  lede: '一课分几节，一节十分钟左右。答完小问题就记时间，答错不扣什么。',
  groups: { law: '法律', morals: '品德与就业', mind: '心理' },
  groupLecturers: { law: '公益律师讲师团', morals: '社区讲师团', mind: '心理讲师团' },
  moduleFacts: (units: number, minutes: Minutes) => `${units} 节，约 ${format.minutes(minutes)}`,
  states: {
    new: '还没开始',
    begun: (done: number, all: number) => `学完 ${done} 节，共 ${all} 节`,
    done: (day: CalendarDay) => `${format.day(day)}学完`,
  },
  module: {
    back: '全部课程',
    begin: '从第 1 节开始',
    carryOn: (unit: number) => `接着学第 ${unit} 节`,
    again: '再看一遍',
    units: '各节',
    unitMinutes: (nominal: Minutes) => `约 ${format.span(nominal)}`,
    unitCredited: (day: CalendarDay, minutes: Minutes) =>
      `${format.day(day)}已计 ${format.plainMinutes(minutes)}`,
    unitOpen: (passage: number, all: number) => `看到第 ${passage} 段，共 ${all} 段`,
    allDone: '这一课各节都学完了。',
    reviewed: (day: CalendarDay) => `课文 ${format.fullDay(day)}核对过`,
    reviewOverdue: (day: CalendarDay) =>
      `这一课应在 ${format.fullDay(day)}前重新核对，还没核对完。里面的数字可能有变，以司法所说的为准。`,
    empty: '这里还没有课。司法所排好以后就会出现。',
  },
  unit: {
    where: (unit: number, units: number) => `第 ${unit} 节，共 ${units} 节`,
    passage: (passage: number, passages: number) => `第 ${passage} 段，共 ${passages} 段`,
    steps: '这一节的进度',
    nextPassage: '答好了，下一段',
    finish: '答好了，记下这一节',
    question: (words: string) => `小问题：${words}`,
    questionHint: '答对就接着往下。答错了，回去再看一眼，不扣什么。',
    questionHintLast: '答对就记下这一节的时间。答错了，回去再看一眼，不扣什么。',
    missing: '先选一个答案',
    missTitle: '再看一眼',
    miss: '这个答案不对。答案就在这一段里，看完再选，不扣什么，时间照样计。',
    backToPassage: '回到这一段',
    previous: '上一段',
    following: '看下一段',
    toModule: '回到这一课',
    version: (version: string) => `课文第 ${version} 版`,
  },
  witness: {
    label: '本次计时',
    counted: (minutes: Minutes) => ({ before: '本次已计 ', figure: String(minutes), after: ' 分钟' }),
    most: (minutes: Minutes) => `最多 ${minutes} 分，怎么算`,
    meter: '本节已计时间',
    how: (idleMinutes: Minutes, counted: Minutes) =>
      `服务器按您打开和翻页的时间计，停下超过 ${format.span(idleMinutes)}的那段不算。答对小问题，${
        counted > 0 ? '这些时间' : '时间'
      }就记到您的学时里；答错也不扣。`,
    howWithoutScript: '这台手机按翻页的时间计，每一段最多计到这一段该用的时间。',
    full: '这一节的时间已经计满，慢慢看，不急。',
    /** Said by the small script when the strip's numbers cannot be trusted for the moment. */
    offline: '网断了。先看着，连上以后接着计。',
    elsewhere: '另一台设备上正在计时，这里先不计。',
    notCounting: '这次不计时间，课照样可以看。',
  },
  notCounted: {
    repeat: (day: CalendarDay, again: CalendarDay) =>
      `这一节 ${format.day(day)}计过了，${format.fullDay(again)}以后再学才会再计。现在可以随便看。`,
    elsewhere: '另一台设备上正在学。同一时间只在一台上计。',
    takeOver: '改在这台上计',
    tookOver: '好了，从现在起在这台上计。',
    ended: '您的学习已经结束，课照样可以看，不再计学时。',
    notStarted: (from: CalendarDay) => `${format.day(from)}才开始计学时，课可以先看。`,
    paused: '您现在登记的是暂停，课可以看，先不计学时。',
    capped: (cap: Minutes) =>
      `网上学习这个月已经计满 ${format.minutes(cap)}。再学会记在账上，但不算进这个月。`,
    tooOld: '这一页放了太久。从这一段重新开始就行，前面答对的都在。',
  },
  finished: {
    title: '这一节学完了',
    credited: (minutes: Minutes) => `计入 ${format.minutes(minutes)}`,
    none: '这次没有计入时间',
    onDay: (day: CalendarDay) => `记在 ${format.day(day)}`,
    running: (counted: Minutes) => `本月已计 ${format.minutes(counted)}`,
    why: '怎么算的',
    opened: (minutes: Minutes) => `打开了 ${format.span(minutes)}`,
    exact: '服务器看到的时间都计了。',
    next: '学下一节',
    nextTitle: (unit: number, title: string) => `第 ${unit} 节：${title}`,
    moduleDone: (title: string) => `“${title}”各节都学完了。`,
    toToday: '回到今天',
    seeHours: '看这一笔',
    wrong: '觉得不对？在学时里找到这一笔，点开问一问。',
  },
}
