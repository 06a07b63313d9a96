import { attemptOf, countyDatabase, personOf } from './county-database.ts'
import { draftMenuC } from './menus.ts'
import { beginOralExam } from './oral.ts'

/** Every page of the map, who opens it, and where; `at` may ask the database. */
export type PageOfMap = {
  name: string
  route: string
  as?: string
  at: string | (() => Promise<string>)
  status?: number
}

const file = async (signInName: string) => `/office/people/${(await personOf(signInName)).id}`

/** The question of 禾丰镇 that is due first. */
async function waitingQuestion(): Promise<string> {
  const [found] = await countyDatabase()<{ id: string }[]>`
    select q.id from entry_questions q join supervised_persons p on p.id = q.person_id
    join judicial_offices o on o.id = p.office_id and o.code = 'hefeng' order by q.answer_due limit 1`
  if (!found) throw new Error('no question waits in 禾丰镇')
  return `/office/disputes/${found.id}`
}

const firstId = async (table: 'staff' | 'judicial_offices' | 'lecturers') => {
  const [row] = await countyDatabase().unsafe<{ id: string }[]>(`select id from ${table} order by id limit 1`)
  return row!.id
}

/** An oral exam that the social worker of 东塘镇 is asking; begun here where none is. */
async function oralExamOfStory(): Promise<string> {
  const { id } = await personOf('zhou12')
  const db = countyDatabase()
  const open = () => db<{ id: string }[]>`
    select id from quiz_attempts where person_id = ${id} and mode = 'oral' and submitted_at is null limit 1`
  const [found] = await open()
  if (found) return `/office/people/${id}/oral/${found.id}`
  await beginOralExam('social-worker-dongtang', id, 'b3')
  return `/office/people/${id}/oral/${(await open())[0]!.id}`
}

/** The class of 东塘镇 that is to come, or the one whose register waits. */
async function occasionOf(state: 'planned' | 'took-place'): Promise<string> {
  const [found] = await countyDatabase()<{ id: string }[]>`
    select c.id from occasions c join judicial_offices o on o.id = c.office_id and o.code = 'dongtang'
    join occasion_rosters r on r.occasion_id = c.id and r.office_id = c.office_id and r.completed_at is null
    where c.state = ${state} order by c.during limit 1`
  if (!found) throw new Error(`东塘镇 has no class that is ${state}`)
  return `/office/occasions/${found.id}`
}

async function seatedIn(state: 'took-place'): Promise<string> {
  const id = (await occasionOf(state)).split('/').at(-1)!
  const [found] = await countyDatabase()<{ person_id: string }[]>`
    select person_id from attendance_marks where occasion_id = ${id} order by person_id limit 1`
  return found!.person_id
}

/** An order of 东塘镇 in a state of its life. */
async function orderIn(state: string): Promise<string> {
  const [found] = await countyDatabase()<{ id: string }[]>`
    select o.id from lecture_orders o join judicial_offices f on f.id = o.office_id and f.code = 'dongtang'
    where o.state = ${state} order by o.id limit 1`
  if (!found) throw new Error(`东塘镇 has no order that is ${state}`)
  return `/office/orders/${found.id}`
}

/** An order in a state: a lecturer's own, or one that waits for anybody on A7. */
async function orderFor(seat: string | null, state: string): Promise<string> {
  const [found] = await countyDatabase()<{ id: string }[]>`
    select o.id from lecture_orders o where o.state = ${state} and (${seat}::text is null and o.topic_code = 'a7'
      or o.lecturer_id in (select l.id from lecturers l join staff s on s.id = l.staff_id
        join sign_in_names n on n.account_id = s.account_id where n.name = ${seat}))
    order by o.requested_at, o.id limit 1`
  if (!found) throw new Error(`no order is ${state}`)
  return `/lecturer/orders/${found.id}`
}

/** A version of menu C: the one that is being written is begun here where none is. */
async function menuAt(state: 'published' | 'draft'): Promise<string> {
  const db = countyDatabase()
  const find = () => db<{ id: string }[]>`
    select id from menu_versions where menu = 'C' and state = ${state} order by number limit 1`
  const [found] = await find()
  if (found) return `/bureau/menus/${found.id}`
  await draftMenuC()
  return `/bureau/menus/${(await find())[0]!.id}`
}

/** A case of the demo's counsellor, by the name of whom it is about, and what stands in it. */
async function counsellingCase(name: string): Promise<string> {
  const [found] = await countyDatabase()<{ id: string }[]>`
    select c.id from counselling_cases c join supervised_persons p on p.id = c.person_id
    where p.name = ${name} and c.closed_at is null order by c.id limit 1`
  if (!found) throw new Error(`${name} has no case`)
  return `/counsellor/cases/${found.id}`
}
async function sessionOf(name: string): Promise<string> {
  const here = await counsellingCase(name)
  const [found] = await countyDatabase()<{ id: string }[]>`
    select id from counselling_sessions where case_id = ${here.split('/').at(-1)!} order by signed_at limit 1`
  return `${here}/sessions/${found!.id}`
}
/** The note of the demo's counsellor that is not signed. */
async function unsignedNote(): Promise<string> {
  const [found] = await countyDatabase()<{ id: string; case_id: string }[]>`
    select id, case_id from counselling_drafts where ended_at is null order by saved_at limit 1`
  return `/counsellor/cases/${found!.case_id}/notes/${found!.id}`
}

const COUNSELLOR = 'counsellor-1:counsellor'
const SUPERVISOR = 'counsellor-8:counsellor'

/** Someone who has one unit counted, and is used by no other test. */
export const READER = { phone: 'zhao03', desktop: 'feng01' } as const

export const pagesFor = (reader: string): readonly PageOfMap[] => [
  { name: 'front page', route: '/', at: '/' },
  { name: 'sign-in', route: '/sign-in', at: '/sign-in' },
  { name: 'sign-out', route: '/sign-out', as: reader, at: '/sign-out' },
  { name: 'display', route: '/preferences', as: reader, at: '/preferences?return=%2Fmy%2Fhours' },
  { name: 'account', route: '/account', as: reader, at: '/account' },
  { name: 'overview', route: '/my', as: 'zhou12', at: '/my' },
  { name: 'overview, met', route: '/my', as: 'zheng26', at: '/my' },
  { name: 'overview, paused', route: '/my', as: 'jiang07', at: '/my' },
  { name: 'study', route: '/my/study', as: 'zhou12', at: '/my/study' },
  { name: 'module', route: '/my/study/:module', as: reader, at: '/my/study/a1' },
  { name: 'unit end', route: '/my/study/:module/:unit', as: reader, at: '/my/study/a1/1' },
  { name: 'passage', route: '/my/study/:module/:unit/:passage', as: reader, at: '/my/study/a1/2/1' },
  { name: 'passage, counted', route: '/my/study/:module/:unit/:passage', as: reader, at: '/my/study/a1/1/2' },
  { name: 'quiz', route: '/my/study/:module/quiz', as: reader, at: '/my/study/a1/quiz' },
  {
    ...{ name: 'quiz attempt', route: '/my/study/:module/quiz/:attempt', as: reader },
    at: () => attemptOf(reader, 'open'),
  },
  {
    ...{ name: 'quiz result', route: '/my/study/:module/quiz/:attempt', as: reader },
    at: () => attemptOf(reader, 'submitted'),
  },
  { name: 'hours', route: '/my/hours', as: 'zhou12', at: '/my/hours' },
  { name: 'no network', route: '/my/offline', as: 'zhou12', at: '/my/offline' },
  { name: 'help', route: '/my/help', as: 'zhou12', at: '/my/help' },
  { name: 'classes', route: '/my/lectures', as: 'zhou12', at: '/my/lectures' },
  { name: 'counselling, never asked', route: '/my/counselling', as: 'zhou12', at: '/my/counselling' },
  { name: 'counselling, a case', route: '/my/counselling', as: 'lin09', at: '/my/counselling' },
  { name: 'counselling, asked', route: '/my/counselling', as: 'sun22', at: '/my/counselling' },
  { name: 'counselling, ask', route: '/my/counselling/ask', as: 'zhou12', at: '/my/counselling/ask' },
  {
    ...{ name: 'counselling, consent', route: '/my/counselling/consent', as: 'zhou12' },
    at: '/my/counselling/consent',
  },
  {
    ...{ name: 'counselling, withdraw', route: '/my/counselling/withdraw', as: 'lin09' },
    at: '/my/counselling/withdraw',
  },
  { name: 'counselling, erase', route: '/my/counselling/erase', as: 'lin09', at: '/my/counselling/erase' },
  { name: 'counselling, record', route: '/my/counselling/record', as: 'lin09', at: '/my/counselling/record' },
  { name: 'messages', route: '/my/inbox', as: 'zhou12', at: '/my/inbox' },
  { name: 'office', route: '/office', as: 'office-dongtang', at: '/office' },
  { name: 'people', route: '/office/people', as: 'office-dongtang', at: '/office/people' },
  { name: 'file', route: '/office/people/:id', as: 'office-dongtang', at: () => file('zhou12') },
  { name: 'file, who looked', route: '/office/people/:id', as: 'bureau', at: () => file('zhou12') },
  {
    ...{ name: 'outline of counselling', route: '/office/people/:id/counselling', as: 'office-dongtang' },
    at: async () => `${await file('lin09')}/counselling`,
  },
  {
    ...{
      name: 'nothing of counselling',
      route: '/office/people/:id/counselling',
      as: 'social-worker-dongtang',
    },
    at: async () => `${await file('zhou12')}/counselling`,
  },
  { name: 'month board', route: '/office/hours', as: 'office-dongtang', at: '/office/hours' },
  { name: 'questions', route: '/office/disputes', as: 'office-hefeng', at: '/office/disputes' },
  { name: 'question', route: '/office/disputes/:id', as: 'office-hefeng', at: waitingQuestion },
  { name: 'questions, county', route: '/office/disputes', as: 'bureau', at: '/office/disputes' },
  { name: 'minors', route: '/office/minors', as: 'office-nanpu', at: '/office/minors' },
  { name: 'messages, office', route: '/inbox', as: 'office-dongtang', at: '/inbox' },
  { name: 'messages, who teaches', route: '/inbox', as: 'lecturer-law-1', at: '/inbox' },
  {
    ...{ name: 'calendar link, office', route: '/account/calendar', as: 'office-dongtang' },
    at: '/account/calendar',
  },
  {
    ...{ name: 'calendar link, lecturer', route: '/account/calendar', as: 'lecturer-law-1' },
    at: '/account/calendar',
  },
  { name: 'menu of classes', route: '/office/menu', as: 'office-dongtang', at: '/office/menu' },
  {
    ...{ name: 'order a class', route: '/office/menu/:topic', as: 'office-dongtang' },
    at: '/office/menu/a7?week=2026-08-03',
  },
  {
    ...{
      name: 'order a class, nothing that week',
      route: '/office/menu/:topic',
      as: 'social-worker-dongtang',
    },
    at: '/office/menu/c2?week=2026-10-01&room=',
  },
  { name: 'orders', route: '/office/orders', as: 'office-dongtang', at: '/office/orders' },
  {
    ...{ name: 'order, to be confirmed', route: '/office/orders/:order', as: 'office-dongtang' },
    at: () => orderIn('accepted'),
  },
  {
    ...{ name: 'order, being moved', route: '/office/orders/:order', as: 'office-dongtang' },
    at: async () => `${await orderIn('confirmed')}?week=2026-08-03`,
  },
  {
    ...{ name: 'order, declined', route: '/office/orders/:order', as: 'social-worker-dongtang' },
    at: () => orderIn('declined'),
  },
  { name: 'parts', route: '/office/specimen', as: 'bureau', at: '/office/specimen' },
  { name: 'parts, who teaches', route: '/office/specimen', as: 'lecturer-law-1', at: '/office/specimen' },
  { name: 'calendar, week', route: '/lecturer', as: 'lecturer-law-2', at: '/lecturer' },
  { name: 'calendar, month', route: '/lecturer', as: 'lecturer-law-1', at: '/lecturer?view=month' },
  { name: 'calendar, list', route: '/lecturer', as: 'lecturer-law-1', at: '/lecturer?view=list' },
  {
    ...{ name: 'a class that is asked', route: '/lecturer/orders/:order', as: 'lecturer-law-2' },
    at: () => orderFor('lecturer-law-2', 'held'),
  },
  {
    ...{ name: 'a class that waits', route: '/lecturer/orders/:order', as: 'lecturer-law-1' },
    at: () => orderFor(null, 'requested'),
  },
  { name: 'open hours', route: '/lecturer/availability', as: 'lecturer-law-1', at: '/lecturer/availability' },
  { name: 'service record', route: '/lecturer/record', as: 'lecturer-law-2', at: '/lecturer/record' },
  { name: 'teaching', route: '/lecturer/lessons', as: 'lecturer-law-1', at: '/lecturer/lessons' },
  { name: 'class', route: '/lecturer/lessons/:module', as: 'counsellor-1', at: '/lecturer/lessons/a1' },
  {
    ...{ name: 'oral sheet', route: '/office/lessons/:module/oral', as: 'office-dongtang' },
    at: '/office/lessons/a1/oral',
  },
  { name: 'cases', route: '/counsellor', as: COUNSELLOR, at: '/counsellor' },
  { name: 'cases, supervisor', route: '/counsellor', as: SUPERVISOR, at: '/counsellor' },
  {
    ...{ name: 'counselling appointments', route: '/counsellor/appointments', as: COUNSELLOR },
    at: '/counsellor/appointments',
  },
  { name: 'who waits', route: '/counsellor/waiting', as: COUNSELLOR, at: '/counsellor/waiting' },
  { name: 'new case', route: '/counsellor/new', as: COUNSELLOR, at: '/counsellor/new' },
  { name: 'paper consent', route: '/counsellor/consent', as: COUNSELLOR, at: '/counsellor/consent' },
  {
    ...{ name: 'case', route: '/counsellor/cases/:case', as: COUNSELLOR },
    at: () => counsellingCase('林某09'),
  },
  {
    ...{ name: 'case, supervisor', route: '/counsellor/cases/:case', as: SUPERVISOR },
    at: () => counsellingCase('林某09'),
  },
  {
    ...{ name: 'case, appointments', route: '/counsellor/cases/:case/appointments', as: COUNSELLOR },
    at: async () => `${await counsellingCase('魏某14')}/appointments`,
  },
  {
    ...{ name: 'note not signed', route: '/counsellor/cases/:case/notes/:draft', as: COUNSELLOR },
    at: unsignedNote,
  },
  {
    ...{ name: 'note', route: '/counsellor/cases/:case/sessions/:session', as: COUNSELLOR },
    at: () => sessionOf('林某09'),
  },
  {
    ...{ name: 'note, supervisor', route: '/counsellor/cases/:case/sessions/:session', as: SUPERVISOR },
    at: () => sessionOf('林某09'),
  },
  {
    ...{ name: 'told outside', route: '/counsellor/cases/:case/disclosures', as: COUNSELLOR },
    at: async () => `${await counsellingCase('林某09')}/disclosures`,
  },
  {
    ...{ name: 'who opened', route: '/counsellor/cases/:case/access', as: COUNSELLOR },
    at: async () => `${await counsellingCase('林某09')}/access`,
  },
  {
    ...{ name: 'end of a case', route: '/counsellor/cases/:case/end', as: COUNSELLOR },
    at: async () => `${await counsellingCase('林某09')}/end`,
  },
  { name: 'bureau', route: '/bureau', as: 'bureau', at: '/bureau' },
  { name: 'menus', route: '/bureau/menus', as: 'bureau', at: '/bureau/menus' },
  {
    ...{ name: 'a menu in force', route: '/bureau/menus/:version', as: 'bureau' },
    at: () => menuAt('published'),
  },
  {
    ...{ name: 'a menu being written', route: '/bureau/menus/:version', as: 'bureau' },
    at: () => menuAt('draft'),
  },
  {
    ...{ name: 'a menu, preview', route: '/bureau/menus/:version/preview', as: 'bureau' },
    at: async () => `${await menuAt('draft')}/preview`,
  },
  {
    ...{ name: 'a topic being written', route: '/bureau/menus/:version/topics/:topic', as: 'bureau' },
    at: async () => `${await menuAt('draft')}/topics/c4`,
  },
  { name: 'days', route: '/bureau/days', as: 'bureau', at: '/bureau/days?y=2026' },
  { name: 'lecturers', route: '/bureau/lecturers', as: 'bureau', at: '/bureau/lecturers' },
  { name: 'new lecturer', route: '/bureau/lecturers/new', as: 'bureau', at: '/bureau/lecturers/new' },
  {
    ...{ name: 'a lecturer', route: '/bureau/lecturers/:lecturer', as: 'bureau' },
    at: async () => `/bureau/lecturers/${await firstId('lecturers')}`,
  },
  { name: 'lectures', route: '/bureau/lectures', as: 'bureau', at: '/bureau/lectures' },
  { name: 'questions of lessons', route: '/bureau/lessons', as: 'bureau', at: '/bureau/lessons' },
  {
    ...{ name: 'questions of a lesson', route: '/bureau/lessons/:module', as: 'bureau' },
    at: '/bureau/lessons/a1?version=all',
  },
  { name: 'records', route: '/bureau/audit', as: 'bureau', at: '/bureau/audit' },
  {
    name: 'month board, for paper',
    route: '/office/hours',
    as: 'office-dongtang',
    at: '/office/hours?print=1',
  },
  { name: 'grants', route: '/bureau/grants', as: 'bureau', at: '/bureau/grants' },
  {
    ...{ name: 'slip of a person', route: '/office/people/:id/slip', as: 'office-dongtang' },
    at: async () => `${await file('zhou12')}/slip`,
  },
  { name: 'accounts, staff', route: '/bureau/accounts', as: 'bureau', at: '/bureau/accounts' },
  { name: 'accounts, offices', route: '/bureau/accounts', as: 'bureau', at: '/bureau/accounts?s=offices' },
  { name: 'accounts, people', route: '/bureau/accounts', as: 'bureau', at: '/bureau/accounts?s=people&q=99' },
  { name: 'new staff', route: '/bureau/accounts/staff/new', as: 'bureau', at: '/bureau/accounts/staff/new' },
  {
    ...{ name: 'member of staff', route: '/bureau/accounts/staff/:member', as: 'bureau' },
    at: async () => `/bureau/accounts/staff/${await firstId('staff')}`,
  },
  {
    ...{ name: 'new office', route: '/bureau/accounts/offices/new', as: 'bureau' },
    at: '/bureau/accounts/offices/new',
  },
  {
    ...{ name: 'an office', route: '/bureau/accounts/offices/:office', as: 'bureau' },
    at: async () => `/bureau/accounts/offices/${await firstId('judicial_offices')}`,
  },
  {
    ...{ name: 'new person', route: '/bureau/accounts/people/new', as: 'bureau' },
    at: '/bureau/accounts/people/new',
  },
  {
    ...{ name: 'sign-in of a person', route: '/bureau/accounts/people/:person', as: 'bureau' },
    at: async () => `/bureau/accounts/people/${(await personOf('zhou12')).id}`,
  },
  { name: 'import', route: '/bureau/accounts/import', as: 'bureau', at: '/bureau/accounts/import' },
  { name: 'slips', route: '/bureau/accounts/slips', as: 'bureau', at: '/bureau/accounts/slips' },
  {
    ...{ name: 'oral exams of a person', route: '/office/people/:id/oral', as: 'social-worker-dongtang' },
    at: async () => `${await file('zhou12')}/oral`,
  },
  {
    ...{ name: 'oral exam', route: '/office/people/:id/oral/:attempt', as: 'social-worker-dongtang' },
    at: oralExamOfStory,
  },
  { name: 'classes', route: '/office/occasions', as: 'office-dongtang', at: '/office/occasions' },
  {
    ...{ name: 'class, to come', route: '/office/occasions/:id', as: 'office-dongtang' },
    at: () => occasionOf('planned'),
  },
  {
    ...{ name: 'register', route: '/office/occasions/:id/register', as: 'social-worker-dongtang' },
    at: async () => `${await occasionOf('took-place')}/register`,
  },
  {
    ...{ name: 'register, one line', route: '/office/occasions/:id/register', as: 'office-dongtang' },
    at: async () => `${await occasionOf('took-place')}/register?of=${await seatedIn('took-place')}`,
  },
  {
    ...{ name: 'register, checked', route: '/office/occasions/:id/register', as: 'office-dongtang' },
    at: async () => `${await occasionOf('took-place')}/register?review=1`,
  },
  {
    ...{ name: 'sign-in sheet', route: '/office/occasions/:id/sheet', as: 'office-dongtang' },
    at: async () => `${await occasionOf('planned')}/sheet`,
  },
  { name: 'not found', route: '*', at: '/nowhere', status: 404 },
]

/** On the map, but no page of its own: leads on, takes forms, or speaks to machines. */
export const NO_PAGES = [
  '/counsellor/cases/:case/notes/:draft/save',
  '/my/late',
  '/my/keep/:module/:unit',
  '/calendar/:token.ics',
  '/my/lectures/:occasion/event.ics',
  '/my/counselling/appointments/:appointment/event.ics',
  '/office/orders/:order/event.ics',
  '/lecturer/orders/:order/event.ics',
  '/health',
  '/ready',
  '/my/beat',
  '/my/quiz-answer',
  '/bureau/audit/anchor',
  '/bureau/lessons/:module/items.csv',
  '/bureau/accounts/import/template',
]
