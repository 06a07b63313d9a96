import { useMessages } from '#app/messages/context.tsx'
import type { Messages } from '#app/messages/zh.ts'
import type { Viewing } from './page.ts'
import { PublicPage } from './public-page.tsx'

export type ErrorStatus = Extract<keyof Messages['errors'], number>

const KNOWN: readonly ErrorStatus[] = [400, 403, 404, 405, 413, 429, 500, 503]

/** A status without words of its own is told like the nearest one. */
export function errorStatus(status: number): ErrorStatus {
  const known = KNOWN.find((candidate) => candidate === status)
  return known ?? (status === 401 ? 403 : status >= 500 ? 500 : status === 410 ? 404 : 400)
}

/** How things stand, what to do, whom to call. `home` is where the one solid button leads. */
export function ErrorPage({
  viewing,
  status,
  home,
  waitSeconds,
  reference,
}: {
  viewing: Viewing
  status: number
  home: { href: string; label: string }
  waitSeconds?: number
  /** The request's id, for a fault of ours. */
  reference?: string
}) {
  const { errors } = useMessages()
  const known = errorStatus(status)
  const words = errors[known]
  return (
    <PublicPage viewing={viewing} home={home.href}>
      <div className="lost stack">
        <Scene status={known} />
        <h1>{words.title}</h1>
        <p>{words.more}</p>
        {waitSeconds !== undefined && <p>{errors.waitSeconds(waitSeconds)}</p>}
        <p className="row">
          <a className="btn" href={home.href}>
            {home.label}
          </a>
        </p>
        {reference && <p className="cap">{errors.reference(reference)}</p>}
      </div>
    </PublicPage>
  )
}

/** The brand's road, going on: a signpost (lost), a gate (not for this account), a barrier (being mended), a bench. */
function Scene({ status }: { status: ErrorStatus }) {
  return (
    <svg className="scene" viewBox="0 0 300 120" aria-hidden="true">
      <path className="ground" d="M0 104h300" />
      <path className="road" d="M30 104c10-44 52-62 96-66" />
      <path className="ahead" d="M150 38c34 0 62-6 84-14" />
      <circle className="sun" cx="258" cy="16" r="11" />
      {status === 403 ? (
        <path className="thing" d="M150 104V66m56 38V66m-56 8h56m-56 18h56m-42-18v18m14-18v18m14-18v18" />
      ) : status === 500 || status === 503 ? (
        <>
          <path className="thing" d="M152 104V70m52 34V70" />
          <path className="band" d="M144 72h68v14h-68z" />
          <path className="thing" d="m156 86 10-14m10 14 10-14m10 14 10-14" />
        </>
      ) : status === 429 ? (
        <path className="thing" d="M146 84h64m-64-14h64M154 84v20m48-20v20m-48-34V62m48 8V62" />
      ) : (
        <path className="thing" d="M138 104V66m0 2h40l9 8-9 8h-40" />
      )}
    </svg>
  )
}
