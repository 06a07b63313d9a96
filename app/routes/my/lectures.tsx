import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { MyPage } from '#app/components/my-page.tsx'
import { CallSentence, Notice } from '#app/components/notice.tsx'
import { OwnClass } from '#app/components/own-class.tsx'
import { OwnPastClass } from '#app/components/own-past-class.tsx'
import { didOf } from '#app/http/did.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { actOnLectures, readOwnLectures, type Problem } from './lectures.server.ts'

export const handle: PageHandle = { title: (messages) => messages.myLectures.title }

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'supervised-person')
  const did = didOf(new URL(request.url).searchParams.get('did'))
  return { ...(await readOwnLectures(actor)), did: did?.what ?? null }
}

export async function action({ request }: ActionFunctionArgs) {
  return actOnLectures(await requireActor(request, 'supervised-person'), request)
}

export default function LecturesPage() {
  const { today, ahead, past, officePhone, did } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { myLectures } = useMessages()
  const problem = answer?.problem
  const trouble = problem && troubleOf(myLectures, problem)
  const coming = ahead.filter(({ standing }) => !['offered', 'left', 'taken-out'].includes(standing))
  const offered = ahead.filter(({ standing }) => ['offered', 'left', 'taken-out'].includes(standing))
  const next = ahead.find(({ standing }) => standing === 'going')
  const open = offered.filter(({ standing }) => standing === 'offered').length
  const sentence = next
    ? next.day === today
      ? myLectures.sentence.today(next.from)
      : myLectures.sentence.next(next.day, next.from)
    : open > 0
      ? myLectures.sentence.offered(open)
      : myLectures.sentence.none
  const done = did && !answer ? doneWords(myLectures, did) : null
  // One solid button a page: the first class that can be joined.
  const first = offered.find(({ mayJoin, standing }) => mayJoin && standing === 'offered')?.id
  return (
    <MyPage viewing={useViewing()}>
      {trouble && <ErrorSummary title={trouble.title} problems={[trouble]} />}
      {done && <Notice>{done}</Notice>}
      <h1>{sentence}</h1>
      {ahead.length === 0 && <p className="quiet">{myLectures.noneMore}</p>}
      {coming.length > 0 && (
        <section aria-labelledby="coming">
          <h2 id="coming">{myLectures.coming}</h2>
          <ul className="plainlist classes">
            {coming.map((one) => (
              <OwnClass key={one.id} one={one} solid={false} problem={problem} />
            ))}
          </ul>
        </section>
      )}
      {offered.length > 0 && (
        <section aria-labelledby="offered">
          <h2 id="offered">{myLectures.offered}</h2>
          <ul className="plainlist classes">
            {offered.map((one) => (
              <OwnClass key={one.id} one={one} solid={one.id === first} problem={problem} />
            ))}
          </ul>
        </section>
      )}
      {ahead.length > 0 && officePhone && (
        <p className="quiet">
          <CallSentence words={myLectures.way(officePhone)} />
        </p>
      )}
      {past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{myLectures.past}</h2>
          <ul className="plainlist classes">
            {past.map((one) => (
              <OwnPastClass key={one.id} one={one} problem={problem} />
            ))}
          </ul>
        </section>
      )}
    </MyPage>
  )
}

/** What came back of a form, in words, and where it is put right. */
function troubleOf({ absence, feedback, refused }: Words, { code, occasion }: Problem) {
  const title = refused.unfinished
  switch (code) {
    case 'reason-missing':
      return { title, message: absence.missing, fieldId: `reason-${occasion}` }
    case 'face-missing':
      return { title, message: feedback.missing, fieldId: `face-${occasion}` }
    case 'comment-too-long':
      return { title, message: feedback['too-long'], fieldId: `comment-${occasion}` }
    default:
      return {
        title: refused.title,
        message: (refused as Record<string, string>)[code] ?? refused.closed,
        fieldId: `c-${occasion}`,
      }
  }
}

type Words = ReturnType<typeof useMessages>['myLectures']

function doneWords({ done, feedback }: Words, did: string) {
  if (did === 'thanks') return feedback.thanks
  return Object.hasOwn(done, did) ? done[did as keyof typeof done] : null
}
