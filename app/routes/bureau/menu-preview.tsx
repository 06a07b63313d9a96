import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { FrontMenus } from '#app/components/front-menus.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PublicPage } from '#app/components/public-page.tsx'
import { asPublicMenu, publicCourseMenu } from '#app/domains/lectures/course-menu.server.ts'
import { menuVersion } from '#app/domains/lectures/menu.server.ts'
import { isId } from '#app/http/ids.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'

/** As the front page is drawn: its stylesheet, and no framework in the browser. */
export const handle: PageHandle = { title: (messages) => messages.menus.title }

/** The front page as it will be when this version is in force, the other menus as they are today. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'bureau')
  const id = params.version ?? ''
  const version = isId(id) ? await menuVersion(actor, id) : null
  if (!version) throw notFound()
  const own = asPublicMenu(version)
  const today = await publicCourseMenu()
  const letters = [...new Set([...today.map(({ menu }) => menu), own.menu])].sort()
  return {
    menus: letters.map((menu) => (menu === own.menu ? own : today.find((one) => one.menu === menu)!)),
    version: { id, number: version.number, fullZh: version.fullZh, fullEn: version.fullEn },
  }
}

export default function MenuPreviewPage() {
  const { menus, version } = useLoaderData<typeof loader>()
  const { menus: words, locale } = useMessages()
  const back = `/bureau/menus/${version.id}`
  return (
    <PublicPage
      viewing={useViewing()}
      home={back}
      action={
        <a className="btn plain slim" href={back}>
          {words.preview.back}
        </a>
      }
    >
      <Notice tone="todo">
        <p>{words.preview.notice(locale === 'zh' ? version.fullZh : version.fullEn, version.number)}</p>
      </Notice>
      <FrontMenus menus={menus} />
    </PublicPage>
  )
}
