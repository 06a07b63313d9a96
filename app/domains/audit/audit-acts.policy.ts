/** Everything that leaves an audit row, as `room.verb`. A new command or list adds its act here. */
export const auditActs = [
  'identity.signed-in',
  'identity.signed-out',
  'identity.signed-out-everywhere',
  'identity.password-changed',
  'identity.capacity-switched',
  'identity.account-created',
  'supervision.people-listed',
  'supervision.minors-listed',
  'supervision.person-opened',
  'hours.board-listed',
  'hours.entry-reversed',
  'hours.imported',
  'learning.unit-opened',
  'learning.study-taken-over',
  'learning.check-answered',
  'learning.unit-finished',
  'learning.quiz-started',
  'learning.quiz-submitted',
  'reporting.offices-listed',
] as const
export type AuditAct = (typeof auditActs)[number]
