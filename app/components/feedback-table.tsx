import {
  FEWEST_SHOWN,
  facesOf,
  feedbackFaces,
  type Feedback,
} from '#app/domains/attendance/feedback.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { Face } from './face.tsx'

/** What those who came said of classes: of a lecturer's, one class's, or the county's. Nobody's name, nobody's time. */
export function FeedbackTable({ feedback }: { feedback: readonly Feedback[] }) {
  const { myLectures, format, locale } = useMessages()
  const { said, feedback: words } = myLectures
  const sums = facesOf(feedback)
  return (
    <section aria-labelledby="said">
      <h2 id="said">{said.title}</h2>
      <p className="quiet">{said.lede(FEWEST_SHOWN)}</p>
      {feedback.length === 0 ? (
        <p>{said.none(FEWEST_SHOWN)}</p>
      ) : (
        <table className="listing">
          <caption className="vh">{said.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{said.columns.class}</th>
              {feedbackFaces.map((face) => (
                <th scope="col" key={face} className="num">
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
            {feedback.map((one) => (
              <tr key={one.occasionId}>
                <th scope="row">
                  {one.title[locale]} <span className="quiet small nb">{format.fullDay(one.day)}</span>
                </th>
                {feedbackFaces.map((face) => (
                  <td key={face} className="num" data-label={words.faces[face]}>
                    {format.number(one.faces[face])}
                  </td>
                ))}
                <td className="words-cell">
                  {one.comments.length === 0 ? (
                    <span className="quiet">{said.noComments}</span>
                  ) : (
                    <ul>
                      {one.comments.map((comment, index) => (
                        // they stand by their letters and two may be the same: the place is the identity
                        <li key={index}>{comment}</li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
          {feedback.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">{said.together}</th>
                {feedbackFaces.map((face) => (
                  <td key={face} className="num" data-label={words.faces[face]}>
                    {format.number(sums[face])}
                  </td>
                ))}
                <td />
              </tr>
            </tfoot>
          )}
        </table>
      )}
    </section>
  )
}
