import type {
  AssignmentState,
  AssignRefusal,
  WithdrawalReason,
} from '#app/domains/learning/assignment.policy.ts'
import type { NoModuleReason } from '#app/domains/guidance/recommend.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { formatsFor } from '../formats.ts'
import { recommended } from './recommended.ts'

const format = formatsFor('zh')

/** 课单: an office asks somebody to study a module by a day. */
export const assign = {
  due: '哪天前学完',
  dueHint: '发出去的课单都写这一天，可以改。',
  one: (code: string) => `发网上课单 ${code}`,
  upTo: (minutes: Minutes) => `最多 +${format.plainMinutes(minutes)}`,
  /** For a screen reader: the same button stands in every row. */
  toWhom: (name: string) => `，发给${name}`,
  everyone: (count: number) => `给 ${count} 人一起发网上课单`,
  nobody: '现在没有可以一起发的：有的已经发过，有的没有手机，有的网上已经计满。',
  given: (code: string, due: CalendarDay) => `已发 ${code}，${format.day(due)}前`,
  unitsLeft: (count: number) => `还有 ${count} 节`,
  states: {
    open: '进行中',
    'due-soon': '快到日子',
    overdue: '过了日子',
    done: '已学完',
  } satisfies Record<AssignmentState, string>,
  take: '收回',
  takeBack: '收回这张课单',
  takeWhy: '为什么收回',
  takeReasons: {
    'not-needed': '不用了',
    'cannot-now': '眼下学不了',
    mistake: '发错了',
  } satisfies Record<WithdrawalReason, string>,
  reasons: recommended.reasons,
  none: {
    'no-phone': '没有手机，发课单学不了。可以约来所里集中学习，或者当面谈话',
    'online-full': '网上已经计满，再学不加。要来听课或谈话',
    'nothing-left': '网上的课都学过了。要来听课或谈话',
  } satisfies Record<NoModuleReason, string>,
  did: {
    one: (code: string) => `课单 ${code} 发出去了。学员打开“今天”就能看到。`,
    everyone: (count: number, skipped: number) =>
      skipped > 0
        ? `给 ${count} 人发了课单，另有 ${skipped} 人手上已有没学完的，没有再发。`
        : `给 ${count} 人发了课单。`,
    withdrawn: (code: string) => `课单 ${code} 收回了。已经学的照样算。`,
  },
  problem: '课单没有发出去',
  problems: {
    'left-register': '这个人已经不在册，不能再发课单。',
    'not-taught': '这一课没有适合这个人的内容。请换一课。',
    'nothing-left': '这一课已经学完，再学不计。请换一课。',
    'already-assigned': '这一课已经发过，还没学完。要改日子，先收回再发。',
    'due-past': '日子已经过了。请选今天或以后的一天。',
    'due-too-far': '日子太远了。请选三个月以内的一天。',
    'not-found': '找不到这个人或这张课单，可能刚刚有变化。请看下面现在的名单。',
    nobody: '现在没有可以一起发的人。请看每一行写着的原因。',
    'due-missing': '请写哪天前学完。',
    'due-no-day': '请选一个日子，比如 2026-07-28。',
    'module-missing': '请选一课。',
    'person-missing': '没有认出发给谁。请再按一次那一行的按钮。',
    'assignment-missing': '没有认出是哪张课单。请再按一次那一行的按钮。',
    'reason-missing': '请选一个收回的原因。',
  } satisfies Record<AssignRefusal, string> & Record<string, string>,
  title: '课单',
  noneYet: '现在没有发给他的课单。',
  module: '哪一课',
  moduleOption: (code: string, title: string, minutes: Minutes) =>
    `${code} ${title}（还能学 ${format.plainMinutes(minutes)}）`,
  fromFile: '发这张课单',
  noModule: '适合的课都已经学过，现在没有可发的。',
  latest: '最近一次学习',
  latestOn: (day: CalendarDay) => format.fullDay(day),
  never: '还没有打开过课',
  months: {
    title: '前几个月',
    month: '月份',
    required: '要求',
    counted: '已计',
    result: '结果',
    none: '没有更早的月份。',
  },
  results: {
    met: '完成',
    part: '部分',
    missed: '未完成',
    exempt: '不要求',
    paused: '暂停',
    'no-target': '本地不要求',
  },
  print: '打印',
  printView: '全部名单，按打印机图标或 Ctrl+P 打印。',
  backToBoard: '回到名单',
  seeList: (count: number) => `看这 ${count} 人`,
  today: {
    newcomers: '本月新来的',
    leaving: '本月期满的',
    due: '课单快到日子',
    overdue: '课单过了日子',
    waiting: '要看一眼的',
    enteredOn: (day: CalendarDay) => `${format.day(day)}来报到`,
    endsOn: (day: CalendarDay) => `${format.day(day)}期满`,
    grants: (count: number) => `您现在可以打开 ${count} 份未成年人档案`,
    nothing: '没有快到日子的课单，也没有本月新来或期满的人。',
  },
  people: {
    standing: '本月进度',
    standings: { short: '会不够', near: '差一点', met: '已完成', none: '不要求' },
    short: '本月还差',
    sort: '排序',
    sorts: { number: '按编号', short: '还差多的在前', until: '先期满的在前' },
    sentence: (count: number, all: number) =>
      count === all ? `在册 ${all} 人` : `在册 ${all} 人里的 ${count} 人`,
    found: (count: number) => `找到 ${count} 人`,
  },
  my: {
    dueBy: (due: CalendarDay) => `${format.day(due)}前学完就好。`,
    overdue: (due: CalendarDay) => `原来说好 ${format.day(due)}前，晚了也照样算，学完就好。`,
    why: '这是司法所请您学的一课。',
    left: (count: number, minutes: Minutes) => `还有 ${count} 节，每节约 ${format.span(minutes)}。`,
  },
}
