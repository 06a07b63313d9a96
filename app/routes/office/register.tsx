import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { now } from '#app/clock.server.ts'
import { DeskPage } from '#app/components/desk-page.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Icon } from '#app/components/icon.tsx'
import { Notice } from '#app/components/notice.tsx'
import { notOnRegister } from '#app/domains/attendance/forgotten.server.ts'
import { doorsOpen } from '#app/domains/attendance/mark.policy.ts'
import { lateBy } from '#app/domains/attendance/minutes.policy.ts'
import { findRegister, type RegisterLine } from '#app/domains/attendance/occasions.queries.server.ts'
import { didOf, type Did } from '#app/http/did.ts'
import { isId } from '#app/http/ids.ts'
import { readForm } from '#app/http/parse-form.server.ts'
import { notFound, requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'
import { Said } from './occasion.tsx'
import { shownOccasion } from './occasion-of.server.ts'
import { registerForm } from './register-forms.server.ts'
import { ForgottenForm, LineForm } from './register-line.tsx'
import { isExcused, isHere, isMissing, type ShownLine } from './register-lines.ts'
import { RegisterReview } from './register-review.tsx'
import { RegisterTables, SameForm } from './register-tables.tsx'

// The title names nobody and no class: it stands in tabs and histories.
export const handle: PageHandle = { hydrates: true, title: (messages) => messages.occasions.title }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  const query = new URL(request.url).searchParams
  const [desk, register] = await Promise.all([deskFor(actor), findRegister(actor, id)])
  if (!register) throw notFound()
  const { occasion, roster, lines } = register
  const { during, state } = occasion
  const at = now()
  const complete = roster.completedAt !== null && actor.role === 'office'
  const off = state !== 'planned' && state !== 'took-place'
  return {
    ...{ desk, hidden: register.hidden, occasion: await shownOccasion(actor, occasion) },
    lines: lines.map((line) => shownLine(line, occasion.during)),
    did: didOf(query.get('did')),
    of: query.get('of'),
    review: query.has('review') && !off,
    ...{ off, open: !off && doorsOpen(during, at), over: during.to <= at },
    mayComplete: actor.role === 'office',
    forgotten: complete && !off ? await notOnRegister(actor, id) : [],
    completed: roster.completedAt && { day: dayAt(roster.completedAt), time: timeOfDay(roster.completedAt) },
  }
}

/** A line as the page shows it: times of the county, and how late that was. */
function shownLine(line: RegisterLine, session: { from: Date; to: Date }): ShownLine {
  const { mark } = line
  return {
    ...{ personId: line.personId, name: line.name, place: line.place, revision: line.revision },
    ...{ minutes: line.minutes, noPhone: line.noPhone, movedOn: line.movedOn },
    mark: mark?.outcome
      ? {
          ...{ outcome: mark.outcome, note: mark.note, lateMinutes: mark.lateMinutes },
          in: mark.inAt && timeOfDay(mark.inAt),
          out: mark.outAt && timeOfDay(mark.outAt),
          at: mark.inAt?.getTime() ?? 0,
          late: mark.inAt ? lateBy(session, mark.inAt) : (mark.lateMinutes ?? 0),
        }
      : null,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker')
  const id = params.id ?? ''
  if (!isId(id)) throw notFound()
  return registerForm(actor, id, await readForm(request))
}

export default function RegisterPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const messages = useMessages()
  const { occasions, locale } = messages
  const { register } = occasions
  const { occasion, lines, completed } = page
  const here = `/office/occasions/${occasion.id}/register`
  const editedId = answer?.personId ?? page.of
  const edited = lines.find(({ personId }) => personId === editedId) ?? null
  const where = `${occasions.when(occasion.day, occasion.from, occasion.to)} · ${occasions.wherePart(occasion.room[locale], occasion.lecturer)}`
  return (
    <DeskPage
      viewing={useViewing()}
      {...deskProps(page.desk, '/office/occasions', messages)}
      sentence={page.review ? register.reviewTitle : occasion.title[locale]}
      lede={page.review ? `${occasion.title[locale]} · ${where}` : where}
      actions={
        page.review ? (
          <a className="btn plain" href={here}>
            {register.toReview}
          </a>
        ) : (
          <>
            <a className="btn plain" href={`/office/occasions/${occasion.id}`}>
              {register.toRoster}
            </a>
            <a className="btn plain" href={`/office/occasions/${occasion.id}/sheet`}>
              <Icon name="print" />
              {occasions.roster.sheet}
            </a>
            {page.open && !completed && !edited && (
              <a className="btn" href={`${here}?review=1`}>
                {register.review}
              </a>
            )}
          </>
        )
      }
    >
      {answer && (
        <ErrorSummary
          title={occasions.problem}
          problems={[
            {
              message: occasions.problems[answer.problem],
              fieldId: fieldOf(answer.problem, answer.typed.do === 'add' ? 'add' : edited ? 'line' : 'same'),
            },
          ]}
        />
      )}
      {page.did && !answer && <Said words={registerDid(occasions, page.did)} />}
      {page.off && (
        <Notice>
          <p>{occasions.roster.offTitle[occasion.state as keyof typeof occasions.roster.offTitle]}</p>
        </Notice>
      )}
      {completed && (
        <Notice>
          <p>{register.completed(completed.day, completed.time)}</p>
        </Notice>
      )}
      {!page.off && !page.open && <p className="quiet">{register.notYet}</p>}
      {!page.off && page.hidden > 0 && (
        <Notice tone="todo">
          <p>{register.hidden(page.hidden)}</p>
        </Notice>
      )}
      {edited && !page.review && (
        <LineForm
          key={edited.personId}
          line={edited}
          here={here}
          typed={answer?.personId ? answer.typed : null}
          complete={completed !== null}
          open={page.open}
          mayCorrect={page.mayComplete}
        />
      )}
      <Counts lines={lines} />
      {page.review ? (
        <RegisterReview
          lines={lines}
          here={here}
          over={page.over}
          mayComplete={page.mayComplete}
          complete={completed !== null}
          host={occasion.host}
        />
      ) : (
        !page.off && (
          <form method="post" action={here} className="register">
            {/* First, so that Enter in a box records nothing by itself. */}
            <button disabled hidden />
            <RegisterTables lines={lines} here={here} open={page.open} complete={completed !== null} />
            {page.open && !completed && lines.length > 0 && (
              <SameForm typed={answer && !answer.personId ? answer.typed : null} />
            )}
          </form>
        )
      )}
      {!page.review && (
        <ForgottenForm
          people={page.forgotten}
          here={here}
          typed={answer?.typed.do === 'add' ? answer.typed : null}
        />
      )}
    </DeskPage>
  )
}

/** Which box a problem is about, where there is one. */
function fieldOf(problem: string, form: 'line' | 'same' | 'add'): string | undefined {
  const field: Record<string, string> = {
    ...{ 'bad-outcome': 'outcome', 'bad-time': 'in', 'time-to-come': 'in', 'in-outside': 'in' },
    ...{ 'out-before-in': 'out', 'out-outside': 'out', 'leaving-needs-time': 'out', 'note-needed': 'note' },
    ...{
      'bad-note': 'note',
      'bad-minutes': 'late',
      'late-beside-in-time': 'late',
      'late-beyond-class': 'late',
    },
    ...{ 'times-without-presence': 'in', 'reason-missing': 'reason', 'why-missing': 'note' },
    ...{ 'person-missing': 'person', 'on-register': 'person', 'only-who-came': 'outcome' },
  }
  const name = field[problem]
  return name && `${form}-${name}`
}

function registerDid({ did }: Messages['occasions'], { what, first, second }: Did): string | null {
  switch (what) {
    case 'marked':
      return did.marked(Number(first))
    case 'same':
      return did.same
    case 'back':
      return did.back
    case 'complete':
      return did.complete(Number(first), Number(second))
    case 'corrected':
      return did.corrected
    case 'added':
      return did.added
    case 'struck':
      return did.struck
    default:
      return null
  }
}

function Counts({ lines }: { lines: readonly ShownLine[] }) {
  const { occasions } = useMessages()
  const { counts } = occasions.register
  const absent = lines.filter(({ mark }) => mark?.outcome === 'absent').length
  const expected = lines.filter(
    (line) => line.mark !== null || line.place === 'joined' || line.place === 'excused',
  )
  const missing = lines.filter(isMissing).length
  return (
    <dl className="counts">
      <div>
        <dt>{counts.here}</dt>
        <dd>{lines.filter(isHere).length}</dd>
      </div>
      <div>
        <dt>{counts.missing}</dt>
        <dd className={missing > 0 ? 'still' : undefined}>{missing}</dd>
      </div>
      <div>
        <dt>{counts.excused}</dt>
        <dd>{lines.filter(isExcused).length}</dd>
      </div>
      {absent > 0 && (
        <div>
          <dt>{counts.absent}</dt>
          <dd>{absent}</dd>
        </div>
      )}
      <div>
        <dt>{counts.all}</dt>
        <dd>{expected.length}</dd>
      </div>
    </dl>
  )
}
