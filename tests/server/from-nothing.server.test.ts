import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { messagesFor } from '#app/messages/dictionary.server.ts'
import { ask, post, type Answer } from './ask.ts'
import { CLOCK, startBuilt, superuserOf, temporaryDataDir, type BuiltServer } from './built-server.ts'
import { filled, formOn, headingOf } from './form-on.ts'
import { expectOurs } from './promises.ts'

/**
 * How a real county begins (README): from an empty directory, by the command line, by what the pages offer, to a person's
 * own overview. Nothing is put into the database on the side, and no form is posted that a page has not shown.
 */

const messages = messagesFor('zh')
const { accounts, words, signIn } = messages
const PASSWORD = 'a password of the bureau'
/** What each step leaves in the log, in this order. */
const DEEDS = [
  ...['identity.account-created', 'supervision.office-added', 'identity.staff-added', 'identity.slip-made'],
  ...['identity.password-changed', 'supervision.person-entered', 'identity.slip-made'],
  ...['identity.password-changed', 'supervision.contacts-changed'],
]
const dataDir = temporaryDataDir('from-nothing')
let server: BuiltServer | undefined
afterAll(async () => {
  await server?.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

async function admin(args: string[], input: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--enable-source-maps', 'build/server/admin.js', ...args], {
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', DATA_DIR: dataDir, CLOCK, DEMO: 'off', VITEST: '' },
      ...{ DATABASE_URL: '', DATABASE_OWNER_URL: '', DATABASE_SOCKET_DIR: '', DATABASE_NAME: '' },
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)))
  child.stdin.end(input)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

/** A browser without scripts: it keeps its cookie, and presses buttons that stand on pages. */
function browser(url: string) {
  let cookie = ''
  const keep = (answer: Answer, what: string): Answer => {
    expectOurs(answer, what)
    const [set] = [answer.headers['set-cookie'] ?? []].flat()
    if (set) cookie = set.split(';')[0]!
    return answer
  }
  const open = async (path: string, status = 200): Promise<Answer> => {
    const page = keep(await ask(url, { path, headers: { cookie } }), path)
    expect(page.status, path).toBe(status)
    return page
  }
  /** Opens a page, fills in the form of a button and sends it. */
  const press = async (
    path: string,
    button: string,
    typed: Record<string, string> = {},
    status = 303,
  ): Promise<Answer> => {
    const form = formOn(await open(path), path, button)
    const answer = keep(await post(url, form.action, filled(form, typed), { cookie }), form.action)
    expect(answer.status, `${button} on ${path}: ${headingOf(answer)}`).toBe(status)
    return answer
  }
  const signedIn = (who: string, password: string, status = 303) =>
    press('/sign-in', signIn.go, { who, password }, status)
  return { open, press, signedIn }
}

/** The password of one use, as it stands on the paper in two halves. */
function passwordOn(slip: Answer): string {
  const found = /class="slip-key" translate="no"><span>(\w+)<\/span><span>(\w+)<\/span>/.exec(slip.text)
  if (!found) throw new Error(`no slip on the page: ${headingOf(slip)}`)
  return `${found[1]}${found[2]}`
}

const idIn = (location: string | undefined, path: string) => {
  const id = new RegExp(`^${path}/([0-9a-f-]{36})`).exec(location ?? '')?.[1]
  if (!id) throw new Error(`leads to ${location}, not to ${path}/…`)
  return id
}

test('a county begins: command line, office, staff, person, slip, own password, overview', async () => {
  const command = ['create', '--name', 'first-bureau', '--person', '首某', '--county-code', 'qingshan']
  const made = await admin(
    [...command, '--county', '青山县', '--county-en', 'Qingshan County'],
    `${PASSWORD}\n`,
  )
  expect(made.code, made.said).toBe(0)
  expect(made.said).toContain('first-bureau')
  const again = await admin([...command, '--county', '青山县'], `${PASSWORD}\n`)
  expect(again.code).toBe(1)
  expect(again.said).toContain('is taken')

  server = await startBuilt({ name: 'from-nothing', dataDir, demo: false })
  const { url } = server

  // The bureau adds an office and somebody who works there.
  const bureau = browser(url)
  expect((await bureau.signedIn('first-bureau', PASSWORD)).headers.location).toBe('/bureau')
  await bureau.open('/bureau')
  await bureau.press('/bureau/accounts/offices/new', accounts.save.office, {
    ...{
      code: 'heping',
      nameZh: '和平镇司法所',
      nameEn: 'Heping Town Judicial Office',
      phone: '0000-1234567',
    },
  })
  expect((await bureau.open('/bureau/accounts?s=offices')).text).toContain('和平镇司法所')
  const added = await bureau.press('/bureau/accounts/staff/new', accounts.save.staff, {
    ...{ name: '和某', signInName: 'heping-1', role: words.roles.office, office: '和平镇司法所' },
  })
  const member = `/bureau/accounts/staff/${idIn(added.headers.location, '/bureau/accounts/staff')}`
  expect((await bureau.open(member)).text).toContain('和平镇司法所')
  const staffSlip = await bureau.press(member, accounts.access.slip, {}, 200)

  // Staff choose a password of their own before anything else opens.
  const office = browser(url)
  const staffPassword = passwordOn(staffSlip)
  expect((await office.signedIn('heping-1', staffPassword)).headers.location).toBe('/account')
  await office.open('/office', 303)
  const own = 'a password of 和某'
  const chosen = { current: staffPassword, next: own, again: own }
  expect((await office.press('/account', accounts.choose.go, chosen)).headers.location).toBe('/office')
  for (const path of ['/office', '/office/hours', '/office/disputes']) await office.open(path)

  // The bureau enters a person, and the office hands out the slip.
  const entered = await bureau.press('/bureau/accounts/people/new', accounts.save.person, {
    ...{ officeId: '和平镇司法所', number: '10000001', name: '初某', birthDay: '1990-05-01' },
    ...{ enteredOn: '2026-07-01', dueOn: '2027-07-01', sex: words.sex.female },
    ...{
      category: words.categories['suspended-sentence'],
      grade: words.grades.ordinary,
      phase: words.phases.regular,
    },
    ...{ offenceClass: words.offences.property, schooling: words.schooling.junior },
    ...{ work: words.work.employed, local: accounts.person.localWords.yes },
  })
  const personId = idIn(entered.headers.location, '/bureau/accounts/people')
  expect((await office.open('/office/people')).text).toContain('初某')
  const slip = passwordOn(
    await office.press(`/office/people/${personId}/slip`, accounts.access.slip, {}, 200),
  )

  // The person signs in with it, once, chooses their own, and sees their month.
  const person = browser(url)
  expect((await person.signedIn('10000001', slip)).headers.location).toBe('/account')
  expect((await person.open('/my', 303)).headers.location).toBe('/account')
  const mine = '我自己的密码 1'
  const first = await person.press('/account', accounts.choose.go, { current: slip, next: mine, again: mine })
  expect(first.headers.location).toBe('/my')
  const overview = await person.open('/my')
  // No policy of hours has been entered for this county: nothing is owed, and the page says so.
  expect(headingOf(overview)).toBe(messages.my.noTarget.sentence)
  for (const path of ['/my/study', '/my/hours', '/my/help']) await person.open(path)
  // Whom to turn to is configuration: the office's phone, the procuratorate's, and the numbers of an emergency.
  const help = (await person.open('/my/help')).text
  for (const said of [
    '0000-1234567',
    '青山县人民检察院',
    '12309',
    messages.my.help.urgentHow(['120', '110']),
  ])
    expect(help).toContain(said)
  const told = ['contacts', '--county-code', 'qingshan', '--procuratorate-phone', '0990-765 4321']
  expect((await admin(told, '')).code).toBe(0)
  expect(
    (await admin(['contacts', '--county-code', 'nowhere', '--procuratorate-phone', '12309'], '')).code,
  ).toBe(1)
  expect((await person.open('/my/help')).text).toContain('0990-765 4321')
  await person.open('/office', 404)

  // The slip is used up; the password of their own is what signs in now.
  await browser(url).signedIn('10000001', slip, 401)
  expect((await browser(url).signedIn('10000001', mine)).headers.location).toBe('/my')

  const sql = superuserOf(server)
  const acts = await sql<{ act: string }[]>`
    select act from audit_events where act in ${sql(DEEDS)} order by id`
  const people = await sql`select name from supervised_persons`
  await sql.end()
  expect(people).toEqual([{ name: '初某' }])
  expect(acts.map(({ act }) => act)).toEqual(DEEDS)
})
