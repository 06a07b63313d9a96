import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { now } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { dayAt } from '#app/shared/calendar-day.ts'
import { db, inActorTransaction, type Tx } from '#db/client.server.ts'
import {
  counsellingAppointments as appointment,
  counsellingCases as cases,
  counsellingConsents as consents,
  counsellingDisclosures as disclosure,
  counsellingReadings as reading,
  counsellingRequests as request,
  counsellingSessionRevisions as revision,
} from '#db/schema/counselling.ts'
import { staff } from '#db/schema/identity.ts'
import { consentState } from './consent.policy.ts'
import { activeKey, openRecords, type OpenedRecord } from './sealed-records.server.ts'

export type OwnCounselling = NonNullable<Awaited<ReturnType<typeof ownCounselling>>>

/**
 * A person's own counselling as they may see it: their consent and what is missing, what they asked for in their own
 * words, with whom they talk and when, what the office sees of it line by line, who opened their notes and why by its
 * code, and what was told outside from when they were told. Their own page: no audit row. Null for staff.
 */
export async function ownCounselling(actor: Actor) {
  const { personId, countyId } = actor
  if (actor.role !== 'supervised-person' || !personId) return null
  return inActorTransaction(scopeOf(actor), async (tx) => {
    const [words, requests, ofCases, appointments, sessions, readings, disclosures] = await Promise.all([
      ownWordsIn(tx, countyId, personId),
      tx
        .select({
          ...{ id: request.id, way: request.way, reason: request.reason, wished: request.wished },
          ...{ state: request.state, askedAt: request.askedAt, version: request.version },
        })
        .from(request)
        .where(and(eq(request.countyId, countyId), eq(request.personId, personId)))
        .orderBy(desc(request.askedAt), desc(request.id)),
      tx
        .select({
          ...{ id: cases.id, openedAt: cases.openedAt, closedAt: cases.closedAt, outcome: cases.outcome },
          counsellorId: cases.counsellorId,
        })
        .from(cases)
        .where(and(eq(cases.countyId, countyId), eq(cases.personId, personId)))
        .orderBy(desc(cases.openedAt)),
      tx
        .select({
          ...{ id: appointment.id, during: appointment.during, place: appointment.place },
          ...{ outcome: appointment.outcome, version: appointment.version },
          ...{ madeAt: appointment.madeAt, settledAt: appointment.settledAt },
        })
        .from(appointment)
        .where(and(eq(appointment.countyId, countyId), eq(appointment.personId, personId)))
        .orderBy(sql`lower(${appointment.during}) desc`, appointment.id),
      tx
        .select({
          ...{ sessionId: revision.sessionId, kind: revision.kind, during: revision.during },
          ...{ minutes: revision.minutes, agreedLine: revision.agreedLine },
        })
        .from(revision)
        .where(
          and(
            ...[eq(revision.countyId, countyId), eq(revision.personId, personId)],
            sql`not exists (select 1 from counselling_session_revisions l where l.county_id = ${revision.countyId}
              and l.session_id = ${revision.sessionId} and l.revision > ${revision.revision})`,
          ),
        )
        .orderBy(sql`lower(${revision.during}) desc nulls last`, desc(revision.sessionId)),
      tx
        .select({ id: reading.id, at: reading.at, capacity: reading.capacity, reason: reading.reason })
        .from(reading)
        .where(and(eq(reading.countyId, countyId), eq(reading.personId, personId)))
        .orderBy(desc(reading.at), desc(reading.id)),
      tx
        .select({
          ...{ id: disclosure.id, ground: disclosure.ground, recipient: disclosure.recipient },
          ...{ madeAt: disclosure.madeAt, toldAt: disclosure.toldAt },
        })
        .from(disclosure)
        .where(and(eq(disclosure.countyId, countyId), eq(disclosure.personId, personId)))
        .orderBy(desc(disclosure.madeAt)),
    ])
    const ownWords = new Map<string, OpenedRecord>()
    for (const { id, way } of requests) {
      const [record] = way === 'person' ? await openRecords(tx, countyId, id) : []
      if (record) ownWords.set(id, record)
    }
    const open = ofCases.find(({ closedAt }) => closedAt === null) ?? null
    const [counsellor] = open
      ? await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, open.counsellorId))
      : []
    const { minorsRegime } = actor
    return {
      consent: consentState(words, { minorsRegime, today: dayAt(now()) }),
      minorsRegime,
      /** Every word on consent, the newest first. */
      words,
      /** Whether words can be sealed here at all. */
      sealing: activeKey() !== null,
      requests: requests.map((one) => ({ ...one, words: ownWords.get(one.id) ?? null })),
      case: open && { ...open, counsellorName: counsellor?.name ?? null },
      ...{ pastCases: ofCases.filter(({ closedAt }) => closedAt !== null), appointments },
      ...{ sessions: sessions.filter(({ during }) => during !== null), readings, disclosures },
    }
  })
}

function ownWordsIn(tx: Tx, countyId: string, personId: string) {
  return tx
    .select({
      ...{ id: consents.id, party: consents.party, round: consents.round, act: consents.act },
      ...{ textVersion: consents.textVersion, manner: consents.manner },
      ...{ signedOn: consents.signedOn, at: consents.at },
    })
    .from(consents)
    .where(and(eq(consents.countyId, countyId), eq(consents.personId, personId)))
    .orderBy(desc(consents.at), desc(consents.round))
}

/** The next time that is arranged with the actor, in the caller's transaction; null where there is none. */
export async function ownNextAppointment(actor: Actor): Promise<{ from: Date } | null> {
  const { personId, countyId } = actor
  if (actor.role !== 'supervised-person' || !personId) return null
  const [next] = await db
    .select({ during: appointment.during })
    .from(appointment)
    .where(
      and(
        ...[
          eq(appointment.countyId, countyId),
          eq(appointment.personId, personId),
          isNull(appointment.outcome),
        ],
        sql`lower(${appointment.during}) > app_now()`,
      ),
    )
    .orderBy(sql`lower(${appointment.during})`)
    .limit(1)
  return next ? { from: next.during.from } : null
}
