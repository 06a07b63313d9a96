import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { AbsencesSaid } from '#app/components/absences-said.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Notice } from '#app/components/notice.tsx'
import { absencesSaid } from '#app/domains/attendance/absences.queries.server.ts'
import type { NotLetIn } from '#app/domains/attendance/audience.policy.ts'
import { suggestedAudience, type AudienceCandidate } from '#app/domains/attendance/audience.queries.server.ts'
import { findRegister, type RegisterLine } from '#app/domains/attendance/occasions.queries.server.ts'
import { didOf, type Did } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { now } from '#app/clock.server.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { shownOccasion } from './occasion-of.server.ts'
import { rosterForm } from './roster-forms.server.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.occasions.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const [desk, register, absences] = await Promise.all([
    deskFor(actor),
    findRegister(actor, id),
    absencesSaid(actor, id),
  ])
  if (!register) throw notFound()
  const { occasion, roster, lines, counts } = register
  const open = occasion.state === 'planned' && occasion.during.from > now() && roster.completedAt === null
  const audience = open ? await suggestedAudience(actor, id) : null
  const reasons = new Map<NotLetIn, number>()
  for (const { reason } of audience?.notLetIn ?? []) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  if (audience && audience.otherRegime > 0)
    reasons.set('other-regime', (reasons.get('other-regime') ?? 0) + audience.otherRegime)
  return {
    ...{ desk, open, counts, occasion: await shownOccasion(actor, occasion) },
    lines: lines.map(rosterLine),
    // Who came back since has a seat again, or waits.
    absences: absences.flatMap(({ personId, reason }) => {
      const line = lines.find((one) => one.personId === personId && one.place === 'withdrawn')
      return line ? [{ personId, reason, name: line.name }] : []
    }),
    did: didOf(new URL(request.url).searchParams.get('did')),
    audience: audience && {
      suggested: audience.suggested.map(shownCandidate),
      others: audience.others.map(shownCandidate),
      reasons: [...reasons],
    },
  }
}

const rosterLine = ({ personId, name, place, ordinal, noPhone }: RegisterLine) => ({
  ...{ personId, name, place, ordinal, noPhone },
})
type Line = ReturnType<typeof rosterLine>
const shownCandidate = ({ personId, name, short, lastHadOn, noPhone }: AudienceCandidate) => ({
  ...{ personId, name, short, lastHadOn, noPhone },
})
type Shown = ReturnType<typeof shownCandidate>

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const done = await rosterForm(actor, id, await readForm(request))
  if ('to' in done) return redirect(done.to, 303)
  return data({ problem: done.problem }, done.status)
}

export default function OccasionPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { occasions, locale } = messages
  const { roster } = occasions
  const { occasion, counts, lines, open } = page
  const here = `/office/occasions/${occasion.id}`
  const off = occasion.state === 'planned' || occasion.state === 'took-place' ? null : occasion.state
  const inState = (...states: Line['place'][]) => lines.filter(({ place }) => states.includes(place))
  const joined = inState('joined')
  const waiting = inState('waiting').sort((a, b) => a.ordinal! - b.ordinal!)
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/occasions', messages)}
      sentence={occasion.title[locale]}
      lede={`${occasions.when(occasion.day, occasion.from, occasion.to)} · ${occasions.wherePart(occasion.room[locale], occasion.lecturer)}`}
      actions={
        off ? (
          <a className="btn plain" href="/office/occasions">
            {roster.back}
          </a>
        ) : (
          <>
            <a className="btn plain" href={`${here}/sheet`}>
              {roster.sheet}
            </a>
            <a className="btn plain" href={`${here}/register`}>
              {roster.toRegister}
            </a>
          </>
        )
      }
    >
      {answer && (
        <ErrorSummary
          title={occasions.problem}
          problems={[{ message: occasions.problems[answer.problem] }]}
        />
      )}
      {page.did && !answer && <Said words={rosterDid(occasions, page.did)} />}
      {off && (
        <Notice tone={off === 'unsettled' ? 'todo' : undefined}>
          <p>{roster.offTitle[off]}</p>
        </Notice>
      )}
      {!off && !open && (
        <Notice>
          <p>{roster.closed}</p>
        </Notice>
      )}
      <dl className="counts">
        <div>
          <dt>{occasions.places.joined}</dt>
          <dd>
            {counts.joined} <span className="quiet small">/ {counts.seats}</span>
          </dd>
        </div>
        <div>
          <dt>{occasions.places.waiting}</dt>
          <dd>{counts.waiting}</dd>
        </div>
        <div>
          <dt>{occasions.places.offered}</dt>
          <dd>{counts.offered}</dd>
        </div>
      </dl>
      <div className="split">
        <section>
          <PlaceTable title={roster.joined(joined.length)} lines={joined} here={here} open={open} />
          {joined.length === 0 && <p className="quiet">{roster.nobody}</p>}
          {waiting.length > 0 && (
            <>
              <PlaceTable title={roster.waiting(waiting.length)} lines={waiting} here={here} open={open} />
              <p className="quiet small">{roster.waitingMore}</p>
            </>
          )}
          <PlaceTable
            title={roster.offered(inState('offered').length)}
            lines={inState('offered')}
            here={here}
            open={open}
          />
          <PlaceTable
            title={roster.gone(inState('withdrawn', 'excused').length)}
            lines={inState('withdrawn', 'excused')}
            here={here}
            open={open}
          />
        </section>
        {page.audience && (
          <section>
            <AudienceForm here={here} audience={page.audience} room={counts.seats - counts.joined} />
          </section>
        )}
      </div>
      <AbsencesSaid absences={page.absences} />
    </DeskPage>
  )
}

export function Said({ words }: { words: string | null }) {
  return words ? (
    <div className="notice said" role="status">
      <p>{words}</p>
    </div>
  ) : null
}

function rosterDid({ did }: Messages['occasions'], { what, first, second }: Did): string | null {
  switch (what) {
    case 'offered':
      return did.offered(Number(first))
    case 'seated':
      return did.seated(Number(first), Number(second))
    case 'out':
      return did.out(Number(first))
    case 'notheld':
      return did.notheld
    default:
      return null
  }
}

/** Some of the roster, by name; each with what can be done about it now. */
function PlaceTable({
  title,
  lines,
  here,
  open,
}: {
  title: string
  lines: readonly Line[]
  here: string
  open: boolean
}) {
  const { occasions } = useMessages()
  const { roster } = occasions
  if (lines.length === 0) return null
  return (
    <form method="post" action={here} className="places">
      <h2>{title}</h2>
      <table className="board">
        <caption className="vh">{title}</caption>
        <thead className="vh">
          <tr>
            <th scope="col">{roster.columns.person}</th>
            <th scope="col">{roster.columns.state}</th>
            <th scope="col">{roster.columns.next}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.personId}>
              <th scope="row">
                <a href={`/office/people/${line.personId}`}>{line.name}</a>
              </th>
              <td className="quiet">{remarkOf(line, occasions)}</td>
              <td className="r">
                {open && (
                  <span className="line-acts">
                    {line.place !== 'joined' && line.place !== 'waiting' && (
                      <button className="btn soft slim" name="seat" value={line.personId}>
                        {roster.seatFor}
                        <span className="vh">{roster.of(line.name)}</span>
                      </button>
                    )}
                    {line.place !== 'withdrawn' && line.place !== 'excused' && (
                      <button className="btn plain slim" name="out" value={line.personId}>
                        {roster.takeOut}
                        <span className="vh">{roster.of(line.name)}</span>
                      </button>
                    )}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </form>
  )
}

function remarkOf(line: Line, { roster, places }: Messages['occasions']): string {
  return [
    line.ordinal !== null ? roster.ordinal(line.ordinal) : '',
    line.place === 'withdrawn' || line.place === 'excused' ? places[line.place] : '',
    line.noPhone ? roster.noPhone : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Whom to ask: those who need it first, then the others, then who is not let in and why. */
function AudienceForm({
  here,
  audience,
  room,
}: {
  here: string
  audience: { suggested: Shown[]; others: Shown[]; reasons: [NotLetIn, number][] }
  /** Seats that are free. */
  room: number
}) {
  const { occasions } = useMessages()
  const { roster } = occasions
  const { suggested, others, reasons } = audience
  const first = Math.min(suggested.length, Math.max(room, 0))
  const apart = reasons.reduce((sum, [, count]) => sum + count, 0)
  return (
    <form method="post" action={here} className="audience">
      <h2>{roster.suggested(suggested.length)}</h2>
      <p className="quiet small">{suggested.length > 0 ? roster.suggestedWhy : roster.noSuggested}</p>
      {/* First, so that Enter does nothing that was not chosen. */}
      <button disabled hidden />
      {first > 0 && (
        <p className="row no-print">
          <button className="btn" name="do" value="first">
            {roster.first(first)}
          </button>
        </p>
      )}
      {suggested.length > 0 && (
        <CandidateTable title={roster.suggested(suggested.length)} people={suggested} />
      )}
      {others.length > 0 && (
        <details open={suggested.length === 0}>
          <summary>{roster.others(others.length)}</summary>
          <CandidateTable title={roster.others(others.length)} people={others} />
        </details>
      )}
      {suggested.length + others.length > 0 && (
        <div className="chosen no-print">
          <div>
            <button className="btn soft" name="do" value="offer">
              {roster.offer}
            </button>
            <p className="quiet small">{roster.offerHint}</p>
          </div>
          <div>
            <button className="btn plain" name="do" value="seat">
              {roster.seat}
            </button>
            <p className="quiet small">{roster.seatHint}</p>
          </div>
        </div>
      )}
      {apart > 0 && (
        <details>
          <summary>{roster.notLetIn(apart)}</summary>
          <ul className="plainlist">
            {reasons.map(([reason, count]) => (
              <li key={reason}>{roster.reasons[reason](count)}</li>
            ))}
          </ul>
        </details>
      )}
    </form>
  )
}

function CandidateTable({ title, people }: { title: string; people: readonly Shown[] }) {
  const { occasions, format } = useMessages()
  const { roster } = occasions
  return (
    <table className="board">
      <caption className="vh">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{roster.columns.person}</th>
          <th scope="col" className="r">
            {roster.columns.short}
          </th>
          <th scope="col" className="r">
            {roster.columns.had}
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((one) => (
          <tr key={one.personId}>
            <th scope="row">
              <label className="pick-line">
                <input type="checkbox" name={`who.${one.personId}`} value="1" />
                <span>
                  <span className="vh">{roster.choose('')}</span>
                  {one.name}
                  {one.noPhone && <span className="cap">{` ${roster.noPhone}`}</span>}
                </span>
              </label>
            </th>
            <td className="r">
              <b>{one.short > 0 ? format.minutes(one.short) : '—'}</b>
            </td>
            <td className="r">{one.lastHadOn ? format.fullDay(one.lastHadOn) : roster.never}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
