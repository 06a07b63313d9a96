import { formatsFor } from '../formats.ts'
import type { myLectures as zh } from '../zh/my-lectures.ts'

const format = formatsFor('en')

export const myLectures: typeof zh = {
  fromStudy: 'Classes to attend',
  title: 'Classes',
  sentence: {
    next: (day, time) => `There is a class on ${format.weekday(day)}, ${format.day(day)}, ${time}`,
    today: (time) => `There is a class today, ${time}`,
    offered: (count) => `You can join ${format.count(count, 'class', 'classes')}`,
    none: 'There is no class to join now',
  },
  noneMore:
    'New classes are written here and told in a message. To come to a class, ask the judicial office.',
  coming: 'You are going to',
  offered: 'You can join',
  past: 'Over',
  when: (day, times) => `${format.weekday(day)} ${format.day(day)}, ${times}`,
  facts: { when: 'When', where: 'Where', seat: 'Seat', about: 'About' },
  seatYours: 'You have a seat',
  waiting: (place) =>
    `All seats are taken; you are number ${format.number(place)} in line. When somebody cannot come it moves up, and you get a message.`,
  seatsLeft: (count) => `${format.count(count, 'seat', 'seats')} left`,
  seatsFull: 'All seats are taken; you can wait in line',
  unsettled: 'The time is being changed. You get a message when it stands.',
  cancelled: 'This class is cancelled. It does not touch your hours.',
  leftByYou: 'You said that you are not going. You can still join.',
  takenOut: 'The judicial office gave your seat away. If that is not right, ask there.',
  excused: 'The judicial office has excused you.',
  way: (phone) => ({ before: 'Cannot find the place? Call ', phone, after: '.' }),
  online: 'This lesson is on the phone too',
  worth: {
    title: 'What it counts',
    onTime: (minutes) => `On time → ${format.minutes(minutes)}`,
    late: (late, minutes) => `${format.span(late)} late → ${format.minutes(minutes)}`,
    how: 'It counts from when you come to when you go. Leaving early works the same way: what you miss is not counted.',
  },
  join: (minutes) => `I am going ${format.gain(minutes)}`,
  queue: 'All seats are taken: wait in line',
  leaveOffer: 'Not this time',
  leaveQueue: 'Leave the line',
  joinAgain: (minutes) => `I am going after all ${format.gain(minutes)}`,
  calendar: "Add to the phone's calendar",
  absence: {
    open: 'Cannot come?',
    legend: 'Why you cannot come',
    hint: 'Choose one; no details are needed. Your seat goes to whoever waits, and the judicial office sees it. Whether you are excused is for the office to say.',
    reasons: {
      ill: 'I am unwell',
      work: 'I have to work',
      family: 'A family matter',
      travel: 'I cannot get there',
      other: 'Something else; I will tell the office',
    },
    go: 'Tell the office that I cannot come',
    missing: 'Choose a reason.',
  },
  counted: {
    pending: 'The list is not checked yet. What it counts is written here afterwards.',
    minutes: (minutes) => `${format.minutes(minutes)} counted`,
    none: 'Nothing counted',
    whole: 'You were there from beginning to end.',
    late: (cut, time) =>
      time === null
        ? `${format.span(cut)} late; that part is not counted.`
        : `You came at ${time}, ${format.span(cut)} late; that part is not counted.`,
    early: (cut, time) => `You left at ${time}, ${format.span(cut)} early; that part is not counted.`,
    outcomes: {
      attended: 'You came',
      'left-early': 'You left early',
      excused: 'You were excused',
      absent: 'You did not come',
      'could-not-take-place': 'It could not be held; that does not touch you',
    },
    off: 'The class was not held. It does not touch your hours.',
    line: 'See this line of hours',
    wrong: 'If it is not right, ask below this line of your hours.',
  },
  feedback: {
    open: 'How was this class?',
    legend: 'How was this class',
    faces: { good: 'Useful', fair: 'So-so', poor: 'Little help' },
    comment: 'Anything to add (optional)',
    commentHint:
      'Without a name. Please write no names. The lecturer sees it when three people have answered.',
    go: 'Send without a name',
    thanks: 'Sent, thank you. Nobody knows which answer is yours.',
    given: 'You have answered, thank you.',
    missing: 'Choose one.',
    'too-long': 'Please write less, at most 300 characters.',
  },
  done: {
    joined: 'You have a seat.',
    waiting:
      'All seats are taken; you are in line. When somebody cannot come it moves up, and you get a message.',
    left: 'All right, not this time.',
    absent: 'The judicial office knows. Your seat is free for others.',
  },
  refused: {
    title: 'Nothing was changed',
    unfinished: 'One thing is missing',
    'not-offered': 'No place was kept for you in this class. Please ask the judicial office.',
    closed:
      'This class has begun or is cancelled; it can no longer be changed here. If need be, call the judicial office.',
    gone: 'On the day of the class your time is over; you need not come.',
    elsewhere:
      'You have joined another class at this time. Choose "Cannot come?" there first, then join this one.',
    full: 'All seats are taken and the class has begun. If need be, call the judicial office.',
    already: 'You have answered about this class.',
    'not-there': 'You can answer about classes you were in, within a month.',
  },
  office: {
    absences: (count) => `${format.count(count, 'person says', 'people say')} that they cannot come`,
    absencesMore: 'Their seats are free. Whether they are excused is for the office to say, on the list.',
    reasons: {
      ill: 'unwell',
      work: 'has to work',
      family: 'a family matter',
      travel: 'cannot get there',
      other: 'something else, will tell the office',
    },
  },
  said: {
    title: 'What those who came say',
    lede: (fewest) =>
      `Without names, shown when ${format.number(fewest)} have answered. Comments stand by their letters, not by time.`,
    none: (fewest) => `No class has ${format.number(fewest)} answers yet.`,
    caption: 'For each class: how many said useful, so-so, little help, and the comments',
    byTopic: 'For each topic: how many said useful, so-so, little help, and the comments',
    columns: { class: 'Class', topic: 'Topic', comments: 'Comments' },
    topic: (code, title) => `${code.toUpperCase()} ${title}`,
    classes: (count) => format.count(count, 'class', 'classes'),
    comments: (count) => format.count(count, 'comment', 'comments'),
    noComments: 'No comments',
    together: 'Together',
  },
}
