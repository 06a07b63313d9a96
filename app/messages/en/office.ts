import { formatsFor } from '../formats.ts'
import type { minors as minorsZh, office as officeZh, people as peopleZh } from '../zh/office.ts'

const format = formatsFor('en')
const persons = (count: number) => format.count(count, 'person', 'people')

export const office: typeof officeZh = {
  rail: {
    today: 'Today',
    people: 'People',
    menu: 'Course menu',
    orders: 'Orders',
    occasions: 'Classes',
    hours: 'Hours',
    disputes: 'Questions',
    minors: 'Minors',
    waiting: (count) => `${count} waiting`,
  },
  signedInAs: (name, role) => `${name} · ${role}`,
  switchAppointment: 'Switch appointment',
  today: {
    title: 'Today',
    sentence: (short) =>
      short > 0
        ? `${persons(short)} will fall short this month at this pace`
        : 'Everyone can make it this month',
    noTarget: (count) => `${persons(count)} on the register; no monthly hours are asked here`,
    lede: (day, daysLeft) =>
      daysLeft > 0
        ? `${format.dateLine(day)}, ${format.count(daysLeft, 'day', 'days')} to the end of the month.`
        : `${format.dateLine(day)}, the last day of the month.`,
    register: 'On the register',
    people: persons,
    newcomers: 'New this month',
    leaving: 'Ending this month',
    pausedNow: 'Paused now',
    seeBoard: "This month's hours",
    seePeople: 'Everyone',
    mostUrgent: 'Most urgent',
    studying: (count) => `${persons(count)} studying on the phone right now`,
    afterMinutes: (minutes) => `${format.minutes(minutes)} counted in this office this month`,
    empty: "Nobody is on this office's register at present.",
  },
  month: {
    previous: (month) => format.month(month),
    next: (month) => format.month(month),
  },
}

export const people: typeof peopleZh = {
  title: 'People',
  sentence: (count) => `${persons(count)} on the register`,
  filtered: (count, all) => `${count} of ${persons(all)}`,
  lede: 'Reading the list and opening a file are both recorded.',
  filters: {
    title: 'Filter',
    name: 'Name or number',
    state: 'State',
    states: { current: 'On the register', discharged: 'Discharged', all: 'All' },
    grade: 'Grade',
    phase: 'Phase',
    category: 'Category',
    any: 'Any',
    go: 'Show these',
    clear: 'Clear the filter',
  },
  columns: {
    name: 'Name',
    number: 'Number',
    category: 'Category',
    grade: 'Grade',
    phase: 'Phase',
    until: 'Ends',
    month: 'This month',
    short: 'Short',
    office: 'Office',
  },
  none: 'Nobody fits. Try other conditions.',
  page: (page, pages) => `Page ${page} of ${pages}`,
  previousPage: 'Page before',
  nextPage: 'Page after',
  file: {
    sentence: {
      short: (short) => `${format.minutes(short)} short this month`,
      met: "This month's hours are met",
      noTarget: 'No monthly hours are asked here',
      nothingRequired: 'Nothing is asked this month',
      paused: 'Paused',
      exempt: 'Exempt this month',
      discharged: (day) => `Discharged on ${format.fullDay(day)}`,
      transferred: (day) => `Place of execution changed on ${format.fullDay(day)}`,
    },
    perDay: (minutes, days) =>
      `${format.count(days, 'day', 'days')} left, about ${format.plainMinutes(minutes)} a day.`,
    order: 'Order',
    category: 'Category',
    grade: 'Grade',
    phase: 'Phase',
    from: 'From',
    until: 'Until',
    number: 'Number',
    phone: 'Phone',
    office: 'Judicial office',
    needs: 'Needs',
    gradeHistory: 'Changes of grade',
    pauses: 'Leave and pauses',
    statement: 'This month, line by line',
    months: 'Months before',
    result: 'Result',
    required: 'Required',
    counted: 'Counted',
    readingFactor: 'Longer reading time',
    opened: 'This opening has been recorded.',
    printStatement: 'Print the statement',
    decidingAuthority: 'Deciding authority',
  },
}

export const minors: typeof minorsZh = {
  title: "Minors' regime",
  sentence: (count) => (count > 0 ? `${persons(count)} in this office` : 'Nobody in this office'),
  lede: "Whoever was under eighteen at intake stays in a separate regime. The list shows numbers only; a file opens with the county's approval.",
  turnedAdult: "Now eighteen or over, still in the minors' regime",
  needsGrant: 'Needs approval',
  noGrant: {
    title: "This file opens with the county's approval",
    more: 'Send the reason to the county corrections agency. Once approved, the file opens until the approval ends; every opening is recorded.',
  },
  granted: (until, reason) => `Approved until ${format.day(until)}. Reason: ${reason}`,
  grantExpired: (day) => `The approval ended on ${format.day(day)}.`,
  columns: { number: 'Number', grant: 'Approval', month: 'This month' },
}
