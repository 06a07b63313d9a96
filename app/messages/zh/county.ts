import type { GrantRefusal } from '#app/domains/supervision/minor-grant.policy.ts'
import type { Trend } from '#app/domains/reporting/trend.policy.ts'
import type { CalendarDay, CalendarMonth } from '#app/shared/calendar-day.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')
const share = (percent: number) => `${percent}%`

/** The bureau's first page: charts with their findings in words, and what waits for a decision. */
export const county = {
  sentence: (people: number, met: number | null) =>
    met === null ? `全县在册 ${people} 人` : `在册 ${people} 人，本月已有 ${share(met)} 学够`,
  lede: (day: CalendarDay, short: number) =>
    short > 0 ? `${format.day(day)}。${short} 人照这样会不够。` : `${format.day(day)}。人人都赶得上。`,
  table: '看表格',
  share: {
    heading: (trend: Trend, from: number, to: number) =>
      trend === 'rising'
        ? `每月学够的人在变多，从 ${share(from)} 到 ${share(to)}`
        : trend === 'falling'
          ? `每月学够的人在变少，从 ${share(from)} 到 ${share(to)}`
          : `每月学够的人大致稳在 ${share(to)}`,
    none: '还没有整月的结果',
    caption: '占当月有要求的人的比例',
    definition:
      '分母是当月要求学时的成年人，分子是其中已计学时达到要求的。未成年人不在内。本月还没过完，只画空心点。',
    said: (
      points: readonly { month: CalendarMonth; percent: number }[],
      open: number | null,
      day: CalendarDay,
    ) =>
      `每月学够学时的人占比：${points.map((one) => `${format.fullMonth(one.month)} ${share(one.percent)}`).join('，')}${
        open === null ? '' : `；本月到 ${format.day(day)}是 ${share(open)}`
      }。`,
    until: (day: CalendarDay) => `到 ${format.dayOfMonth(day)}`,
    monthTick: (month: CalendarMonth, named: boolean) =>
      named ? `${Number(month.slice(5))}月` : String(Number(month.slice(5))),
    columns: { month: '月份', asked: '有要求', met: '学够', share: '比例' },
    unfinished: (month: CalendarMonth) => `${format.fullMonth(month)}（未完）`,
  },
  load: {
    heading: (office: string, staff: number, people: number) => `${office} ${staff} 个人带 ${people} 人`,
    even: '各所带的人数差不多',
    caption: '每名工作人员和社会工作者带几人',
    definition: '在册人数除以今天在岗的司法所工作人员和社会工作者，含未成年人。虚线框是全县平均。',
    all: '全县',
    nobody: '没有在岗的人',
    row: (people: number, staff: number) => `${people} 人，${staff} 名`,
    said: (rows: readonly { name: string; ratio: string }[]) =>
      `每名工作人员带几人：${rows.map(({ name, ratio }) => `${name} ${ratio}`).join('，')}。`,
    columns: { office: '司法所', people: '在册', staff: '在岗', ratio: '每人带' },
  },
  standing: {
    heading: (office: string, short: number) => `${office}会不够的人最多，${short} 人`,
    several: (short: number, offices: number) => `${offices} 个所共有 ${short} 人会不够`,
    none: '各所人人都赶得上',
    caption: '本月各所的人走到哪一步（人）',
    definition:
      '会不够：照剩下的天数，每天要补的超过自己平均进度的四分之一，且超过 10 分钟。未成年人不在内。',
    said: (rows: readonly { name: string; short: number; near: number; met: number; free: number }[]) =>
      `${rows
        .map(
          (row) =>
            `${row.name}会不够 ${row.short}，差一点 ${row.near}，已完成 ${row.met}，不要求 ${row.free}`,
        )
        .join('；')}。`,
    parts: { short: '会不够', near: '差一点', met: '已完成', free: '不要求' },
  },
  decide: {
    title: '要您定的事',
    none: '现在没有等您定的事。',
    questions: (office: string | null, count: number) => `${office ?? '已转走的人'}的 ${count} 条学时疑问`,
    questionsSince: (asked: CalendarDay, due: CalendarDay) =>
      `最早一条 ${format.day(asked)}提的，${format.day(due)}前要答复`,
    grants: (count: number) => `${count} 份未成年人档案等批准`,
    grantsSince: (day: CalendarDay) => `最早的一份 ${format.day(day)}请求`,
    go: '去看',
  },
}

/** Opening minors' records: the bureau grants, an office asks. */
export const grants = {
  title: '未成年人档案',
  sentence: (waiting: number) => (waiting > 0 ? `${waiting} 份请求等您批准` : '没有等批准的请求'),
  lede: '名单只有编号。批准以后马上可以打开，收回以后马上打不开，每次打开都会留下记录。',
  twoPairs: '打开给自己看，要由县里另一位同事批准；县里只有一个账号时除外。',
  requests: '等批准的请求',
  asked: (asker: string, role: string, day: CalendarDay) => `${asker}（${role}）${format.day(day)}请求`,
  someone: '已离岗的人员',
  reasonIs: (reason: string) => `理由：${reason}`,
  days: '几天有效',
  daysHint: (most: number) => `1 到 ${most} 天。`,
  approve: '批准打开',
  decline: '不批准',
  offices: '各所的未成年社区矫正对象',
  columns: { number: '编号', office: '司法所', open: '现在谁可以打开', give: '批准' },
  nobody: '没有人',
  until: (holder: string, until: CalendarDay, time: string) => `${holder}，到 ${format.day(until)} ${time}`,
  grantedBy: (granter: string) => `由${granter}批准`,
  revoke: '收回',
  revokeWhose: (holder: string, number: string) => `，${holder}打开 ${number} 的批准`,
  give: '批准给一个人',
  holder: '给谁',
  reason: '理由',
  reasonHint: '写清为什么要看，比如“家访前查看”。不写姓名和案情。',
  ask: '请求打开',
  askGo: '送县里批准',
  asking: (day: CalendarDay) => `${format.day(day)}已请求，等县里答复`,
  did: {
    granted: '批准了，马上可以打开。',
    declined: '没有批准，已经答复。',
    revoked: '收回了，马上打不开。',
    asked: '请求送到县里了。批准以后，这里会写着到哪天为止。',
  },
  problem: '这一步没有做成',
  problems: {
    days: '请写 1 到 30 之间的天数。',
    'not-of-this-office': '这个人今天不在这个司法所岗位上。请选名单里的人。',
    'own-account': '打开给自己看，要由县里另一位同事批准。',
    'already-open': '现在已经可以打开，不用再批。',
    'already-asked': '已经请求过，等县里答复就好。',
    'not-found': '找不到了，可能刚刚有人办过。请看下面现在的名单。',
    'number-missing': '没有认出是哪份档案。请再按一次那一行的按钮。',
    'account-missing': '请选给谁看。',
    'request-missing': '没有认出是哪份请求。请再按一次那一行的按钮。',
    'grant-missing': '没有认出是哪份批准。请再按一次那一行的按钮。',
    'reason-missing': '请写理由，至少 4 个字。',
    'reason-long': '理由太长，请写在 120 个字以内。',
  } satisfies Record<GrantRefusal, string> & Record<string, string>,
}
