import { menus } from 'virtual:course-menu'
import { modules } from 'virtual:lessons'
import { courseTopics, type CourseTopic } from './course-topics.server.ts'

type Words = CourseTopic['public']
export type PublicTopic = Pick<CourseTopic, 'code' | 'minutes' | 'sittings'> & {
  title: Words
  /** A module of lessons exists, so that it can be studied on a phone as well. */
  online: boolean
}
export type PublicMenu = { menu: 'A' | 'B' | 'C'; title: Words; group: Words; topics: PublicTopic[] }

/** The menu as anyone may read it: public titles only. Whether a topic is online follows from the compiled modules. */
export function publicCourseMenu(): PublicMenu[] {
  const online = new Set(modules.map(({ code }) => code))
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
        online: online.has(code),
      })),
  }))
}
