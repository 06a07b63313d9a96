import { COMMENT_LENGTH, feedbackFaces } from '#app/domains/attendance/feedback.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import { Choice } from './choice.tsx'
import { Face } from './face.tsx'
import type { OwnClassData, Problem } from './own-class.tsx'
import { Tag } from './tag.tsx'

/** A class that is over: what was counted and why, and how it was. */
export function OwnPastClass({ one, problem }: { one: OwnClassData; problem: Problem | undefined }) {
  const { myLectures, locale } = useMessages()
  const { counted } = myLectures
  return (
    <li id={`c-${one.id}`} className="own-class">
      <div className="wayhead">
        <h3>{one.title[locale]}</h3>
        {one.confirmed && one.held && (
          <p className="gain">{one.credited > 0 ? counted.minutes(one.credited) : counted.none}</p>
        )}
      </div>
      <p className="quiet small">{myLectures.when(one.day, one.times)}</p>
      <p>{countedWords(one, counted)}</p>
      {one.confirmed && one.credited > 0 && (
        <p className="quiet small">
          <a href={`/my/hours?m=${one.month}`}>{counted.line}</a> {counted.wrong}
        </p>
      )}
      <Feedback one={one} problem={problem} />
    </li>
  )
}

function countedWords(
  one: OwnClassData,
  words: ReturnType<typeof useMessages>['myLectures']['counted'],
): string {
  if (!one.held) return words.off
  if (!one.confirmed || one.outcome === null) return words.pending
  if (one.credited === 0) return words.outcomes[one.outcome]
  const cuts = [
    ...(one.late > 0 ? [words.late(one.late, one.inTime)] : []),
    ...(one.early > 0 && one.outTime ? [words.early(one.early, one.outTime)] : []),
  ]
  return cuts.length > 0 ? cuts.join('') : words.whole
}

function Feedback({ one, problem }: { one: OwnClassData; problem: Problem | undefined }) {
  const { myLectures, common } = useMessages()
  const { feedback } = myLectures
  const back = problem?.occasion === one.id && problem.do === 'feedback' ? problem : undefined
  if (one.feedback === 'closed') return null
  if (one.feedback === 'given') return <Tag state="done">{feedback.given}</Tag>
  const tooLong = back?.code === 'comment-too-long'
  const hintId = `comment-${one.id}-hint`
  const errorId = `comment-${one.id}-error`
  return (
    <details open={back !== undefined}>
      <summary>{feedback.open}</summary>
      <form method="post" action="/my/lectures" className="stack">
        <input type="hidden" name="do" value="feedback" />
        <input type="hidden" name="occasion" value={one.id} />
        <Choice
          name="face"
          id={`face-${one.id}`}
          legend={`${feedback.legend}${common.questionMark}`}
          error={back?.code === 'face-missing' ? feedback.missing : undefined}
          chosen={back?.face}
          options={feedbackFaces.map((value) => ({
            value,
            label: (
              <span className="face">
                <Face of={value} />
                {feedback.faces[value]}
              </span>
            ),
          }))}
        />
        <div className={tooLong ? 'field bad' : 'field'}>
          <label htmlFor={`comment-${one.id}`}>{feedback.comment}</label>
          <p className="hint" id={hintId}>
            {feedback.commentHint}
          </p>
          {tooLong && (
            <p className="err" id={errorId}>
              {feedback['too-long']}
            </p>
          )}
          <textarea
            className="box"
            id={`comment-${one.id}`}
            name="comment"
            rows={2}
            maxLength={tooLong ? undefined : COMMENT_LENGTH}
            defaultValue={back?.comment}
            aria-invalid={tooLong ? true : undefined}
            aria-describedby={tooLong ? `${hintId} ${errorId}` : hintId}
          />
        </div>
        <button className="btn plain">{feedback.go}</button>
      </form>
    </details>
  )
}
