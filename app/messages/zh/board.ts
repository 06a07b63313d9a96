import type { AuditAct } from '#app/domains/audit/audit-acts.policy.ts'
import type { CalendarDay, CalendarMonth } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

export type BarWords = { name: string; minutes: Minutes }

/** The month board: who will fall short, by minutes short ÷ days left. */
export const board = {
  title: (month: CalendarMonth) => `${format.month(month)}学时`,
  sentence: (month: CalendarMonth, short: number) =>
    short > 0
      ? `${format.month(month)}学时：${short} 人照这样会不够`
      : `${format.month(month)}学时：人人都赶得上`,
  sentencePast: (month: CalendarMonth, missed: number) =>
    missed > 0
      ? `${format.month(month)}学时：${missed} 人没有学够`
      : `${format.month(month)}学时：人人都学够了`,
  noTarget: (month: CalendarMonth) => `${format.month(month)}学时：本地不要求每月学时`,
  lede: (day: CalendarDay, daysLeft: number) =>
    `${format.day(day)}，离月底还有 ${daysLeft} 天。按“每天要补多少”排，最急的在前。`,
  ledePast: '按还差多少排。补记到次月 5 日为止。',
  tally: {
    label: '按进度看',
    short: '会不够',
    near: '差一点',
    met: '已完成',
    free: '暂停或本月不要求',
    all: '全部',
  },
  columns: {
    person: '学员',
    bar: '已计（分钟）；竖线是本月要求',
    short: '还差',
    perDay: '每天约',
    how: '怎么补得上',
    result: '结果',
  },
  caption: (group: string, count: number) => `${group}的 ${count} 人：要求、已计、还差和可以怎么补`,
  groups: {
    short: (count: number) => `会不够的 ${count} 人`,
    near: (count: number) => `差一点的 ${count} 人，照现在的进度赶得上`,
    met: (count: number) => `已完成的 ${count} 人`,
    free: (count: number) => `暂停或本月不要求的 ${count} 人`,
  },
  /** Under a bar: “讲座 60 + 网上 18 = 78，超上限 30 不计，要求 240”. */
  sum: (parts: readonly BarWords[], cut: Minutes, required: Minutes) => {
    const total = parts.reduce((sum, part) => sum + part.minutes, 0)
    const added = parts.map((part) => `${part.name} ${format.number(part.minutes)}`).join(' + ')
    return [
      parts.length === 0 ? '还没有' : parts.length === 1 ? added : `${added} = ${format.number(total)}`,
      ...(cut > 0 ? [`超上限 ${format.number(cut)} 不计`] : []),
      required > 0 ? `要求 ${format.number(required)}` : '不要求',
    ].join('，')
  },
  how: {
    online: (minutes: Minutes) => `网上还能计 ${format.minutes(minutes)}`,
    onlineFull: (cap: Minutes) => `网上已满 ${format.number(cap)}，要来听课或谈话`,
    noPhone: '没有手机，用所里学习机',
    prorated: (required: Minutes) => `折算后本月要 ${format.number(required)} 分`,
    paused: (until: CalendarDay | null) => (until ? `暂停到 ${format.day(until)}` : '暂停'),
    fewDays: '本月天数少，不要求',
    exempt: '免除',
  },
  fromDay: (day: CalendarDay) => `${format.dayOfMonth(day)}起`,
  minorsApart: (count: number) => `未成年社区矫正对象 ${count} 人另列，不在这张表里。`,
  empty: '这一类没有人。',
}

/** Audit words: who did what, who looked. Codes are the audit room's acts. */
export const audit = {
  title: '谁看过、谁改过',
  columns: { at: '时间', who: '谁', what: '做了什么', about: '关于', from: '从哪里' },
  none: '还没有记录。',
  systemActor: '系统',
  acts: {
    'identity.signed-in': '登录',
    'identity.signed-out': '退出',
    'identity.signed-out-everywhere': '所有设备退出',
    'identity.password-changed': '改了密码',
    'identity.capacity-switched': '换了身份',
    'identity.account-created': '开了账号',
    'identity.account-disabled': '停用了账号',
    'identity.account-enabled': '恢复了账号',
    'identity.staff-listed': '看了工作人员名单',
    'identity.staff-opened': '打开了工作人员账号',
    'identity.staff-added': '添加了工作人员',
    'identity.staff-appointed': '添加了任职',
    'identity.appointment-ended': '定了任职的结束日',
    'identity.slip-made': '做了登录纸条',
    'supervision.office-added': '添加了司法所',
    'supervision.office-changed': '改了司法所信息',
    'supervision.person-entered': '登记了一人',
    'supervision.import-drafted': '读入了一份名单',
    'supervision.import-discarded': '放弃了一份名单',
    'supervision.people-imported': '按名单登记',
    'supervision.sign-ins-listed': '看了登录情况',
    'supervision.sign-in-opened': '打开了登录情况',
    'supervision.slips-made': '做了一批登录纸条',
    'supervision.people-listed': '看了名单',
    'supervision.minors-listed': '看了未成年人名单',
    'supervision.person-opened': '打开了档案',
    'supervision.minor-grant-asked': '请求打开未成年人档案',
    'supervision.minor-grant-declined': '没有批准打开未成年人档案',
    'supervision.minor-grants-listed': '看了未成年人档案的批准',
    'supervision.minor-record-granted': '批准打开未成年人档案',
    'supervision.minor-record-grant-revoked': '收回打开未成年人档案的批准',
    'hours.board-listed': '看了本月学时',
    'hours.entry-reversed': '冲掉一笔学时',
    'hours.imported': '转入了学时',
    'hours.question-asked': '对一笔学时提出疑问',
    'hours.question-answered': '答复了学时疑问',
    'hours.question-opened': '打开了学时疑问',
    'hours.questions-listed': '看了学时疑问',
    'learning.unit-opened': '打开了一节',
    'learning.study-taken-over': '改在另一台设备上计时',
    'learning.check-answered': '答了小问题',
    'learning.unit-finished': '学完一节',
    'learning.quiz-started': '开始小测验',
    'learning.quiz-submitted': '交了小测验',
    'learning.module-assigned': '发了一张课单',
    'learning.modules-assigned': '一起发了课单',
    'learning.assignment-withdrawn': '收回一张课单',
    'calendar.time-kept': '留出自己的时间',
    'calendar.time-freed': '放开自己的时间',
    'calendar.room-added': '添加了上课的房间',
    'calendar.room-changed': '改了上课的房间',
    'calendar.day-set': '定了节假日或调休',
    'calendar.day-withdrawn': '撤回了节假日或调休',
    'lectures.order-drafted': '开始点课',
    'lectures.order-requested': '送出点课',
    'lectures.order-named': '点了讲师和时间',
    'lectures.order-taken': '接下一个点课',
    'lectures.order-accepted': '讲师答应了',
    'lectures.order-declined': '讲师没有答应',
    'lectures.order-time-proposed': '讲师提了别的时间',
    'lectures.order-time-agreed': '同意了别的时间',
    'lectures.order-time-refused': '没有同意别的时间',
    'lectures.order-confirmed': '确认了上课',
    'lectures.order-moved': '改了上课时间',
    'lectures.order-handed-over': '换了讲师',
    'lectures.order-taught': '记下课已上',
    'lectures.order-closed': '课已办结',
    'lectures.order-withdrawn': '撤回了点课',
    'lectures.order-cancelled-by-office': '取消了课（司法所）',
    'lectures.order-cancelled-by-lecturer': '取消了课（讲师）',
    'lectures.order-expired': '点课过时没有答复',
    'lectures.order-changed': '改了点课',
    'lectures.order-resized': '改了听课人数',
    'lectures.order-shared': '愿意和别的所合上',
    'lectures.order-joined': '一起上一场',
    'lectures.order-left': '不再一起上',
    'lectures.menu-drafted': '起草菜单',
    'lectures.menu-draft-changed': '改了菜单草稿',
    'lectures.menu-published': '发布了菜单',
    'lectures.menu-discarded': '放弃了菜单草稿',
    'lectures.lecturer-registered': '登记了讲师',
    'lectures.lecturer-changed': '改了讲师信息',
    'lectures.lecturer-qualified': '添加了讲师能讲的课题',
    'lectures.lecturer-topic-ended': '讲师不再讲一个课题',
    'lectures.hours-set': '定了可约的时间',
    'lectures.day-excepted': '改了某一天的时间',
    'lectures.day-exception-withdrawn': '撤回了某一天的改动',
    'reporting.offices-listed': '看了各所情况',
    'audit.log-listed': '看了操作记录',
    'audit.anchor-taken-out': '下载了封存凭据',
  } satisfies Record<AuditAct, string>,
}

/** The county's pages: the rail, and what stands on its first page. */
export const bureau = {
  rail: {
    board: '总览',
    menus: '课程菜单',
    lecturers: '讲师',
    policy: '规则',
    closing: '月结',
    report: '报告',
    accounts: '账号',
    disputes: '学时疑问',
    grants: '未成年档案',
    audit: '记录',
    imports: '转入',
  },
  sentence: (people: number, offices: number) => `全县 ${people} 人在册，${offices} 个司法所`,
  shortByOffice: (count: number) => `${count} 人照这样会不够`,
  columns: {
    office: '司法所',
    people: '在册',
    short: '会不够',
    near: '差一点',
    met: '已完成',
    free: '不要求',
  },
}
