import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { AskAgain } from '#app/components/ask-again.tsx'
import { Card } from '#app/components/card.tsx'
import { Choice } from '#app/components/choice.tsx'
import { DeskPage } from '#app/components/desk-page.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { ErrorSummary } from '#app/components/error-summary.tsx'
import { Field } from '#app/components/field.tsx'
import { Icon, ICON_NAMES } from '#app/components/icon.tsx'
import { Notice } from '#app/components/notice.tsx'
import { Ring } from '#app/components/ring.tsx'
import { StackedBar, StackedBarPatterns } from '#app/components/stacked-bar.tsx'
import { Statement } from '#app/components/statement.tsx'
import { Stepper } from '#app/components/stepper.tsx'
import { Tag } from '#app/components/tag.tsx'
import { Steps, WayForward } from '#app/components/way-forward.tsx'
import { WitnessStrip } from '#app/components/witness-strip.tsx'
import { requireActor } from '#app/http/require-actor.server.ts'
import { useMessages } from '#app/messages/context.tsx'
import { useViewing } from '#app/page-frame.tsx'
import type { PageHandle } from '#app/root.tsx'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { contrasts, TOKENS } from '#app/styles/colour-tokens.server.ts'
import { deskFor } from './desk.server.ts'
import { deskProps } from './desk.ts'

export const handle: PageHandle = { hydrates: true, title: (messages) => messages.specimen.title }

const HERE = '/office/specimen'
const SPACES = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'] as const
const CORNERS = ['r1', 'r2', 'r3'] as const

/** For all staff: the parts that pages are made of, as they are used, with figures computed from the stylesheet. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'office', 'social-worker', 'lecturer', 'counsellor', 'bureau')
  const { light } = TOKENS
  return {
    desk: await deskFor(actor),
    contrasts: contrasts(),
    sizes: Object.fromEntries(Object.entries(light).filter(([name]) => /^--(t-|s\d|r\d)/.test(name))),
  }
}

export default function SpecimenPage() {
  const { desk, contrasts: pairs, sizes } = useLoaderData<typeof loader>()
  const messages = useMessages()
  const { specimen: words, board } = messages
  const props = deskProps(desk, HERE, messages)
  const size = (name: string) => sizes[`--${name}`] ?? ''
  // Rem to the pixels of a staff page; corners are in pixels already.
  const pixels = (name: string) => parseFloat(size(name)) * (size(name).endsWith('rem') ? 16 : 1)
  return (
    <DeskPage
      viewing={useViewing()}
      {...props}
      rail={[...props.rail, { href: HERE, label: words.rail, current: true }]}
      sentence={words.title}
      lede={words.lede}
    >
      <StackedBarPatterns />
      <div className="sheet">
        <Part words={words.colour}>
          <div className="swatches">
            {Object.entries(words.colour.uses).map(([name, use]) => (
              <figure key={name}>
                <svg viewBox="0 0 10 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect width="10" height="10" fill={`var(--${name})`} />
                </svg>
                <figcaption>
                  <code>--{name}</code>
                  <br />
                  <span className="small">{use}</span>
                </figcaption>
              </figure>
            ))}
          </div>
          <p className="quiet small">{words.colour.contrastNote}</p>
          <table>
            <caption className="vh">{words.colour.contrast}</caption>
            <thead>
              <tr>
                <th scope="col">{words.colour.pair}</th>
                <th scope="col" className="r">
                  {words.colour.need}
                </th>
                <th scope="col" className="r">
                  {words.colour.light}
                </th>
                <th scope="col" className="r">
                  {words.colour.dark}
                </th>
              </tr>
            </thead>
            <tbody>
              {pairs.map((pair) => (
                <tr key={`${pair.ink} ${pair.ground}`}>
                  <th scope="row">
                    <code>
                      --{pair.ink} / --{pair.ground}
                    </code>
                  </th>
                  <td className="r">{pair.least}:1</td>
                  <td className="r">
                    <b>{pair.light}:1</b>
                  </td>
                  <td className="r">
                    <b>{pair.dark}:1</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
        <Part words={words.type}>
          <ul className="typescale">
            {Object.entries(words.type.samples).map(([step, sample]) => (
              <li key={step}>
                <code>
                  --t-{step} {size(`t-${step}`)}
                </code>
                <span className={`t-${step}`}>{sample}</span>
              </li>
            ))}
          </ul>
        </Part>
        <Part words={words.space}>
          <div className="spaces">
            {SPACES.map((name) => (
              <figure key={name}>
                <svg width={pixels(name)} height={pixels(name)} aria-hidden="true">
                  <rect width="100%" height="100%" />
                </svg>
                <figcaption className="cap">
                  {name} {size(name)}
                </figcaption>
              </figure>
            ))}
            {CORNERS.map((name) => (
              <figure key={name}>
                <svg width="56" height="56" aria-hidden="true">
                  <rect className="corner" x="1" y="1" width="54" height="54" rx={pixels(name)} />
                </svg>
                <figcaption className="cap">
                  {name} {size(name)}
                </figcaption>
              </figure>
            ))}
          </div>
        </Part>
        <Part words={words.buttons}>
          <div className="row">
            <button className="btn" type="button">
              {words.buttons.solid}
            </button>
            <button className="btn plain" type="button">
              {words.buttons.plain}
            </button>
            <button className="btn soft" type="button">
              {words.buttons.soft}
            </button>
            <button className="btn text" type="button">
              {words.buttons.text}
            </button>
            <button className="btn alarm" type="button">
              {words.buttons.alarm}
            </button>
          </div>
        </Part>
        <Part words={words.fields}>
          <div className="pairs">
            <ErrorSummary
              example
              title={words.fields.summary}
              problems={[{ message: words.fields.summaryLink, fieldId: 'sample-password' }]}
            />
            <div>
              <Field
                name="sample-number"
                label={words.fields.number}
                hint={words.fields.numberHint}
                value="99041207"
                autoComplete="off"
              />
              <Field
                name="sample-password"
                type="password"
                label={words.fields.password}
                error={words.fields.wrong}
                autoComplete="off"
              />
            </div>
          </div>
        </Part>
        <Part words={words.options}>
          <Choice
            name="sample-choice"
            legend={words.options.question}
            chosen="first"
            options={[
              { value: 'first', label: words.options.first },
              { value: 'second', label: words.options.second },
            ]}
          />
        </Part>
        <Part words={words.tags}>
          <p className="row">
            <Tag>{words.tags.plain}</Tag>
            <Tag state="done">{words.tags.done}</Tag>
            <Tag state="todo">{words.tags.todo}</Tag>
            <Tag state="sealed">{words.tags.sealed}</Tag>
            <Tag state="alert">{words.tags.alert}</Tag>
          </p>
        </Part>
        <Part words={words.notice}>
          <div className="pairs">
            <Notice>{words.notice.plain}</Notice>
            <Notice tone="todo">{words.notice.todo}</Notice>
          </div>
          <Card id="sample-card" title={words.bar.title}>
            <StackedBar
              required={240}
              cut={30}
              parts={[
                { source: 'online', minutes: 120 },
                { source: 'care', minutes: 30 },
              ]}
            />
            <p className="quiet small">{words.notice.card}</p>
          </Card>
        </Part>
        <Part words={words.table}>
          <table>
            <caption className="vh">{words.table.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.table.columns.person}</th>
                <th scope="col">{words.table.columns.arrived}</th>
                <th scope="col" className="r">
                  {words.table.columns.counts}
                </th>
              </tr>
            </thead>
            <tbody>
              {words.table.rows.map((row) => (
                <tr key={row.person}>
                  <th scope="row">{row.person}</th>
                  <td>{row.arrived}</td>
                  <td className="r">
                    <b>{row.counts}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
        <Part words={words.ring}>
          <Ring
            required={240}
            counted={110}
            plans={[
              { look: 'hollow', minutes: 90, label: words.ring.lecture },
              { look: 'striped', minutes: 40, label: words.ring.study },
            ]}
          />
        </Part>
        <Part words={words.bar}>
          <div>
            <StackedBar
              required={240}
              parts={[
                { source: 'lecture', minutes: 60 },
                { source: 'online', minutes: 18 },
                { source: 'talk', minutes: 32 },
              ]}
            />
          </div>
          <p className="quiet small">{board.columns.bar}</p>
        </Part>
        <Part words={words.statement}>
          <Statement
            lines={[
              {
                entryId: 'H-07-0207',
                number: 'H-07-0207',
                day: calendarDay('2026-07-12'),
                title: words.statement.what,
                interval: words.statement.when,
                minutes: 8,
                running: 66,
                why: [words.statement.why],
                who: words.statement.who,
              },
            ]}
          />
        </Part>
        <Part words={words.steps}>
          <Stepper label={words.steps.title} steps={words.steps.names} current={1} />
          <Steps words={words.steps.words} states={['done', 'done', 'hold', 'now', 'ahead', 'ahead']} />
        </Part>
        <Part words={words.reading}>
          <WitnessStrip counted={6} most={10} idleMinutes={2} />
        </Part>
        <Part words={words.way}>
          <WayForward
            stops={[
              { key: '1', title: words.way.first, gain: 90, words: words.way.firstWords },
              { key: '2', title: words.way.second, gain: 40, words: words.way.secondWords },
            ]}
          />
        </Part>
        <Part words={words.details}>
          <details>
            <summary>{words.details.summary}</summary>
            <p>{words.details.inside}</p>
          </details>
          <AskAgain
            level="h3"
            question={words.details.question}
            more={words.details.questionMore}
            action={HERE}
            method="get"
            go={words.details.questionGo}
            back={{ href: HERE, label: words.details.questionBack }}
          />
        </Part>
        <Part words={words.empty}>
          <EmptyState title={words.empty.heading} words={words.empty.words} level="h3" />
        </Part>
        <Part words={words.icons}>
          <ul className="drawings">
            {ICON_NAMES.map((name) => (
              <li key={name}>
                <Icon name={name} />
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </Part>
        <Part words={words.focus}>
          <p className="row">
            <a className="btn plain focused" href={HERE}>
              {words.focus.here}
            </a>
            <span className="quiet">{words.focus.words}</span>
          </p>
        </Part>
      </div>
    </DeskPage>
  )
}

type PartWords = { title: string; do?: string; dont?: string }

/** One part: its name on the left, the part itself, then how it is used and how not. */
function Part({ words, children }: { words: PartWords; children: ReactNode }) {
  const { specimen } = useMessages()
  return (
    <section>
      <h2>{words.title}</h2>
      <div>
        {children}
        {words.do && words.dont && (
          <div className="pairs">
            <p className="do">
              <b>{specimen.do}</b> {words.do}
            </p>
            <p className="dont">
              <b>{specimen.dont}</b> {words.dont}
            </p>
          </div>
        )}
      </div>
    </section>
  )
}
