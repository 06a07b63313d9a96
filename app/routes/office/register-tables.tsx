import { Field, SelectField } from '#app/components/field.tsx'
import { outcomeCodes, type OutcomeCode } from '#app/domains/attendance/outcome.policy.ts'
import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import { isExcused, isHere, isMissing, type ShownLine } from './register-lines.ts'

type TableProps = { lines: readonly ShownLine[]; here: string; open: boolean; complete: boolean }

/** Those who are not there yet first, then those who are, then everybody else of the roster. */
export function RegisterTables({ lines, here, open, complete }: TableProps) {
  const { occasions } = useMessages()
  const { register } = occasions
  const missing = lines.filter(isMissing)
  const there = lines.filter(isHere).sort((a, b) => b.mark!.at - a.mark!.at)
  const away = lines.filter((line) => !isHere(line) && (line.mark !== null || isExcused(line)))
  const struck = lines.filter(({ mark, revision, place }) => !mark && revision > 0 && place === 'withdrawn')
  const extra = lines.filter(
    (line) =>
      !line.mark && (line.place === 'offered' || line.place === 'waiting' || line.place === 'withdrawn'),
  )
  return (
    <>
      {missing.length > 0 && (
        <section>
          <MissingTable
            title={register.missing}
            caption={register.missingOf(missing.length)}
            {...{ here, open, complete }}
            lines={missing}
          />
        </section>
      )}
      {missing.length === 0 && there.length > 0 && <p className="quiet">{register.allHere}</p>}
      {lines.length === 0 && <p className="quiet">{register.nobody}</p>}
      {there.length > 0 && (
        <section>
          <ThereTable lines={there} {...{ here, open, complete }} />
        </section>
      )}
      {away.length > 0 && (
        <section>
          <AwayTable lines={away} {...{ here, open, complete }} />
        </section>
      )}
      {complete && struck.length > 0 && (
        <p className="quiet small">
          {register.struck} {struck.map(({ name }) => name).join('、')}
        </p>
      )}
      {!complete && open && extra.length > 0 && (
        <details>
          <summary>{register.extraOf(extra.length)}</summary>
          <p className="quiet small">{register.extra}</p>
          <MissingTable
            title={register.extraOf(extra.length)}
            caption={register.extraOf(extra.length)}
            {...{ here, open, complete }}
            lines={extra}
          />
        </details>
      )}
    </>
  )
}

/** The box that ticks somebody for “the same for several”, before the name. */
function Who({ line, tick }: { line: ShownLine; tick: boolean }) {
  const { occasions } = useMessages()
  return (
    <th scope="row">
      <span className="whoname">
        {tick && (
          <input
            type="checkbox"
            className="tickbox"
            name={`who.${line.personId}`}
            value={line.revision}
            aria-label={occasions.register.choose(line.name)}
          />
        )}
        {line.movedOn ? (
          <span>
            {line.name} <span className="quiet small nb">{occasions.register.movedOn}</span>
          </span>
        ) : (
          <a href={`/office/people/${line.personId}`}>{line.name}</a>
        )}
      </span>
    </th>
  )
}

function MissingTable({
  title,
  caption,
  lines,
  here,
  open,
  complete,
}: TableProps & { title: string; caption: string }) {
  const { occasions } = useMessages()
  const { register, places, roster } = occasions
  return (
    <table className="board">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{register.columns.note}</th>
          <th scope="col">
            <span className="vh">{register.columns.next}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.personId}>
            <Who line={line} tick={open && !complete} />
            <td className="quiet">
              {[line.place === 'joined' ? '' : places[line.place], line.noPhone ? roster.noPhone : '']
                .filter(Boolean)
                .join(' · ')}
            </td>
            <td className="r">
              {!complete && (
                <span className="line-acts">
                  {open && (
                    <button className="btn soft slim" name="here" value={`${line.personId}.${line.revision}`}>
                      {register.came}
                      <span className="vh">{register.of(line.name)}</span>
                    </button>
                  )}
                  <button
                    className="btn plain slim"
                    name="excuse"
                    value={`${line.personId}.${line.revision}`}
                  >
                    {register.excuse}
                    <span className="vh">{register.of(line.name)}</span>
                  </button>
                  {open && <EditLink line={line} here={here} />}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ThereTable({ lines, here, open, complete }: TableProps) {
  const { occasions } = useMessages()
  const { register } = occasions
  return (
    <table className="board">
      <caption className="vh">{register.hereOf(lines.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{register.here}</th>
          <th scope="col">{register.columns.in}</th>
          <th scope="col">{register.columns.why}</th>
          <th scope="col" className="r">
            {register.columns.worth}
          </th>
          <th scope="col">
            <span className="vh">{register.columns.change}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.personId}>
            <Who line={line} tick={open && !complete} />
            <td className="num">{line.mark!.in ?? '—'}</td>
            <td className={isUsual(line) ? 'quiet usual' : 'quiet'}>{remarkOf(line, occasions)}</td>
            <td className="r">
              <b>{register.minutes(line.minutes ?? 0)}</b>
            </td>
            <td className="r">
              <EditLink line={line} here={here} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function AwayTable({ lines, here, open, complete }: TableProps) {
  const { occasions } = useMessages()
  const { register } = occasions
  return (
    <table className="board">
      <caption className="vh">{register.otherOf(lines.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{register.other}</th>
          <th scope="col">{register.columns.what}</th>
          <th scope="col">{register.columns.note}</th>
          <th scope="col">
            <span className="vh">{register.columns.change}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.personId}>
            <Who line={line} tick={open && !complete} />
            <td>{occasions.outcomes[line.mark?.outcome ?? 'excused']}</td>
            <td className="quiet">{line.mark?.note ?? ''}</td>
            <td className="r">
              <EditLink line={line} here={here} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function EditLink({ line, here }: { line: ShownLine; here: string }) {
  const { occasions } = useMessages()
  return (
    <a className="btn text slim no-print" href={`${here}?of=${line.personId}#line`}>
      {occasions.register.edit}
      <span className="vh">{occasions.register.editOf(line.name)}</span>
    </a>
  )
}

/** In time until the end, and nothing more to say: on a phone that is no line of its own. */
export const isUsual = ({ mark }: ShownLine) => mark !== null && mark.late === 0 && !mark.out && !mark.note

/** “晚到 11 分 · 15:20 走的 · 带着孩子” */
export function remarkOf({ mark }: ShownLine, { register, outcomes }: Messages['occasions']): string {
  if (!mark) return ''
  return [
    mark.outcome === 'attended' || mark.outcome === 'left-early' ? '' : outcomes[mark.outcome],
    mark.late > 0 ? register.late(mark.late) : mark.in ? register.onTime : register.unknownTime,
    mark.out ? register.left(mark.out) : '',
    mark.note ?? '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** The boxes that say what is known of somebody: for one line, or the same for several. */
export function FactFields({
  prefix,
  value,
  outcomes = outcomeCodes,
  note,
}: {
  prefix: 'line' | 'same' | 'add'
  value: Record<string, string>
  outcomes?: readonly OutcomeCode[]
  note?: { label: string; hint: string }
}) {
  const { occasions } = useMessages()
  const { register } = occasions
  return (
    <div className="facts-row">
      <SelectField
        name="outcome"
        id={`${prefix}-outcome`}
        label={register.outcome}
        value={value.outcome ?? 'attended'}
        options={outcomes.map((code) => ({ value: code, label: occasions.outcomes[code] }))}
      />
      <Field
        name="in"
        id={`${prefix}-in`}
        type="time"
        label={register.in}
        hint={register.inHint}
        value={value.in}
      />
      <Field
        name="out"
        id={`${prefix}-out`}
        type="time"
        label={register.out}
        hint={register.outHint}
        value={value.out}
      />
      <Field
        name="late"
        id={`${prefix}-late`}
        inputMode="numeric"
        label={register.lateMinutes}
        hint={register.lateHint}
        value={value.late}
        maxLength={3}
      />
      <Field
        name="note"
        id={`${prefix}-note`}
        label={note?.label ?? register.note}
        hint={note?.hint ?? register.noteHint}
        value={value.note}
        maxLength={200}
      />
    </div>
  )
}

/** The same for everybody who is ticked. */
export function SameForm({ typed }: { typed: Record<string, string> | null }) {
  const { occasions } = useMessages()
  const { register } = occasions
  return (
    <details className="same no-print" open={typed !== null}>
      <summary>{register.same}</summary>
      <p className="quiet small">{register.sameHint}</p>
      <FactFields prefix="same" value={typed ?? {}} />
      <button className="btn soft" name="do" value="same">
        {register.recordSame}
      </button>
    </details>
  )
}
