import type { LoaderFunctionArgs } from '@remix-run/node'
import { MyPage } from '#app/components/my-page.tsx'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { title: (messages) => messages.late.offlinePage.title }

/** Kept on the device for when there is no network: says so, and leads back. Says nothing about the reader. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, 'supervised-person')
  return null
}

export default function OfflinePage() {
  const { offlinePage: words } = useMessages().late
  return (
    <MyPage viewing={useViewing()}>
      <h1>{words.title}</h1>
      <p>{words.words}</p>
      <p className="row">
        {/* The worker answers this address with the page that is kept; with a network it leads to all lessons. */}
        <a className="btn" href="/my/study">
          {words.back}
        </a>
      </p>
    </MyPage>
  )
}
