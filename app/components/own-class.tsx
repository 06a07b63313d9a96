import { absenceReasons } from '#app/domains/attendance/absence.policy.ts'
import type { OutcomeCode } from '#app/domains/attendance/outcome.policy.ts'
import type { OwnStanding } from '#app/domains/attendance/own-standing.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { CalendarDay, CalendarMonth } from '#app/shared/calendar-day.ts'
import type { Minutes } from '#app/shared/minutes.ts'
import { Choice } from './choice.tsx'

type Words = { zh: string; en: string }

/** A class as its person sees it; `month` of its line on the statement. */
export type OwnClassData = {
  id: string
  title: Words
  day: CalendarDay
  times: string
  room: Words
  standing: OwnStanding
  held: boolean
  before: number | null
  seatsLeft: number
  minutes: Minutes
  worth: readonly { lateMinutes: Minutes; minutes: Minutes }[]
  mayJoin: boolean
  mayLeave: boolean
  summary: Words | null
  lesson: string | null
  outcome: OutcomeCode | null
  credited: Minutes
  late: Minutes
  early: Minutes
  inTime: string | null
  outTime: string | null
  month: CalendarMonth
  confirmed: boolean
  feedback: 'open' | 'given' | 'closed'
}

/** What came back of a form of the page. */
export type Problem = { occasion: string; do: string; code: string; face?: string; comment?: string }

/** A class to come: where and when, what it is worth, and what can be done now. */
export function OwnClass({
  one,
  solid,
  problem,
}: {
  one: OwnClassData
  solid: boolean
  problem: Problem | undefined
}) {
  const { myLectures, format, locale } = useMessages()
  const worthless = one.standing === 'cancelled' || one.standing === 'taken-out'
  return (
    <li id={`c-${one.id}`} className="own-class">
      <div className="wayhead">
        <h3>{one.title[locale]}</h3>
        {!worthless && <p className="gain">{format.gain(one.minutes)}</p>}
      </div>
      <dl className="facts">
        <dt>{myLectures.facts.when}</dt>
        <dd>{myLectures.when(one.day, one.times)}</dd>
        <dt>{myLectures.facts.where}</dt>
        <dd>{one.room[locale]}</dd>
        <dt>{myLectures.facts.seat}</dt>
        <dd>{seatWords(one, myLectures)}</dd>
        {one.summary && !worthless && (
          <>
            <dt>{myLectures.facts.about}</dt>
            <dd>
              {one.summary[locale]}{' '}
              {one.lesson && (
                <a className="nb" href={one.lesson}>
                  {myLectures.online}
                </a>
              )}
            </dd>
          </>
        )}
      </dl>
      {!worthless && one.standing !== 'excused' && (
        <details className="worth" open>
          <summary>{myLectures.worth.title}</summary>
          <ul>
            {one.worth.map(({ lateMinutes, minutes }) => (
              <li key={lateMinutes}>
                {lateMinutes === 0
                  ? myLectures.worth.onTime(minutes)
                  : myLectures.worth.late(lateMinutes, minutes)}
              </li>
            ))}
          </ul>
          <p className="quiet small">{myLectures.worth.how}</p>
        </details>
      )}
      <ClassActions one={one} solid={solid} problem={problem} />
    </li>
  )
}

function seatWords(one: OwnClassData, words: ReturnType<typeof useMessages>['myLectures']): string {
  switch (one.standing) {
    case 'going':
      return words.seatYours
    case 'waiting':
      return words.waiting((one.before ?? 0) + 1)
    case 'unsettled':
      return words.unsettled
    case 'cancelled':
      return words.cancelled
    case 'taken-out':
      return words.takenOut
    case 'excused':
      return words.excused
    case 'left':
      return words.leftByYou
    case 'offered':
    case 'over':
      return one.seatsLeft > 0 ? words.seatsLeft(one.seatsLeft) : words.seatsFull
  }
}

function ClassActions({
  one,
  solid,
  problem,
}: {
  one: OwnClassData
  solid: boolean
  problem: Problem | undefined
}) {
  const { myLectures, common } = useMessages()
  const { absence } = myLectures
  const missing = problem?.occasion === one.id && problem.do === 'absent' && problem.code === 'reason-missing'
  const inCalendar = ['going', 'waiting', 'unsettled', 'cancelled'].includes(one.standing)
  const seated = one.standing === 'going' || one.standing === 'unsettled'
  return (
    <>
      <div className="row">
        {one.mayJoin && (
          <OneTap id={one.id} what="join" look={solid ? 'btn' : 'btn plain'}>
            {one.standing === 'left'
              ? myLectures.joinAgain(one.minutes)
              : one.seatsLeft > 0
                ? myLectures.join(one.minutes)
                : myLectures.queue}
          </OneTap>
        )}
        {one.mayLeave && one.standing === 'offered' && (
          <OneTap id={one.id} what="leave" look="btn text">
            {myLectures.leaveOffer}
          </OneTap>
        )}
        {one.mayLeave && one.standing === 'waiting' && (
          <OneTap id={one.id} what="leave" look="btn text">
            {myLectures.leaveQueue}
          </OneTap>
        )}
        {inCalendar && (
          <a className="btn text" href={`/my/lectures/${one.id}/event.ics`}>
            {myLectures.calendar}
          </a>
        )}
      </div>
      {one.mayLeave && seated && (
        <details open={missing}>
          <summary>{absence.open}</summary>
          <form method="post" action="/my/lectures" className="stack">
            <input type="hidden" name="do" value="absent" />
            <input type="hidden" name="occasion" value={one.id} />
            <Choice
              name="reason"
              id={`reason-${one.id}`}
              legend={`${absence.legend}${common.questionMark}`}
              hint={absence.hint}
              error={missing ? absence.missing : undefined}
              options={absenceReasons.map((value) => ({ value, label: absence.reasons[value] }))}
            />
            <button className="btn plain">{absence.go}</button>
          </form>
        </details>
      )}
    </>
  )
}

function OneTap({ id, what, look, children }: { id: string; what: string; look: string; children: string }) {
  return (
    <form method="post" action="/my/lectures">
      <input type="hidden" name="do" value={what} />
      <input type="hidden" name="occasion" value={id} />
      <button className={look}>{children}</button>
    </form>
  )
}
