import type { AbsenceReason } from '#app/domains/attendance/absence.policy.ts'
import type { OrderReason } from '#app/domains/lectures/order.policy.ts'
import { formatsFor } from '../formats.ts'
import { counsellingNotices } from './counselling-notices.ts'
import type { NoticeFacts, notices as zh } from '../zh/notices.ts'

const format = formatsFor('en')

const reasons: Record<OrderReason, string> = {
  'not-needed': 'not needed for now',
  'too-few-people': 'too few people',
  'room-lost': 'the room cannot be used',
  'other-topic': 'another topic is wanted',
  'time-does-not-fit': 'the time does not suit',
  'not-qualified': 'not a topic of this lecturer',
  'too-far': 'too far away',
  ill: 'unwell',
  'other-duty': 'other duties',
  weather: 'the weather',
  mistake: 'ordered by mistake',
}

const absences: Record<AbsenceReason, string> = {
  ill: 'unwell',
  work: 'has to work',
  family: 'a family matter',
  travel: 'cannot get there',
  other: 'something else, will tell the office',
}

/** "\"Fraud\", 1 August 19:00": the class, with its time where it has one. */
const classOf = ({ topic, when }: NoticeFacts) =>
  `${topic === null ? 'A class' : `"${topic}"`}${when === null ? '' : `, ${format.day(when.day)} ${when.time}`}`
const because = ({ reason }: NoticeFacts) => (reason === null ? '' : ` Reason: ${reasons[reason]}.`)

export const notices: typeof zh = {
  title: 'Messages',
  sentence: (unread) =>
    unread > 0 ? `${format.count(unread, 'unread message', 'unread messages')}` : 'All messages are read',
  lede: 'Changes to classes and times are written here.',
  none: 'No messages yet',
  noneMore: 'Changes to classes and times are written here.',
  unread: 'Unread',
  read: 'Read',
  open: 'Open',
  markOne: 'I have read it',
  markOneOf: (words) => `I have read it: ${words}`,
  markAll: 'I have read them all',
  latest: (count) => `These are the latest ${format.number(count)}.`,
  rail: 'Messages',
  railUnread: (count) => `${format.number(count)} unread`,
  envelope: (unread) => (unread > 0 ? `Messages, ${format.number(unread)} unread` : 'Messages'),
  at: (day, time) => `${format.day(day)} ${time}`,
  codes: {
    'order-requested': (facts) => `${classOf(facts)}: waiting for a lecturer.`,
    'order-held': (facts) => `${classOf(facts)}: you are asked to teach. The time is held for your answer.`,
    'order-taken': (facts) => `${classOf(facts)}: a lecturer has taken it. The office has to confirm.`,
    'order-accepted': (facts) => `${classOf(facts)}: the lecturer has accepted. The office has to confirm.`,
    'order-declined': (facts) => `${classOf(facts)}: the lecturer cannot come.${because(facts)}`,
    'order-other-time': (facts) =>
      `${classOf(facts)}: the lecturer proposes this time. The office has to answer.${because(facts)}`,
    'order-agreed': (facts) => `${classOf(facts)}: the proposed time is agreed, the class is on.`,
    'order-time-refused': (facts) =>
      `${classOf(facts)}: the proposed time did not suit. It waits for a lecturer.${because(facts)}`,
    'order-confirmed': (facts) => `${classOf(facts)}: the class is on.`,
    'order-taught': (facts) => `${classOf(facts)}: the class was held.`,
    'order-withdrawn': (facts) => `${classOf(facts)}: no longer asked for.${because(facts)}`,
    'order-cancelled-by-office': (facts) => `${classOf(facts)}: cancelled.${because(facts)}`,
    'order-cancelled-by-lecturer': (facts) =>
      `${classOf(facts)}: cancelled, the lecturer cannot come.${because(facts)}`,
    'order-moved': (facts) =>
      `${classOf(facts)}: moved to this time. The lecturer has to answer.${because(facts)}`,
    'order-handed-over': (facts) =>
      `${classOf(facts)}: another lecturer. They have to answer.${because(facts)}`,
    'order-expired': (facts) => `${classOf(facts)}: not answered in time. The time is free again.`,
    'order-resized': (facts) => `${classOf(facts)}: another number of people.`,
    'order-joined': (facts) => `${classOf(facts)}: another office joins.`,
    'order-left': (facts) => `${classOf(facts)}: an office no longer joins.`,
    'occasion-offered': (facts) => `${classOf(facts)}: you can join.`,
    'occasion-promoted': (facts) => `${classOf(facts)}: a seat is free, and it is yours.`,
    'occasion-taken-out': (facts) =>
      `${classOf(facts)}: your seat was given away. If that is not right, ask.`,
    'occasion-unsettled': (facts) => `${classOf(facts)}: the time is being changed. You will be told.`,
    'occasion-moved': (facts) => `${classOf(facts)}: this is the time.`,
    'occasion-cancelled': (facts) => `${classOf(facts)}: cancelled. It does not touch you.`,
    'occasion-line-added': (facts) =>
      `${classOf(facts)}: you were there, and it is recorded now. Your statement has the minutes.`,
    'occasion-line-struck': (facts) =>
      `${classOf(facts)}: you stood on the list by mistake and were taken off it. If that is not right, ask.`,
    'occasion-line-corrected': (facts) =>
      `${classOf(facts)}: what is recorded of you was corrected. Your statement has the minutes.`,
    ...counsellingNotices,
    'absence-said': (facts) =>
      `${classOf(facts)}: somebody cannot come${facts.absence === null ? '' : `: ${absences[facts.absence]}`}.`,
  },
}
