import type { ReactNode } from 'react'
import { useMessages } from '#app/messages/context.tsx'
import { CourseMenu, type CourseMenuData } from './course-menu.tsx'
import { Icon } from './icon.tsx'

/** The headline and the menus of the front page; `children` stands beside them: the way in. */
export function FrontMenus({ menus, children }: { menus: readonly CourseMenuData[]; children?: ReactNode }) {
  const { common, front } = useMessages()
  const topics = menus.flatMap((menu) => menu.topics)
  const online = topics.filter((topic) => topic.online).length
  const [firstLine, secondLine] = front.headline(topics.length)
  const about = online === topics.length ? front.aboutOnline : front.about
  return (
    <>
      <div className="hero">
        <h1>
          {firstLine}
          <br />
          {secondLine}
        </h1>
        <p>
          {about[0]}
          <br />
          {about[1]}
          {online > 0 && online < topics.length && (
            <>
              {common.sentenceGap}
              <span className="nb">
                {front.someOnline.before}
                <Icon name="mobile" />
              </span>
              {front.someOnline.after}
            </>
          )}
        </p>
      </div>
      <div className="menus">
        {menus.map((menu) => (
          <CourseMenu key={menu.menu} menu={menu} markOnline={online < topics.length} />
        ))}
        {children}
      </div>
    </>
  )
}
