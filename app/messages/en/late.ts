import { dayAt } from '#app/shared/calendar-day.ts'
import type { NoteWords } from '../note.ts'
import { formatsFor } from '../formats.ts'
import type { late as zh } from '../zh/late.ts'

const format = formatsFor('en')

const spanOf = (seconds: number) => format.span(Math.max(1, Math.round(seconds / 60)))
const momentOf = (iso: string) => {
  const instant = new Date(iso)
  return `${format.time(instant)} on ${format.day(dayAt(instant))}`
}

export const lateNote: NoteWords['arrived-late'] = (note) =>
  `Arrived late: by the phone's clock you studied from ${momentOf(note.from)} to ${momentOf(note.until)}, without a network; it arrived at ${momentOf(note.arrived)}, and ${spanOf(note.countedSeconds)} of it are in this line.` +
  (note.seenSeconds >= 60
    ? ` The server had already seen another ${spanOf(note.seenSeconds)}; the same time counts once.`
    : '') +
  (note.closedSeconds >= 60
    ? ` For another ${spanOf(note.closedSeconds)} the month was already closed; they are not counted.`
    : '')

export const late: typeof zh = {
  label: 'Study without a network',
  strip: {
    offline: 'No network: your study is kept on this phone and added when the network is back.',
    waits: 'Kept on this phone: {what}.',
    minutes: '{n} min of study',
    answers: 'answers: {n}',
    list: ', ',
    gap: ' ',
    unitDone:
      'This unit is answered and kept on this phone. It is added by itself when the network is back; there is nothing more to do.',
    nextUnit: 'Go on with unit {n}',
    toQuiz: 'Go on with the quiz',
  },
  arrived: {
    counted: (minutes) => `${minutes} min added; your hours will say "arrived late".`,
    received: 'Everything that was kept on this phone has arrived.',
    seen: 'The server had already seen the rest; the same time counts once.',
    again: (unit, passage) =>
      `The question of passage ${passage} of unit ${unit} was not answered right. Look once more and answer again; your time is kept.`,
    goThere: (unit, passage) => `Back to passage ${passage} of unit ${unit}`,
    closed: (minutes) =>
      `${minutes} min arrived after the month was closed. They are on record and not counted. If that seems wrong, ask the judicial office.`,
    finished: 'A unit was finished elsewhere; what was kept here of it does not count again.',
    withdrawn:
      'A unit is no longer taught; what was kept here of it is not counted. You can ask the judicial office.',
    left: 'Your study has ended; what was kept here is not counted.',
    refused: 'Part of what was kept on this phone is not counted. You can ask the judicial office.',
  },
  quiz: {
    handedIn:
      'No network: your answers are kept on this phone and handed in by themselves, once, when the network is back.',
  },
  signOut:
    'There is study on this phone that has not arrived yet. It is best to go online, open a lesson and wait for it to arrive before you sign out. If you sign out now it is not lost: it is sent the next time you sign in on this phone.',
  offlinePage: {
    title: 'There is no network now',
    words:
      'This page needs the network. The course you are studying and the quiz you are answering are on this phone; you can go on without it.',
    back: 'Back to your study',
    again: 'Try again',
  },
  closed: {
    title: 'Study that arrived after closing',
    lede: 'This was kept on the phone while there was no network, and arrived after its month was closed, so it is not counted. If that seems wrong, ask the judicial office.',
    ledeOffice:
      'Kept on a phone without a network; the month was closed when it arrived, so the rules do not count it. What should be put right can be recorded as a line of its own once it has been looked into.',
    line: (unit, from, arrived, closedSeconds) =>
      `${unit}: studied at ${format.stamp(from)} by the phone's clock, arrived at ${format.stamp(arrived)}; ${spanOf(closedSeconds)} are not counted.`,
  },
}
