import type { AuditSubjectKind } from '#app/domains/audit/audit-subjects.policy.ts'
import { formatsFor } from '../formats.ts'
import type { auditLog as auditLogZh } from '../zh/audit-log.ts'
import { audit } from './board.ts'
import { words } from './words.ts'

const format = formatsFor('en')
const entries = (count: number) => format.count(count, 'entry', 'entries')

const subjects = {
  account: 'an account',
  person: 'a supervised person',
  office: "the office's list",
  county: 'the county',
  'hours-entry': 'a line of hours',
  'entry-question': 'a question about hours',
  'unit-study': 'a unit',
  'quiz-attempt': 'a quiz',
  'login-session': 'a sign-in',
  'module-assignment': 'an assigned module',
  'minor-record-grant': "leave to open a minor's file",
  'minor-grant-request': "a request to open a minor's file",
  engagement: 'a stretch of time',
  'lecture-room': 'a room for classes',
  'county-day': 'a holiday or make-up workday',
  'calendar-feed': 'a calendar link',
  'menu-version': 'a menu',
  lecturer: 'a lecturer',
  'lecture-order': 'an order',
  occasion: 'a class',
  'counselling-consent': 'a consent',
  'counselling-request': 'a request',
  'counselling-case': 'a case',
  'counselling-appointment': 'an appointment',
  'counselling-session': 'a session',
  'counselling-disclosure': 'something told outside',
  'audit-log': 'the records',
} satisfies Record<AuditSubjectKind, string>

const systems: Record<string, string> = {
  'system:sign-in': 'sign-in',
  'system:import': 'import',
  'system:calendar': 'calendar',
  'system:admin': 'command line',
}

export const auditLog: typeof auditLogZh = {
  title: 'Records',
  sealed: (batches, until) =>
    `Records are sealed up to ${until}, in ${format.count(batches, 'batch', 'batches')}`,
  nothingSealed: 'No record is sealed yet; while the app runs it seals every minute',
  waiting: (count, since) =>
    `${entries(count)} not sealed yet, the oldest from ${since}. Before it is sealed, a change cannot be noticed.`,
  nothingWaits: 'Every record is sealed.',
  anchor: 'Download the anchor',
  columns: { at: 'When', who: 'Who', what: 'What', about: 'About', seal: 'Seal' },
  looked: 'looked',
  did: 'did',
  shown: (count) => `${entries(count)} listed`,
  batch: (number) => `batch ${format.number(number)}`,
  waits: 'waits',
  unnamed: 'An account without a name here',
  act: (act) => (audit.acts as Record<string, string>)[act] ?? act,
  subject: (kind) => (subjects as Record<string, string>)[kind] ?? kind,
  accountOf: (whose) => `the account of ${whose}`,
  role: (role) => systems[role] ?? (words.roles as Record<string, string>)[role] ?? role,
  person: (number) =>
    number ? `supervised person ${number}` : 'a supervised person whose number is kept back',
  filters: {
    any: 'Any',
    act: 'What',
    look: 'Who looked',
    deed: 'Who changed',
    who: 'Staff',
    from: 'From',
    to: 'To',
    go: 'Filter',
    clear: 'All records',
    number: 'By supervised person',
    numberHint: "Type the register number. A minor's number needs a grant first.",
    find: "Find this person's records",
    aboutPerson: (number) =>
      number
        ? `Only records about supervised person ${number}.`
        : 'Only records about a supervised person whose number is kept back.',
    everybody: 'Everybody',
    problems: {
      'number-missing': 'Type the register number of a supervised person.',
      'number-unknown': "This number was not found. Check it; a minor's number needs a grant first.",
    },
  },
  pages: 'Pages',
  older: 'Older records',
  newest: 'Back to the newest',
  about:
    'Reading this page leaves a record too. Keep the anchor on another machine or on paper: only by it can a log that was wholly rewritten be noticed.',
  readers: 'Who opened this file',
  noReaders: 'Nobody yet.',
  allOfPerson: 'All records about this person',
}
