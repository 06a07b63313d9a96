import { index, route, type RouteConfig } from '@remix-run/route-config'

/** The map: every URL, by actor. The access matrix takes it from here; an unlisted route fails there. */
export default [
  // everyone
  index('routes/public/front-door.tsx'),
  route('/sign-in', 'routes/public/sign-in.tsx'),
  route('/sign-out', 'routes/public/sign-out.tsx'),
  route('/preferences', 'routes/public/preferences.tsx'),
  route('/account', 'routes/public/account.tsx'),
  route('/health', 'routes/public/health.ts'),
  route('/ready', 'routes/public/ready.ts'),

  // supervised persons
  route('/my', 'routes/my/today.tsx'),
  route('/my/study', 'routes/my/study.tsx'),
  route('/my/study/:module', 'routes/my/module.tsx'),
  route('/my/study/:module/quiz', 'routes/my/quiz.tsx'),
  route('/my/study/:module/quiz/:attempt', 'routes/my/quiz-attempt.tsx'),
  route('/my/study/:module/:unit', 'routes/my/unit.tsx'),
  route('/my/study/:module/:unit/:passage', 'routes/my/passage.tsx'),
  route('/my/beat', 'routes/my/beat.ts'),
  route('/my/late', 'routes/my/late.ts'),
  route('/my/keep/:module/:unit', 'routes/my/kept-pages.ts'),
  route('/my/offline', 'routes/my/offline.tsx'),
  route('/my/quiz-answer', 'routes/my/quiz-answer.ts'),
  route('/my/hours', 'routes/my/hours.tsx'),
  route('/my/help', 'routes/my/help.tsx'),

  // judicial offices
  route('/office', 'routes/office/today.tsx'),
  route('/office/people', 'routes/office/people.tsx'),
  route('/office/people/:id', 'routes/office/person.tsx'),
  route('/office/people/:id/slip', 'routes/office/slip.tsx'),
  route('/office/people/:id/oral', 'routes/office/oral-exams.tsx'),
  route('/office/people/:id/oral/:attempt', 'routes/office/oral-exam.tsx'),
  route('/office/hours', 'routes/office/month-board.tsx'),
  route('/office/disputes', 'routes/office/disputes.tsx'),
  route('/office/disputes/:id', 'routes/office/dispute.tsx'),
  route('/office/minors', 'routes/office/minors.tsx'),
  // all staff
  route('/office/specimen', 'routes/office/specimen.tsx'),

  // the menu of lessons, for all staff
  route('/lecturer/lessons', 'routes/lecturer/lessons.tsx'),
  route('/lecturer/lessons/:module', 'routes/lecturer/lesson.tsx'),
  route('/office/lessons/:module/oral', 'routes/office/oral.tsx'),

  // the county
  route('/bureau', 'routes/bureau/board.tsx'),
  route('/bureau/lessons', 'routes/bureau/lessons.tsx'),
  route('/bureau/lessons/:module', 'routes/bureau/lesson-items.tsx'),
  route('/bureau/lessons/:module/items.csv', 'routes/bureau/lesson-items-csv.ts'),
  route('/bureau/audit', 'routes/bureau/audit.tsx'),
  route('/bureau/audit/anchor', 'routes/bureau/audit-anchor.ts'),
  route('/bureau/grants', 'routes/bureau/grants.tsx'),
  route('/bureau/accounts', 'routes/bureau/accounts.tsx'),
  route('/bureau/accounts/staff/new', 'routes/bureau/staff-new.tsx'),
  route('/bureau/accounts/staff/:member', 'routes/bureau/staff-member.tsx'),
  route('/bureau/accounts/offices/new', 'routes/bureau/office-new.tsx'),
  route('/bureau/accounts/offices/:office', 'routes/bureau/office-edit.tsx'),
  route('/bureau/accounts/people/new', 'routes/bureau/person-new.tsx'),
  route('/bureau/accounts/people/:person', 'routes/bureau/person-sign-in.tsx'),
  route('/bureau/accounts/import', 'routes/bureau/import.tsx'),
  route('/bureau/accounts/import/template', 'routes/bureau/import-template.ts'),
  route('/bureau/accounts/slips', 'routes/bureau/slips.tsx'),

  route('*', 'routes/public/not-found.ts'),
] satisfies RouteConfig
