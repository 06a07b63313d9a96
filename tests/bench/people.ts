import postgres from 'postgres'
import { DEMO_PASSWORD } from '#db/seed/demo-sign-ins.ts'
import type { AppServer } from './servers.ts'

/** Who signs in and studies while it is measured. */

export type Learner = { cookie: string; session: string; nonce: string; seq: number }

export const PASSAGE = '/my/study/a1/1/1'

export const signInBody = (who: string) => new URLSearchParams({ who, password: DEMO_PASSWORD }).toString()

/** Register numbers of adults on the demo register who can sign in. */
export async function signInNumbers({ socketDir }: AppServer): Promise<string[]> {
  const root = postgres({ host: socketDir, username: 'postgres', database: 'qicheng', max: 1 })
  try {
    const rows = await root<{ name: string }[]>`
      select n.name from sign_in_names n join supervised_persons p on p.account_id = n.account_id
      where n.kind = 'number' and p.left_on is null and not p.minors_regime order by n.name`
    return rows.map(({ name }) => name)
  } finally {
    await root.end()
  }
}

/** The cookie of a new login session. */
export async function signIn({ url }: AppServer, who: string): Promise<string> {
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: signInBody(who),
    redirect: 'manual',
  })
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('qc_session='))
  if (answer.status !== 303 || !cookie) throw new Error(`${who} could not sign in: ${answer.status}`)
  return cookie.split(';')[0]!
}

/** As many people as are asked for, each signed in with a study session open on the measured passage. */
export async function learners(
  app: AppServer,
  numbers: readonly string[],
  count: number,
): Promise<Learner[]> {
  const found: Learner[] = []
  for (const who of numbers) {
    if (found.length === count) return found
    const cookie = await signIn(app, who)
    const page = await (await fetch(app.url + PASSAGE, { headers: { cookie } })).text()
    const value = (name: string) => new RegExp(` data-beat-${name}="([^"]+)"`).exec(page)?.[1]
    const [session, nonce, seq] = [value('session'), value('nonce'), value('seq')]
    // Without a session the unit was counted for this person lately: somebody else studies it.
    if (session && nonce && seq) found.push({ cookie, session, nonce, seq: Number(seq) })
  }
  throw new Error(`only ${found.length} of ${count} people could open ${PASSAGE}`)
}
