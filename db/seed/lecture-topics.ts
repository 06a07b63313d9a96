import type { CalendarMonth } from '#app/shared/calendar-day.ts'

export type Topic = { code: string; minutes: 60 | 90; zh: string; en: string }

const topic = (code: string, minutes: 60 | 90, zh: string, en: string): Topic => ({ code, minutes, zh, en })

/**
 * The menu's 18 topics, under the titles that may stand on a phone where others can see it. A lecture of the history takes
 * 60 or 90 minutes, shorter topics with questions after.
 */
const TOPICS: readonly Topic[] = [
  topic('a1', 90, '第一课：权利与义务', 'Lesson one: rights and duties'),
  topic('a2', 60, '重要规定与程序', 'Important rules and procedures'),
  topic('a3', 60, '酒驾醉驾', 'Drink-driving'),
  topic('a4', 60, '反诈与“两卡”', 'Fraud, cards and accounts'),
  topic('a5', 60, '新治安管理处罚法', 'The 2026 public-security law'),
  topic('a6', 60, '远离毒品与赌博', 'Drugs and gambling'),
  topic('a7', 90, '婚姻家庭、家暴与债务', 'Family, violence, debt'),
  topic('a8', 60, '法律援助与社会救助', 'Legal aid and assistance'),
  topic('b1', 60, '修复与公益', 'Repair and public benefit'),
  topic('b2', 60, '公德与网络言行', 'Civility, on and offline'),
  topic('b3', 90, '求职与劳动合同', 'Jobs and contracts'),
  topic('b4', 60, '家庭责任与亲子', 'Parenting'),
  topic('b5', 60, '节假日与外出规定', 'Holidays and leaving the county'),
  topic('c1', 60, '适应新的开始', 'Settling in'),
  topic('c2', 90, '情绪与冲动控制', 'Anger and impulse'),
  topic('c3', 60, '压力、睡眠与求助', 'Stress, sleep, asking for help'),
  topic('c4', 90, '成瘾与复发预防', 'Addiction and relapse'),
  topic('c5', 60, '迈出下一步', 'The next step'),
]

/** The public-security law that a5 teaches is in force since 2026. */
const A5_SINCE = '2026-01'

export function topicsIn(month: CalendarMonth): Topic[] {
  return TOPICS.filter(({ code }) => code !== 'a5' || month >= A5_SINCE)
}

/** Units of online study that history speaks of, in the menu's order: `a1/1` … */
export const UNITS: readonly string[] = TOPICS.flatMap(({ code }, index) =>
  Array.from({ length: code === 'a4' ? 6 : 4 + (index % 2) }, (_, unit) => `${code}/${unit + 1}`),
)
export const UNIT_MINUTES = 10

/** What a line is about, in words: a topic (`a5`) or a unit of its module (`a4/2`). */
export function subjectOf(about: string): { code: string; zh: string; en: string } {
  const [code, unit] = about.split('/')
  const found = TOPICS.find((candidate) => candidate.code === code)
  if (!found) throw new RangeError(`no such topic: ${about}`)
  if (!unit) return { code: about, zh: found.zh, en: found.en }
  return { code: about, zh: `${found.zh}第 ${unit} 节`, en: `${found.en}, unit ${unit}` }
}
