/** What an audit row can be about. */
export const auditSubjectKinds = [
  'account',
  'person',
  'office',
  'county',
  'hours-entry',
  'entry-question',
  'unit-study',
  'quiz-attempt',
  'login-session',
  'module-assignment',
  'minor-record-grant',
  'minor-grant-request',
  'engagement',
  'lecture-room',
  'county-day',
  'calendar-feed',
  'menu-version',
  'lecturer',
  'lecture-order',
  'audit-log',
] as const
export type AuditSubjectKind = (typeof auditSubjectKinds)[number]
