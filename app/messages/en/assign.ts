import { formatsFor } from '../formats.ts'
import { recommended } from './recommended.ts'
import type { assign as assignZh } from '../zh/assign.ts'

const format = formatsFor('en')
const persons = (count: number) => format.count(count, 'person', 'people')
const units = (count: number) => format.count(count, 'unit', 'units')

export const assign: typeof assignZh = {
  due: 'Finish by',
  dueHint: 'Every assignment sent from here takes this day; you can change it.',
  one: (code) => `Assign ${code} online`,
  upTo: (minutes) => `up to +${format.plainMinutes(minutes)}`,
  toWhom: (name) => `, to ${name}`,
  everyone: (count) => `Assign online study to ${persons(count)}`,
  nobody: 'Nobody to assign to together: some have one already, some have no phone, some are full online.',
  given: (code, due) => `${code} assigned, by ${format.day(due)}`,
  unitsLeft: (count) => `${units(count)} left`,
  states: { open: 'under way', 'due-soon': 'due soon', overdue: 'overdue', done: 'done' },
  take: 'Take back',
  takeBack: 'Take this assignment back',
  takeWhy: 'Why',
  takeReasons: { 'not-needed': 'no longer needed', 'cannot-now': 'cannot study now', mistake: 'a mistake' },
  reasons: recommended.reasons,
  none: {
    'no-phone': 'No phone, so an assignment would not help. Invite to a class or a talk at the office',
    'online-full': 'Online is full, more adds nothing. Needs a class or a talk',
    'nothing-left': 'Everything online has been studied. Needs a class or a talk',
  },
  did: {
    one: (code) => `${code} is assigned. It stands on the learner's page for today.`,
    everyone: (count, skipped) =>
      skipped > 0
        ? `Assigned to ${persons(count)}; ${persons(skipped)} had an unfinished one and got no other.`
        : `Assigned to ${persons(count)}.`,
    withdrawn: (code) => `${code} is taken back. What was studied still counts.`,
  },
  problem: 'Nothing was assigned',
  problems: {
    'left-register': 'This person is no longer on the register and cannot be assigned anything.',
    'not-taught': 'This module has nothing for this person. Choose another one.',
    'nothing-left': 'This module has been studied and would not count again. Choose another one.',
    'already-assigned': 'This module is assigned and not finished. To change the day, take it back first.',
    'due-past': 'This day is past. Choose today or a later day.',
    'due-too-far': 'This day is too far away. Choose one within three months.',
    'not-found':
      'This person or assignment cannot be found; something may have just changed. See the list as it stands below.',
    nobody: 'There is nobody to assign to together now. Each row says why.',
    'due-missing': 'Say by which day it should be finished.',
    'due-no-day': 'Choose a day, such as 2026-07-28.',
    'module-missing': 'Choose a module.',
    'person-missing': 'It is not clear whom this is for. Press the button in that row again.',
    'assignment-missing': 'It is not clear which assignment this is. Press the button in that row again.',
    'reason-missing': 'Choose why it is taken back.',
  },
  title: 'Assignments',
  noneYet: 'Nothing is assigned at present.',
  module: 'Module',
  moduleOption: (code, title, minutes) => `${code} ${title} (${format.plainMinutes(minutes)} left)`,
  fromFile: 'Assign this module',
  noModule: 'Every module that fits has been studied; there is none to assign.',
  latest: 'Last studied',
  latestOn: (day) => format.fullDay(day),
  never: 'has not opened a lesson yet',
  months: {
    title: 'Months before',
    month: 'Month',
    required: 'Required',
    counted: 'Counted',
    result: 'Result',
    none: 'No earlier months.',
  },
  results: {
    met: 'met',
    part: 'in part',
    missed: 'missed',
    exempt: 'nothing asked',
    paused: 'paused',
    'no-target': 'none asked here',
  },
  print: 'Print',
  printView: 'The whole list; print it with Ctrl+P.',
  backToBoard: 'Back to the board',
  seeList: (count) => `Show ${persons(count)}`,
  today: {
    newcomers: 'New this month',
    leaving: 'Ending this month',
    due: 'Assignments due soon',
    overdue: 'Assignments overdue',
    waiting: 'Worth a look',
    enteredOn: (day) => `came on ${format.day(day)}`,
    endsOn: (day) => `ends on ${format.day(day)}`,
    grants: (count) => `You may open ${format.count(count, "minor's file", "minors' files")} at present`,
    nothing: 'No assignment is due soon, and nobody is new or ending this month.',
  },
  people: {
    standing: 'This month',
    standings: { short: 'will fall short', near: 'nearly there', met: 'met', none: 'nothing asked' },
    short: 'Short this month',
    sort: 'Sort',
    sorts: { number: 'by number', short: 'most short first', until: 'ending first' },
    sentence: (count, all) =>
      count === all ? `${persons(all)} on the register` : `${count} of ${persons(all)} on the register`,
    found: (count) => `${persons(count)} found`,
  },
  my: {
    dueBy: (due) => `By ${format.day(due)} is fine.`,
    overdue: (due) => `It was meant for ${format.day(due)}; later still counts, so just finish it.`,
    why: 'Your judicial office asks you to study this one.',
    left: (count, minutes) => `${units(count)} left, about ${format.span(minutes)} each.`,
  },
}
