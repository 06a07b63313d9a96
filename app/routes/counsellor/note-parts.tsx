import { useMessages } from '#app/messages/context.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import type { OpenedPart } from './opened-note.ts'
import { Sealed } from './sealed.tsx'

const PARTS = ['brought', 'did', 'plan', 'risk'] as const

/** The note and its amendments, as they were typed. One that cannot be opened says so beside the others. */
export function NoteParts({ parts }: { parts: readonly OpenedPart[] }) {
  const { counsellor } = useMessages()
  const { session: words, note } = counsellor
  if (parts.length === 0) return <p>{words.noRecord}</p>
  return (
    <div className="opened">
      {parts.map((part) => {
        const [day, time] = [dayAt(part.writtenAt), timeOfDay(part.writtenAt)]
        return (
          <article key={part.position}>
            <p className="quiet small">
              {part.position === 1 ? words.written(day, time) : words.amended(day, time)}
            </p>
            {'note' in part ? (
              <dl className="opened-note">
                {PARTS.map((one) => (
                  <div key={one}>
                    <dt>{note.parts[one]}</dt>
                    <dd className={part.note[one].trim() === '' ? 'quiet' : 'as-typed'}>
                      {part.note[one].trim() === '' ? words.nothing : part.note[one]}
                    </dd>
                  </div>
                ))}
              </dl>
            ) : (
              <Sealed of={'refused' in part ? part : { words: part.amendment }} />
            )}
          </article>
        )
      })}
    </div>
  )
}
