/** Who asks. The three kinds of supervised person differ in what they may study and see. */
export const VIEWERS = [
  'signed-out',
  'supervised-person',
  'minor',
  'discharged',
  'office',
  'social-worker',
  'lecturer',
  'counsellor',
  'bureau',
] as const
export type Viewer = (typeof VIEWERS)[number]

/** What is answered: a status, and where a redirect leads. */
export type Expected = `${number}` | `303 /${string}`
export type ByViewer = Record<Viewer, Expected>

/** Whose record stands in the URL, seen from the office `here` of the first county. */
export const SUBJECTS = [
  'own',
  'otherOffice',
  'otherCounty',
  'minor',
  'minorGranted',
  'minorElsewhere',
  'discharged',
  'transferred',
  'arrived',
] as const
export type Subject = (typeof SUBJECTS)[number]

export type RouteRow = {
  /** Parameters of the URL; `:id` comes from the subject: the person, or the question of theirs that waits. */
  params?: Record<string, string>
  id?: 'person' | 'question'
  GET: ByViewer
  /** With an empty form. */
  POST: ByViewer
  /** Where the URL takes a person: for those who may use the route at all, the people they may open. */
  opens?: Partial<Record<Viewer, readonly Subject[]>>
}

const everyone = (answer: Expected): ByViewer => ({
  'signed-out': answer,
  'supervised-person': answer,
  minor: answer,
  discharged: answer,
  office: answer,
  'social-worker': answer,
  lecturer: answer,
  counsellor: answer,
  bureau: answer,
})
const TO_SIGN_IN: Expected = '303 /sign-in'
/** Signed out → the sign-in page; these get `answer`; everyone else is told that there is nothing here. */
const only = (viewers: readonly Viewer[], answer: Expected): ByViewer => ({
  ...everyone('404'),
  'signed-out': TO_SIGN_IN,
  ...Object.fromEntries(viewers.map((viewer) => [viewer, answer])),
})
const signedIn = (answer: Expected): ByViewer => ({ ...everyone(answer), 'signed-out': TO_SIGN_IN })

const LEARNERS = ['supervised-person', 'minor', 'discharged'] as const
const OFFICE = ['office', 'social-worker'] as const
const STAFF = [...OFFICE, 'lecturer', 'counsellor', 'bureau'] as const
const NO_POST = everyone('405')
const HOMES: ByViewer = {
  'signed-out': TO_SIGN_IN,
  'supervised-person': '303 /my',
  minor: '303 /my',
  discharged: '303 /my',
  office: '303 /office',
  'social-worker': '303 /office',
  lecturer: '303 /lecturer',
  counsellor: '303 /counsellor',
  bureau: '303 /bureau',
}

const NOBODYS = '01900000-0000-7000-8000-000000000000'
const counsellorPage: RouteRow = { GET: only(['counsellor'], '200'), POST: NO_POST }
const counsellorForm: RouteRow = { GET: only(['counsellor'], '200'), POST: only(['counsellor'], '400') }
/** Nobody's case; whose case opens to whom, and each part of it, is tested in tests/counsellor-pages.db.test.ts. */
const caseOfNobody: RouteRow = {
  params: { case: NOBODYS, draft: NOBODYS, session: NOBODYS },
  GET: only([], '200'),
  POST: only([], '404'),
}
const myPage: RouteRow = { GET: only(LEARNERS, '200'), POST: NO_POST }
const officePage: RouteRow = { GET: only(OFFICE, '200'), POST: NO_POST }
const bureauForm: RouteRow = { GET: only(['bureau'], '200'), POST: only(['bureau'], '400') }
/** The URL names nobody of the county: the bureau finds nothing either. Who finds whom: tests/accounts.db.test.ts. */
const bureauOnNobody: RouteRow = { GET: only(['bureau'], '404'), POST: only(['bureau'], '404') }
const NO_VERSION = { version: '01900000-0000-7000-8000-000000000000' }
const OPENED_BY_OFFICE = ['own', 'minorGranted', 'discharged'] as const
const OPENED_BY_STAFF = {
  office: OPENED_BY_OFFICE,
  'social-worker': OPENED_BY_OFFICE,
  bureau: ['own', 'otherOffice', 'minorGranted', 'discharged', 'transferred', 'arrived'],
} as const

/** The access matrix: every file of app/routes.ts. A route that is not here fails the test. */
export const ACCESS: Record<string, RouteRow> = {
  'routes/public/front-door.tsx': { GET: { ...HOMES, 'signed-out': '200' }, POST: NO_POST },
  'routes/public/sign-in.tsx': { GET: { ...HOMES, 'signed-out': '200' }, POST: everyone('400') },
  'routes/public/sign-out.tsx': { GET: signedIn('200'), POST: everyone('303 /sign-in') },
  'routes/public/preferences.tsx': { GET: everyone('200'), POST: everyone('303 /') },
  'routes/public/account.tsx': { GET: signedIn('200'), POST: signedIn('400') },
  'routes/public/health.ts': { GET: everyone('200'), POST: NO_POST },
  'routes/public/ready.ts': { GET: everyone('200'), POST: NO_POST },
  // Nobody's token: what a real one opens is tested in tests/calendar-feeds.db.test.ts.
  'routes/public/calendar-feed.ts': { params: { token: 'x' }, GET: everyone('404'), POST: NO_POST },
  'routes/public/not-found.ts': { GET: everyone('404'), POST: everyone('404') },

  'routes/my/today.tsx': myPage,
  'routes/my/study.tsx': myPage,
  'routes/my/module.tsx': { params: { module: 'x1' }, ...myPage },
  'routes/my/unit.tsx': {
    params: { module: 'x1', unit: '1' },
    GET: only(LEARNERS, '303 /my/study/x1/1/1'),
    POST: only(LEARNERS, '303 /my/study/x1/1'),
  },
  'routes/my/passage.tsx': {
    params: { module: 'x1', unit: '1', passage: '1' },
    GET: only(LEARNERS, '200'),
    POST: only(LEARNERS, '400'),
  },
  'routes/my/quiz.tsx': {
    params: { module: 'x1' },
    GET: only(LEARNERS, '200'),
    POST: only(LEARNERS, '400'),
  },
  // Nobody's attempt; whose attempt opens to whom is tested in learning/quiz-routes.db.test.ts.
  'routes/my/quiz-attempt.tsx': {
    params: { module: 'x1', attempt: '01900000-0000-7000-8000-000000000000' },
    GET: only([], '200'),
    POST: { ...only([], '404'), discharged: '303 /my/study/x1/quiz' },
  },
  'routes/my/quiz-answer.ts': { GET: everyone('404'), POST: only(LEARNERS, '400') },
  'routes/my/late.ts': { GET: everyone('404'), POST: only(LEARNERS, '400') },
  'routes/my/kept-pages.ts': {
    params: { module: 'x1', unit: '1' },
    GET: { ...only(LEARNERS, '200'), discharged: '404' },
    POST: NO_POST,
  },
  'routes/my/offline.tsx': myPage,
  'routes/my/beat.ts': { GET: everyone('404'), POST: only(LEARNERS, '400') },
  'routes/my/hours.tsx': { GET: only(LEARNERS, '200'), POST: only(LEARNERS, '400') },
  'routes/my/help.tsx': myPage,
  'routes/my/lectures.tsx': { GET: only(LEARNERS, '200'), POST: only(LEARNERS, '400') },
  // Nobody's class: whose opens to whom is tested in tests/my-lectures.db.test.ts.
  'routes/my/lecture-event.ts': { params: { occasion: NOBODYS }, GET: only([], '200'), POST: NO_POST },
  // An empty form is none of ours, and asks for nothing.
  'routes/my/counselling.tsx': { GET: only(LEARNERS, '200'), POST: only(LEARNERS, '400') },
  'routes/my/counselling-ask.tsx': { GET: only(LEARNERS, '200'), POST: only(LEARNERS, '400') },
  'routes/my/counselling-consent.tsx': { GET: only(LEARNERS, '200'), POST: only(LEARNERS, '400') },
  'routes/my/counselling-withdraw.tsx': { GET: only(LEARNERS, '200'), POST: only(LEARNERS, '400') },
  'routes/my/counselling-erase.tsx': { GET: only(LEARNERS, '200'), POST: only(LEARNERS, '400') },
  'routes/my/counselling-record.tsx': myPage,
  // Nobody's appointment: whose opens to whom is tested in tests/my-counselling.db.test.ts.
  'routes/my/counselling-event.ts': { params: { appointment: NOBODYS }, GET: only([], '200'), POST: NO_POST },
  'routes/my/inbox.tsx': { GET: only(LEARNERS, '200'), POST: only(LEARNERS, '400') },

  'routes/counsellor/cases.tsx': counsellorPage,
  'routes/counsellor/agenda.tsx': counsellorPage,
  'routes/counsellor/waiting.tsx': counsellorForm,
  'routes/counsellor/case-new.tsx': counsellorForm,
  'routes/counsellor/consent.tsx': counsellorForm,
  'routes/counsellor/case.tsx': caseOfNobody,
  // An empty form is told what is missing before anything is looked up.
  'routes/counsellor/appointments.tsx': { ...caseOfNobody, POST: only(['counsellor'], '400') },
  'routes/counsellor/draft.tsx': caseOfNobody,
  'routes/counsellor/draft-save.ts': { ...caseOfNobody, GET: everyone('404') },
  'routes/counsellor/session.tsx': caseOfNobody,
  'routes/counsellor/disclosures.tsx': { ...caseOfNobody, POST: only(['counsellor'], '400') },
  'routes/counsellor/access.tsx': caseOfNobody,
  'routes/counsellor/end.tsx': { ...caseOfNobody, POST: only(['counsellor'], '400') },

  'routes/office/today.tsx': officePage,
  'routes/office/people.tsx': officePage,
  'routes/office/person.tsx': {
    GET: only([...OFFICE, 'bureau'], '200'),
    POST: only([...OFFICE, 'bureau'], '400'),
    opens: OPENED_BY_STAFF,
  },
  'routes/office/disputes.tsx': { GET: only([...OFFICE, 'bureau'], '200'), POST: NO_POST },
  'routes/office/dispute.tsx': {
    id: 'question',
    GET: only([...OFFICE, 'bureau'], '200'),
    // Recorders see a question; answering is for the office and the bureau (decisions 10).
    POST: only(['office', 'bureau'], '400'),
    opens: OPENED_BY_STAFF,
  },
  'routes/office/month-board.tsx': { GET: only(OFFICE, '200'), POST: only(OFFICE, '400') },
  'routes/office/minors.tsx': { GET: only(OFFICE, '200'), POST: only(OFFICE, '400') },
  'routes/office/inbox.tsx': { GET: only(STAFF, '200'), POST: only(STAFF, '400') },
  // The lecturers of this table are not registered as ones: they have no classes to show.
  'routes/office/calendar-link.tsx': {
    GET: only(OFFICE, '200'),
    POST: only(OFFICE, '400'),
  },
  // Nobody's order: whose opens to whom is tested in tests/calendar-feeds.db.test.ts.
  'routes/office/order-event.ts': { params: { order: NOBODYS }, GET: only([], '200'), POST: NO_POST },
  'routes/lecturer/order-event.ts': { params: { order: NOBODYS }, GET: only([], '200'), POST: NO_POST },
  'routes/office/menu.tsx': officePage,
  // Nothing is on the menu there; who may do what with an order: lectures/order-pages.db.test.ts.
  'routes/office/order-form.tsx': {
    params: { topic: 'x1' },
    GET: only([], '404'),
    POST: only(OFFICE, '400'),
  },
  'routes/office/orders.tsx': officePage,
  'routes/office/order.tsx': {
    params: { order: '01900000-0000-7000-8000-000000000000' },
    GET: only([], '404'),
    POST: only([], '404'),
  },
  'routes/office/specimen.tsx': { GET: only(STAFF, '200'), POST: NO_POST },

  'routes/lecturer/calendar.tsx': { GET: only(['lecturer'], '200'), POST: NO_POST },
  // Nobody's order: whose opens to whom is tested in lectures/lecturer-pages.db.test.ts.
  'routes/lecturer/order.tsx': {
    params: { order: '01900000-0000-7000-8000-000000000000' },
    GET: only([], '404'),
    POST: only([], '404'),
  },
  'routes/lecturer/availability.tsx': { GET: only(['lecturer'], '200'), POST: only(['lecturer'], '400') },
  'routes/lecturer/record.tsx': { GET: only(['lecturer'], '200'), POST: NO_POST },

  'routes/lecturer/lessons.tsx': { GET: only(STAFF, '200'), POST: NO_POST },
  'routes/lecturer/lesson.tsx': { params: { module: 'x1' }, GET: only(STAFF, '200'), POST: NO_POST },
  'routes/office/oral.tsx': {
    params: { module: 'x1' },
    GET: only([...OFFICE, 'bureau'], '200'),
    POST: NO_POST,
  },

  'routes/office/slip.tsx': {
    GET: only(['office'], '200'),
    // An empty form has no mark of what stood: no slip. For whom, the rows of `opens` say.
    POST: only(['office'], '409'),
    opens: { office: OPENED_BY_OFFICE },
  },

  'routes/office/person-counselling.tsx': {
    GET: only(OFFICE, '200'),
    POST: only(OFFICE, '400'),
    opens: { office: OPENED_BY_OFFICE, 'social-worker': OPENED_BY_OFFICE },
  },

  'routes/office/oral-exams.tsx': {
    GET: only(OFFICE, '200'),
    // Someone who has left has results to look at; nothing begins (learning/oral-exam.db.test.ts).
    POST: only(OFFICE, '400'),
    opens: { office: OPENED_BY_OFFICE, 'social-worker': OPENED_BY_OFFICE },
  },
  // Nobody's attempt: whose opens to whom is tested in learning/oral-exam.db.test.ts.
  'routes/office/oral-exam.tsx': {
    params: { attempt: '01900000-0000-7000-8000-000000000000' },
    GET: only([], '200'),
    POST: { ...only([], '404') },
    opens: {},
  },

  'routes/office/occasions.tsx': officePage,
  // Nobody's class: whose opens to whom is tested in attendance/walls.db.test.ts.
  'routes/office/occasion.tsx': { GET: only([], '200'), POST: only([], '404'), opens: {} },
  'routes/office/register.tsx': { GET: only([], '200'), POST: only([], '404'), opens: {} },
  'routes/office/register-sheet.tsx': { GET: only([], '200'), POST: NO_POST, opens: {} },

  'routes/bureau/board.tsx': { GET: only(['bureau'], '200'), POST: NO_POST },
  'routes/bureau/lessons.tsx': { GET: only(['bureau'], '200'), POST: NO_POST },
  'routes/bureau/lesson-items.tsx': { params: { module: 'x1' }, GET: only(['bureau'], '200'), POST: NO_POST },
  'routes/bureau/lesson-items-csv.ts': {
    params: { module: 'x1' },
    GET: only(['bureau'], '200'),
    POST: NO_POST,
  },
  'routes/bureau/menus.tsx': bureauForm,
  // A version and a lecturer that nobody has: which open is tested in lectures/bureau-menus.db.test.ts.
  'routes/bureau/menu-version.tsx': { params: NO_VERSION, ...bureauOnNobody },
  'routes/bureau/menu-preview.tsx': { params: NO_VERSION, GET: only(['bureau'], '404'), POST: NO_POST },
  'routes/bureau/menu-topic.tsx': { params: { ...NO_VERSION, topic: 'a1' }, ...bureauOnNobody },
  'routes/bureau/days.tsx': bureauForm,
  'routes/bureau/lecturers.tsx': { GET: only(['bureau'], '200'), POST: NO_POST },
  'routes/bureau/lecturer-new.tsx': bureauForm,
  'routes/bureau/lecturer-edit.tsx': {
    params: { lecturer: '01900000-0000-7000-8000-000000000000' },
    ...bureauOnNobody,
  },
  'routes/bureau/lectures.tsx': { GET: only(['bureau'], '200'), POST: NO_POST },
  'routes/bureau/audit.tsx': { GET: only(['bureau'], '200'), POST: only(['bureau'], '400') },
  // Nothing is sealed there: the same answer for those who may have it.
  'routes/bureau/audit-anchor.ts': { GET: only([], '404'), POST: NO_POST },
  'routes/bureau/grants.tsx': { GET: only(['bureau'], '200'), POST: only(['bureau'], '400') },
  'routes/bureau/accounts.tsx': { GET: only(['bureau'], '200'), POST: NO_POST },
  'routes/bureau/staff-new.tsx': bureauForm,
  'routes/bureau/staff-member.tsx': bureauOnNobody,
  'routes/bureau/office-new.tsx': bureauForm,
  'routes/bureau/office-edit.tsx': bureauOnNobody,
  'routes/bureau/person-new.tsx': bureauForm,
  'routes/bureau/person-sign-in.tsx': bureauOnNobody,
  'routes/bureau/import.tsx': bureauForm,
  'routes/bureau/import-template.ts': { GET: only(['bureau'], '200'), POST: NO_POST },
  'routes/bureau/slips.tsx': bureauForm,
}

/** Files on the map without a row in the table. */
export function unlisted(routes: readonly { file: string }[]): string[] {
  return routes.map(({ file }) => file).filter((file) => !Object.hasOwn(ACCESS, file))
}

/** Routes whose URL takes a person and whose row does not say who may open whom. */
export function withoutSubjects(routes: readonly { file: string; path: string }[]): string[] {
  return routes
    .filter(({ file, path }) => path.includes(':id') && !ACCESS[file]?.opens)
    .map(({ file }) => file)
}

/** What the row says of this viewer, and of this subject where the URL takes one. */
export function expectedOf(
  row: RouteRow,
  method: 'GET' | 'POST',
  viewer: Viewer,
  subject?: Subject,
): Expected {
  const answer = row[method][viewer]
  // A form without what it needs is 400 or 409, but only to who may post for this subject at all.
  const refused = !answer.startsWith('2') && answer !== '400' && answer !== '409'
  if (!subject || refused || !row.opens) return answer
  return row.opens[viewer]?.includes(subject) ? answer : '404'
}
