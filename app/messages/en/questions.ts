import { formatsFor } from '../formats.ts'
import type { questions as zh } from '../zh/questions.ts'

const format = formatsFor('en')

export const questions: typeof zh = {
  ask: {
    open: 'Is this wrong?',
    openAgain: 'Still wrong?',
    label: 'What is wrong',
    hint: (days) =>
      `One sentence is enough, or ask staff to write it for you. You hear from us within ${days} days.`,
    go: 'Ask about it',
    problemTitle: 'Almost there',
    problems: {
      'words-missing': 'Write one sentence about what is wrong.',
      'words-too-long': 'Write less: at most 500 characters.',
      'entry-missing': 'Write under the line you want to ask about.',
      'already-asked':
        'You have asked about this line; the answer is on its way. You can ask again after it.',
    },
  },
  behalf: {
    open: 'They say this is wrong',
    label: 'What they said',
    hint: (days) => `In their own words. The answer is due within ${days} days from today.`,
    go: 'Write it down for them',
  },
  state: {
    asked: (day) => `You asked on ${format.day(day)}: `,
    askedOnBehalf: (day) => `Staff wrote for you on ${format.day(day)}: `,
    waiting: (due) => `You hear from us by ${format.day(due)}.`,
    overdue: (due) =>
      `The answer was due by ${format.day(due)} and is late. You can call the judicial office, or turn to the procuratorate.`,
    quoted: (words) => `"${words}"`,
    verdicts: {
      upheld: 'Checked: this line is right.',
      reversed: 'You are right: this line has been taken back.',
      recredited: 'You are right: this line has been taken back and recorded anew.',
    },
    answered: (day, who) => `Answered on ${format.day(day)} by ${who}`,
  },
  staffState: {
    asked: (day) => `Asked on ${format.day(day)}: `,
    askedOnBehalf: (day) => `Said on ${format.day(day)}, written down by staff: `,
    waiting: (due) => `Answer due by ${format.day(due)}`,
    overdue: (due) => `Answer was due by ${format.day(due)}: overdue`,
    open: 'Answer it',
    see: 'See this question',
  },
  today: {
    title: 'Today',
    answered: (asked) => `Your question of ${format.day(asked)} has its answer.`,
    see: 'Read the answer',
  },
  list: {
    title: 'Questions about hours',
    sentence: (waiting, overdue) =>
      waiting === 0
        ? 'No question about hours is waiting'
        : `${format.count(waiting, 'question', 'questions')} about hours waiting${overdue > 0 ? `, ${overdue} of them overdue` : ''}`,
    lede: (days) =>
      `An answer is due within ${days} days of asking. Most urgent first. Office staff or the county bureau answer.`,
    waiting: 'Waiting for an answer',
    answered: 'Answered in the last 30 days',
    none: 'Nothing is waiting now',
    noneMore: 'When somebody presses "Is this wrong?" under a line of their hours, it stands here.',
    columns: {
      person: 'Person',
      office: 'Office',
      line: 'Line',
      asked: 'Asked',
      due: 'Due',
      words: 'In their words',
      verdict: 'Answer',
    },
    overdue: 'overdue',
    daysLeft: (days) => (days === 0 ? 'today' : `${format.count(days, 'day', 'days')} left`),
    verdicts: { upheld: 'was right', reversed: 'taken back', recredited: 'recorded anew' },
    line: (day, source, minutes) => `${format.day(day)}, ${source}, ${format.plainMinutes(minutes)}`,
    closed: (count, due) =>
      `${format.count(count, 'question', 'questions')} of people under the minors' regime also waiting, the first due by ${format.day(due)}. Opening a record needs the bureau's approval.`,
  },
  one: {
    title: 'Question about hours',
    sentence: (name, day) => `${name}: is the line of ${format.day(day)} wrong?`,
    question: 'The question',
    line: 'The line',
    month: 'The month',
    seeFile: "See this person's file",
    answer: 'The answer',
    answerLede:
      'The person sees the answer, the reason and who gave it. It cannot be changed afterwards; the ledger only grows.',
    recorderOnly: 'Office staff or the county bureau answer. Tell them what you know about it.',
    verdict: 'What you found',
    verdicts: {
      upheld: 'It is right; the line stays',
      reversed: 'It should not be there; take it back',
      recredited: 'It is wrong; take it back and record it anew',
    },
    onlyUpheld:
      'This line is taken back already, or is a correction itself; it can only be explained. To change the line that counts now, let the person ask about that one.',
    reason: 'Why it is taken back',
    reasonHint: 'Needed when the line is taken back.',
    noReason: 'Not taken back',
    times: 'From and to, recorded anew',
    timesHint: (day) => `Times of ${format.day(day)}, such as 19:00. Needed when the line is recorded anew.`,
    from: 'From',
    to: 'To',
    minutes: 'Minutes, recorded anew',
    minutesHint: 'Whole minutes, 1 to 1440. Needed when the line is recorded anew.',
    words: 'What to tell the person',
    wordsHint: 'Say what was checked. Needed when the line stays.',
    check: 'See what will change',
    checkTitle: 'Your answer',
    change: (before, after) => `Changes: ${format.number(before)} → ${format.number(after)} min`,
    takesBack: (before) => `Changes: takes back ${format.plainMinutes(before)}, records nothing anew`,
    stays: (before) => `No change: ${format.plainMinutes(before)} stay`,
    interval: (from, to) => `Times: ${from}–${to}`,
    reasonIs: (reason) => `Reason: ${reason}`,
    wordsAre: (words) => `To the person: "${words}"`,
    go: 'Answer like this',
    back: 'Go back and change it',
    cannotUndo: 'An answer cannot be changed afterwards.',
    answered: 'Answered; the person can see it now.',
    problemTitle: 'Almost there',
    problems: {
      'verdict-missing': 'Choose what you found.',
      'reason-missing': 'Choose why the line is taken back.',
      'answer-words-missing': 'When the line stays, tell the person why.',
      'words-too-long': 'Write less: at most 500 characters.',
      'words-missing': 'Write one sentence.',
      'times-missing': 'Fill in both times.',
      'time-unreadable': 'Write times like 19:00.',
      'times-order': 'The end must be after the beginning. Past midnight, record two days.',
      'times-ahead': 'That time has not come yet; please check.',
      'minutes-missing': 'Fill in the minutes.',
      'minutes-out-of-range': 'Fill in whole minutes from 1 to 1440.',
      'same-as-before': 'This is what is recorded already. If it is right, choose that it stays.',
      'beyond-interval': 'More minutes than the times hold; please check.',
      'not-a-credit': 'This line is a correction itself; it can only be explained.',
      'already-reversed': 'This line has just been taken back; it can only be explained.',
      'already-answered':
        'Somebody has just answered; what you wrote was not recorded. Their answer is below.',
    },
  },
}
