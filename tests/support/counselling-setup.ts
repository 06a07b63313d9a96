import type { Sql } from 'postgres'
import { beginDraft } from '#app/domains/counselling/draft.server.ts'
import { takeRequest } from '#app/domains/counselling/case.server.ts'
import { consentTextOn } from '#app/domains/counselling/consent-text.policy.ts'
import { giveConsent } from '#app/domains/counselling/consent.server.ts'
import {
  noteSchema,
  draftSchema,
  type NoteDraft,
  type SignedNote,
} from '#app/domains/counselling/note.schema.ts'
import { signNote } from '#app/domains/counselling/note.server.ts'
import { askForCounselling } from '#app/domains/counselling/request.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { parseKeyRing, useKeyRing } from '#db/sealing/key-ring.ts'
import { done } from './lecture-setup.ts'
import { addCounty, addPerson, addStaff, device, staffDevice, type County } from './study-setup.ts'

/** A county with counsellors, on the 22nd of July 2026, a Wednesday, at 10:00. */

export const RING = parseKeyRing(`*t1:${Buffer.alloc(32, 7).toString('base64')}`, 'the tests')

export type Counsellor = { actor: Actor; staffId: string; asLecturer: Actor; appointmentId: string }

export async function addCounsellor(ownerSql: Sql, county: County): Promise<Counsellor> {
  const member = await addStaff(ownerSql, county, { role: 'counsellor' }, { role: 'lecturer' })
  const { actor } = await device(member.accountId, member.appointmentIds[0])
  const { actor: asLecturer } = await device(member.accountId, member.appointmentIds[1])
  const [own] = await ownerSql<{ id: string }[]>`select id from staff where account_id = ${member.accountId}`
  return { actor, staffId: own!.id, asLecturer, appointmentId: member.appointmentIds[0]! }
}

export async function addCounsellingCounty(ownerSql: Sql) {
  useKeyRing(RING)
  const county = await addCounty(ownerSql)
  const staffOf = async (
    role: 'office' | 'social-worker' | 'bureau' | 'lecturer',
    office: 'own' | 'other' = 'own',
  ) => (await staffDevice(await addStaff(ownerSql, county, { role, office }))).actor
  const supervisor = await addCounsellor(ownerSql, county)
  await ownerSql`update staff_appointments set supervises = true where id = ${supervisor.appointmentId}`
  return {
    county,
    ...{ office: await staffOf('office'), helper: await staffOf('social-worker') },
    ...{ otherOffice: await staffOf('office', 'other'), bureau: await staffOf('bureau') },
    lecturer: await staffOf('lecturer'),
    ...{
      counsellor: await addCounsellor(ownerSql, county),
      colleague: await addCounsellor(ownerSql, county),
    },
    supervisor,
  }
}
export type CounsellingCounty = Awaited<ReturnType<typeof addCounsellingCounty>>

export async function addLearner(ownerSql: Sql, county: County, more: { minor?: boolean } = {}) {
  const person = await addPerson(ownerSql, county, more)
  return { ...person, actor: (await device(person.accountId)).actor }
}
export type Learner = Awaited<ReturnType<typeof addLearner>>

export const VERSION = consentTextOn(calendarDay('2026-07-22')).version
export const consented = async (learner: Learner) =>
  done(await giveConsent(learner.actor, { version: VERSION }))

/** From the request to the case: consented, asked, taken. */
export async function caseOf(learner: Learner, counsellor: Actor, words = ''): Promise<string> {
  await consented(learner)
  const { requestId } = done(await askForCounselling(learner.actor, { wished: 'anyone', words }))
  return done(await takeRequest(counsellor, requestId, 1)).caseId
}

const WRITTEN = {
  ...{ day: '2026-07-22', start: '08:00', end: '08:50', kind: 'alone', agreedLine: '按时来，29 日再谈。' },
  ...{ brought: '睡不好。', did: '一起理了理。', plan: '每天走一走。', risk: '没有。' },
}
export const draftOf = (more: Partial<NoteDraft> = {}): NoteDraft =>
  draftSchema.parse({ ...WRITTEN, ...more })
export const noteOf = (more: Partial<NoteDraft> = {}): SignedNote => noteSchema.parse({ ...WRITTEN, ...more })

/** A note that is written and signed. */
export async function signed(
  counsellor: Actor,
  caseId: string,
  more: Partial<NoteDraft> = {},
): Promise<string> {
  const { draftId } = done(await beginDraft(counsellor, caseId, draftOf(more)))
  const note = noteOf(more)
  return done(await signNote(counsellor, { draftId, seenVersion: 1, note, appointment: null })).sessionId
}
