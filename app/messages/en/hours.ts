import type { NoteWords, ReversalWords } from '../note.ts'
import { formatsFor } from '../formats.ts'
import type { hours as zh } from '../zh/hours.ts'
import { lateNote } from './late.ts'

const format = formatsFor('en')
const are = (minutes: number) => `${minutes} ${minutes === 1 ? 'minute is' : 'minutes are'}`

const spanOf = (seconds: number) => format.span(Math.max(1, Math.round(seconds / 60)))

const reasons: ReversalWords = {
  'clock-wrong': 'the clock at the sign-in was wrong',
  'wrong-person': 'recorded under the wrong person',
  'did-not-take-place': 'it did not take place',
  'entered-twice': 'recorded twice',
  'times-wrong': 'the times were recorded wrongly',
}

const why: NoteWords = {
  'over-nominal': ({ nominalMinutes, cutSeconds }) =>
    `This unit counts for at most ${nominalMinutes} minutes; the other ${spanOf(cutSeconds)} do not count.`,
  idle: ({ cutSeconds }) => `Nothing happened for ${spanOf(cutSeconds)}; that time is not counted.`,
  'arrived-late': lateNote,
  'late-arrival': ({ starts, arrived, cutMinutes }) =>
    `It began at ${starts}, you signed in at ${arrived}; the ${are(cutMinutes)} not counted.`,
  'left-early': ({ ends, left, cutMinutes }) =>
    `It ended at ${ends}, you left at ${left}; the ${are(cutMinutes)} not counted.`,
  'split-at-midnight': ({ otherDay }) =>
    `You studied past midnight, so it is two lines; the other is on ${format.day(otherDay)}.`,
  'reading-factor': ({ nominalMinutes, limitMinutes }) =>
    `This unit usually counts for ${nominalMinutes} minutes; with your recorded reading needs up to ${limitMinutes}.`,
  overlap: ({ cutMinutes }) =>
    `${format.span(cutMinutes)} fall in the same time as another line; the same time counts once.`,
  'online-cap': ({ cutMinutes }) =>
    `Online study is full for this month; the ${are(cutMinutes)} kept on record, not part of it.`,
  'counselling-cap': ({ cutMinutes }) =>
    `Psychological support is full for this month; the ${are(cutMinutes)} kept on record, not part of it.`,
  'other-cut': ({ cutMinutes }) =>
    `Under the local rules the ${are(cutMinutes)} kept on record, not part of this month.`,
  replaced: ({ onDay }) => `Corrected on ${format.day(onDay)}.`,
  reversal: ({ ofDay, reason, askedOn }) =>
    `${askedOn ? `You asked on ${format.day(askedOn)}, and it was confirmed` : `Takes back the line of ${format.day(ofDay)}`}: ${reasons[reason]}.`,
  correction: ({ ofDay }) => `Records the line of ${format.day(ofDay)} anew.`,
  import: () => 'Brought over from earlier records, as it was recorded there.',
  transfer: ({ fromEn }) => `Already earned in ${fromEn} before the move; it counts here too.`,
}

export const hours: typeof zh = {
  title: (month) => `Hours in ${format.month(month)}`,
  paperTitle: 'Statement of hours',
  sums: {
    required: 'Asked',
    counted: 'Counted',
    short: 'Still to do',
    over: 'Beyond that',
    credited: 'Recorded',
  },
  noRequirement: 'Nothing asked',
  previous: 'Month before',
  next: 'Month after',
  every: 'Every line',
  lead: 'Every line says how it was counted. If one looks wrong, open it and ask.',
  empty: 'Nothing is recorded this month yet',
  emptyMore: 'A finished unit or a class you come to will stand here.',
  toStudy: 'See the lessons',
  labels: {
    day: 'Day',
    source: 'Source',
    when: 'From – to',
    minutes: 'Counted',
    running: 'Total',
    who: 'Confirmed by',
  },
  running: 'total',
  undone: 'taken back',
  interval: (from, to, spentMinutes) =>
    spentMinutes === null ? `${from}–${to}` : `${from}–${to} (${spentMinutes} min)`,
  entryTitle: (source, subject) => (subject ? `${source}: ${subject}` : source),
  reversalTitle: (day) => `Correction: takes back the line of the ${ordinal(Number(format.dayOfMonth(day)))}`,
  correctionTitle: (day) => `Correction: the line of the ${ordinal(Number(format.dayOfMonth(day)))} anew`,
  who: {
    server: 'Timed by the server, question answered',
    confirmed: (place, person) => `Confirmed by ${person}, ${place}`,
    corrected: (place, person) => `Corrected by ${person}, ${place}`,
    counsellor: 'Recorded by the counsellor',
    imported: 'brought over from earlier records',
  },
  why,
  reasons,
  caps: {
    online: (cap, used) =>
      `Online study counts for at most ${format.minutes(cap)} a month; ${format.minutes(used)} are used.`,
    counselling: (cap, used) =>
      `Psychological support counts for at most ${format.minutes(cap)} a month; ${format.minutes(used)} are used.`,
    overlap: 'The same time counts once.',
    cut: (minutes) =>
      `${format.minutes(minutes)} beyond a limit stay in the statement but are not part of this month.`,
  },
  prorated: (days, all, required) =>
    `This month counts ${days} of ${all} days, so ${format.minutes(required)} are asked.`,
  publicBenefit: 'Public-benefit activity is kept apart and is not part of these hours.',
  procuratorate: (name, phone) => ({
    before: `If you are not content with an answer, you can turn to ${name}, phone `,
    phone,
    after: '.',
  }),
  procuratorateNoPhone: (name) => `If you are not content with an answer, you can turn to ${name}.`,
  paper: {
    person: (name, office) => `${name}, ${office}`,
    number: (number) => `Number ${number}`,
    period: (from, to) => `${format.dayRange(from, to)} (Beijing time)`,
    policy: (name) => `Policy: ${name}`,
    printed: (stamp) => `Printed: ${stamp}`,
    appendOnly: 'Lines are only added, never changed; a correction is a new line with its reason.',
    self: 'Seen by the person',
    office: 'Judicial office',
  },
  closed: (day) => `This month was closed on ${format.day(day)}. Later corrections are recorded apart.`,
  notClosed: (day) => `Late evidence for this month is taken until ${format.day(day)}.`,
}

function ordinal(day: number): string {
  const suffix: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
  return `${day}${suffix[ordinals.select(day)] ?? 'th'}`
}
const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' })
