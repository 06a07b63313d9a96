import { formatsFor } from '../formats.ts'
import type { audit as auditZh, board as boardZh, bureau as bureauZh } from '../zh/board.ts'

const format = formatsFor('en')
const persons = (count: number) => format.count(count, 'person', 'people')

export const board: typeof boardZh = {
  title: (month) => `Hours in ${format.month(month)}`,
  sentence: (month, short) =>
    short > 0
      ? `${format.month(month)}: ${persons(short)} will fall short at this pace`
      : `${format.month(month)}: everyone can make it`,
  sentencePast: (month, missed) =>
    missed > 0
      ? `${format.month(month)}: ${persons(missed)} did not reach the hours`
      : `${format.month(month)}: everyone reached the hours`,
  noTarget: (month) => `${format.month(month)}: no monthly hours are asked here`,
  lede: (day, daysLeft) =>
    `${format.day(day)}, ${format.count(daysLeft, 'day', 'days')} to the end of the month. Sorted by minutes a day, the most urgent first.`,
  ledePast: 'Sorted by what is short. Late evidence is taken until the 5th of the next month.',
  tally: {
    label: 'By progress',
    short: 'will fall short',
    near: 'nearly there',
    met: 'met',
    free: 'paused or nothing asked',
    all: 'all',
  },
  columns: {
    person: 'Person',
    bar: "Counted (minutes); the line is this month's requirement",
    short: 'Short',
    perDay: 'A day',
    how: 'How it can be filled',
    result: 'Result',
  },
  caption: (group, count) =>
    `${group}, ${persons(count)}: required, counted, short, and how it can be filled`,
  groups: {
    short: (count) => `${persons(count)} will fall short`,
    near: (count) => `${persons(count)} nearly there, on course to make it`,
    met: (count) => `${persons(count)} met`,
    free: (count) => `${persons(count)} paused or with nothing asked`,
  },
  sum: (parts, cut, required) => {
    const total = parts.reduce((sum, part) => sum + part.minutes, 0)
    const added = parts.map((part) => `${part.name} ${format.number(part.minutes)}`).join(' + ')
    return [
      parts.length === 0 ? 'nothing yet' : parts.length === 1 ? added : `${added} = ${format.number(total)}`,
      ...(cut > 0 ? [`${format.number(cut)} over a limit, not counted`] : []),
      required > 0 ? `required ${format.number(required)}` : 'nothing required',
    ].join(', ')
  },
  how: {
    online: (minutes) => `online study can still add ${format.minutes(minutes)}`,
    onlineFull: (cap) => `online is full at ${format.number(cap)}; needs a class or a talk`,
    noPhone: "no phone: the office's terminal",
    prorated: (required) => `prorated to ${format.number(required)} min`,
    paused: (until) => (until ? `paused until ${format.day(until)}` : 'paused'),
    fewDays: 'few days this month, nothing asked',
    exempt: 'exempt',
  },
  fromDay: (day) => `from ${format.day(day)}`,
  minorsApart: (count) =>
    `${persons(count)} in the minors' regime ${count === 1 ? 'is' : 'are'} listed apart.`,
  empty: 'Nobody in this group.',
}

export const audit: typeof auditZh = {
  title: 'Who looked, who changed',
  columns: { at: 'When', who: 'Who', what: 'What', about: 'About', from: 'From' },
  none: 'Nothing recorded yet.',
  systemActor: 'System',
  acts: {
    'identity.signed-in': 'signed in',
    'identity.signed-out': 'signed out',
    'identity.signed-out-everywhere': 'signed out on every device',
    'identity.password-changed': 'changed the password',
    'identity.capacity-switched': 'switched appointment',
    'identity.account-created': 'created an account',
    'identity.account-disabled': 'disabled an account',
    'identity.account-enabled': 'enabled an account',
    'identity.staff-listed': 'looked at the list of staff',
    'identity.staff-opened': 'opened a staff account',
    'identity.staff-added': 'added a member of staff',
    'identity.staff-appointed': 'added an appointment',
    'identity.appointment-ended': 'set the end of an appointment',
    'identity.slip-made': 'made a sign-in slip',
    'supervision.office-added': 'added a judicial office',
    'supervision.office-changed': 'changed a judicial office',
    'supervision.person-entered': 'entered a person',
    'supervision.import-drafted': 'read a list of people',
    'supervision.import-discarded': 'put a list of people away',
    'supervision.people-imported': 'entered a list of people',
    'supervision.sign-ins-listed': 'looked at who can sign in',
    'supervision.sign-in-opened': "opened a person's sign-in",
    'supervision.slips-made': 'made a batch of sign-in slips',
    'supervision.people-listed': 'read the list of people',
    'supervision.minors-listed': "read the minors' list",
    'supervision.contacts-changed': 'changed the contact of the procuratorate',
    'supervision.person-opened': 'opened a file',
    'supervision.minor-grant-asked': "asked to open a minor's file",
    'supervision.minor-grant-declined': "declined to open a minor's file",
    'supervision.minor-grants-listed': "read the approvals for minors' files",
    'supervision.minor-record-granted': "approved opening a minor's file",
    'supervision.minor-record-grant-revoked': "took back an approval for a minor's file",
    'hours.board-listed': 'read the month board',
    'hours.entry-reversed': 'took back a line',
    'hours.imported': 'brought hours over',
    'hours.question-asked': 'questioned an hours entry',
    'hours.question-answered': 'answered a question about hours',
    'hours.question-opened': 'opened a question about hours',
    'hours.questions-listed': 'viewed the questions about hours',
    'learning.unit-opened': 'opened a unit',
    'learning.study-taken-over': 'moved the counting to another device',
    'learning.check-answered': 'answered a question',
    'learning.unit-finished': 'finished a unit',
    'learning.late-evidence-received': 'late study received',
    'learning.quiz-started': 'began a quiz',
    'learning.quiz-submitted': 'handed in a quiz',
    'learning.oral-exam-opened': 'opened an oral exam',
    'learning.oral-exam-started': 'began an oral exam',
    'learning.oral-exam-taken-over': 'took an oral exam over',
    'learning.oral-exam-given-back': 'gave an exam back to the person',
    'learning.oral-exam-submitted': 'handed in an oral exam',
    'learning.module-assigned': 'assigned a module',
    'learning.modules-assigned': 'assigned modules to several people',
    'learning.assignment-withdrawn': 'took back an assignment',
    'reporting.offices-listed': 'read the overview of offices',
    'reporting.items-taken-out': 'downloaded the marks of a course’s questions',
    'audit.log-listed': 'read the records',
    'audit.anchor-taken-out': 'downloaded the anchor',
  },
}

export const bureau: typeof bureauZh = {
  rail: {
    board: 'Overview',
    menus: 'Course menus',
    lecturers: 'Lecturers',
    policy: 'Policy',
    closing: 'Month close',
    report: 'Report',
    accounts: 'Accounts',
    disputes: 'Questions',
    grants: "Minors' files",
    audit: 'Records',
    imports: 'Imports',
  },
  sentence: (people, offices) =>
    `${persons(people)} on the county's register, ${format.count(offices, 'judicial office', 'judicial offices')}`,
  shortByOffice: (count) => `${persons(count)} will fall short at this pace`,
  columns: {
    office: 'Judicial office',
    people: 'Register',
    short: 'Will fall short',
    near: 'Nearly there',
    met: 'Met',
    free: 'Nothing asked',
  },
}
