import { data, redirect } from '@remix-run/node'
import { now } from '#app/clock.server.ts'
import { cancelOwnAppointment } from '#app/domains/counselling/appointment.server.ts'
import type { ConsentGap } from '#app/domains/counselling/consent.policy.ts'
import {
  ownCounselling,
  type OwnCounselling,
} from '#app/domains/counselling/own-counselling.queries.server.ts'
import { ownCounsellingSchema } from '#app/domains/counselling/own-counselling.schema.ts'
import {
  isOwnToGive,
  keptUntil,
  lastWordOf,
  ownStanding,
} from '#app/domains/counselling/own-standing.policy.ts'
import { withdrawRequest } from '#app/domains/counselling/request.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { toDid } from '#app/http/did.ts'
import { parseForm } from '#app/http/parse-form.server.ts'
import { notFound } from '#app/http/require-actor.server.ts'
import { dayAt, timeOfDay } from '#app/shared/calendar-day.ts'
import { isRefused } from '#app/shared/outcome.ts'

/** A person's own counselling, or 404. */
export async function ownOr404(actor: Actor): Promise<OwnCounselling> {
  const own = await ownCounselling(actor)
  if (!own) throw notFound()
  return own
}

type Appointment = OwnCounselling['appointments'][number]
export const isAhead = ({ outcome, during }: Appointment, at: Date) => outcome === null && during.to > at

/** What a page of it says first, and about the consent. */
export function standingOf(actor: Actor, own: OwnCounselling) {
  const waiting = own.requests.filter(({ state }) => state === 'waiting')
  const last = lastWordOf(own.words, 'person')
  const withdrawnOn = last?.act === 'withdrawn' ? dayAt(last.at) : null
  const until = withdrawnOn && keptUntil(withdrawnOn)
  const missing: readonly ConsentGap[] = own.consent.missing
  return {
    left: actor.leftOn !== null,
    standing: ownStanding({
      ...{ left: actor.leftOn !== null, consent: own.consent, words: own.words, inCase: own.case !== null },
      waiting: waiting.map(({ way }) => way),
    }),
    /** Whether what is missing is the person's own to say. */
    ownToGive: isOwnToGive(missing),
    newText: missing.includes('new-text'),
    since: own.consent.since,
    withdrawnOn,
    kept: until && { until, gone: until < dayAt(now()) },
    mayWithdraw: last?.act === 'given',
    saidYesOn: last?.act === 'given' ? last.signedOn : null,
  }
}

/** For /my/counselling: how it stands, what can be done now, and how much there is to be seen. */
export async function readCounselling(actor: Actor) {
  const own = await ownOr404(actor)
  const at = now()
  const ahead = own.appointments.filter((one) => isAhead(one, at)).reverse()
  return {
    ...standingOf(actor, own),
    today: dayAt(at),
    counsellor: own.case?.counsellorName ?? null,
    ahead: ahead.map(({ id, version, during, place }) => ({
      ...{ id, version, place, day: dayAt(during.from), time: timeOfDay(during.from) },
      times: `${timeOfDay(during.from)}–${timeOfDay(during.to)}`,
      begun: during.from <= at,
    })),
    waiting: own.requests
      .filter(({ state }) => state === 'waiting')
      .map(({ id, version, way, wished, askedAt, words }) => ({
        ...{ id, version, way, wished, askedOn: dayAt(askedAt), words: shownWords(words) },
      })),
    counts: { sessions: own.sessions.length, readings: own.readings.length },
  }
}

/** Opened for the person's own page, and for no other. */
function shownWords(words: OwnCounselling['requests'][number]['words']) {
  if (!words) return null
  return 'words' in words ? { said: words.words.reveal() } : { refused: words.refused }
}

export type Problem =
  | { do: 'cancel'; of: string; code: 'settled' | 'stale' | 'begun' | 'not-yet' }
  | { do: 'take-back'; of: string; code: 'settled' | 'stale' }

/** One form of the page: an appointment called off, or a request taken back. Nobody else's: 404. */
export async function actOnCounselling(actor: Actor, request: Request) {
  const form = await parseForm(request, ownCounsellingSchema)
  // Not one of our forms at all.
  if (!form.ok) throw new Response(null, { status: 400 })
  const { value } = form
  if (value.do === 'cancel') {
    const done = await cancelOwnAppointment(actor, value.appointment, value.version)
    if (!isRefused(done)) return redirect(toDid('/my/counselling', 'off'), 303)
    return refuse(done.refused, (code) => ({ do: 'cancel', of: value.appointment, code }))
  }
  const done = await withdrawRequest(actor, value.request, value.version)
  if (!isRefused(done)) return redirect(toDid('/my/counselling', 'takenback'), 303)
  return refuse(done.refused, (code) => ({ do: 'take-back', of: value.request, code }))
}

function refuse<Code extends string>(code: Code, problem: (code: Exclude<Code, 'not-found'>) => Problem) {
  if (code === 'not-found') throw notFound()
  return data<{ problem: Problem }>({ problem: problem(code as Exclude<Code, 'not-found'>) }, 409)
}
