import { formatsFor } from '../formats.ts'
import type { myCounselling as zh } from '../zh/my-counselling.ts'

const format = formatsFor('en')

export const myCounselling: typeof zh = {
  title: 'Someone to talk to',
  link: 'Something on your mind? Talk to someone',
  today: {
    next: (day, time) => `${format.weekday(day)} ${format.day(day)}, ${time}: arranged with a counsellor.`,
    now: (time) => `Today, ${time}: arranged with a counsellor.`,
    see: 'Have a look',
  },
  back: 'Someone to talk to',

  standing: {
    never: {
      sentence: 'When something is on your mind, you can talk to someone',
      more: 'The county has counsellors. Whether to talk is for you to decide. What is said the office does not see. The time counts as hours.',
    },
    ready: {
      sentence: 'You can ask at any time',
      more: 'You have read the consent and agreed. Say so, and a counsellor arranges a time with you.',
    },
    waiting: {
      sentence: 'Asked; waiting for a counsellor',
      more: 'When a counsellor takes it you get a message, and they arrange a time with you.',
    },
    unsigned: {
      sentence: 'One step is left: read the consent',
      more: 'A counsellor can take it once you have agreed.',
    },
    unsignedByGuardian: {
      sentence: "One step is left: your guardian's consent",
      more: 'You have agreed. Your guardian signs a paper, which a counsellor enters; you get a message then.',
    },
    referred: {
      sentence: 'The office suggests that you talk with a counsellor',
      more: 'It is for you to decide. Not talking changes nothing about your hours, your assessment or anything else.',
    },
    incomplete: {
      sentence: "Your guardian's consent is missing",
      more: 'You have agreed. Your guardian signs a paper, which a counsellor enters; you get a message then.',
    },
    newText: {
      sentence: 'There is a new text of the consent',
      more: 'Please read it again. If you wish, agree once more.',
    },
    halted: {
      sentence: 'It has stopped here for now',
      more: "Your guardian's consent no longer stands. Nobody can open what is locked, the counsellor included. It goes on when your guardian agrees again.",
    },
    withdrawn: {
      sentence: 'You have withdrawn; everything has stopped',
      more: (until) =>
        `Nobody can open what is locked, the counsellor included. It is destroyed for good by ${format.day(until)} at the latest.`,
      gone: (until) => `What was locked was destroyed on ${format.day(until)}, for good.`,
    },
    left: {
      sentence: 'This has ended here',
      more: 'You can still look at what there was.',
      withdraw: 'You can still look at what there was, and withdraw your consent.',
    },
    inCase: {
      today: (time) => `Arranged for today, ${time}`,
      next: (day, time) => `Arranged for ${format.weekday(day)}, ${format.day(day)}, ${time}`,
      none: 'A counsellor has taken it',
      with: (counsellor, place) => `With ${counsellor}. ${place}.`,
      will: (counsellor) => `${counsellor} will arrange a time with you; you get a message then.`,
      unnamed: 'The counsellor will arrange a time with you; you get a message then.',
    },
  },
  asked: (day) => `Asked on ${format.day(day)}.`,

  go: {
    ask: 'I would like to talk',
    consent: 'Read the consent',
    consentFirst: 'Read the consent first',
    notNow: 'Not this time',
    again: 'Talk after all: read the consent',
    erase: 'Destroy it now',
  },

  appointments: {
    title: 'Arranged',
    when: (day, times) => `${format.weekday(day)} ${format.day(day)}, ${times}`,
    calendar: "Add to the phone's calendar",
    cannot: 'Cannot come?',
    cannotMore:
      'You need not say why. It costs no hours, the office does not see it, and you can meet another time.',
    cancel: 'Call this one off',
    event: 'Arranged time',
  },
  request: {
    title: 'Waiting for a counsellor',
    asked: (day, wish) => `Asked on ${format.day(day)}. Counsellor: ${wish.toLowerCase()}.`,
    referred: (day) => `On ${format.day(day)} the office suggested that you talk with a counsellor.`,
    words: 'See what you wrote',
    wordsMore: 'Locked. Beside you, only the counsellor who takes it can open it.',
    gone: 'What you wrote has been destroyed.',
    unreadable: 'What you wrote is here but cannot be opened now. Please tell the counsellor.',
    none: 'You wrote nothing.',
    takeBack: 'Not any more: take this back',
  },
  seen: {
    title: 'Who sees what',
    office: (lines) =>
      lines === 0
        ? 'The office sees the days, the kind, the minutes and one line of what took place. There is nothing now.'
        : `The office sees the days, the kind, the minutes and one line of what took place: ${format.count(lines, 'meeting', 'meetings')} now.`,
    readings: (count) =>
      count === 0
        ? 'Nobody has opened what is locked.'
        : `What is locked was opened ${format.count(count, 'time', 'times')}; each is on record.`,
    link: 'See all of it',
  },
  consent: {
    title: 'Consent',
    stands: (day) => `Stands since ${format.day(day)}.`,
    none: 'Not given.',
    notYetValid: (day) => `You agreed on ${format.day(day)}. Something is missing, so it does not stand yet.`,
    withdrawnOn: (day) => `Withdrawn on ${format.day(day)}.`,
    read: 'Read the consent',
    withdraw: 'Withdraw',
    words: 'Who said what, and when',
    word: {
      person: { given: 'You agreed', withdrawn: 'You withdrew' },
      guardian: { given: 'Your guardian agreed', withdrawn: 'Your guardian withdrew' },
    },
    manner: { screen: 'on this screen', paper: 'on paper, entered by a counsellor' },
    said: (day, what, version, how) =>
      `${format.fullDay(day)}. ${what}: version ${format.number(version)}, ${how}.`,
    yours: 'Your own word',
    saying: 'The button says:',
    yes: 'I agree',
    notYet: 'Not yet, go back',
    given: (day) => `You agreed to this version on ${format.day(day)}.`,
    guardian: "Your guardian's word",
    guardianMore:
      'You are under the rules for minors, so your guardian has to agree too. They sign these words on paper, and a counsellor enters it:',
    guardianGiven: (day) => `Your guardian signed on ${format.day(day)}; it has been entered.`,
    guardianMissing: 'It has not been entered yet.',
    left: 'You no longer study here; there is nothing to sign.',
  },
  withdrawing: {
    title: 'Withdraw your consent',
    lede: 'You need not say why. This is what happens:',
    now: 'From that moment nobody can open what is locked, the counsellor included. The counsellor is told that you have withdrawn.',
    booked:
      'What is arranged is not called off by itself. If you do not want to go, call it off on the page before.',
    until: (day) =>
      `On ${format.day(day)} what is locked is destroyed for good. After withdrawing you can also have it destroyed at once.`,
    stays:
      'The days, the minutes, the agreed lines and the record of what was lawfully told stay, as the rules require. Your hours do not change.',
    back: (day) => `If you change your mind before ${format.day(day)}, agree again and it goes on.`,
    go: 'Withdraw: stop now',
    notNow: 'Do not withdraw, go back',
    nothing: 'There is nothing to withdraw',
    nothingMore: 'You have not agreed, or have withdrawn already.',
  },
  erasing: {
    title: 'Destroy it now',
    lede: 'After that nobody can bring it back: not you, not the counsellor, not whoever runs the system.',
    goes: "Destroyed: what you wrote, the counsellor's notes, drafts that are not finished.",
    stays: 'Kept: the days, the minutes, the agreed lines, and the record of what was lawfully told.',
    go: 'Destroy it; I know it cannot come back',
    notNow: 'Do not destroy it, go back',
    first: 'Withdraw first, then destroy',
    firstMore:
      'What is locked is kept by your consent. Once you have withdrawn, it can be destroyed at once.',
  },
  asking: {
    sentence: 'Just say that you would like to talk',
    lede: 'No reason is needed. When a counsellor takes it you get a message. This is no emergency service.',
    wish: 'Which counsellor would you like',
    words: 'Something to say beforehand (may stay empty)',
    wordsHint:
      'It is locked; beside you, only the counsellor who takes it can open it. 1,000 characters at most.',
    sealingOff:
      'What you write cannot be locked here at the moment, so we do not ask you to write. Just say that you would like to talk.',
    go: 'Tell the counsellors',
    unsigned: 'After that you read the consent; then a counsellor can take it.',
    back: 'Not now, go back',
    inCase: 'You have a counsellor already',
    inCaseMore: 'Tell them when you meet. They also help with another time or another counsellor.',
    waiting: 'You have asked; a counsellor will take it',
    waitingMore: 'Once is enough.',
    left: 'You no longer study here',
    leftMore: 'If you would like to go on, call the judicial office and ask who can help.',
  },
  record: {
    title: 'Who sees what',
    lede: 'What is locked ordinarily only your counsellor can open. What others see, and who has opened it, stands here.',
    office: 'What your office sees, and no more',
    officeMore:
      'The day, the kind, the minutes and one line agreed with you. Nothing else, and not what was arranged and missed.',
    officeNone: 'You have not met yet; the office sees nothing.',
    columns: { day: 'Day', kind: 'Kind', minutes: 'Minutes', line: 'One line' },
    hours: 'Every line of your hours',
    readings: 'Who opened what is locked',
    readingsNone: 'Nobody so far.',
    capacities: { counsellor: 'Your counsellor', supervisor: 'The supervisor' },
    reason: (reason) => `Reason: ${reason.toLowerCase()}.`,
    told: 'What was told outside',
    toldNone: 'Nothing.',
    toldLine: (day, recipient) => `${format.day(day)}, told to: ${recipient.toLowerCase()}.`,
    toldYou: (day) => `You were told on ${format.day(day)}.`,
    own: 'What only you and the counsellor see',
    ownNone: 'Nothing.',
    ownMore: 'What was arranged, and what you asked. What was missed is counted nowhere.',
    case: {
      open: (day, counsellor) => `Since ${format.day(day)} with ${counsellor}.`,
      openUnnamed: (day) => `Since ${format.day(day)} with a counsellor.`,
      closed: (from, to, outcome) =>
        `From ${format.fullDay(from)} to ${format.fullDay(to)}: ${outcome.toLowerCase()}.`,
    },
  },
  urgent: {
    words: 'If you feel terrible now, or there is danger, do not wait for a counsellor.',
    link: 'Get help',
  },

  done: {
    asked: 'The counsellors have been told.',
    agreed: 'Written down: you have agreed.',
    withdrawn: 'Withdrawn. From now on nobody can open anything.',
    off: 'Called off. The counsellor is told, and the time is free.',
    takenback: 'Taken back. You can ask again at any time.',
  },
  erased: (count) =>
    count === 0
      ? 'Nothing is locked any more; it was destroyed before.'
      : `Destroyed for good: ${format.count(count, 'record', 'records')}.`,
  refused: {
    title: 'It was not done',
    consent: {
      'other-text': 'There is a new text of the consent. It stands below; please read it again.',
      given: 'You have agreed already; there is nothing more to do.',
      'version-missing':
        'It was not clear which version you agreed to. Read the text below and press the button again.',
    },
    withdraw: { 'not-given': 'You have withdrawn already, or had not agreed.' },
    erase: { 'not-withdrawn': 'Your consent stands, so nothing was destroyed. Withdraw it first.' },
    ask: {
      left: 'You no longer study here, so no counsellor can take it.',
      'case-open': 'You have a counsellor already; tell them when you meet.',
      'already-waiting': 'You have asked already, and a counsellor will take it.',
      'sealing-off':
        'What you wrote cannot be locked here at the moment, so it was not sent. Empty the box and just ask; say the rest when you meet.',
      'words-long': 'That is too long: 1,000 characters at most. What you wrote is still below.',
    },
    cancel: {
      settled: 'This time has been moved or called off already. Below is how it stands.',
      stale: 'The counsellor has just changed this time. Look at it as it is now, then decide.',
      begun:
        'The time has come, so it cannot be called off here. Not coming is all right and costs no hours.',
      'not-yet': 'It cannot be changed now. Below is how it stands.',
    },
    request: {
      settled:
        'A counsellor has taken it, or it was taken back. If you do not want to talk, tell the counsellor.',
      stale: 'Something has just changed. Below is how it stands.',
    },
  },
}
