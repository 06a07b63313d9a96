import fs from 'node:fs'
import path from 'node:path'
import postgres, { type Sql } from 'postgres'

/** The demo county's database as its superuser: only to read who is who, and to let time pass. */
let connection: Sql | undefined

export function countyDatabase(): Sql {
  return (connection ??= connect())
}

export async function letGoOfCountyDatabase(): Promise<void> {
  await connection?.end({ timeout: 1 })
  connection = undefined
}

function connect(): Sql {
  // The server's own note of where it listens: line 4 the port, line 5 the socket's directory.
  const note = fs.readFileSync(
    path.join(String(process.env.E2E_DATA_DIR), 'postgres', 'postmaster.pid'),
    'utf8',
  )
  const [, , , port, socketDir] = note.split('\n')
  return postgres({
    ...{ host: socketDir!, port: Number(port), username: 'postgres', database: 'qicheng' },
    ...{ max: 1, onnotice() {} },
  })
}

/** Somebody of the demo county, by any name they sign in with. */
export async function personOf(signInName: string): Promise<{ id: string; name: string }> {
  const [found] = await countyDatabase()<{ id: string; name: string }[]>`
    select p.id, p.name from supervised_persons p
    join sign_in_names n on n.account_id = p.account_id where n.name = ${signInName}`
  if (!found) throw new Error(`nobody signs in as ${signInName}`)
  return found
}

/**
 * Lets `seconds` pass for somebody who is studying: moves everything seen so far into the past, so that the next sign
 * of them comes that much later. Tests cannot wait ten minutes.
 */
export async function letTimePass(personId: string, seconds: number): Promise<void> {
  const back = `${seconds} seconds`
  const moved = await countyDatabase()`
    update study_sessions set
      opened_at = opened_at - ${back}::interval,
      last_seen_at = last_seen_at - ${back}::interval,
      witnessed = coalesce((
        select range_agg(tstzrange(lower(seen) - ${back}::interval, upper(seen) - ${back}::interval))
        from unnest(witnessed) seen), '{}')
    where person_id = ${personId} and ended_at is null returning id`
  if (moved.length !== 1) throw new Error('nobody is studying')
}
