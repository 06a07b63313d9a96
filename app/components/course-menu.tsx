import { useMessages } from '#app/messages/context.tsx'
import type { Minutes } from '#app/shared/minutes.ts'
import { Icon } from './icon.tsx'

type Words = { zh: string; en: string }
export type CourseMenuData = {
  menu: string
  title: Words
  group: Words
  topics: readonly { code: string; title: Words; minutes: Minutes; sittings: number; online: boolean }[]
}

/** One of the three menus, as a restaurant prints it: number, dish, time. Public titles only. */
export function CourseMenu({ menu, markOnline }: { menu: CourseMenuData; markOnline: boolean }) {
  const { front, locale } = useMessages()
  const id = `menu-${menu.menu}`
  return (
    <section className="menu" aria-labelledby={id}>
      <div className="menuhead">
        <h2 id={id}>{menu.title[locale]}</h2>
        <p>{menu.group[locale]}</p>
      </div>
      <ul>
        {menu.topics.map((topic) => (
          <li key={topic.code}>
            <span className="code">{topic.code.toUpperCase()}</span>
            <span className="dish">
              {topic.title[locale]}
              {markOnline && topic.online && (
                <>
                  <Icon name="mobile" />
                  <span className="vh"> ({front.online})</span>
                </>
              )}
            </span>
            <span className="dots" aria-hidden="true" />
            <span className="time">{front.time(topic.minutes, topic.sittings)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
