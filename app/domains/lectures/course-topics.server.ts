import { menus, topics } from 'virtual:course-menu'

/** One topic of the menu: `minutes` of one sitting of its lecture, titles for learners (`public`) and for staff (`full`). */
export type CourseTopic = (typeof topics)[number]

/** All topics, in the order of the menu. */
export const courseTopics: readonly CourseTopic[] = topics

/** One of the three menus: its titles and its group. */
export type CourseMenuTitles = (typeof menus)[number]
export const courseMenus: readonly CourseMenuTitles[] = menus
