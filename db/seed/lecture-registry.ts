import type { WeeklyHours } from '#app/domains/lectures/availability.policy.ts'
import type { CalendarDay } from '#app/shared/calendar-day.ts'
import type { OfficeCode } from './county.ts'
import { demoId } from './random.ts'

/** Who can be invited in the demo county, and where a class can be held. */

export type DemoLecturer = {
  id: string
  staffId: string
  /** The name they sign in with. */
  seat: string
  menu: 'A' | 'B' | 'C'
  credentials: { zh: string; en: string }
  languages: ('mandarin' | 'dialect')[]
  travelLimitMinutes: number
  dayLimit: number
  monthLimit: number
  topics: string[]
  hours: Pick<WeeklyHours, 'weekday' | 'fromMinute' | 'toMinute'>[]
}

const MORNING = [540, 720] as const
const AFTERNOON = [840, 1050] as const
const EVENING = [1110, 1260] as const
type Part = readonly [from: number, to: number]

const open = (...hours: [weekday: number, part: Part][]) =>
  hours.map(([weekday, [fromMinute, toMinute]]) => ({ weekday, fromMinute, toMinute }))

const lecturer = (
  seat: string,
  menu: DemoLecturer['menu'],
  credentials: DemoLecturer['credentials'],
  rest: Pick<DemoLecturer, 'topics' | 'hours'> & Partial<DemoLecturer>,
): DemoLecturer => ({
  ...{ id: demoId('lecturer', seat), staffId: demoId('staff', seat), seat, menu, credentials },
  ...{ languages: ['mandarin'], travelLimitMinutes: 60, dayLimit: 2, monthLimit: 8, ...rest },
})

const LAWYER = { zh: '执业律师', en: 'Practising lawyer' }
const SECOND = { zh: '二级心理咨询师', en: 'Psychological counsellor, second class' }
const THIRD = { zh: '三级心理咨询师', en: 'Psychological counsellor, third class' }
const EVERY_C = ['c1', 'c2', 'c3', 'c4', 'c5']

/** 14: three lawyers, three of the community group, eight of psychology (four second-class, four third-class). */
export const LECTURERS: readonly DemoLecturer[] = [
  lecturer('lecturer-law-1', 'A', LAWYER, {
    topics: ['a1', 'a2', 'a3', 'a5', 'a6', 'a7', 'a8'],
    hours: open([2, EVENING], [4, EVENING], [4, AFTERNOON], [6, MORNING], [6, AFTERNOON]),
  }),
  lecturer('lecturer-law-2', 'A', LAWYER, {
    topics: ['a1', 'a4', 'a5', 'a7', 'a8'],
    hours: open([1, EVENING], [3, EVENING], [5, AFTERNOON], [6, AFTERNOON], [7, AFTERNOON]),
  }),
  lecturer('lecturer-law-3', 'A', LAWYER, {
    languages: ['mandarin', 'dialect'],
    topics: ['a2', 'a3', 'a4', 'a6', 'a7'],
    hours: open([2, MORNING], [3, AFTERNOON], [5, EVENING], [6, MORNING], [7, MORNING]),
  }),
  lecturer(
    'lecturer-moral-1',
    'B',
    { zh: '县委党校讲师', en: 'Lecturer of the county school' },
    {
      topics: ['b1', 'b2', 'b3'],
      hours: open([1, AFTERNOON], [3, AFTERNOON], [3, EVENING], [6, MORNING]),
    },
  ),
  lecturer(
    'lecturer-moral-2',
    'B',
    { zh: '就业服务中心职业指导员', en: 'Career adviser' },
    {
      languages: ['mandarin', 'dialect'],
      topics: ['b2', 'b3', 'b4', 'b5'],
      hours: open([2, AFTERNOON], [4, EVENING], [5, MORNING], [6, AFTERNOON]),
    },
  ),
  lecturer(
    'lecturer-moral-3',
    'B',
    { zh: '家庭教育指导师', en: 'Family education adviser' },
    {
      ...{ topics: ['b1', 'b4', 'b5'], travelLimitMinutes: 40 },
      hours: open([1, EVENING], [4, MORNING], [7, MORNING], [7, AFTERNOON]),
    },
  ),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) =>
    lecturer(`lecturer-psy-${number}`, 'C', number <= 4 ? SECOND : THIRD, {
      topics: number <= 4 ? EVERY_C : ['c1', 'c3', 'c5'],
      languages: number % 3 === 0 ? ['mandarin', 'dialect'] : ['mandarin'],
      travelLimitMinutes: number % 4 === 0 ? 40 : 60,
      // They counsel too: one class a day, four a month.
      ...{ dayLimit: 1, monthLimit: 4 },
      hours: open(
        [((number - 1) % 5) + 1, AFTERNOON],
        [(number % 5) + 1, EVENING],
        [number % 2 === 0 ? 6 : 7, number % 3 === 0 ? MORNING : AFTERNOON],
      ),
    }),
  ),
]

export type DemoRoom = {
  id: string
  office: OfficeCode
  name: { zh: string; en: string }
  capacity: number
  equipment: string[]
  /** One way from the county town. */
  travelMinutes: number
}

const room = (
  office: OfficeCode,
  name: DemoRoom['name'],
  capacity: number,
  travelMinutes: number,
  equipment: string[],
): DemoRoom => ({
  ...{ id: demoId('lecture room', `${office} ${name.en}`), office, name, capacity, equipment, travelMinutes },
})
const MEETING = { zh: '司法所会议室', en: 'Office meeting room' }
const CULTURE = { zh: '文化站二楼', en: 'Culture station, 2nd floor' }

export const ROOMS: readonly DemoRoom[] = [
  room('yunxi', { zh: '镇政府报告厅', en: 'Town hall' }, 120, 10, [
    'projector',
    'sound',
    'induction-loop',
    'step-free',
  ]),
  room('yunxi', MEETING, 40, 10, ['projector', 'movable-chairs', 'step-free']),
  room('dongtang', CULTURE, 60, 30, ['projector', 'sound', 'movable-chairs']),
  room('dongtang', MEETING, 24, 30, ['projector', 'movable-chairs', 'step-free']),
  room('nanpu', { zh: '街道党群服务中心', en: 'Subdistrict service centre' }, 60, 15, [
    'projector',
    'sound',
    'step-free',
    'movable-chairs',
  ]),
  room('beitang', CULTURE, 50, 15, ['projector', 'movable-chairs']),
  room('hefeng', MEETING, 40, 35, ['projector', 'movable-chairs', 'step-free']),
  room('shiwan', CULTURE, 45, 40, ['projector', 'movable-chairs']),
  room('liuqiao', MEETING, 36, 40, ['projector', 'movable-chairs', 'step-free']),
  room('qingzhu', CULTURE, 40, 50, ['projector', 'movable-chairs']),
  room('yusha', MEETING, 30, 60, ['projector', 'movable-chairs']),
]

/** 国务院办公厅关于2026年部分节假日安排的通知. Those of 2027 are entered when they are published. */
/** 2025-11-04, https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm; compared with reprints of the whole text. */
export const HOLIDAYS_SOURCE = '国务院办公厅关于2026年部分节假日安排的通知，国办发明电〔2025〕7号'
export const HOLIDAYS: readonly { zh: string; en: string; from: string; to: string; worked: string[] }[] = [
  { zh: '元旦', en: 'New Year’s Day', from: '2026-01-01', to: '2026-01-03', worked: ['2026-01-04'] },
  {
    zh: '春节',
    en: 'Spring Festival',
    from: '2026-02-15',
    to: '2026-02-23',
    worked: ['2026-02-14', '2026-02-28'],
  },
  { zh: '清明节', en: 'Qingming Festival', from: '2026-04-04', to: '2026-04-06', worked: [] },
  { zh: '劳动节', en: 'Labour Day', from: '2026-05-01', to: '2026-05-05', worked: ['2026-05-09'] },
  { zh: '端午节', en: 'Dragon Boat Festival', from: '2026-06-19', to: '2026-06-21', worked: [] },
  { zh: '中秋节', en: 'Mid-Autumn Festival', from: '2026-09-25', to: '2026-09-27', worked: [] },
  {
    zh: '国庆节',
    en: 'National Day',
    from: '2026-10-01',
    to: '2026-10-07',
    worked: ['2026-09-20', '2026-10-10'],
  },
]

/** Since when everybody may be invited: before the history begins. */
export const REGISTERED_SINCE = '2020-01-01' as CalendarDay
