import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import type { AppServer } from './servers.ts'

/**
 * As many people as are asked for, each an adult of the first office with an account and a login session, written
 * straight into the benchmark's own database: thousands of argon2id sign-ins would be the measurement. Answers cookies.
 */
export async function crowd({ socketDir }: AppServer, count: number): Promise<string[]> {
  const root = postgres({ host: socketDir, username: 'postgres', database: 'qicheng', max: 1 })
  try {
    const secrets = Array.from({ length: count }, () => randomBytes(20).toString('hex'))
    await root.begin(async (tx) => {
      await tx`create temp table crowd on commit drop as
        select gen_random_uuid() as person, gen_random_uuid() as account, secret, row_number() over () as place
        from unnest(${secrets}::text[]) as t(secret)`
      // Like somebody who is there already, under numbers that the demo does not give.
      await tx`create temp table model on commit drop as select p.* from supervised_persons p
        where p.account_id is not null and p.left_on is null and not p.minors_regime order by p.register_number limit 1`
      await tx`insert into accounts (id, password_hash, locale, created_at, password_changed_at)
        select c.account, a.password_hash, 'zh', now(), now() from crowd c, model m join accounts a on a.id = m.account_id`
      await tx`insert into supervised_persons (id, county_id, office_id, account_id, register_number, name, sex, birth_day,
          category, minors_regime, phase, offence_class, schooling, work, local, access_needs, entered_on, due_on, created_at)
        select c.person, m.county_id, m.office_id, c.account, (80000000 + c.place)::text, m.name, m.sex, m.birth_day,
          m.category, false, m.phase, m.offence_class, m.schooling, m.work, m.local, '{}', m.entered_on, m.due_on, now()
        from crowd c, model m`
      await tx`insert into grade_periods (id, county_id, person_id, grade, during)
        select gen_random_uuid(), m.county_id, c.person, 'ordinary', daterange(m.entered_on, null) from crowd c, model m`
      await tx`insert into login_sessions (id, account_id, created_at, expires_at)
        select encode(sha256(convert_to(c.secret, 'UTF8')), 'hex'), c.account, now(), now() + interval '14 days' from crowd c`
    })
    await root`analyze accounts, supervised_persons, grade_periods, login_sessions`
    return secrets.map((secret) => `qc_session=${secret}`)
  } finally {
    await root.end()
  }
}
