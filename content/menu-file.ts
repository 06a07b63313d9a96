import { z } from 'zod'
import { readShape, readYaml } from './module-file.ts'

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const menu = z.enum(['A', 'B', 'C'])

const menuFile = z
  .strictObject({
    menus: z.array(z.strictObject({ menu, title: words, full: words, group: words })).length(3),
    topics: z.array(
      z.strictObject({
        code: z.string().regex(/^[abc][1-9]$/),
        menu,
        minutes: z.number().int().min(15).max(180),
        sittings: z.number().int().min(1).max(4),
        public: words,
        full: words,
      }),
    ),
  })
  .refine(({ topics }) => new Set(topics.map(({ code }) => code)).size === topics.length, {
    error: 'a code stands twice',
  })
  .refine(({ topics }) => topics.every(({ code, menu }) => code[0] === menu.toLowerCase()), {
    error: 'a code begins with the letter of its menu',
  })

/** The course menu: three menus and their topics, in the order in which they are shown. */
export type CourseMenu = z.infer<typeof menuFile>

/** The text of `content/menu.yaml`. Throws with the file's name when anything in it does not hold. */
export function readCourseMenu(text: string): CourseMenu {
  return readShape(menuFile, readYaml(text), 'menu.yaml')
}
