import type { OutboxAnswer } from '#app/domains/learning/outbox.server.ts'
import type { StudyStands } from '#app/domains/learning/late-evidence.server.ts'
import type { Messages } from '#app/messages/zh.ts'

/** What is said on the page that sent: `href` and `words` lead back where an answer was not right. */
export type Said = { text: string; href?: string; words?: string }

/** What was made of what had waited on a device, in the words of the person's language. */
export function sayArrival(
  { late }: Messages,
  { answers, studies }: { answers: readonly OutboxAnswer[]; studies: readonly StudyStands[] },
): Said {
  const words = late.arrived
  const minutesOf = (name: 'counted' | 'claimed' | 'closed') =>
    answers.reduce((sum, one) => sum + ('claimed' in one ? one[name] : 0), 0) / 60
  const refused = answers.flatMap((one) => ('refused' in one ? [one.refused] : []))
  const missed = answers.flatMap((one) => ('right' in one && !one.right ? [one.passage] : []))
  const open = studies.find(({ finished, place }) => !finished && missed.includes(place))
  const [counted, claimed, closed] = [minutesOf('counted'), minutesOf('claimed'), minutesOf('closed')]
  // Of seconds that were rounded down one by one.
  const minutes = Math.floor(counted + 0.02)
  const known = (['finished', 'withdrawn', 'left'] as const).find((one) => refused.includes(one))
  const unit = open?.unit.split('/')[1] ?? ''
  const lines = [
    ...(minutes > 0 ? [words.counted(minutes)] : refused.length === 0 ? [words.received] : []),
    ...(claimed - counted - closed >= 1 ? [words.seen] : []),
    ...(closed >= 1 ? [words.closed(Math.floor(closed))] : []),
    ...(open ? [words.again(unit, open.place)] : []),
    ...(known ? [words[known]] : refused.length > 0 ? [words.refused] : []),
  ]
  return {
    text: lines.join(late.strip.gap),
    ...(open && {
      href: `/my/study/${open.unit}/${open.place}?again`,
      words: words.goThere(unit, open.place),
    }),
  }
}
