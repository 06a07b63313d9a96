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
              {markOnline && topic.online ? (
                // the mark never stands on a line of its own
                <>
                  {topic.title[locale].slice(0, -1)}
                  <span className="nb">
                    {topic.title[locale].slice(-1)}
                    <Icon name="mobile" />
                  </span>
                  <span className="vh"> ({front.online})</span>
                </>
              ) : (
                topic.title[locale]
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
