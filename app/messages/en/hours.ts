import type { ExplanationWords } from '../explanation.ts'
import { formatsFor } from '../formats.ts'
import type { hours as zh } from '../zh/hours.ts'

const format = formatsFor('en')
const are = (minutes: number) => `${minutes} ${minutes === 1 ? 'minute is' : 'minutes are'}`

const why: ExplanationWords = {
  'over-nominal': ({ nominalMinutes, cutMinutes }) =>
    `This unit counts for at most ${nominalMinutes} minutes; the other ${are(cutMinutes)} not counted.`,
  idle: ({ cutMinutes }) => `Nothing happened for ${format.span(cutMinutes)}; they are not counted.`,
  'late-arrival': ({ starts, arrived, cutMinutes }) =>
    `It began at ${starts}, you signed in at ${arrived}; the ${are(cutMinutes)} not counted.`,
  'left-early': ({ ends, left, cutMinutes }) =>
    `It ended at ${ends}, you left at ${left}; the ${are(cutMinutes)} not counted.`,
  'recorded-lateness': ({ cutMinutes }) =>
    `Recorded as ${format.span(cutMinutes)} late; that time is not counted.`,
  'split-at-midnight': ({ otherDay }) =>
    `You studied past midnight, so it is two lines; the other is on ${format.day(otherDay)}.`,
  overlap: ({ cutMinutes, countedTitle }) =>
    `${format.span(cutMinutes)} fall in the same time as “${countedTitle}”; the same time counts once.`,
  'online-cap': ({ capMinutes, cutMinutes }) =>
    `Online study counts for at most ${format.minutes(capMinutes)} this month; the other ${are(cutMinutes)} not part of it.`,
  'counselling-cap': ({ capMinutes, cutMinutes }) =>
    `Psychological support counts for at most ${format.minutes(capMinutes)} this month; the other ${are(cutMinutes)} not part of it.`,
  rounded: ({ seconds, minutes }) =>
    `${Math.floor(seconds / 60)} min ${seconds % 60} s in all, recorded as ${format.span(minutes)}.`,
  'page-gap': ({ passageMinutes }) =>
    `Counted by the time between pages, at most ${format.span(passageMinutes)} for each part.`,
  'reading-factor': ({ nominalMinutes, limitMinutes }) =>
    `This unit usually counts for ${nominalMinutes} minutes; with your recorded reading needs up to ${limitMinutes}.`,
  'repeat-window': ({ days, earlierDay }) =>
    `This unit was counted on ${format.day(earlierDay)}; within ${days} days it counts once, so not this time.`,
  'other-device': ({ cutMinutes }) =>
    `Another device was counting at the same time; here the ${are(cutMinutes)} not counted again.`,
  'outside-order': ({ from, until }) =>
    from && !until
      ? `Hours count from ${format.day(from)}; earlier time does not.`
      : until
        ? `Hours count until ${format.day(until)}; later time does not.`
        : 'Outside the days on which hours count.',
  replaced: ({ onDay }) => `Corrected on ${format.day(onDay)}.`,
  reversal: ({ ofDay, reason }) => `Takes back the line of ${format.day(ofDay)}. Reason: ${reason}`,
  correction: ({ ofDay }) => `Records the line of ${format.day(ofDay)} anew.`,
  import: ({ source }) => `Brought over from ${source}, as it was recorded there.`,
  transfer: ({ fromPlace }) => `Already earned in ${fromPlace} before the move; it counts here too.`,
}

export const hours: typeof zh = {
  title: (month) => `Hours in ${format.month(month)}`,
  paperTitle: 'Statement of hours',
  sums: {
    required: 'Asked this month',
    counted: 'Counted',
    short: 'Still to do',
    over: 'Beyond that',
    credited: 'Recorded',
  },
  noRequirement: 'Nothing asked',
  previous: 'Month before',
  next: 'Month after',
  every: 'Every line',
  lead: 'Every line says how it was counted. If one looks wrong, note its number and ask your judicial office.',
  empty: 'Nothing is recorded this month yet. A finished unit or a class you come to will stand here.',
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
    spentMinutes === null ? `${from}–${to}` : `${from}–${to}, ${spentMinutes} min in all`,
  entryTitle: {
    online_unit: (module, unit) => `Online: ${module}, unit ${unit}`,
    lecture: (topic) => `Lecture: ${topic}`,
    collective_class: (topic) => `Class: ${topic}`,
    key_date_briefing: (topic) => `Key-date briefing: ${topic}`,
    counselling: 'Psychological support',
    talk: 'Individual talk',
    self_study: (topic) => `Self-study: ${topic}`,
    public_benefit: (activity) => `Public benefit: ${activity}`,
    transfer: 'Hours brought along in a move',
    adjustment: 'Correction',
  },
  reversalTitle: (day) => `Correction: takes back the line of the ${ordinal(Number(format.dayOfMonth(day)))}`,
  correctionTitle: (day) => `Correction: the line of the ${ordinal(Number(format.dayOfMonth(day)))} anew`,
  who: {
    server: 'Timed by the server, question answered',
    confirmed: (place, person) => `Confirmed by ${person}, ${place}`,
    corrected: (place, person) => `Corrected by ${person}, ${place}`,
    imported: (source) => `Brought over from ${source}`,
  },
  why,
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
  procuratorate: (name, phone) =>
    `If you are not content with an answer, you can turn to ${name}, phone ${phone}.`,
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
