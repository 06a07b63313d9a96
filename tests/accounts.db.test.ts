import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { travelTo } from '#app/clock.server.ts'
import { disableAccount, enableAccount } from '#app/domains/identity/account-state.server.ts'
import { changePassword } from '#app/domains/identity/account.server.ts'
import type { Actor } from '#app/domains/identity/actor.policy.ts'
import { actorOfCookie } from '#app/domains/identity/login.server.ts'
import { signIn } from '#app/domains/identity/sign-in.server.ts'
import { slipMark } from '#app/domains/identity/slip.policy.ts'
import { addStaff, appoint, endAppointment } from '#app/domains/identity/staff-account.server.ts'
import { findStaffAccount } from '#app/domains/identity/staff-accounts.queries.server.ts'
import { makeStaffSlip } from '#app/domains/identity/staff-slip.server.ts'
import { enterPerson } from '#app/domains/supervision/intake.server.ts'
import type { Intake } from '#app/domains/supervision/intake.policy.ts'
import { addOffice } from '#app/domains/supervision/office.server.ts'
import {
  applyImport,
  discardImport,
  draftImport,
  previewImport,
} from '#app/domains/supervision/people-import.server.ts'
import { columns, headings } from '#app/domains/supervision/people-columns.policy.ts'
import { findPersonSignIn } from '#app/domains/supervision/person-sign-in.queries.server.ts'
import { makeOfficeSlips, makePersonSlip } from '#app/domains/supervision/person-slip.server.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { importWords } from '#app/routes/bureau/import-words.server.ts'
import { callRoute } from './support/call-route.ts'
import { county, NOW } from './support/factories/county.ts'
import { PASSWORD } from './support/factories/account.ts'
import { signedInAs } from './support/factories/login-session.ts'
import { neighbours, type Neighbours } from './support/factories/neighbours.ts'
import { person } from './support/factories/person.ts'
import { staff, type TestAccount } from './support/factories/staff.ts'
import { asActor, refusalOf, scopeOfAccount } from './support/scopes.ts'
import { database } from './support/this-database.ts'

const DENIED = '42501'
let world: Neighbours
let bureau: Actor

async function actorFor(account: TestAccount): Promise<Actor> {
  const found = await actorOfCookie(await signedInAs(account))
  if (!found) throw new Error('nobody')
  return found.actor
}
const address = () => uuidv7()
const tryIn = (who: string, password: string) =>
  signIn({ who, password, address: address(), cookieHeader: '' })
const cookieOf = (setCookie: string) => setCookie.split(';')[0]!
const staffOf = async (accountId: string) => {
  const [row] = await database.root<{ id: string }[]>`select id from staff where account_id = ${accountId}`
  return row!.id
}

beforeAll(async () => {
  world = await neighbours()
})
// For each test anew: some travel on beyond what a login session lasts.
beforeEach(async () => {
  bureau = await actorFor(world.team.bureau)
})

afterEach(() => travelTo(NOW))

let numbers = 98_000_000
const intake = (more: Partial<Intake> = {}): Intake => ({
  ...{ officeId: world.first.here.officeId, number: String((numbers += 1)), name: '赵某', sex: 'male' },
  ...{ birthDay: calendarDay('1990-05-01'), category: '02', phase: 'intake', grade: 'ordinary' },
  ...{ offenceClass: 'property', schooling: 'junior', work: 'employed', local: true, needs: [] },
  ...{ enteredOn: calendarDay('2026-07-01'), dueOn: calendarDay('2027-07-01') },
  ...more,
})

async function entered(more: Partial<Intake> = {}) {
  const wanted = intake(more)
  const done = await enterPerson(bureau, wanted)
  if ('refused' in done) throw new Error(done.refused)
  return { ...wanted, ...done }
}

async function slipFor(personId: string, by: Actor = bureau) {
  const found = await findPersonSignIn(by, personId)
  const slip = await makePersonSlip(by, personId, found!.mark)
  if ('refused' in slip) throw new Error(slip.refused)
  return slip
}

describe('a one-time slip', () => {
  test('signs in once, and opens nothing before a password of one’s own', async () => {
    const one = await entered()
    const slip = await slipFor(one.personId)
    expect(slip).toMatchObject({ name: '赵某', signInName: one.number })
    const halves = `${slip.password.slice(0, 5).toUpperCase()} ${slip.password.slice(5)}`
    const first = await tryIn(one.number, halves)
    if ('refused' in first) throw new Error(first.refused)
    expect(first.mustChangePassword).toBe(true)
    expect(await tryIn(one.number, slip.password)).toMatchObject({ refused: 'wrong' })

    const cookie = cookieOf(first.setCookie)
    const ask = (file: string, url: string, method: 'GET' | 'POST' = 'GET') =>
      callRoute(file, { method, url, cookie })
    for (const [file, url] of [
      ['routes/my/today.tsx', '/my'],
      ['routes/my/hours.tsx', '/my/hours'],
      ['routes/office/today.tsx', '/office'],
    ]) {
      expect(await ask(file!, url!)).toMatchObject({ status: 303, location: '/account' })
    }
    expect(await ask('routes/my/beat.ts', '/my/beat', 'POST')).toMatchObject({ location: '/account' })
    expect(await ask('routes/public/account.tsx', '/account')).toMatchObject({ status: 200 })
    expect(await ask('routes/public/sign-out.tsx', '/sign-out')).toMatchObject({ status: 200 })

    const { actor } = (await actorOfCookie(cookie))!
    const changed = await changePassword(actor, {
      current: slip.password,
      next: '自己的 password',
      address: address(),
    })
    if ('refused' in changed) throw new Error(changed.refused)
    const after = await callRoute('routes/my/today.tsx', {
      method: 'GET',
      url: '/my',
      cookie: cookieOf(changed.setCookie),
    })
    expect(after.status).toBe(200)
    expect(await tryIn(one.number, '自己的 password')).toMatchObject({ mustChangePassword: false })
  })

  test('of two who come with it at the same moment one gets in', async () => {
    const one = await entered()
    const slip = await slipFor(one.personId)
    const both = await Promise.all(Array.from({ length: 6 }, () => tryIn(one.number, slip.password)))
    expect(both.filter((answer) => !('refused' in answer))).toHaveLength(1)
  })

  test('is void after fourteen days, and as soon as there is a newer one', async () => {
    const one = await entered()
    const old = await slipFor(one.personId)
    const fresh = await slipFor(one.personId)
    expect(await tryIn(one.number, old.password)).toMatchObject({ refused: 'wrong' })
    travelTo(new Date(NOW.getTime() + 14 * 86_400_000 + 600_000))
    expect(await tryIn(one.number, fresh.password)).toMatchObject({ refused: 'wrong' })
    travelTo(new Date(NOW.getTime() + 14 * 86_400_000 - 600_000))
    expect(await tryIn(one.number, fresh.password)).toMatchObject({ role: 'supervised-person' })
    travelTo(NOW)
  })

  test('a form that was made before another slip makes none; of many at once one is made', async () => {
    const one = await entered()
    const before = slipMark(null)
    const all = await Promise.all(
      Array.from({ length: 5 }, () => makePersonSlip(bureau, one.personId, before)),
    )
    expect(all.filter((answer) => !('refused' in answer))).toHaveLength(1)
    expect(all.filter((answer) => 'refused' in answer && answer.refused === 'made-already')).toHaveLength(4)
    expect(await makePersonSlip(bureau, one.personId, before)).toEqual({ refused: 'made-already' })
  })

  test('ends what is open on the former password', async () => {
    const { own } = world.people
    const cookie = await signedInAs(own)
    expect(await actorOfCookie(cookie)).not.toBeNull()
    await slipFor(own.personId, await actorFor(world.team.office))
    expect(await actorOfCookie(cookie)).toBeNull()
    expect(await tryIn(own.number, PASSWORD)).toMatchObject({ refused: 'wrong' })
  })

  test('its password is nowhere in the database', async () => {
    const one = await entered()
    const { password } = await slipFor(one.personId)
    const tables = await database.root<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public'`
    for (const { name } of tables) {
      const [found] = await database.root.unsafe<{ count: number }[]>(
        `select count(*)::int as count from ${name} t where t::text like '%' || $1 || '%'`,
        [password],
      )
      expect([name, found!.count]).toEqual([name, 0])
    }
  })

  test('an office makes slips for its own people, nobody for themselves or for another office’s', async () => {
    const office = await actorFor(world.team.office)
    const { otherOffice, otherCounty, minor, discharged } = world.people
    for (const { personId } of [otherOffice, otherCounty, minor])
      expect(await makePersonSlip(office, personId, 'x')).toEqual({ refused: 'unknown' })
    expect(await makePersonSlip(office, discharged.personId, 'x')).toEqual({ refused: 'gone' })
    const own = await findStaffAccount(bureau, await staffOf(bureau.accountId))
    expect(await makeStaffSlip(bureau, own!.staffId, own!.mark)).toEqual({ refused: 'self' })
  })

  test('a number that somebody in another county signs in with is refused without a word about them', async () => {
    const one = await entered({ number: world.people.otherCounty.number })
    expect(await makePersonSlip(bureau, one.personId, slipMark(null))).toEqual({ refused: 'number-taken' })
    const [row] = await database.root`select account_id from supervised_persons where id = ${one.personId}`
    expect(row!.account_id).toBeNull()
  })

  test('an office’s worth: once, for those without', async () => {
    const fresh = await addOffice(bureau, { code: 'xi', nameZh: '西所', nameEn: 'West', phone: '123 456' })
    if ('refused' in fresh) throw new Error()
    for (let count = 0; count < 3; count++) await entered({ officeId: fresh.officeId })
    const made = await makeOfficeSlips(bureau, fresh.officeId, 3)
    if ('refused' in made) throw new Error(made.refused)
    expect(new Set(made.slips.map(({ password }) => password)).size).toBe(3)
    expect(made).toMatchObject({ left: 0, taken: [] })
    expect(await makeOfficeSlips(bureau, fresh.officeId, 3)).toEqual({ refused: 'made-already' })
  })
})

describe('disabling', () => {
  test('ends every session with the same commit, in the middle of whatever is done', async () => {
    const victim = await person.own(world.first.here)
    const cookies = await Promise.all([signedInAs(victim), signedInAs(victim)])
    const asks = Array.from({ length: 30 }, (_, index) => async () => {
      if (index === 10) await disableAccount(bureau, victim.accountId, victim.personId)
      return callRoute('routes/my/today.tsx', { method: 'GET', url: '/my', cookie: cookies[index % 2]! })
    })
    const answers = await Promise.all(asks.map((ask) => ask()))
    for (const { status } of answers) expect([200, 303]).toContain(status)
    for (const cookie of cookies) {
      const [page, beat] = [
        await callRoute('routes/my/hours.tsx', { method: 'GET', url: '/my/hours', cookie }),
        await callRoute('routes/my/beat.ts', { method: 'POST', url: '/my/beat', cookie, form: {} }),
      ]
      expect([page.location, beat.location]).toEqual(['/sign-in', '/sign-in'])
    }
    expect(await tryIn(victim.number, PASSWORD)).toMatchObject({ refused: 'wrong' })
    const [left] =
      await database.root`select count(*)::int from login_sessions where account_id = ${victim.accountId}`
    expect(left!.count).toBe(0)
    expect(await disableAccount(bureau, victim.accountId)).toEqual({ refused: 'nothing-to-do' })
    expect(await enableAccount(bureau, victim.accountId)).toEqual({ enabled: true })
    expect(await tryIn(victim.number, PASSWORD)).toMatchObject({ role: 'supervised-person' })
  })

  test('a password that was being checked while the account was disabled opens nothing', async () => {
    for (let round = 0; round < 8; round++) {
      const victim = await person.own(world.first.here)
      const [answer] = await Promise.all([
        tryIn(victim.number, PASSWORD),
        disableAccount(bureau, victim.accountId),
      ])
      const open = 'refused' in answer ? null : await actorOfCookie(cookieOf(answer.setCookie))
      expect(open).toBeNull()
    }
  })
})

describe('the county’s last bureau account', () => {
  async function pair(code: string) {
    const place = await county(code)
    const accounts = [await staff.bureau(place.here), await staff.bureau(place.here)] as const
    return { accounts, actors: [await actorFor(accounts[0]), await actorFor(accounts[1])] as const }
  }
  const holding = async (countyId: string) => {
    const [row] = await database.root<{ count: number }[]>`select count(*)::int from staff_appointments t
      join staff f on f.id = t.staff_id join accounts a on a.id = f.account_id
      where t.county_id = ${countyId} and t.role = 'bureau' and a.disabled_at is null and t.valid_to is null`
    return row!.count
  }

  test('two who disable each other at the same moment: one stays', async () => {
    for (let round = 0; round < 5; round++) {
      const { accounts, actors } = await pair(`paar-${round}`)
      const answers = await Promise.all([
        disableAccount(actors[0], accounts[1].accountId),
        disableAccount(actors[1], accounts[0].accountId),
      ])
      expect(answers.filter((answer) => 'refused' in answer)).toHaveLength(1)
      expect(await holding(accounts[0].countyId)).toBe(1)
    }
  })

  test('two who end each other’s appointment, and one who disables while the other ends: one stays', async () => {
    const day = calendarDay('2026-08-01')
    for (let round = 0; round < 5; round++) {
      const { accounts, actors } = await pair(`ende-${round}`)
      const ids = [await staffOf(accounts[0].accountId), await staffOf(accounts[1].accountId)]
      const answers = await Promise.all([
        endAppointment(actors[0], ids[1]!, accounts[1].appointmentId!, day),
        round % 2
          ? endAppointment(actors[1], ids[0]!, accounts[0].appointmentId!, day)
          : disableAccount(actors[1], accounts[0].accountId),
      ])
      expect(
        answers.filter((answer) => 'refused' in answer && answer.refused === 'last-bureau'),
      ).toHaveLength(1)
      expect(await holding(accounts[0].countyId)).toBe(1)
    }
  })

  test('the database holds it against a command that forgot to ask', async () => {
    const { accounts, actors } = await pair('vergessen')
    const disable = (index: 0 | 1) =>
      asActor(
        scopeOfAccount(accounts[index]),
        `update accounts set disabled_at = now() where id = '${accounts[index === 0 ? 1 : 0].accountId}'`,
      )
    const answers = await Promise.all([refusalOf(disable(0)), refusalOf(disable(1))])
    expect(answers.sort()).toEqual([DENIED, null].sort())
    expect(await holding(actors[0].countyId)).toBe(1)
  })
})

describe('nobody raises their own rights', () => {
  test('in the rule', async () => {
    const own = await staffOf(bureau.accountId)
    const wanted = {
      role: 'office',
      officeId: world.first.here.officeId,
      from: calendarDay('2026-07-01'),
      to: null,
    } as const
    expect(await appoint(bureau, own, wanted)).toEqual({ refused: 'self' })
    expect(
      await endAppointment(bureau, own, world.team.bureau.appointmentId!, calendarDay('2027-01-01')),
    ).toEqual({
      refused: 'self',
    })
    expect(await disableAccount(bureau, bureau.accountId)).toEqual({ refused: 'self' })
    expect(await enableAccount(bureau, bureau.accountId)).toEqual({ refused: 'self' })
  })

  test('in the database, as the app’s role', async () => {
    const scope = scopeOfAccount(world.team.bureau)
    const own = await staffOf(bureau.accountId)
    const insert = `insert into staff_appointments (id, county_id, staff_id, role, office_id, valid_from)
      values ('${uuidv7()}', '${bureau.countyId}', '${own}', 'lecturer', null, '2026-01-01')`
    expect(await refusalOf(asActor(scope, insert))).toBe(DENIED)
    const moved = await asActor(
      scope,
      `update staff_appointments set valid_to = '2030-01-01' where staff_id = '${own}' returning id`,
    )
    expect(moved).toEqual([])
    expect(
      await refusalOf(
        asActor(scope, `update accounts set disabled_at = now() where id = '${bureau.accountId}'`),
      ),
    ).toBe(DENIED)
    await database.ownerSql`update accounts set disabled_at = now() where id = ${bureau.accountId}`
    const enabled = await asActor(
      scope,
      `update accounts set disabled_at = null where id = '${bureau.accountId}' returning id`,
    )
    expect(enabled).toEqual([])
    await database.ownerSql`update accounts set disabled_at = null where id = ${bureau.accountId}`
  })
})

describe('rows that only a county’s own bureau writes', () => {
  const statements = () => {
    const countyId = world.first.id
    return {
      office: `insert into judicial_offices (id, county_id, code, name_zh, name_en, phone)
        values ('${uuidv7()}', '${countyId}', 'x${uuidv7()}', 'x', 'x', '1')`,
      account: `insert into accounts (id, password_hash) values ('${uuidv7()}', 'x')`,
      appointment: `insert into staff_appointments (id, county_id, staff_id, role, valid_from)
        select '${uuidv7()}', '${countyId}', t.staff_id, 'bureau', '2026-01-01' from staff_appointments t limit 1`,
      person: `insert into supervised_persons (id, county_id, office_id, register_number, name, sex, birth_day, category,
        minors_regime, phase, offence_class, schooling, work, local, access_needs, entered_on, due_on)
        values ('${uuidv7()}', '${countyId}', '${world.first.here.officeId}', '97000001', 'x', 'male', '1990-01-01', '01',
        false, 'intake', 'property', 'junior', 'employed', true, '{}', '2026-01-01', '2027-01-01')`,
      grade: `insert into grade_periods (id, county_id, person_id, grade, during)
        values ('${uuidv7()}', '${countyId}', '${world.people.own.personId}', 'lenient', '[2020-01-01,2020-02-01)')`,
      imported: `insert into people_imports (id, county_id, created_by, expires_at, count, rows)
        values ('${uuidv7()}', '${countyId}', app_account(), now(), 1, '[]')`,
    }
  }

  test.each(['social-worker', 'lecturer', 'counsellor', 'own person', 'office', 'bureau of elsewhere'])(
    '%s writes none of them',
    async (who) => {
      const { team, people } = world
      const account = {
        'social-worker': team.socialWorker,
        lecturer: team.lecturer,
        counsellor: team.counsellor,
        'own person': people.own,
        office: team.office,
        'bureau of elsewhere': team.bureauFar,
      }[who]!
      for (const [name, text] of Object.entries(statements())) {
        expect(await refusalOf(asActor(scopeOfAccount(account), text)), `${who}: ${name}`).toBe(DENIED)
      }
      const changed = await asActor(
        scopeOfAccount(account),
        `update judicial_offices set phone = '9' where county_id = '${world.first.id}' returning id`,
      )
      expect(changed).toEqual([])
      const others = `select id from accounts where id <> '${account.accountId}'`
      if (who !== 'office') {
        const touched = await asActor(
          scopeOfAccount(account),
          `update accounts set password_hash = 'x' where id in (${others}) and id in
            (select account_id from staff where id in (select staff_id from staff_appointments where county_id = '${world.first.id}')) returning id`,
        )
        expect(touched).toEqual([])
      } else {
        expect(
          await refusalOf(
            asActor(
              scopeOfAccount(account),
              `update accounts set disabled_at = now() where id in (${others})`,
            ),
          ),
        ).toBe(DENIED)
      }
    },
  )

  test('an account that also serves another county is left alone', async () => {
    const shared = await staff.lecturer(world.first.here)
    const staffId = await staffOf(shared.accountId)
    await database.ownerSql`insert into staff_appointments (id, county_id, staff_id, role, valid_from)
      values (${uuidv7()}, ${world.second.id}, ${staffId}, 'lecturer', '2026-01-01')`
    const { mark, elsewhere } = (await findStaffAccount(bureau, staffId))!
    expect(elsewhere).toBe(true)
    expect(await makeStaffSlip(bureau, staffId, mark)).toEqual({ refused: 'elsewhere' })
    expect(await disableAccount(bureau, shared.accountId)).toEqual({ refused: 'elsewhere' })
    const far = await staffOf(world.team.officeFar.accountId)
    const wanted = { role: 'lecturer', officeId: null, from: calendarDay('2026-07-01'), to: null } as const
    expect(await appoint(bureau, far, wanted)).toEqual({ refused: 'unknown' })
    expect(await makeStaffSlip(bureau, far, 'x')).toEqual({ refused: 'unknown' })
    const grab = `insert into staff_appointments (id, county_id, staff_id, role, valid_from)
      values ('${uuidv7()}', '${world.first.id}', '${far}', 'lecturer', '2026-01-01')`
    expect(await refusalOf(asActor(scopeOfAccount(world.team.bureau), grab))).toBe(DENIED)
  })

  test('a taken name, an overlapping appointment', async () => {
    const wanted = {
      ...{ name: '新某', signInName: world.team.officeFar.signInName, role: 'lecturer' as const },
      ...{ officeId: null, from: calendarDay('2026-07-01'), to: null },
    }
    expect(await addStaff(bureau, wanted)).toEqual({ refused: 'name-taken' })
    const added = await addStaff(bureau, { ...wanted, signInName: 'brand-new' })
    if ('refused' in added) throw new Error(added.refused)
    const twice = await Promise.all(
      [1, 2, 3].map(() => appoint(bureau, added.staffId, { ...wanted, role: 'counsellor' })),
    )
    expect(twice.filter((one) => 'refused' in one && one.refused === 'overlap')).toHaveLength(2)
  })
})

describe('a list of people', () => {
  const line = (cells: Partial<Record<(typeof columns)[number], string>> = {}) => {
    const all: Record<(typeof columns)[number], string> = {
      ...{ number: String((numbers += 1)), name: '钱某', office: 'yi-here', sex: '男', birthDay: '1990/5/1' },
      ...{ category: '缓刑', phase: '入矫', grade: '普管', offenceClass: '侵犯财产', schooling: '初中' },
      ...{ work: '就业', local: '是', needs: '', enteredOn: '2026年7月1日', dueOn: '2027-07-01', ...cells },
    }
    return columns.map((column) => all[column]).join(',')
  }
  const file = (...lines: string[]) =>
    new TextEncoder().encode([columns.map((column) => headings[column][0]).join(','), ...lines].join('\r\n'))
  const draft = async (...lines: string[]) => {
    const read = await draftImport(bureau, file(...lines), importWords)
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    return read.draftId
  }
  const onRegister = async (number: string) => {
    const [row] = await database.root<{ minors_regime: boolean; grade: string | null }[]>`
      select p.minors_regime, g.grade from supervised_persons p left join grade_periods g on g.person_id = p.id
      where p.register_number = ${number} and p.county_id = ${world.first.id}`
    return row ?? null
  }

  test('is entered once, by two at once too, with the regime of the day of entry', async () => {
    const [grown, young, birthday] = [1, 2, 3].map(() => String((numbers += 1)))
    const id = await draft(
      line({ number: grown!, birthDay: '2008-06-30' }),
      line({ number: young!, birthDay: '2008-07-02' }),
      line({ number: birthday!, birthDay: '2008-07-01' }),
    )
    expect(await previewImport(bureau)).toMatchObject({ id, count: 3, minors: 2 })
    const answers = await Promise.all([1, 2, 3].map(() => applyImport(bureau, id)))
    expect(answers.filter((answer) => 'count' in answer)).toEqual([{ count: 3 }])
    expect(
      answers.filter((answer) => 'refused' in answer && answer.refused === 'nothing-to-do'),
    ).toHaveLength(2)
    expect(await onRegister(grown!)).toEqual({ minors_regime: false, grade: 'ordinary' })
    expect(await onRegister(young!)).toEqual({ minors_regime: true, grade: 'ordinary' })
    expect(await onRegister(birthday!)).toEqual({ minors_regime: true, grade: 'ordinary' })
    const [row] = await database.root`select rows, state from people_imports where id = ${id}`
    expect(row).toEqual({ rows: null, state: 'applied' })
  })

  test('a number that is known, a minor’s too, is named; one given meanwhile lets nobody in', async () => {
    const known = await draftImport(
      bureau,
      file(line({ number: world.people.minor.number }), line()),
      importWords,
    )
    expect(known).toMatchObject({ problems: [{ line: 2, column: 'number', code: 'number-known' }] })
    const [mine, other] = [String((numbers += 1)), String((numbers += 1))]
    const id = await draft(line({ number: mine }), line({ number: other }))
    await entered({ number: other })
    expect(await applyImport(bureau, id)).toEqual({ refused: 'register-changed' })
    expect(await onRegister(mine)).toBeNull()
    expect(await discardImport(bureau, id)).toEqual({ discarded: true })
    expect(await applyImport(bureau, id)).toEqual({ refused: 'nothing-to-do' })
  })

  test('is its creator’s alone, and is emptied a day later', async () => {
    const id = await draft(line())
    const colleague = await actorFor(await staff.bureau(world.first.here))
    expect(await previewImport(colleague)).toBeNull()
    expect(await applyImport(colleague, id)).toEqual({ refused: 'nothing-to-do' })
    travelTo(new Date(NOW.getTime() + 24 * 3_600_000 + 600_000))
    expect(await previewImport(bureau)).toBeNull()
    expect(await applyImport(bureau, id)).toEqual({ refused: 'nothing-to-do' })
    await draftImport(colleague, file(line()), importWords)
    const [row] = await database.root`select rows, state from people_imports where id = ${id}`
    expect(row).toEqual({ rows: null, state: 'expired' })
    travelTo(NOW)
  })

  test('ten thousand: read and drafted, then entered in one go', { timeout: 60_000 }, async () => {
    const many = file(...Array.from({ length: 10_000 }, () => line()))
    const began = performance.now()
    const read = await draftImport(bureau, many, importWords)
    if ('problems' in read) throw new Error(JSON.stringify(read.problems.slice(0, 3)))
    const drafted = performance.now()
    expect(await applyImport(bureau, read.draftId)).toEqual({ count: 10_000 })
    const applied = performance.now()
    console.info(
      `10 000 people: draft ${Math.round(drafted - began)} ms, entered ${Math.round(applied - drafted)} ms`,
    )
    expect(drafted - began).toBeLessThan(10_000)
  })
})
