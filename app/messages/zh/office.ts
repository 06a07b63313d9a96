import type { CalendarDay, CalendarMonth } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

/** The rail, and the office's first page. */
export const office = {
  rail: {
    today: '今天',
    people: '学员',
    menu: '点课',
    orders: '点课单',
    occasions: '场次',
    hours: '学时',
    disputes: '学时疑问',
    minors: '未成年',
    waiting: (count: number) => `${count} 项待处理`,
  },
  signedInAs: (name: string, role: string) => `${name} · ${role}`,
  switchAppointment: '换个身份',
  today: {
    title: '今天',
    sentence: (short: number) => (short > 0 ? `这个月有 ${short} 人照这样会不够` : '这个月人人都赶得上'),
    noTarget: (people: number) => `本所有 ${people} 人在册，本地不要求每月学时`,
    lede: (day: CalendarDay, daysLeft: number) =>
      daysLeft > 0
        ? `${format.dateLine(day)}，离月底还有 ${daysLeft} 天。`
        : `${format.dateLine(day)}，本月最后一天。`,
    register: '在册',
    people: (count: number) => `${count} 人`,
    newcomers: '本月新来',
    leaving: '本月到期',
    pausedNow: '现在暂停',
    seeBoard: '看本月学时',
    seePeople: '看全部学员',
    mostUrgent: '最急的几位',
    studying: (count: number) => `这会儿有 ${count} 人在手机上学`,
    afterMinutes: (minutes: Minutes) => `本所本月已计 ${format.minutes(minutes)}`,
    empty: '本所现在没有在册的人。',
  },
  month: {
    previous: (month: CalendarMonth) => `${format.month(month)}`,
    next: (month: CalendarMonth) => `${format.month(month)}`,
  },
}

/** The list of people and one person's file. */
export const people = {
  title: '学员',
  sentence: (count: number) => `在册 ${count} 人`,
  filtered: (count: number, all: number) => `${all} 人里的 ${count} 人`,
  lede: '看名单和打开每个人的档案都会留下记录。',
  filters: {
    title: '筛选',
    name: '姓名或编号',
    state: '状态',
    states: { current: '在册', discharged: '已解除', all: '全部' },
    grade: '管理等级',
    phase: '阶段',
    category: '类别',
    any: '不限',
    go: '按这些条件看',
    clear: '清除条件',
  },
  columns: {
    name: '姓名',
    number: '编号',
    category: '类别',
    grade: '等级',
    phase: '阶段',
    until: '期满',
    month: '本月',
    short: '还差',
    office: '司法所',
  },
  none: '没有符合条件的人。换个条件看看。',
  page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  previousPage: '上一页',
  nextPage: '下一页',
  file: {
    sentence: {
      short: (short: Minutes) => `本月还差 ${format.minutes(short)}`,
      met: '本月学时已完成',
      noTarget: '本地不要求每月学时',
      nothingRequired: '本月不要求学时',
      paused: '暂停期间',
      exempt: '本月免除',
      discharged: (day: CalendarDay) => `${format.fullDay(day)}解除社区矫正`,
      transferred: (day: CalendarDay) => `${format.fullDay(day)}执行地变更`,
    },
    perDay: (minutes: Minutes, days: number) => `还有 ${days} 天，每天约 ${format.plainMinutes(minutes)}。`,
    order: '矫正情况',
    category: '类别',
    grade: '管理等级',
    phase: '阶段',
    from: '起始',
    until: '期满',
    number: '编号',
    phone: '电话',
    office: '司法所',
    needs: '需要照顾的',
    gradeHistory: '等级变化',
    pauses: '请假和暂停',
    statement: '本月每一笔',
    months: '前几个月',
    result: '结果',
    required: '要求',
    counted: '已计',
    readingFactor: '阅读时间放宽',
    opened: '这次打开已经记下。',
    printStatement: '打印对账单',
    decidingAuthority: '社区矫正决定机关',
  },
}

/** Minors' records: their own list, and a grant before a file opens (社矫法 54, decisions 11). */
export const minors = {
  title: '未成年社区矫正对象',
  sentence: (count: number) => (count > 0 ? `本所有 ${count} 人` : '本所现在没有'),
  lede: '入矫时未满十八周岁的，一直单独管理。名单只有编号，打开档案要县里批准。',
  turnedAdult: '已满十八周岁，仍按未成年人单独管理',
  needsGrant: '打开要批准',
  noGrant: {
    title: '打开这份档案要县里批准',
    more: '请写明理由报县社区矫正机构。批准以后，在有效期内可以打开，每次打开都会留下记录。',
  },
  granted: (until: CalendarDay, reason: string) => `已批准，到 ${format.day(until)}为止。理由：${reason}`,
  grantExpired: (day: CalendarDay) => `批准已在 ${format.day(day)}到期。`,
  columns: { number: '编号', grant: '批准', month: '本月' },
}
