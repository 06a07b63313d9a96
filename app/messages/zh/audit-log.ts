import type { AuditSubjectKind } from '#app/domains/audit/audit-subjects.policy.ts'
import { formatsFor } from '../formats.ts'
import { audit } from './board.ts'
import { words } from './words.ts'

const format = formatsFor('zh')

const subjects = {
  account: '账号',
  person: '社区矫正对象',
  office: '本所名单',
  county: '全县',
  'hours-entry': '一笔学时',
  'entry-question': '一条学时疑问',
  'unit-study': '一节课',
  'quiz-attempt': '一次小测验',
  'login-session': '登录',
  'module-assignment': '一张课单',
  'minor-record-grant': '打开未成年人档案的批准',
  'minor-grant-request': '打开未成年人档案的申请',
  engagement: '一段时间',
  'lecture-room': '上课的房间',
  'county-day': '节假日或调休',
  'calendar-feed': '日历订阅链接',
  'menu-version': '一份菜单',
  lecturer: '讲师',
  'lecture-order': '一个点课',
  occasion: '一场课',
  'counselling-consent': '一份知情同意',
  'counselling-request': '一份申请',
  'counselling-case': '一个个案',
  'counselling-appointment': '一次约谈',
  'counselling-session': '一次咨询',
  'counselling-disclosure': '一次对外告知',
  'audit-log': '操作记录',
} satisfies Record<AuditSubjectKind, string>

const systems: Record<string, string> = {
  'system:sign-in': '登录',
  'system:import': '转入',
  'system:calendar': '日程',
  'system:admin': '命令行',
}

/** The bureau's page of the audit log. */
export const auditLog = {
  title: '操作记录',
  sealed: (batches: number, until: string) => `记录已封存到 ${until}，共 ${format.number(batches)} 批`,
  nothingSealed: '记录还没有封存，程序运行后每分钟封存一次',
  waiting: (count: number, since: string) =>
    `还有 ${format.number(count)} 条没有封存，最早的是 ${since}。封存前的改动查不出来。`,
  nothingWaits: '所有记录都已封存。',
  anchor: '下载封存凭据',
  columns: { at: '时间', who: '谁', what: '做了什么', about: '关于', seal: '封存' },
  looked: '看',
  did: '做',
  shown: (count: number) => `列出 ${format.number(count)} 条`,
  batch: (number: number) => `第 ${format.number(number)} 批`,
  waits: '待封存',
  unnamed: '未列名账号',
  /** The words of what may be older than this version: a code we no longer know is shown as it is. */
  act: (act: string) => (audit.acts as Record<string, string>)[act] ?? act,
  subject: (kind: string) => (subjects as Record<string, string>)[kind] ?? kind,
  accountOf: (whose: string) => `${whose} 的账号`,
  role: (role: string) => systems[role] ?? (words.roles as Record<string, string>)[role] ?? role,
  person: (number: string | null) => (number ? `社区矫正对象 ${number}` : '编号不公开的社区矫正对象'),
  filters: {
    any: '不限',
    act: '做了什么',
    look: '只看查阅',
    deed: '只看改动',
    who: '工作人员',
    from: '从哪天',
    to: '到哪天',
    go: '筛选',
    clear: '全部记录',
    number: '按社区矫正对象查',
    numberHint: '输入编号。未成年人的编号须先有查阅许可。',
    find: '查这个人的记录',
    aboutPerson: (number: string | null) =>
      number ? `只列关于社区矫正对象 ${number} 的记录。` : '只列关于一位编号不公开的社区矫正对象的记录。',
    everybody: '改看所有人',
    problems: {
      'number-missing': '请输入社区矫正对象的编号。',
      'number-unknown': '没有找到这个编号。请核对；未成年人的编号须先有查阅许可。',
    },
  },
  pages: '翻页',
  older: '更早的记录',
  newest: '回到最新',
  about: '看这页也会留下记录。封存凭据请存到别的机器，或打印保存：只有它能发现整份记录被重写。',
  readers: '谁看过这份档案',
  noReaders: '还没有人看过。',
  allOfPerson: '关于这个人的全部记录',
}
