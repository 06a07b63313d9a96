import { formatsFor } from '../formats.ts'
import type { lecturer as zh } from '../zh/lecturer.ts'

const format = formatsFor('en')
const people = (count: number) => format.count(count, 'person', 'people')
const classes = (count: number) => format.count(count, 'class', 'classes')

const stepRefusals = {
  stale: 'This class has changed a moment ago, so nothing was done. Below is how it stands now.',
  'not-yours': 'This is not yours to do.',
  'not-now': 'This cannot be done with the class any more. Below is how it stands now.',
  'hold-expired': 'The time that was kept for you has passed and is free again. The office will ask anew.',
  'hold-holds': 'The time is still kept; nothing needs doing.',
  begun: 'The class has begun and cannot be changed. Please speak with the office.',
  'not-over': 'The class is not over yet. Note it afterwards.',
  'reason-missing': 'Choose a reason.',
  'not-delegated':
    'That office is not entrusted with this work on that day, so no class can be booked. Please speak with the county.',
}

const slotRefusals = {
  past: 'This time has passed. Choose a later one.',
  'too-far-ahead': 'Too far ahead: 400 days at most.',
  'not-qualified': 'You do not teach this topic on that day. Choose another day, or ask the county.',
  'not-lecturing': 'You are not on the list of lecturers on that day. Choose another day.',
  'room-closed': 'That room is not used for classes any more on that day. Choose another.',
  'room-too-small': 'That room has too few seats. Choose a larger one.',
  'room-lacks': 'That room lacks what the topic needs. Choose another.',
  'too-far': 'That is farther than your travel limit. Choose another place, or ask the county to change it.',
  'not-open': 'This time is outside your open hours.',
  'day-full': 'That day is full for you. Choose another day.',
  'month-full': 'That month is full for you. Choose another month.',
  'lecturer-taken': 'You have something else then, travel included. Choose another time.',
  'room-taken': 'That room is in use then. Choose another time or place.',
}

export const lecturer: typeof zh = {
  rail: { calendar: 'Calendar', availability: 'Open hours', record: 'Service record' },
  notRegistered: {
    title: 'You are not on the list of lecturers yet',
    more: 'Please tell the county bureau. Once you are on the list, your classes and calendar stand here.',
  },
  problemsTitle: 'Not done yet',

  desk: {
    title: 'Calendar',
    sentence: (answers, over) =>
      answers > 0
        ? answers === 1
          ? '1 class waits for your answer'
          : `${format.number(answers)} classes wait for your answer`
        : over > 0
          ? `${classes(over)} over, to be noted`
          : 'No class waits for your answer',
    lede: (waiting) =>
      waiting > 0
        ? `On your topics ${format.count(waiting, 'request waits', 'requests wait')} for anyone to take.`
        : 'On your topics nothing waits to be taken.',
    held: 'Waits for your answer',
    heldUntil: (day, time) => `kept for you until ${format.day(day)} ${time}`,
    over: 'Over, not noted yet',
    withOffice: 'Waits for the office',
    waiting: 'Nobody has taken these',
    waitingMore: 'Who asked first is served first. Open one for numbers, place and times that fit.',
    topicWaits: (offices, count) => `${format.count(offices, 'office', 'offices')}, ${people(count)}`,
    named: 'asks for you',
    wanted: (from, to) => `between ${format.day(from)} and ${format.day(to)}`,
    people,
    answer: 'Answer',
    note: 'Note it',
    see: 'See',
    gone: 'Someone else has taken this class, or it waits no more. Below is what still waits.',
  },

  calendar: {
    heading: 'My calendar',
    views: { week: 'Week', month: 'Month', list: 'List' },
    viewsLabel: 'View',
    moveLabel: 'Other dates',
    today: 'Back to today',
    isToday: 'today',
    previous: { week: 'Previous week', month: 'Previous month', list: 'Previous month' },
    next: { week: 'Next week', month: 'Next month', list: 'Next month' },
    week: (from, to) => `${format.day(from)} to ${format.day(to)}`,
    month: (month) => format.fullMonth(month),
    open: (spans) => `open ${spans}`,
    kinds: { lecture: 'Class', counselling: 'Counselling', leave: 'Leave', block: 'Busy' },
    special: { holiday: 'off', workday: 'work' },
    specialWords: { holiday: 'public holiday', workday: 'worked instead' },
    none: 'Nothing stands here',
    noneMore: 'Classes that are asked of you, leave, and time that you keep stand here.',
    allDay: 'all day',
    until: (day, time) => `until ${format.day(day)} ${time}`,
    from: (day, time) => `from ${format.day(day)} ${time}`,
    printed: (name, day) => `${name}, printed on ${format.fullDay(day)}`,
    setHours: 'Change open hours',
  },

  states: {
    draft: 'not sent yet',
    requested: 'waits for a lecturer',
    held: "waits for the lecturer's answer",
    proposed: 'another time proposed, waits for the office',
    accepted: 'accepted, waits for the office to confirm',
    declined: 'declined',
    expired: 'not answered in time',
    confirmed: 'confirmed',
    taught: 'taught',
    closed: 'closed',
    withdrawn: 'withdrawn by the office',
    'cancelled-by-office': 'cancelled by the office',
    'cancelled-by-lecturer': 'cancelled by the lecturer',
  },
  stateTags: {
    held: 'waits for you',
    proposed: 'waits for the office',
    accepted: 'waits for the office',
    confirmed: 'confirmed',
    taught: 'taught',
    closed: 'taught',
  },
  reasons: {
    'not-needed': 'not needed any more',
    'too-few-people': 'too few people',
    'room-lost': 'the room is gone',
    'other-topic': 'another topic',
    'time-does-not-fit': 'the time does not fit',
    'not-qualified': 'I cannot teach this one',
    'too-far': 'too far',
    ill: 'ill',
    'other-duty': 'other work',
    weather: 'weather',
    mistake: 'a mistake',
  },
  times: {
    any: 'any time',
    weekend: 'weekend or holiday',
    evening: 'evening',
    afternoon: 'afternoon',
    morning: 'morning',
  },

  order: {
    title: 'A class',
    back: 'Back to the calendar',
    sentence: {
<<<<<<< HEAD
      held: (title) => `You are asked to teach "${title}"`,
      waiting: (title) => `"${title}" waits for someone to take it`,
      proposed: (title) => `"${title}": the office looks at your time`,
      accepted: (title) => `"${title}": you accepted, the office has to confirm`,
      confirmed: (title) => `"${title}" is confirmed`,
      over: (title) => `"${title}" is over, please note it`,
      taught: (title) => `"${title}" has been taught`,
      other: (title, state) => `"${title}": ${state}`,
=======
      held: (title) => `${title}: you are asked to teach it`,
      waiting: (title) => `${title}: waits for someone to take it`,
      proposed: (title) => `${title}: the office looks at your time`,
      accepted: (title) => `${title}: you accepted, the office has to confirm`,
      confirmed: (title) => `${title}: confirmed`,
      over: (title) => `${title}: over, please note it`,
      taught: (title) => `${title}: taught`,
      other: (title, state) => `${title}: ${state}`,
>>>>>>> lecturer
    },
    heldLede: (day, time) =>
      `The time is kept for you until ${format.day(day)} ${time}, then it is free again.`,
    brief: 'What to know',
    topic: 'Topic',
    topicWords: (code, title, minutes) => `${code.toUpperCase()} ${title}, ${format.plainMinutes(minutes)}`,
    handout: 'Teaching plan',
    when: 'Time',
    wantedWhen: (from, to, time) => `between ${format.dateLine(from)} and ${format.dateLine(to)}, ${time}`,
    where: 'Place',
    wherePlace: (office, room) => `${office}, ${room}`,
    travel: (minutes) =>
      minutes > 0
        ? `About ${format.span(minutes)} from the county town; the same is kept free on both sides.`
        : 'In the county town.',
    people: 'People',
    peopleWords: (count, regime) =>
      regime === 'minors' ? `${people(count)}, a session for minors` : `${people(count)}, adults`,
    needs: 'Needs',
    needWords: {
      'low-vision': (count) => `${people(count)} with low vision`,
      hearing: (count) => `${people(count)} hard of hearing`,
      'reading-help': (count) => `${people(count)} who need help reading`,
      dialect: (count) => `${people(count)} who follow the dialect better`,
      'step-free': (count) => `${people(count)} who cannot take steps`,
    },
    noNeeds: 'nothing in particular',
    roomNeeds: 'Equipment',
    noNames: 'Numbers and needs only, no names.',
    history: 'How it came',
    historyBy: {
      office: 'office',
      'social-worker': 'office',
      lecturer: 'lecturer',
      bureau: 'county',
      'system:calendar': 'system',
    },
    acts: {
      draft: 'Begun',
      request: 'Sent, to be taken',
      name: 'Lecturer and time named',
      take: 'Taken',
      accept: 'Accepted',
      decline: 'Declined',
      propose: 'Another time proposed',
      agree: 'Time agreed',
      'refuse-proposal': 'Time not agreed',
      confirm: 'Confirmed',
      reschedule: 'Moved',
      'hand-over': 'Handed to a colleague',
      teach: 'Noted as taught',
      close: 'Closed',
      withdraw: 'Withdrawn',
      'cancel-by-office': 'Cancelled by the office',
      'cancel-by-lecturer': 'Cancelled by the lecturer',
      expire: 'Not answered in time, the time is free',
      change: 'Wishes changed',
      resize: 'Number of people changed',
      share: 'Sharing changed',
      join: 'Another office joined',
      leave: 'Another office left',
    },
    reasonIs: (reason) => `reason: ${reason}`,

    accept: 'Accept this time',
    acceptMore: 'The office then has 72 hours to confirm.',
    propose: 'Propose another time',
    proposeMore:
      'The time you choose is kept for this class until the office answers. The earlier one is free at once.',
    proposeGo: 'Tell the office this time',
    decline: 'Decline',
    declineMore: 'The time is free at once, and the office can ask somebody else.',
    declineGo: 'Decline this class',
    handOver: 'Hand over to a colleague',
    handOverMore: 'Those listed teach this topic and are free then. It holds once they say yes.',
    handOverTo: 'To whom',
    handOverNobody: 'Every colleague who teaches this is busy then. You can propose another time, or cancel.',
    handOverGo: 'Ask this colleague',
    cancel: 'Cancel this class',
    cancelMore:
      'The office and those who joined are told at once and can ask somebody else. Nobody loses hours by it.',
    cancelGo: 'Cancel this class',
    take: 'Take this class',
    takeMore: 'Choose a time. The office has 72 hours to confirm.',
    takeGo: 'Take it at this time',
    teach: 'Note: this class is over',
    teachMore: 'The office keeps the register and the hours.',
    reason: 'Reason',
    chooseReason: 'Choose',
    chooseColleague: 'Choose',
    giveFirst: 'Give this time to the office that is first',

    slots: 'When',
    slotWords: (day, from, to) => `${format.dateLine(day)} ${from}–${to}`,
    slotRoom: (room, travel) => (travel > 0 ? `${room}, about ${format.span(travel)} on the way` : room),
    dayOff: 'a day off: people who work can come',
    nearest: (givenUp) =>
      givenUp.includes('week')
        ? 'Nothing is free on the days that the office wants. The nearest are:'
        : givenUp.includes('time')
          ? 'Nothing is free at that time of day. On the same days there are:'
          : 'The nearest are:',
    noSlots: 'Your open hours are full for ninety days. Write another time, or change your open hours first.',
    other: 'Another time',
    otherMore: 'May lie outside your open hours, as long as you and the room are free.',
    otherDay: 'Day',
    otherTime: 'Begins at',
    otherRoom: 'Where',
    roomWords: (room, seats) => `${room} (${format.number(seats)} seats)`,
    look: 'Look from',
    lookGo: 'See those two weeks',

    did: {
      accepted: 'Accepted. The class is on once the office confirms.',
      declined: 'The office is told. The time is free.',
      proposed: 'The office is told; the time is kept for this class.',
      taken: 'Taken. The class is on once the office confirms.',
      handed: 'Your colleague is asked. Until they answer the time is kept for them.',
      cancelled: 'Cancelled; the office is told.',
      taught: 'Noted. Thank you for teaching.',
    },
    problems: {
      ...stepRefusals,
      ...slotRefusals,
      'not-found': 'This class was not found; it may have changed a moment ago.',
      'topic-gone': 'This topic is not on the menu any more.',
      'others-first': 'An office that asked earlier can use this time too; who asked first is served first.',
      'nobody-waits': 'No other office can use this time.',
      'slot-missing': 'Choose a time.',
      'version-missing': 'This page was too old. Look at how it stands below, then do it again.',
      'day-missing': 'Choose a day.',
      'time-missing': 'Write when it begins, as in 19:00.',
      'room-missing': 'Choose a room.',
      'colleague-missing': 'Choose a colleague.',
      'act-missing': 'It is not clear what to do. Press the button again.',
    },
  },

  availability: {
    title: 'Open hours',
    sentence: (minutes) => (minutes > 0 ? `Open for ${format.minutes(minutes)} a week` : 'No open hours yet'),
    lede: 'Offices can ask only for the times written here. What is agreed does not change with them.',
    week: 'Every week',
    weekMore: 'Never on public holidays; on weekend days that are worked, evenings only.',
    closed: 'closed',
    drop: 'Take out',
    dropWhat: (day, span) => `${day} ${span}`,
    add: 'Add hours',
    weekday: 'Weekday',
    from: 'From',
    to: 'To',
    addGo: 'Add these hours',
    days: 'Single days',
    daysNone: 'No day is different.',
    dayKind: 'That day',
    dayKinds: { off: 'closed all day', less: 'some hours less', more: 'some hours more' },
    dayWords: {
      off: 'closed all day',
      less: (span) => `not ${span}`,
      more: (span) => `also ${span}`,
    },
    day: 'Day',
<<<<<<< HEAD
    dayHint: '"Closed all day" needs no times.',
=======
    dayHint: 'Closed all day needs no times.',
>>>>>>> lecturer
    dayGo: 'Note this day',
    dayBack: 'As usual',
    own: 'Leave and time kept',
    ownNone: 'None.',
    ownKind: 'What for',
    ownKinds: { leave: 'leave', block: 'busy, keep it free' },
    fromDay: 'From',
    fromTime: 'At',
    toDay: 'Until',
    toTime: 'At',
    ownGo: 'Keep this time',
    ownBack: 'Give back',
    ownWords: (from, to) => `${from} to ${to}`,
    limits: 'Limits',
    limitWords: (day, month, travel) =>
      `At most ${classes(day)} a day, ${classes(month)} a month, ${format.span(travel)} one way.`,
    limitsMore: 'Limits are kept by the county bureau; tell it to change them.',
    did: {
      week: 'Changed; this is what offices see now.',
      day: 'Noted.',
      dayback: 'That day is as usual.',
      kept: 'Kept; nobody can ask for this time.',
      freed: 'Given back; this time can be asked for again.',
    },
    problems: {
      stale: 'It was changed elsewhere a moment ago. Below is how it stands now; change it again.',
      'not-found': 'Not found; it may have been taken out a moment ago.',
      'weekday-missing': 'Choose a weekday.',
      'from-missing': 'Write from when, as in 19:00.',
      'to-missing': 'Write until when, as in 21:00.',
<<<<<<< HEAD
      'to-before-from': '"To" must come after "from".',
=======
      'to-before-from': 'The end must come after the beginning.',
>>>>>>> lecturer
      'too-many': 'At most 28 spans a week.',
      'hours-overlap': 'These hours overlap others of that day.',
      'kind-missing': 'Choose one.',
      'day-missing': 'Choose a day.',
      'day-past': 'That day has passed. Choose today or later.',
      past: 'It begins in the past. Begin from now on.',
      'ends-before-start': 'It must end after it begins.',
      'too-long': 'At most 92 days at a time. Write a longer one in parts.',
      'too-far-ahead': 'Too far ahead: 400 days at most.',
      taken:
        'A class or something else stands there. Propose another time for it, hand it over or cancel it first.',
      'engagement-missing': 'It is not clear which one. Press its button again.',
      'exception-missing': 'It is not clear which day. Press its button again.',
      'version-missing': 'This page was too old. Look at how it stands now, then change it.',
      'act-missing': 'It is not clear what to change. Press the button again.',
    },
  },

  record: {
    title: 'Service record',
    sentence: (sessions, count) =>
      sessions > 0
        ? `${classes(sessions)} taught, ${format.count(count, 'seat', 'seats')} taken`
        : 'No class was taught in these months',
    lede: (from, to) => `${format.fullMonth(from)} to ${format.fullMonth(to)}`,
    head: 'Record of voluntary service as a lecturer',
    who: (name, credentials) => (credentials ? `${name}, ${credentials}` : name),
    from: 'From',
    to: 'To',
    go: 'Show these months',
    columns: { month: 'Month', topic: 'Topic', sessions: 'Classes', minutes: 'Time', people: 'People' },
    topic: (code, title) => `${code.toUpperCase()} ${title}`,
    total: 'Total',
    definition:
      "Classes that took place. Time is the topic's length; people are those for whom the office ordered seats.",
    none: 'No class was taught in these months.',
    signLecturer: "Lecturer's signature",
    signBureau: 'Seal of the county bureau',
    signDate: 'Date',
    print: 'Print this page from the browser; it has lines to sign.',
  },
}
