import { formatsFor } from '../formats.ts'
import type { oral as zh } from '../zh/oral.ts'

const format = formatsFor('en')

export const oral: typeof zh = {
  title: 'Oral exam',
  open: 'Oral exam',
  of: (name) => `${name}: oral exam`,
  lede: 'The same questions as the quiz on the phone: staff read them out, the person answers, staff write it down. A pass completes the course just the same; hours come from the time of study, not from the marks.',
  fromPhone:
    'What the person has begun on the phone goes on here: the same questions, with what was answered. While you ask, the phone takes no answers; you can give it back.',
  reading: 'A reading need is recorded: an oral exam fits.',
  columns: { module: 'Course', standing: 'How it stands', action: 'Next' },
  none: 'There is no course to be examined in at present.',
  standing: {
    new: 'Not taken yet',
    open: (answered, questions) => `${answered} of ${questions} answered on the phone`,
    mine: (answered, questions) => `You are asking: ${answered} of ${questions} written down`,
    other: (asker, answered, questions) => `${asker} is asking: ${answered} of ${questions} written down`,
    passed: (day, right, questions) => `Passed on ${format.fullDay(day)}, ${right} of ${questions} right`,
    missed: (right, questions) => `Last time ${right} of ${questions} right, not passed yet`,
    wait: (right, questions, day, time) =>
      `Last time ${right} of ${questions} right; again from ${format.day(day)} ${time}`,
  },
  start: (code) => `Begin asking ${code}`,
  goOn: (code) => `Go on asking ${code}`,
  takeOver: (code) => `Ask ${code} in their place`,
  again: (code) => `Ask ${code} again`,
  see: 'See the result',
  problem: 'The oral exam did not begin',
  problems: {
    left: 'This person has left the register and takes no more exams. Earlier results can be read.',
    'own-exam': 'Nobody examines themselves. Ask a colleague.',
    'not-equivalent':
      'Under the hours policy in force, an oral exam does not stand for the quiz on the phone.',
    'not-found': 'This course or exam was not found; it may just have changed. See below how things stand.',
    'no-quiz': 'This course has no questions for this person. Choose another.',
    wait: 'The last one was not passed, and it is too early for the next. The time stands beside the course.',
    'asked-by-other': 'A colleague is asking this course. To ask in their place, use the button for it.',
    'not-mine':
      'This exam is no longer yours to ask: a colleague took it over, or it was given back. What you just wrote was not saved.',
    'module-missing': 'Choose a course to begin.',
  },
  exam: {
    title: (name, module) => `${name}: ${module}`,
    lede: (questions, passRight) =>
      `Read out one question after another and write down what is said, without a hint. ${passRight} of ${questions} right pass; the answers appear once it is handed in.`,
    how: 'What to say first, and how to ask',
    several: 'Read the options, then ask which are right; there may be more than one.',
    single: 'Read the options, then ask which one.',
    order: 'Ask which step comes first and which after it. The first one gets 1.',
    trueFalse: 'Ask whether it is true or not.',
    number: 'Write down the number that is said, digits only.',
    saved: (count) => `${count} written down, all saved.`,
    kept: 'What you just wrote is saved.',
    saving: 'Saving',
    unsaved: 'Not saved yet: no network, or an answer is not complete. Use "Save" to try again.',
    save: 'Save and stop here for now',
    hand: 'Hand in and see the result',
    handHint:
      "Questions may be left empty; empty counts as not answered. Afterwards nothing can be changed, and each question's explanation appears, to be read to the person.",
    giveBack: 'Stop asking',
    giveBackHow: 'What was written down stays: the person can go on by phone, or you ask another day.',
    giveBackDo: 'Give it back to the person',
    problems: 'A few things to mend; the rest is still there',
  },
  result: {
    passed: (right) => `${right} right: passed`,
    missed: (right, short) => `${right} right, ${short} short of a pass`,
    oral: (asker, day) => `Oral exam, asked by ${asker} on ${format.fullDay(day)}.`,
    written: (day) => `Answered by the person on the phone on ${format.fullDay(day)}.`,
    readOut: 'Read the explanations to the person. Those not answered right come first.',
    said: 'Said',
    nothing: 'not answered',
    right: 'right',
    answer: 'Right answer',
    missedTitle: (count) => `Not right: ${count}`,
    allRight: 'Every answer was right.',
    rest: (count) => `Answered right: ${count}`,
    closing: 'Say at the end',
    back: 'Back to the oral exams',
    toFile: 'Back to the file',
    law: (version, reviewed) => `Text of ${version}, checked on ${format.fullDay(reviewed)}`,
  },
  my: {
    running: 'Oral exam: staff are asking you the questions; it is not finished.',
    runningBy: (asker, answered, questions) =>
      `Oral exam: ${asker} is asking; ${answered} of ${questions} are written down. The result appears here. If you would rather answer by yourself, say so, and it is given back to you.`,
    wasAloud: (asker) => `Oral exam, asked by ${asker}.`,
    result: (asker, day) =>
      `Oral exam on ${format.day(day)}: ${asker} asked and you answered. It counts like a quiz of your own.`,
  },
}
