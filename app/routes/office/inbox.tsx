import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { MarkAllRead, NoticeList } from '#app/components/notice-list.tsx'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { markRead, readInbox } from './inbox.server.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.notices.title }

const STAFF = ['office', 'social-worker', 'lecturer', 'counsellor', 'bureau'] as const

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, ...STAFF)
  const [desk, inbox] = await Promise.all([deskFor(actor), readInbox(actor)])
  return { desk, ...inbox }
}

export async function action({ request }: ActionFunctionArgs) {
  return markRead(await requireActor(request, ...STAFF), request)
}

export default function InboxPage() {
  const { desk, lines, unread, seenUpTo, latest } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { notices } = messages
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(desk, '/inbox', messages)}
      sentence={lines.length > 0 ? notices.sentence(unread) : notices.none}
      lede={lines.length > 0 ? notices.lede : undefined}
      actions={unread > 1 ? <MarkAllRead seenUpTo={seenUpTo} solid={false} /> : undefined}
    >
      {lines.length > 0 ? (
        <NoticeList lines={lines} latest={latest} />
      ) : (
        <EmptyState title={notices.noneMore} />
      )}
    </DeskPage>
  )
}
