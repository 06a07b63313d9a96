import { formatsFor } from '../formats.ts'
import type { menus as zh } from '../zh/menus.ts'

const format = formatsFor('en')
const people = (count: number) => format.count(count, 'person', 'people')
const topicsOf = (count: number) => format.count(count, 'topic', 'topics')
const classes = (count: number) => format.count(count, 'class', 'classes')
const offices = (count: number) => format.count(count, 'office', 'offices')

export const menus: typeof zh = {
  title: 'Course menu',
  sentence: (topics) => `${topicsOf(topics)} on the course menu`,
  lede: 'Write a new version, look at it, then say from which day it holds. What is ordered keeps the version it saw.',
  problemsTitle: 'Not done yet',
  days: 'Holidays and days worked instead',
  inForce: 'In force',
  since: (number, from, topics) =>
    `version ${format.number(number)}, from ${format.fullDay(from)}, ${topicsOf(topics)}`,
  coming: (number, from) => `Version ${format.number(number)}, from ${format.fullDay(from)} on`,
  draft: (number) => `Version ${format.number(number)}, being written`,
  older: 'Earlier versions',
  discarded: (number) => `version ${format.number(number)}, discarded unused`,
  none: 'This menu has never been published.',
  open: 'See this version',
  edit: 'Go on writing',
  begin: 'Write the next version',
  beginWhich: (menu) => ` of ${menu}`,
  back: 'All menus',

  version: {
    sentence: {
      draft: (menu, number) => `${menu}: version ${format.number(number)}, being written`,
      published: (menu, number) => `${menu}: version ${format.number(number)}`,
      discarded: (menu, number) => `${menu}: version ${format.number(number)}, discarded`,
    },
    lede: {
      draft: 'Preview it, then say from which day it holds. A published version is never changed.',
      published: (from) => `In force from ${format.fullDay(from)}. A published version is never changed.`,
      discarded: 'This version was never used.',
    },
    topics: 'Topics',
    columns: {
      topic: 'Topic',
      audience: 'For whom',
      length: 'Length',
      stage: 'Stage',
      room: 'Equipment',
      lessons: 'Lessons',
    },
    length: (minutes, sittings) =>
      sittings > 1 ? `${format.number(sittings)} × ${format.number(minutes)} minutes` : format.span(minutes),
    withdrawn: 'withdrawn from this version on',
    noLessons: 'none',
    change: 'Change',
    add: 'Add a topic',
    preview: 'Preview the front page',
    publish: 'Publish',
    publishMore:
      'From that day on offices and the front page see this version. What is ordered stays as it is.',
    from: 'From which day',
    publishGo: 'Publish this version',
    discard: 'Discard this version',
    discardMore: 'The draft is put away and its number not used again. The menu in force does not change.',
    discardGo: 'Discard, do not publish',
  },
  stages: { any: 'any', intake: 'new', regular: 'regular', 'pre-discharge': 'before discharge' },
  equipment: {
    projector: 'projector',
    sound: 'sound',
    'induction-loop': 'induction loop',
    'step-free': 'step-free',
    'movable-chairs': 'movable chairs',
  },

  topic: {
    stands: 'What is saved now',
    newTitle: 'Add a topic',
    editTitle: (code, title) => `${code.toUpperCase()} ${title}`,
    lede: 'The front page shows the public name alone. The full name is for staff.',
    code: 'Code',
    codeHint: (letter) => `${letter} and a number, such as ${letter}9. It never changes.`,
    fullZh: 'Full name (Chinese)',
    fullEn: 'Full name (English)',
    publicZh: 'Public name (Chinese)',
    publicEn: 'Public name (English)',
    publicHint: 'Others may see the screen: nothing about status or offences.',
    audienceZh: 'For whom (Chinese)',
    audienceEn: 'For whom (English)',
    minutes: 'Minutes of one sitting',
    sittings: 'Number of sittings',
    stage: 'For which stage',
    roomNeeds: 'Equipment it needs',
    module: 'Lessons on a phone',
    noModule: 'none',
    moduleComing: (code) => `${code.toUpperCase()} (not written yet)`,
    withdrawn: 'Withdrawn',
    withdrawnYes: 'Not taught from this version on, and not to be ordered',
    save: 'Save this topic',
    addGo: 'Add to this version',
    cancel: 'Change nothing, go back',
  },

  preview: {
    notice: (menu, number) => `Preview: the front page with version ${format.number(number)} of ${menu}.`,
    back: 'Back to this version',
  },

  did: {
    drafted: 'The draft is a copy of the version before; it can be changed now.',
    changed: 'The topic is changed.',
    added: 'The topic is added.',
    published: 'Published.',
    discarded: 'Discarded. The menu in force has not changed.',
  },
  problems: {
    'not-found': 'Not found; someone may have published or discarded it. Look at how it stands.',
    stale:
      'A colleague has just changed this topic, and yours is not saved. What you wrote is below, with what is saved now where it differs; save again to put yours in its place.',
    'draft-stands': 'A version of this menu is being written. Go on with that one, or discard it first.',
    'no-topic': 'A version without a topic cannot be published. Add one, or take back a withdrawal.',
    'day-past': 'That day has passed. Choose today or later.',
    'day-taken': 'Another version begins on that day. Choose another day.',
    'from-missing': 'Choose from which day it holds.',
    'public-missing': 'Write the public name in both languages.',
    'full-missing': 'Write the full name in both languages.',
    'audience-missing': 'Write for whom it is.',
    'too-long': 'That is too long. Write it shorter.',
    'minutes-number': 'Write minutes between 15 and 180.',
    'sittings-number': 'Write a number between 1 and 4.',
    'stage-missing': 'Choose a stage.',
    'equipment-unknown': 'That equipment is not known. Tick again.',
    'module-unknown': 'There are no such lessons. Choose again.',
    'code-missing': 'A code is a small letter and a number, such as a9.',
    'code-taken': 'This version has that code already. Choose another.',
    'other-menu': 'The letter must be that of the menu.',
    'menu-missing': 'It is not clear which menu. Press the button again.',
    'act-missing': 'It is not clear what to do. Press the button again.',
  },

  lecturers: {
    title: 'Lecturers',
    sentence: (count) => `${format.count(count, 'lecturer', 'lecturers')} on the list`,
    lede: "Offices choose from these. Open hours are each lecturer's own.",
    add: 'Register a lecturer',
    columns: { name: 'Name', group: 'Group', languages: 'Languages', limits: 'Limits', topics: 'Teaches' },
    limits: (day, month, travel) =>
      `${classes(day)} a day, ${format.number(month)} a month, ${format.span(travel)} one way`,
    ended: (day) => `until ${format.fullDay(day)}`,
    noTopics: 'no topics yet',
    groups: {
      A: 'Public-interest lawyers',
      B: 'Community lecturers',
      C: 'Psychological lecturers',
    },
    languages: { mandarin: 'Mandarin', dialect: 'local dialect', sign: 'sign language' },
    newTitle: 'Register a lecturer',
    newLede: "First give them a lecturer's appointment under Accounts, then register them here.",
    nobody: 'Everybody appointed as a lecturer is registered. For someone else, add the appointment first.',
    toAccounts: 'To the accounts',
    who: 'Who',
    group: 'Group',
    credentialsZh: 'Credentials (Chinese)',
    credentialsEn: 'Credentials (English)',
    credentialsHint: 'Offices read them when they choose, such as practising lawyer.',
    language: 'Teaches in',
    travel: 'Minutes they travel at most, one way',
    dayLimit: 'Classes a day at most',
    monthLimit: 'Classes a month at most',
    toOn: 'Lectures no more from',
    toOnHint: 'Leave empty when not known. What is agreed stays.',
    choose: 'Choose',
    register: 'Register',
    save: 'Save',
    since: (day) => `registered on ${format.fullDay(day)}`,
    topics: 'Topics they teach',
    topicPeriod: (from, to) =>
      to ? `${format.fullDay(from)} until before ${format.fullDay(to)}` : `from ${format.fullDay(from)}`,
    over: 'ended',
    ahead: 'not begun',
    end: 'Set an end',
    endDay: 'No more from',
    endGo: 'Set this end',
    addTopic: 'Add a topic',
    topic: 'Topic',
    from: 'From',
    addTopicGo: 'Add this topic',
    about: 'On the list as',
    back: 'All lecturers',
    did: {
      registered: 'Registered. Now add the topics they teach.',
      changed: 'Saved.',
      qualified: 'The topic is added.',
      ended: 'The end is set.',
    },
    problems: {
      'account-missing': 'Choose someone.',
      'not-lecturer': 'They are not appointed as a lecturer today. Add that under Accounts first.',
      already: 'They are registered already.',
      'already-topic': 'They teach this topic in that time already.',
      'menu-missing': 'Choose a group.',
      'credentials-missing': 'Write the credentials.',
      'too-long': 'That is too long. Write it shorter.',
      'language-missing': 'Choose at least one language.',
      'language-unknown': 'That language is not known. Tick again.',
      'travel-number': 'Write minutes between 0 and 180.',
      'day-limit-number': 'Write a number between 1 and 6.',
      'month-limit-number': 'Write a number between 1 and 60.',
      'to-unreadable': 'That is no date. Write it as in 2026-07-22.',
      'ends-before-start': 'It must lie after the day they were registered.',
      'topic-not-begun': 'It must lie after the day on which it begins.',
      'topic-missing': 'Choose a topic.',
      'topic-gone': 'This topic is not on the menu now.',
      'from-day-missing': 'Choose from which day.',
      'to-day-missing': 'Choose from which day they teach it no more.',
      'day-past': 'From tomorrow at the earliest.',
      'not-found': 'Not found; someone may have changed it. Look at how it stands.',
      'act-missing': 'It is not clear what to do. Press the button again.',
    },
  },

  county: {
    title: 'Holidays and days worked instead',
    sentence: (year, holidays, workdays) =>
      holidays > 0
        ? `${year}: ${format.count(holidays, 'day', 'days')} off, ${format.number(workdays)} worked instead`
        : `The holidays of ${year} are not entered yet`,
    lede: "No classes on public holidays; on weekend days that are worked, evenings only. Enter them from the State Council's notice, with the source. What is agreed stays.",
    previous: (year) => String(year),
    next: (year) => String(year),
    yearsLabel: 'Another year',
    columns: { day: 'Day', kind: 'What', name: 'Name', source: 'Source' },
    kinds: { holiday: 'off', workday: 'worked' },
    none: 'Nothing is entered for this year.',
    withdraw: 'Withdraw',
    withdrawWhat: (day) => ` ${format.fullDay(day)}`,
    withdrawMore: 'The day is then what its weekday says. To change it, withdraw it and enter it again.',
    reason: 'Why',
    chooseReason: 'Choose',
    reasons: {
      'new-notice': 'the notice changed',
      'typed-wrong': 'entered wrongly',
      'county-decided': 'the county decided otherwise',
    },
    withdrawGo: 'Withdraw this day',
    add: 'Enter a day',
    day: 'Day',
    kind: 'What',
    nameZh: 'Name (Chinese)',
    nameEn: 'Name (English)',
    source: 'Source',
    sourceHint: 'Name and number of the notice.',
    addGo: 'Enter this day',
    did: { set: 'Entered.', withdrawn: 'Withdrawn; the day is what its weekday says.' },
    problems: {
      'day-missing': 'Choose a day.',
      'day-kind-missing': 'Choose whether it is off or worked.',
      'day-name-missing': 'Write the name in both languages.',
      'source-missing': 'Write the source.',
      'too-long': 'That is too long. Write it shorter.',
      'already-set': 'This day is entered already. Withdraw it first.',
      'reason-missing': 'Choose why it is withdrawn.',
      'not-found': 'Not found; someone may have withdrawn it.',
      'act-missing': 'It is not clear what to do. Press the button again.',
    },
  },

  reach: {
    rail: 'Lectures',
    title: 'Lectures',
    sentence: (sessions, count) =>
      sessions > 0
        ? count > 0
          ? `${classes(sessions)} taught, people came ${format.count(count, 'time', 'times')}`
          : `${classes(sessions)} taught, no register checked yet`
        : 'No lecture took place in these months',
    lede: (from, to, unmet) =>
      `${format.fullMonth(from)} to ${format.fullMonth(to)}. ${
        unmet > 0
          ? `${format.count(unmet, 'request has', 'requests have')} no lecturer now.`
          : 'Every request has a lecturer now.'
      }`,
    from: 'From',
    to: 'To',
    go: 'Show these months',
    demand: {
      finding: (title, count) =>
        `${title}: ${count === 1 ? '1 office waits' : `${format.number(count)} offices wait`}, nobody teaches it yet`,
      several: (topics, count) => `${topicsOf(topics)} with ${offices(count)} waiting for each`,
      none: 'Everything that is wanted is taught',
      caption: 'Offices that wait for each topic',
      definition:
        'Waiting: ordered, without a lecturer and a time, and the wished days are still to come. Behind the bar: people of these offices.',
      row: (count) => people(count),
      said: (rows) =>
        rows.length > 0
          ? `Offices waiting: ${rows.map(({ name, value }) => `${name} ${format.number(value)}`).join(', ')}.`
          : 'No office waits.',
      columns: { topic: 'Topic', wanted: 'Wanted', unmet: 'Unmet', offices: 'Offices', people: 'People' },
    },
    topics: {
      finding: (title, count) =>
        count > 0
          ? `${title} reached most: people came ${format.count(count, 'time', 'times')}`
          : 'No register is checked yet',
      none: 'No lecture took place in these months',
      caption: 'How many came, by topic',
      definition:
        'Came: those whom the checked registers of the offices say were there. Seats: as ordered. Behind the bar: classes.',
      row: (sessions) => classes(sessions),
      said: (rows) =>
        rows.length > 0
          ? `Came: ${rows.map(({ name, value }) => `${name} ${format.number(value)}`).join(', ')}.`
          : 'None yet.',
      columns: { topic: 'Topic', sessions: 'Classes', minutes: 'Time', seats: 'Seats', came: 'Came' },
    },
    offices: {
      title: 'Offices',
      columns: { office: 'Office', hosted: 'Own', joined: 'Joined', seats: 'Seats', came: 'Came' },
      open: (sessions) =>
        `${classes(sessions)} without a checked register: nobody of ${sessions === 1 ? 'it' : 'them'} is counted as having come. Checking is for each office.`,
      none: 'none yet',
    },
  },
}
