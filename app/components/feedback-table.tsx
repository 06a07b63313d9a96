import type { ReactNode } from 'react'
import {
  FEWEST_SHOWN,
  facesOf,
  feedbackByTopic,
  feedbackFaces,
  type Feedback,
  type FeedbackFace,
} from '#app/domains/attendance/feedback.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { Face } from './face.tsx'

type Row = { key: string; name: ReactNode; faces: Record<FeedbackFace, number>; comments: readonly string[] }

/** What those who came said, class by class: nobody's name, nobody's time. */
export function FeedbackTable({
  feedback,
  paper = true,
}: {
  feedback: readonly Feedback[]
  paper?: boolean
}) {
  const { myLectures, format, locale } = useMessages()
  const { said } = myLectures
  const rows = feedback.map((one): Row => ({
    ...{ key: one.occasionId, faces: one.faces, comments: one.comments },
    name: (
      <>
        {one.title[locale]} <span className="quiet small nb">{format.fullDay(one.day)}</span>
      </>
    ),
  }))
  return (
    <Said
      rows={rows}
      sums={facesOf(feedback)}
      caption={said.caption}
      first={said.columns.class}
      paper={paper}
    />
  )
}

/** The same, one row a topic: for a county's many classes. */
export function TopicFeedbackTable({ feedback }: { feedback: readonly Feedback[] }) {
  const { myLectures, locale } = useMessages()
  const { said } = myLectures
  const rows = feedbackByTopic(feedback).map((one): Row => ({
    ...{ key: one.code, faces: one.faces, comments: one.comments },
    name: (
      <>
        {said.topic(one.code, one.title[locale])}{' '}
        <span className="quiet small nb">{said.classes(one.classes)}</span>
      </>
    ),
  }))
  return <Said rows={rows} sums={facesOf(feedback)} caption={said.byTopic} first={said.columns.topic} />
}

function Said({
  rows,
  sums,
  caption,
  first,
  paper = true,
}: {
  rows: readonly Row[]
  sums: Record<FeedbackFace, number>
  caption: string
  first: string
  /** Whether it is printed with the page. */
  paper?: boolean
}) {
  const { myLectures } = useMessages()
  const { said, feedback: words } = myLectures
  return (
    <section aria-labelledby="said" className={paper ? 'said-of' : 'said-of no-print'}>
      <h2 id="said">{said.title}</h2>
      <p className="quiet">{said.lede(FEWEST_SHOWN)}</p>
      {rows.length === 0 ? (
        <p>{said.none(FEWEST_SHOWN)}</p>
      ) : (
        <table className="listing">
          <caption className="vh">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {feedbackFaces.map((face) => (
                <th scope="col" key={face} className="r">
                  <span className="face">
                    <Face of={face} />
                    {words.faces[face]}
                  </span>
                </th>
              ))}
              <th scope="col">{said.columns.comments}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, faces, comments }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <Counts faces={faces} />
                <td className="words-cell">
                  <Comments comments={comments} />
                </td>
              </tr>
            ))}
            {rows.length > 1 && (
              <tr>
                <th scope="row">
                  <b>{said.together}</b>
                </th>
                <Counts faces={sums} />
                <td />
              </tr>
            )}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Counts({ faces }: { faces: Record<FeedbackFace, number> }) {
  const { myLectures, format } = useMessages()
  return feedbackFaces.map((face) => (
    <td key={face} className="r" data-label={myLectures.feedback.faces[face]}>
      {format.number(faces[face])}
    </td>
  ))
}

/** Many fold away behind their number. */
function Comments({ comments }: { comments: readonly string[] }) {
  const { said } = useMessages().myLectures
  if (comments.length === 0) return <span className="quiet">{said.noComments}</span>
  const list = (
    <ul className="comments">
      {comments.map((comment, index) => (
        // they stand by their letters and two may be the same: the place is the identity
        <li key={index}>{comment}</li>
      ))}
    </ul>
  )
  if (comments.length <= FEW) return list
  return (
    <details>
      <summary>{said.comments(comments.length)}</summary>
      {list}
    </details>
  )
}
const FEW = 2
