import { formatsFor } from '../formats.ts'
import type { county as countyZh, grants as grantsZh } from '../zh/county.ts'

const format = formatsFor('en')
const persons = (count: number) => format.count(count, 'person', 'people')
const share = (percent: number) => `${percent}%`

export const county: typeof countyZh = {
  sentence: (people, met) =>
    met === null
      ? `${persons(people)} on the county's register`
      : `${persons(people)} on the register, ${share(met)} have met this month's hours`,
  lede: (day, short) =>
    short > 0
      ? `${format.day(day)}. ${persons(short)} will fall short at this pace.`
      : `${format.day(day)}. Everyone can make it.`,
  table: 'See the table',
  share: {
    heading: (trend, from, to) =>
      trend === 'rising'
        ? `More people meet their hours: from ${share(from)} to ${share(to)}`
        : trend === 'falling'
          ? `Fewer people meet their hours: from ${share(from)} to ${share(to)}`
          : `About ${share(to)} meet their hours, month by month`,
    none: 'No full month yet',
    caption: 'Share of those who had hours to meet in the month',
    definition:
      "Of adults with hours required in the month, those whose counted hours met them. The minors' regime is left out. This month is unfinished: an open dot.",
    said: (points, open, day) =>
      `Share who met their hours: ${points.map((one) => `${format.fullMonth(one.month)} ${share(one.percent)}`).join(', ')}${
        open === null ? '' : `; this month to ${format.day(day)} ${share(open)}`
      }.`,
    until: (day) => `to the ${format.dayOfMonth(day)}`,
    monthTick: (month, named) => (named ? format.month(month).slice(0, 3) : format.month(month).slice(0, 1)),
    columns: { month: 'Month', asked: 'Had hours', met: 'Met', share: 'Share' },
    unfinished: (month) => `${format.fullMonth(month)} (unfinished)`,
  },
  load: {
    heading: (office, staff, people) =>
      `${office}: ${format.count(staff, 'member of staff', 'staff')} for ${persons(people)}`,
    even: 'The offices carry about the same',
    caption: 'People per member of office staff or social worker',
    definition:
      "People on the register, the minors' regime included, by office staff and social workers appointed today. The dashed box is the county's average.",
    all: 'County',
    nobody: 'nobody appointed',
    row: (people, staff) => `${people} / ${staff}`,
    said: (rows) =>
      `People per member of staff: ${rows.map(({ name, ratio }) => `${name} ${ratio}`).join(', ')}.`,
    columns: { office: 'Judicial office', people: 'Register', staff: 'Staff', ratio: 'Each' },
  },
  standing: {
    heading: (office, short) => `${office} has the most who will fall short: ${short}`,
    several: (short, offices) =>
      `${persons(short)} will fall short in ${format.count(offices, 'office', 'offices')}`,
    none: 'Everyone can make it in every office',
    caption: 'Where the people of each office stand this month (people)',
    definition:
      "Will fall short: the minutes a day still needed are a quarter above one's own even pace, and above ten. The minors' regime is left out.",
    said: (rows) =>
      `${rows
        .map(
          (row) =>
            `${row.name}: ${row.short} will fall short, ${row.near} nearly there, ${row.met} met, ${row.free} nothing asked`,
        )
        .join('; ')}.`,
    parts: { short: 'will fall short', near: 'nearly there', met: 'met', free: 'nothing asked' },
  },
  decide: {
    title: 'For you to decide',
    none: 'Nothing waits for a decision.',
    questions: (office, count) =>
      `${office ?? 'People who moved away'}: ${format.count(count, 'question', 'questions')} about hours`,
    questionsSince: (asked, due) =>
      `The oldest was asked on ${format.day(asked)}; an answer is due by ${format.day(due)}`,
    grants: (count) =>
      format.count(count, "minor's file waits for approval", "minors' files wait for approval"),
    grantsSince: (day) => `the earliest asked on ${format.day(day)}`,
    go: 'Go there',
  },
}

export const grants: typeof grantsZh = {
  title: "Minors' files",
  sentence: (waiting) =>
    waiting > 0
      ? `${format.count(waiting, 'request waits', 'requests wait')} for approval`
      : 'No request waits',
  lede: 'The list shows numbers only. An approval opens the file at once, taking it back closes it at once, and every opening is recorded.',
  twoPairs:
    'Opening a file to yourself takes a colleague of the bureau, unless the bureau has one account only.',
  requests: 'Requests waiting',
  asked: (asker, role, day) => `asked by ${asker} (${role}) on ${format.day(day)}`,
  someone: 'someone no longer appointed',
  reasonIs: (reason) => `Reason: ${reason}`,
  days: 'Days',
  daysHint: (most) => `1 to ${most} days.`,
  approve: 'Open the file',
  decline: 'Do not open',
  offices: "Minors' regime by office",
  columns: { number: 'Number', office: 'Judicial office', open: 'Who may open it now', give: 'Approve' },
  nobody: 'nobody',
  until: (holder, until, time) => `${holder}, until ${format.day(until)} ${time}`,
  grantedBy: (granter) => `approved by ${granter}`,
  revoke: 'Take back',
  revokeWhose: (holder, number) => `, the approval of ${holder} for ${number}`,
  give: 'Open to somebody',
  holder: 'To whom',
  reason: 'Reason',
  reasonHint: 'Why the file has to be read, such as "before a home visit". No names, no case.',
  ask: 'Ask to open',
  askGo: 'Send to the bureau',
  asking: (day) => `asked on ${format.day(day)}, waiting for the bureau`,
  did: {
    granted: 'Approved; the file opens at once.',
    declined: 'Not approved; the request is answered.',
    revoked: 'Taken back; the file is closed at once.',
    asked: 'The request is with the bureau. Once approved, the last day stands here.',
  },
  problem: 'This was not done',
  problems: {
    days: 'Write a number of days from 1 to 30.',
    'not-of-this-office': 'This person does not serve at this office today. Choose somebody from the list.',
    'own-account': 'Opening a file to yourself takes a colleague of the bureau.',
    'already-open': 'The file is open to this account already.',
    'already-asked': 'This has been asked; the bureau will answer.',
    'not-found': 'It is gone; somebody may have just dealt with it. See the list as it stands below.',
    'number-missing': 'It is not clear which file this is. Press the button in that row again.',
    'account-missing': 'Choose to whom.',
    'request-missing': 'It is not clear which request this is. Press the button in that row again.',
    'grant-missing': 'It is not clear which approval this is. Press the button in that row again.',
    'reason-missing': 'Write the reason, four characters or more.',
    'reason-long': 'The reason is too long; keep it within 120 characters.',
  },
}
