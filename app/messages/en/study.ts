import { formatsFor } from '../formats.ts'
import type { study as zh } from '../zh/study.ts'

const format = formatsFor('en')

export const study: typeof zh = {
  title: 'Study',
  sentence: {
    canFill: (minutes) => `Study on your phone can still add ${format.minutes(minutes)} this month`,
    full: "Online study has reached this month's limit; you may go on reading",
    free: 'Study whichever course you like',
  },
  lede: 'A course has a few units of about ten minutes. Answer the small question and the time is recorded; a wrong answer costs nothing.',
  groups: { law: 'Law', morals: 'Conduct and work', mind: 'Mind' },
  groupLecturers: {
    law: 'Public-interest lawyers',
    morals: 'Community lecturers',
    mind: 'Psychology lecturers',
  },
  moduleFacts: (units, minutes) =>
    `${format.count(units, 'unit', 'units')}, about ${format.minutes(minutes)}`,
  states: {
    new: 'Not begun',
    begun: (done, all) => `${done} of ${format.count(all, 'unit', 'units')} done`,
    done: (day) => `Finished ${format.day(day)}`,
  },
  module: {
    back: 'All courses',
    begin: 'Begin with unit 1',
    carryOn: (unit) => `Carry on with unit ${unit}`,
    again: 'Read it again',
    units: 'Units',
    unitMinutes: (nominal) => `about ${format.span(nominal)}`,
    unitCredited: (day, minutes) => `${format.plainMinutes(minutes)} counted on ${format.day(day)}`,
    unitOpen: (passage, all) => `at part ${passage} of ${all}`,
    allDone: 'Every unit of this course is done.',
    reviewed: (day) => `Text checked on ${format.fullDay(day)}`,
    reviewOverdue: (day) =>
      `This course was to be checked again by ${format.fullDay(day)} and is not yet. Figures in it may have changed; your judicial office has the current ones.`,
    empty: 'There are no courses here yet. They appear once the office has set them up.',
  },
  unit: {
    where: (unit, units) => `Unit ${unit} of ${units}`,
    passage: (passage, passages) => `Part ${passage} of ${passages}`,
    steps: 'Progress in this unit',
    nextPassage: 'Answer, then the next part',
    finish: 'Answer and record this unit',
    question: (words) => `Question: ${words}`,
    questionHint: 'A right answer takes you on. If it is wrong, look once more; it costs nothing.',
    questionHintLast:
      'A right answer records the time of this unit. If it is wrong, look once more; it costs nothing.',
    missing: 'Choose an answer first',
    missTitle: 'Look once more',
    miss: 'This is not the answer. It stands in this part: read it and choose again. Nothing is taken away and the time still counts.',
    backToPassage: 'Back to this part',
    following: 'Read the next part',
    previous: 'Part before',
    toModule: 'Back to the course',
    version: (version) => `Text version ${version}`,
  },
  witness: {
    label: 'Time counted now',
    counted: (minutes) => ({
      before: 'Counted now: ',
      figure: String(minutes),
      after: ' min',
    }),
    most: (minutes) => `at most ${minutes}: how?`,
    meter: 'Time counted in this unit',
    how: (idleMinutes, counted) =>
      `The server counts the time you have the page open and turn pages; a pause of more than ${format.span(idleMinutes)} is left out. Once the question is right, ${
        counted > 0 ? 'this time' : 'the time'
      } goes into your hours; a wrong answer takes nothing away.`,
    howWithoutScript:
      'On this phone the time between pages is counted, for each part at most as long as the part takes.',
    full: 'The time of this unit is fully counted. Read on without hurry.',
    offline: 'No connection. Keep reading; counting goes on when it is back.',
    elsewhere: 'Another device is counting just now, so this one is not.',
    notCounting: 'No time is counted here; you may read all the same.',
  },
  notCounted: {
    repeat: (day, again) =>
      `This unit was counted on ${format.day(day)}. It counts again from ${format.fullDay(again)}. Read as you like until then.`,
    elsewhere: 'You are studying on another device. Time counts on one device at a time.',
    takeOver: 'Count on this one',
    tookOver: 'From now on, time counts on this device.',
    ended: 'Your learning here is complete. You may read; hours are no longer counted.',
    notStarted: (from) => `Hours count from ${format.day(from)}. You may read already.`,
    paused: 'A pause is recorded for you. You may read; hours are not counted for now.',
    capped: (cap) =>
      `Online study has reached its ${format.minutes(cap)} for this month. More is kept in the statement but does not add to this month.`,
    tooOld: 'This page has been open too long. Start this part again; what you answered before is kept.',
  },
  finished: {
    title: 'This unit is done',
    credited: (minutes) => `${format.minutes(minutes)} recorded`,
    none: 'No time was recorded this time',
    onDay: (day) => `on ${format.day(day)}`,
    running: (counted) => `${format.minutes(counted)} counted this month`,
    why: 'How it was counted',
    opened: (minutes) => `open for ${format.span(minutes)}`,
    exact: 'All the time that the server saw is counted.',
    next: 'Next unit',
    nextTitle: (unit, title) => `Unit ${unit}: ${title}`,
    moduleDone: (title) => `Every unit of "${title}" is done.`,
    toToday: 'Back to today',
    seeHours: 'See this line',
    wrong: 'Does it look wrong? Find the line under Hours, open it and ask.',
  },
}
