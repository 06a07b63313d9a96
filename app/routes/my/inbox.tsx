import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MyPage } from '#app/components/my-page.tsx'
import { MarkAllRead, NoticeList } from '#app/components/notice-list.tsx'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { markRead, readInbox } from '../office/inbox.server.ts'

export const handle: PageHandle = { title: (messages) => messages.notices.title }

export async function loader({ request }: LoaderFunctionArgs) {
  return readInbox(await requireActor(request, 'supervised-person'))
}

export async function action({ request }: ActionFunctionArgs) {
  return markRead(await requireActor(request, 'supervised-person'), request)
}

export default function MyInboxPage() {
  const { lines, unread, seenUpTo, latest } = useLoaderData<typeof loader>()
  const { notices } = useMessages()
  return (
    <MyPage viewing={useViewing()}>
      <h1>{lines.length > 0 ? notices.sentence(unread) : notices.none}</h1>
      <p className="quiet">{lines.length > 0 ? notices.lede : notices.noneMore}</p>
      {unread > 1 && <MarkAllRead seenUpTo={seenUpTo} solid />}
      <NoticeList lines={lines} latest={latest} />
    </MyPage>
  )
}
