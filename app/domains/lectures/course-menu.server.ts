import { menus } from 'virtual:course-menu'
import { modules } from 'virtual:lessons'
import { now } from '#app/clock.server.ts'
import { dayAt, type CalendarDay } from '#app/shared/calendar-day.ts'
import { atTheDoor } from '#db/client.server.ts'
import { DatabaseUnavailable } from '#db/outage.ts'
import { courseTopics, type CourseTopic } from './course-topics.server.ts'

type Words = CourseTopic['public']
export type PublicTopic = Pick<CourseTopic, 'code' | 'minutes' | 'sittings'> & {
  title: Words
  /** A module of lessons exists, so that it can be studied on a phone as well. */
  online: boolean
}
export type PublicMenu = { menu: 'A' | 'B' | 'C'; title: Words; group: Words; topics: PublicTopic[] }

const hasLessons = (code: string | null) => modules.some((module) => module.code === code)

/** The menu as it came with the product: what a county shows that has not published one of its own. */
export function suppliedMenu(): PublicMenu[] {
  return menus.map(({ menu, title, group }) => ({
    menu,
    title,
    group,
    topics: courseTopics
      .filter((topic) => topic.menu === menu)
      .map(({ code, minutes, sittings, public: publicTitle }) => ({
        code,
        minutes,
        sittings,
        title: publicTitle,
        online: hasLessons(code),
      })),
  }))
}

/** Row of `door_public_menu()`: a topic, or a menu without any. */
type MenuRow = {
  menu: PublicMenu['menu']
  title_zh: string
  title_en: string
  group_zh: string
  group_en: string
  code: string
  minutes: number
  sittings: number
  public_zh: string
  public_en: string
  module_code: string | null
}

/** Rows in the order of menu and topic, as menus. */
function menusOf(rows: readonly MenuRow[]): PublicMenu[] {
  const found = new Map<string, PublicMenu>()
  for (const row of rows) {
    const menu = found.get(row.menu) ?? {
      menu: row.menu,
      title: { zh: row.title_zh, en: row.title_en },
      group: { zh: row.group_zh, en: row.group_en },
      topics: [],
    }
    found.set(row.menu, menu)
    menu.topics.push({
      code: row.code,
      minutes: row.minutes,
      sittings: row.sittings,
      title: { zh: row.public_zh, en: row.public_en },
      online: hasLessons(row.module_code),
    })
  }
  return [...found.values()]
}

/** The front page is asked for more often than a menu changes; what was published shows after this. */
const KEEP_MS = 5_000
let kept: { day: CalendarDay; until: number; menus: PublicMenu[] } | null = null

/**
 * The menu in force today as anyone may read it: public titles only, as the county published it; the supplied one where it
 * has published none. While the database is away the last one that was read, so that the way in stays open.
 */
export async function publicCourseMenu(): Promise<PublicMenu[]> {
  const day = dayAt(now())
  if (kept && kept.day === day && kept.until > Date.now()) return kept.menus
  try {
    const rows = await atTheDoor<MenuRow>('select * from door_public_menu($1::date)', [day])
    const found = rows.length > 0 ? menusOf(rows) : suppliedMenu()
    kept = { day, until: Date.now() + KEEP_MS, menus: found }
    return found
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return kept?.menus ?? suppliedMenu()
    throw error
  }
}

type Version = {
  menu: PublicMenu['menu']
  titleZh: string
  titleEn: string
  groupZh: string
  groupEn: string
  topics: readonly {
    code: string
    minutes: number
    sittings: number
    publicZh: string
    publicEn: string
    moduleCode: string | null
    withdrawn: boolean
  }[]
}

/** A version as the front page would show it: the bureau's preview. */
export function asPublicMenu({ menu, titleZh, titleEn, groupZh, groupEn, topics }: Version): PublicMenu {
  return {
    menu,
    title: { zh: titleZh, en: titleEn },
    group: { zh: groupZh, en: groupEn },
    topics: topics
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ code, minutes, sittings, publicZh, publicEn, moduleCode }) => ({
        ...{ code, minutes, sittings },
        title: { zh: publicZh, en: publicEn },
        online: hasLessons(moduleCode),
      })),
  }
}
