import { formatsFor } from '../formats.ts'
import type { my as zh } from '../zh/my.ts'

const format = formatsFor('en')

export const my: typeof zh = {
  title: 'Today',
  short: {
    lead: 'Still to do this month',
    byStudy: (minutes) => `${format.minutes(minutes)} of study on your phone is enough, on any day.`,
    byStudyAndClass: (study, rest) =>
      `You can study ${format.minutes(study)} on your phone. The other ${format.minutes(rest)} come from a class or a talk: ask your judicial office when.`,
    byClassOnly: (capMinutes) =>
      `Online study has reached its ${format.minutes(capMinutes)} for this month. The rest comes from a class or a talk: ask your judicial office when.`,
    noStudyLeft:
      'You have finished every course on the phone. The rest comes from a class or a talk: ask your judicial office when.',
  },
  met: {
    sentence: 'This month is done',
    more: (counted, required) =>
      `${format.minutes(required)} were asked, ${format.minutes(counted)} are counted. You can go on studying whenever you like.`,
  },
  noTarget: {
    sentence: 'No number of hours is asked here',
    more: (counted) =>
      counted > 0
        ? `${format.minutes(counted)} are counted this month and kept. Study whatever you like.`
        : 'Study whatever you like; it is all kept in your statement.',
  },
  paused: {
    sentence: 'No study for now',
    more: (until) =>
      until
        ? `It is recorded, until ${format.day(until)}. After that, only the days that are left count.`
        : 'It is recorded. When you are back, only the days that are left count.',
  },
  nothingRequired: {
    sentence: 'Nothing is asked this month',
    more: 'You have only a few days this month, so it starts next month. You may begin now: it is kept.',
  },
  exempt: {
    sentence: 'You are exempt this month',
    more: (reason) => `Reason: ${reason}. Ask your judicial office if anything is unclear.`,
  },
  notStarted: {
    sentence: 'It has not begun yet',
    more: (from) => `Hours count from ${format.day(from)}. You may look at the courses already.`,
  },
  ended: {
    sentence: 'Your learning here is complete',
    more: 'You may still read the courses; hours are no longer counted. Every line of your statement is kept.',
  },
  ring: {
    counted: 'Counted',
    ofRequired: (required) => `of ${format.minutes(required)} this month`,
    alternative: (counted, required) =>
      `${format.minutes(required)} are asked this month; ${format.minutes(counted)} are counted`,
    middle: (counted, required) => ({
      above: 'counted',
      big: [
        counted > 60 && counted % 60 > 0
          ? `${Math.floor(counted / 60)} h ${counted % 60}`
          : format.minutes(counted),
      ],
      below: `of ${format.minutes(required)}`,
    }),
    study: 'On your phone',
    class: 'Class or talk',
    adds: (minutes) => `adds ${format.minutes(minutes)}`,
  },
  next: {
    title: 'What fills it',
    titleFree: 'What you can go on with',
    fromUnit: (title, unit) => `${title}, from unit ${unit}`,
    unitsLeft: (count, minutes) =>
      `${format.count(count, 'unit', 'units')} left, about ${format.span(minutes)} each, on any day.`,
    begin: 'Begin',
    carryOn: 'Carry on',
    all: 'All courses',
    class: 'Come to a class',
    classAt: (day, time, room) => `${format.weekday(day)} ${format.day(day)}, ${time}, ${room}.`,
    classSee: 'See this class',
    classJoin: 'See this class, and join',
    classHow: (phone) => ({
      before: 'The judicial office holds classes and lectures: call ',
      phone,
      after: ' to ask when.',
    }),
  },
  already: {
    title: 'Done this month',
    none: 'Nothing is recorded this month yet.',
    all: 'See every line',
  },
  help: {
    title: 'Ask for help',
    sentence: 'One call, and someone helps',
    office: 'Judicial office',
    officeHow:
      'A lesson is hard, the text is small, a time looks wrong: ask about anything. Staff can also write it down for you.',
    call: (phone) => `Call ${phone}`,
    hoursLine: 'Weekdays 8:30–17:30',
    wrongHours: 'Your hours look wrong',
    wrongHoursHow:
      'Every line says how it was counted. If one is wrong, ask under that line, or let staff write it for you.',
    seeHours: 'See my hours',
    procuratorate: 'Not content with the answer',
    procuratorateHow: (name) => `You can turn to ${name}. Doing so does not affect your hours.`,
    urgent: 'You feel very bad right now, or someone is in danger',
    urgentHow: (numbers) => `First call ${numbers.join(' or ')}, then tell someone near you.`,
    account: 'Password and devices',
    noPhone: "No number is recorded yet; please ask at the office's counter.",
  },
}
