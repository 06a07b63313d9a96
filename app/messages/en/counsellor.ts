import type { Messages } from '../zh.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('en')
const { count } = format

type When = Parameters<Messages['counsellor']['at']>[0]
const at = ({ day, time }: When) => `${format.shortWeekday(day)} ${format.day(day)}, ${time}`
const people = (number: number) => count(number, 'person', 'people')
const times = (number: number) => count(number, 'time', 'times')

const common = {
  'act-missing': 'It was not clear what to do. Please press the button once more.',
  'version-missing': 'This page is not complete. Please open it again.',
  stale:
    'Something changed a moment ago and nothing was done. Below is how it stands now; look, then decide.',
  closed: 'The case has ended; this can no longer be done.',
  'no-consent': 'No consent stands now, so this cannot be done.',
  'sealing-off': 'This server has no key to seal with, so no record can be kept. Ask the administrator.',
  'not-found': 'Not found. It may just have gone to another counsellor.',
}
const when = {
  'day-missing': 'Write the day, like 2026-07-22.',
  'time-missing': 'Write the time, like 15:00.',
}
const words = {
  'words-missing': 'Write it down.',
  'words-long': 'This is too long. Make it shorter.',
  'part-long': 'At most 6,000 characters here. Make it shorter, or use another field.',
}
const span = {
  'ends-before-start': 'The end must be after the start.',
  'not-whole-minutes': 'Write whole minutes.',
  'too-long': 'At most 240 minutes at a time. Check the times.',
  'not-over-yet': 'This session is not over yet. Sign when it is.',
  'too-long-ago': 'More than 31 days ago can no longer be entered. Speak to the county.',
  'before-consent': 'No consent had been given on that day. Check the day.',
}
const person = {
  'number-missing': 'Write the sign-in number of 8 digits.',
  'name-missing': 'Write the name.',
  'name-long': 'A name has at most 40 characters.',
  'person-not-found': "Number and name are nobody's on the register together. Check both.",
}

/** A counsellor's own pages: cases, appointments, who waits, a case, a note. */
export const counsellor: Messages['counsellor'] = {
  rail: { cases: 'My cases', appointments: 'Appointments', waiting: 'Who waits' },
  desks: { counsellor: 'Go to my cases', lecturer: 'Go to my classes' },
  problemsTitle: 'Not done yet',
  backToCase: 'Back to the case',
  at,
  none: '—',
  left: (day) => `left the register on ${format.day(day)}`,
  minor: "minors' regime",

  gap: {
    title: 'No consent stands now',
    more: (missing) =>
      `Missing: ${missing.join(', ')}. Until it is there, nothing that was written opens, and nothing can be arranged or written.`,
    missing: {
      person: "the person's own consent",
      guardian: "the guardian's consent",
      'new-text': 'consent to the new text',
    },
    paper: 'Enter a consent signed on paper',
  },

  cases: {
    title: 'My cases',
    sentence: (open, drafts) =>
      open === 0
        ? 'You have no cases now'
        : drafts > 0
          ? `${count(open, 'open case', 'open cases')}, ${count(drafts, 'note', 'notes')} not signed yet`
          : count(open, 'open case', 'open cases'),
    next: (name, next) => `Next: ${at(next)}, ${name}.`,
    noNext: 'Nothing is arranged yet.',
    open: 'Open a case',
    paper: 'Enter a consent signed on paper',
    toWaiting: (number) => `See the ${people(number)} who wait`,
    mine: 'Open',
    closed: 'Ended',
    county: 'Cases of other counsellors in the county',
    countyMore:
      'You supervise: you see with whom, when, how long and the agreed line. A note opens only with a written reason, and the counsellor is told at once.',
    columns: {
      name: 'Name',
      since: 'Since',
      held: 'Sessions',
      last: 'Last',
      next: 'Next',
      state: 'State',
      with: 'Counsellor',
      outcome: 'How it ended',
    },
    held: (number) => times(number),
    draft: 'note not signed',
    noConsent: 'no consent',
    emptyTitle: 'No cases yet',
    emptyMore: 'Take somebody who waits, or open a case of somebody you know; it will be here.',
  },

  waiting: {
    title: 'Who waits',
    sentence: (number) =>
      number === 0
        ? 'Nobody waits now'
        : number === 1
          ? 'One person waits for a counsellor'
          : `${people(number)} wait for a counsellor`,
    lede: 'Who it is and what they wrote is seen only after you take it. The longest wait comes first.',
    since: (day, time, days) =>
      days === 0 ? `since today ${time}` : `since ${format.day(day)}, ${time}: ${count(days, 'day', 'days')}`,
    ways: { person: 'Asked by the person', office: 'Referred by the office' },
    noReason: 'No reason given; none is needed',
    wish: (wish) => `wish: ${wish}`,
    notConsented: 'No consent yet. It can be taken once the person agrees.',
    take: 'Take it',
    aside: 'Set it aside',
    asideMore:
      'Only when the person no longer wishes to talk, or is helped elsewhere. Then nobody sees it any more; the person can always ask again.',
    asideGo: 'Set this one aside',
    emptyMore: 'When somebody asks or an office refers somebody, it is here, and you get a message.',
    did: { aside: 'Set aside.' },
    problems: {
      ...common,
      settled: 'A counsellor has just taken this one, or the person took it back.',
      'case-open': 'This person has a counsellor already.',
      'no-consent': 'The person has not agreed yet, or has just withdrawn. It can be taken once they agree.',
      'not-found': 'A counsellor has just taken this one, or the person took it back.',
    },
  },

  newCase: {
    title: 'Open a case',
    lede: 'For somebody you know and have agreed to talk with. Their consent comes first: on their phone, or on paper that you enter.',
    number: 'Sign-in number',
    numberHint: "8 digits, on the person's slip.",
    name: 'Name',
    go: 'Open the case',
    problems: {
      ...common,
      ...person,
      'no-consent':
        'No consent of this person stands yet. Enter one signed on paper, or ask the person to give it on the phone.',
      'case-open': 'This person has an open case already.',
    },
  },

  paper: {
    title: 'Enter a consent signed on paper',
    lede: 'Lock the signed paper away, then enter it. The person gets a message and can say if anything is wrong.',
    text: 'This is what the paper says',
    who: 'Who signed it',
    parties: { person: 'The person', guardian: 'The guardian' },
    partyMore: {
      person: 'Everybody needs their own.',
      guardian: "Needed beside it under the minors' regime, also after the eighteenth birthday.",
    },
    act: 'What it says',
    acts: { given: 'Consent', withdrawn: 'Withdrawal' },
    withdrawnMore: 'From then on nothing that was written opens.',
    locale: 'Language of the paper',
    locales: { zh: 'Chinese', en: 'English' },
    signedOn: 'Day of the signature',
    signedHint: 'At most 30 days ago.',
    relation: "The guardian is the person's",
    relationAsk: 'Choose',
    guardianName: 'Name of the guardian',
    guardianOnly: 'These two are for a paper that a guardian signed.',
    go: 'Enter this paper',
    did: { paper: 'Entered. The person gets a message.' },
    openNext: 'Open a case next',
    problems: {
      ...common,
      ...when,
      ...person,
      'party-missing': 'Choose who signed it.',
      'locale-missing': 'Choose the language of the paper.',
      'guardian-relation-missing': 'Choose what the guardian is to the person.',
      'guardian-name-missing': 'Write the name of the guardian.',
      'guardian-name-long': 'A name has at most 40 characters.',
      'other-text': 'The text has just changed. Check that the one below is the one on the paper.',
      'in-the-future': 'That day has not come yet.',
      'too-old': 'This paper was signed more than 30 days ago. Ask for a new one.',
    },
  },

  case: {
    title: 'Case',
    ways: {
      person: 'Asked by the person',
      office: (reason) => `Referred by the office (${reason})`,
      counsellor: 'Opened by a counsellor',
    },
    consented: (day) => `consent since ${format.day(day)}`,
    held: (number) => (number === 0 ? 'no session yet' : `talked ${times(number)}`),
    next: (next) => `next ${at(next)}`,
    noNext: 'nothing arranged',
    closedOn: (day, outcome) => `ended on ${format.day(day)}: ${outcome}`,
    with: (name) => `with ${name}`,
    lede: (parts) => `${parts.join(', ')}.`,
    write: 'Write the note of this session',
    goOn: 'Go on with the note',
    another: 'Begin another one',
    change: 'Appointments',
    notes: 'Notes',
    sealedTo: 'Only you can open a note, and each opening is recorded',
    sealedToSupervisor: 'A note opens with a written reason; the counsellor is told at once',
    noNotes: 'No signed note yet',
    noNotesMore: 'Once signed, the day, the minutes and the agreed line are here and the note is sealed.',
    agreed: 'Agreed line: ',
    sealed: 'sealed',
    struck: 'Did not take place',
    struckMore: (day) =>
      `Signed on ${format.day(day)}, later corrected to "did not take place". The minutes were taken back.`,
    openIt: 'Open',
    openWhich: (day) => `the note of ${format.day(day)}`,
    see: 'See',
    older: (number) => `${count(number, 'earlier session', 'earlier sessions')}`,
    office: 'This is all that the office sees',
    officeNone: 'Once there is a signed note, the office sees four things: day, kind, minutes, one line.',
    columns: { day: 'Day', kind: 'Kind', minutes: 'Minutes', line: 'Line' },
    minutes: (minutes) => format.span(minutes),
    drafts: 'Notes not signed yet',
    draftSaved: (day, time) => `saved on ${format.day(day)}, ${time}`,
    draftOpen: 'Go on',
    asked: "The person's own words",
    askedMore:
      'People can write a few words when they ask, or none. Opening them is recorded, and the person sees it.',
    askedOpen: 'Open their words',
    askedNone: 'No words were written; only the wish to talk.',
    places: 'Other pages of this case',
    toAppointments: 'Appointments',
    toDisclosures: 'What was told outside',
    toAccess: 'Who opened what',
    toEnd: 'Hand over, or end',
    waiting: (number) => `${count(number, 'appointment is', 'appointments are')} over and not settled`,
    did: {
      taken: 'It is yours now, and the person gets a message. Arrange a time next.',
      opened: 'The case is open, and the person gets a message.',
      signed: "Signed. The note is sealed, and the minutes are in the person's hours.",
      discarded: 'The note that was not signed is gone.',
      ended: 'That note has been signed or discarded.',
      closed: 'The case has ended, and the person gets a message.',
    },
    problems: common,
  },

  unreadable: {
    erased: 'This one was destroyed after the consent was withdrawn.',
    'unknown-key':
      'The key for this one is not on this server, so it does not open. The others are not affected. Ask the administrator.',
    damaged:
      'This one is damaged and does not open. The others are not affected. Ask the administrator for a backup.',
  },

  appointments: {
    title: 'Appointments',
    sentence: (name) => `Appointments with ${name}`,
    lede: 'Whether somebody came is seen by you and the person alone. It is no hours and goes to no office.',
    toSettle: 'Over: please note what became of it',
    toCome: 'Arranged',
    past: 'Earlier ones',
    none: 'Nothing is arranged yet.',
    lasts: (minutes) => format.span(minutes),
    kept: 'Came',
    notKept: 'Did not come',
    off: 'Call off',
    move: 'Another time',
    whose: ({ day, time }) => `the one of ${format.day(day)}, ${time}`,
    note: 'Write the note',
    arrange: 'Arrange a time',
    arrangeMore: 'The person gets a message. Times of your classes and leave cannot be taken.',
    moving: (old) => `Move ${at(old)} to`,
    movingMore: 'The old time is freed once the new one is taken. The person gets a message.',
    notMoving: 'Leave it as it is',
    day: 'Day',
    time: 'Starts at',
    minutes: 'Minutes',
    place: 'How',
    go: 'Arrange this time',
    moveGo: 'Move to this time',
    shut: 'The case has ended; nothing more can be arranged.',
    did: {
      made: 'Arranged. The person gets a message.',
      moved: 'Moved. The person gets a message.',
      kept: 'Noted: came.',
      notkept: 'Noted: did not come.',
      off: 'Called off. The person gets a message.',
    },
    problems: {
      ...common,
      ...when,
      'minutes-missing': 'Write how many minutes, 10 to 240.',
      'place-missing': 'Choose how you will talk.',
      past: 'This time has passed. Choose a later one.',
      'ends-before-start': 'Write how many minutes, 10 to 240.',
      'too-long': 'At most 240 minutes at a time.',
      'too-far-ahead': 'Too far ahead: 400 days at most.',
      taken: 'You have a class or something else then (the way there included). Choose another time.',
      'outcome-missing': 'It was not clear what became of it. Please press the button once more.',
      settled: 'This one has been noted already. Below is how it stands now.',
      'not-yet': 'It is not time yet. Note it when it is; until then it can be moved or called off.',
      begun: 'It has begun and cannot be called off. Note whether somebody came, or move it.',
    },
  },

  agenda: {
    title: 'Appointments',
    sentence: (toSettle, next) =>
      toSettle > 0
        ? `${count(toSettle, 'appointment is', 'appointments are')} over: please note what became of it`
        : next > 0
          ? `${count(next, 'appointment', 'appointments')} arranged`
          : 'Nothing is arranged',
    lede: 'Appointments of your own cases. Times of your classes and leave cannot be taken.',
    recent: 'The last two weeks',
    none: 'Nothing is arranged',
    noneMore: 'Arrange a time in a case. The person gets a message.',
  },

  note: {
    title: 'Write a note',
    sentence: (name) => `${name}: the note of this session`,
    lede: 'Until it is signed only you see it. It is sealed already.',
    when: 'When',
    appointment: 'Which appointment it was',
    appointmentNone: 'None',
    appointmentHint: 'Signing notes it as "came".',
    day: 'Day',
    start: 'From',
    end: 'To',
    endHint: 'An end earlier than the start is on the next day.',
    kind: 'Kind',
    body: 'The note (sealed)',
    bodyMore:
      'Once signed only you can open it; each opening is recorded, and the person sees it. Nobody in the county opens it, nor whoever runs the database.',
    parts: {
      brought: 'What brought them',
      did: 'What we did',
      plan: 'What comes next',
      risk: 'Safety',
    },
    partHints: {
      brought: '',
      did: '',
      plan: '',
      risk: 'What was asked, what was answered, what was arranged.',
    },
    office: 'The agreed line (for the office)',
    officeMore:
      'One line that you and the person agree on, 60 characters at most. The office and the person read it; it does not say what was talked about.',
    agreedLine: 'The line',
    signMore:
      "With the signature the note is sealed and can be amended, not changed; the minutes go to the person's hours at once; the office sees day, kind, minutes and this line.",
    signGo: 'Sign and seal',
    save: 'Save, sign later',
    savedAt: (day, time) => `Saved on ${format.day(day)}, ${time}.`,
    discard: 'Discard this note',
    discardMore: 'What was typed cannot be brought back. Signed notes are not affected.',
    discardGo: 'Discard it',
    did: { saved: 'Saved, not signed yet.' },
    otherTab: 'See what was saved elsewhere',
    shut: {
      'no-consent': {
        title: 'This note does not open now',
        more: 'The consent is gone. If it comes back, what was written is still there; after thirty days without it, it is destroyed.',
      },
      'unknown-key': {
        title: 'This note does not open now',
        more: 'Its key is not on this server. Other notes are not affected. Ask the administrator.',
      },
      damaged: {
        title: 'This note is damaged',
        more: 'What was saved does not open; other notes are not affected. Ask the administrator for a backup, or discard it and write anew.',
      },
      closed: { title: 'The case has ended', more: 'A note that was not signed can only be discarded.' },
    },
    script: {
      saved: 'saved at {t}',
      saving: 'saving…',
      unsaved: 'Not saved yet; trying again. Keep this page open.',
      stale:
        'This note was saved elsewhere (another tab or device). What stands here was not saved, and nothing there was written over: copy what you need.',
      ended: 'This note has been signed or discarded. What stands here was not saved.',
      shut: 'The consent was just withdrawn, or the case has ended. What stands here was not saved.',
      signedOut:
        'You are signed out. What stands here was not saved: sign in in another tab, then go on typing.',
      long: 'One field is too long, so nothing was saved. Make it shorter.',
    },
    problems: {
      ...common,
      ...when,
      ...words,
      ...span,
      'field-long': 'This field is too long.',
      'start-missing': 'Write when it began, like 15:00.',
      'end-missing': 'Write when it ended, like 15:50.',
      'kind-missing': 'Choose the kind.',
      'line-missing': 'Write the line for the office, on one line.',
      'line-long': 'The line has at most 60 characters.',
      'note-empty': 'Write at least "What brought them" or "What we did".',
      stale:
        'This note was saved elsewhere (another tab or device). What stands here was not saved, and nothing there was written over: open that one and copy what you need.',
      ended: 'This note has been signed or discarded.',
      'no-consent': 'The consent was just withdrawn. What stands here was not saved and cannot be signed.',
      closed: 'The case has ended. What stands here was not saved and cannot be signed.',
      'appointment-settled':
        'That appointment has been noted as not kept, moved or called off. Check that it was this one.',
      'appointment-unknown': 'The chosen appointment is not one of this case. Choose again.',
      'already-signed': 'There is a signed note of that appointment already. Check that it was this one.',
    },
  },

  session: {
    title: 'Note of a session',
    sentence: (day, name) => `${format.day(day)}, ${name}`,
    struckSentence: (name) => `A session that did not take place, ${name}`,
    lede: (kind, from, to, minutes) => `${kind}, ${from}–${to}, ${format.span(minutes)}.`,
    line: 'Agreed line',
    body: 'The note',
    open: 'Open the note',
    openMore: 'Opening is recorded: when and by whom. The person sees it.',
    opened: 'Opened, and recorded. It closes when you leave this page.',
    written: (day, time) => `Signed on ${format.day(day)}, ${time}`,
    amended: (day, time) => `Amended on ${format.day(day)}, ${time}`,
    nothing: 'Nothing written.',
    noRecord: 'There is no note.',
    amend: 'Amend',
    amendMore:
      'What is signed is not changed. What is missing is written here, sealed like the note, and follows it.',
    amendWords: 'Amendment',
    amendGo: 'Amend and seal',
    correct: 'Correct times, kind or the line',
    correctMore: 'A new version; the old one stays. The hours follow at once, and the person gets a message.',
    reason: 'Why',
    reasonAsk: 'Choose',
    correctGo: 'Correct it',
    strike: 'It did not take place',
    strikeMore:
      "For one that was entered by mistake. The minutes are taken back, the office's line goes, and the person gets a message. It cannot be undone.",
    strikeGo: 'It did not take place: take the minutes back',
    supervise: 'Open as the supervisor',
    superviseMore:
      'The reason and the time are kept; the counsellor gets a message at once and reads what you write; the person sees that somebody opened it and the kind of reason.',
    superviseReason: 'Why you open it',
    superviseWords: 'In words',
    superviseWordsHint: 'At least 6 characters. Sealed, for the counsellor.',
    superviseGo: 'Write down the reason and open',
    did: { amended: 'Amended and sealed.', corrected: 'Corrected. The hours have followed.' },
    problems: {
      ...common,
      ...when,
      ...words,
      ...span,
      'start-missing': 'Write when it began, like 15:00.',
      'end-missing': 'Write when it ended, like 15:50.',
      'kind-missing': 'Choose the kind.',
      'line-missing': 'Write the line for the office, on one line.',
      'line-long': 'The line has at most 60 characters.',
      'reason-missing': 'Choose a reason.',
      'revision-missing': 'This page is not complete. Please open it again.',
      struck: 'This session has been corrected to "did not take place" and cannot be changed any more.',
      'decided-elsewhere':
        'The office or the county has decided about these minutes, so you cannot change them. Speak to them.',
      'words-missing': "Write it down; a supervisor's reason has at least 6 characters.",
    },
  },

  disclosures: {
    title: 'What was told outside',
    sentence: (name) => `${name}: what was told outside`,
    lede: "Only in the cases that the consent names may something be told without the person's agreement. What was said and why is sealed here.",
    none: 'Nothing was told outside.',
    madeOn: (day, time) => `${format.day(day)}, ${time}`,
    to: (recipient) => `told to: ${recipient}`,
    told: (day) => `The person was told on ${format.day(day)}`,
    notTold: 'The person has not been told yet',
    noteTold: 'The person has now been told',
    open: 'Open what was said',
    write: 'Write one down',
    writeMore: 'Say only what is needed. Tell the person first where there is time and it adds no danger.',
    ground: 'Why it may be told',
    groundAsk: 'Choose',
    recipient: 'To whom',
    recipientAsk: 'Choose',
    day: 'Day',
    time: 'Time',
    toldAsk: 'Has the person been told',
    toldYes: 'Yes',
    toldYesMore: "It will be on the person's page.",
    toldNo: 'Not yet; it would add danger',
    toldNoMore: 'Come back and note it when the danger is over.',
    words: 'What was said, and why',
    wordsHint: 'Sealed; only you can open it.',
    go: 'Write down and seal',
    did: { written: 'Written down and sealed.', told: 'Noted: the person has been told.' },
    problems: {
      ...common,
      ...when,
      ...words,
      'ground-missing': 'Choose why it may be told.',
      'recipient-missing': 'Choose to whom it was told.',
      'told-missing': 'Choose whether the person has been told.',
      'in-the-future': 'That time has not come yet.',
      'recipient-not-of-ground': 'On this ground it may not be told there. Check what you chose.',
      told: 'It has been noted already that the person was told.',
    },
  },

  access: {
    title: 'Who opened what',
    sentence: (name, number) =>
      number === 0 ? `${name}: nobody has opened anything` : `${name}: opened ${times(number)}`,
    lede: 'Every opening of what is sealed stands here and cannot be taken away. The person sees when, and as what.',
    columns: { at: 'When', who: 'Who', as: 'As', what: 'What', why: 'Why' },
    capacities: { counsellor: 'counsellor of the case', supervisor: 'supervisor' },
    session: (day) => `the note of ${format.day(day)}`,
    struck: 'a session that did not take place',
    request: "the person's own words",
    disclosure: 'what was told outside',
    why: 'Read what they wrote',
    course: 'The course of the case',
    acts: {
      open: (name) => `opened by ${name}`,
      handOver: (name, reason) => `handed to ${name}: ${reason}`,
      close: (outcome) => `ended: ${outcome}`,
    },
    someone: 'a counsellor',
  },

  end: {
    title: 'Hand over, or end',
    sentence: (name) => `${name}: hand over, or end`,
    handOver: 'Hand over to a colleague',
    handOverMore:
      'From then on you open nothing of this case, and what was arranged is off. The person and the colleague get a message. Sign or discard notes that are not signed first.',
    to: 'To whom',
    toAsk: 'Choose',
    nobody: 'There is no other counsellor in the county now.',
    reason: 'Why',
    reasonAsk: 'Choose',
    handOverGo: 'Hand it over',
    close: 'End the case',
    closeMore: 'The notes stay, and still only you can open them. The person can always ask again.',
    outcome: 'How it ended',
    closeGo: 'End this case',
    shut: 'The case has ended.',
    given: 'Handed over. The person and the colleague get a message.',
    problems: {
      ...common,
      'to-missing': 'Choose to whom.',
      'to-unknown': 'This colleague cannot take it now. Choose another one.',
      'reason-missing': 'Choose a reason.',
      'outcome-missing': 'Choose how it ended.',
      'appointment-waits':
        'Something is still arranged, or over and not settled. Call it off or settle it under "Appointments" first.',
      'draft-waits': 'A note is not signed yet. Sign it or discard it first.',
    },
  },
}
