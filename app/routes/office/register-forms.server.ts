import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import { now } from '#app/clock.server.ts'
import { addForgotten, strikeMark } from '#app/domains/attendance/forgotten.server.ts'
import { doorsOpen, instantNear, type MarkFacts } from '#app/domains/attendance/mark.policy.ts'
import { recordMarks, takeBackMark, type NewMark } from '#app/domains/attendance/mark.server.ts'
import type { ClassSpan } from '#app/domains/attendance/minutes.policy.ts'
import { findOccasion, unmarkedPeople } from '#app/domains/attendance/occasions.queries.server.ts'
import {
  chosenLines,
  factsSchema,
  lineSchema,
  type TypedFacts,
} from '#app/domains/attendance/register.schema.ts'
import { correctMark } from '#app/domains/attendance/register.server.ts'
import { REVERSAL_REASONS } from '#app/domains/hours/explanation.policy.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { classWasNotHeld, completeClass } from '#app/domains/lectures/class-over.server.ts'
import { notFound } from '#app/http/require-actor.server.ts'
import { toDid } from '#app/http/did.ts'
import { parseFields } from '#app/http/parse-form.server.ts'
import type { zh } from '#app/messages/zh.ts'
import { isRefused } from '#app/shared/outcome.ts'

export type OccasionProblem = keyof (typeof zh)['occasions']['problems']
export type RegisterAnswer = {
  problem: OccasionProblem
  /** The line that was being changed, so that its form stands open again. */
  personId: string | null
  typed: Record<string, string>
}

export const NOT_HELD_REASONS = ['ill', 'weather', 'room-lost', 'too-few-people', 'other-duty'] as const
const notHeldSchema = z.object({ reason: z.enum(NOT_HELD_REASONS, 'reason-missing') })
const correctionSchema = z.object({ reason: z.enum(REVERSAL_REASONS, 'reason-missing') })

const personSchema = z.object({ person: z.uuid('person-missing') })

const NOTHING: MarkFacts = { outcome: null, inAt: null, outAt: null, lateMinutes: null, note: null }

/** Every button of a register. `do` says which; leads back to the register, or answers with what was wrong. */
export async function registerForm(actor: Actor, occasionId: string, fields: Record<string, string>) {
  const found = await findOccasion(actor, occasionId)
  if (!found) throw notFound()
  const session = found.occasion.during
  const here = `/office/occasions/${occasionId}/register`
  const refuse = (problem: OccasionProblem, status: 400 | 409, personId: string | null = null) =>
    data({ problem, personId, typed: fields } satisfies RegisterAnswer, status)
  const recorded = async (marks: NewMark[], personId: string | null = null) => {
    const done = await recordMarks(actor, occasionId, marks)
    if ('refused' in done) return refuse(done.refused, statusOf(done.refused), personId)
    throw redirect(done.recorded > 0 ? toDid(here, 'marked', done.recorded) : toDid(here, 'same'), 303)
  }
  switch (fields.do) {
    case 'same': {
      const chosen = chosenLines(fields)
      if (chosen.length === 0) return refuse('nobody', 400)
      const facts = parseFields(fields, factsSchema)
      if (!facts.ok) return refuse(firstOf(facts.problems), 400)
      return recorded(chosen.map((line) => ({ ...line, ...factsOf(facts.value, session) })))
    }
    case 'save':
    case 'correct': {
      const line = parseFields(fields, lineSchema)
      if (!line.ok) return refuse('not-found', 400)
      const { personId } = line.value.line
      const facts = parseFields(fields, factsSchema)
      if (!facts.ok) return refuse(firstOf(facts.problems), 400, personId)
      const mark = { ...line.value.line, ...factsOf(facts.value, session) }
      if (fields.do === 'save') return recorded([mark], personId)
      const why = parseFields(fields, correctionSchema)
      if (!why.ok) return refuse('reason-missing', 400, personId)
      const done = await correctMark(actor, occasionId, mark, why.value.reason)
      if ('refused' in done) return refuse(done.refused, statusOf(done.refused), personId)
      throw redirect(toDid(here, done.recorded > 0 ? 'corrected' : 'same'), 303)
    }
    case 'strike': {
      const line = parseFields(fields, lineSchema)
      if (!line.ok) return refuse('not-found', 400)
      const { personId } = line.value.line
      const why = parseFields(fields, correctionSchema)
      if (!why.ok) return refuse('reason-missing', 400, personId)
      const done = await strikeMark(actor, occasionId, line.value.line, why.value.reason)
      if ('refused' in done) return refuse(done.refused, statusOf(done.refused), personId)
      throw redirect(toDid(here, done.recorded > 0 ? 'struck' : 'same'), 303)
    }
    case 'add': {
      const who = parseFields(fields, personSchema)
      if (!who.ok) return refuse('person-missing', 400)
      const facts = parseFields(fields, factsSchema)
      if (!facts.ok) return refuse(firstOf(facts.problems), 400)
      // What was said of them before, if anything, says nothing now; the command looks.
      const mark = { personId: who.value.person, seen: 0, ...factsOf(facts.value, session) }
      const done = await addForgotten(actor, occasionId, mark)
      if ('refused' in done) return refuse(done.refused, statusOf(done.refused))
      throw redirect(toDid(here, done.recorded > 0 ? 'added' : 'same'), 303)
    }
    case 'back': {
      const line = parseFields(fields, lineSchema)
      if (!line.ok) return refuse('not-found', 400)
      const { personId, seen } = line.value.line
      const done = await takeBackMark(actor, occasionId, personId, seen)
      if ('refused' in done) return refuse(done.refused, statusOf(done.refused), personId)
      throw redirect(toDid(here, 'back'), 303)
    }
    case 'rest-absent': {
      const rest = await unmarkedPeople(actor, occasionId)
      return recorded(rest.map((line) => ({ ...line, ...NOTHING, outcome: 'absent' as const })))
    }
    case 'complete': {
      const done = await completeClass(actor, occasionId)
      if (isRefused(done)) return refuse(done.refused, statusOf(done.refused))
      throw redirect(toDid(here, 'complete', done.people, done.minutes), 303)
    }
    case 'not-held': {
      const why = parseFields(fields, notHeldSchema)
      if (!why.ok) return refuse('reason-missing', 400)
      const done = await classWasNotHeld(actor, occasionId, why.value.reason)
      if (isRefused(done)) return refuse(done.refused, statusOf(done.refused))
      throw redirect(toDid(`/office/occasions/${occasionId}`, 'notheld'), 303)
    }
    default:
      return oneTap(fields, session, recorded, () => refuse('not-found', 400))
  }
}

/** “到了” and “请假” beside a name: the time is now, to the minute that the page shows. */
function oneTap<Recorded, Refused>(
  fields: Record<string, string>,
  session: ClassSpan,
  recorded: (marks: NewMark[]) => Recorded,
  refuse: () => Refused,
): Recorded | Refused {
  const pressed = fields.here ?? fields.excuse
  const line = parseFields({ line: pressed ?? '' }, lineSchema)
  if (!line.ok) return refuse()
  const facts: MarkFacts =
    fields.here === undefined
      ? { ...NOTHING, outcome: 'excused' }
      : { ...NOTHING, outcome: 'attended', inAt: nowDuring(session) }
  return recorded([{ ...line.value.line, ...facts }])
}

const MINUTE_MS = 60_000
/** Now, while people come in; after the class nobody knows any more when it was. */
function nowDuring(session: ClassSpan): Date | null {
  const at = now()
  if (!doorsOpen(session, at) || at >= session.to) return null
  return new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS)
}

const factsOf = (typed: TypedFacts, session: ClassSpan): MarkFacts => ({
  outcome: typed.outcome,
  inAt: typed.in === null ? null : instantNear(session, typed.in),
  outAt: typed.out === null ? null : instantNear(session, typed.out),
  lateMinutes: typed.late,
  note: typed.note,
})

const firstOf = (problems: Record<string, string>) =>
  (Object.values(problems)[0] ?? 'bad-outcome') as OccasionProblem

/** What somebody typed is a bad request; what changed meanwhile is a conflict. */
const TYPED: readonly string[] = [
  ...['times-without-presence', 'time-to-come', 'out-before-in', 'in-outside', 'out-outside', 'nobody'],
  ...['late-beside-in-time', 'late-beyond-class', 'leaving-needs-time', 'note-needed', 'reason-missing'],
  ...['person-missing', 'why-missing', 'only-who-came'],
]
export const statusOf = (problem: OccasionProblem): 400 | 409 => (TYPED.includes(problem) ? 400 : 409)
