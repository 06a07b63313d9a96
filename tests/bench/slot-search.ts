import { performance } from 'node:perf_hooks'
import postgres from 'postgres'
import { now } from '#app/clock.server.ts'
import { SEARCH_DAYS, searchSlots } from '#app/domains/lectures/slot-search.policy.ts'
import { loadSlotWorld } from '#app/domains/lectures/slots.queries.server.ts'
import { addDays, dayAt } from '#app/shared/calendar-day.ts'
import { closeDatabase, inActorTransaction, listenAt, type Scope } from '#db/client.server.ts'
import { percentile } from './load.ts'
import type { Cell, Row } from './report.ts'
import type { AppServer } from './servers.ts'

/** The search for a time over every lecturer and ninety days, as an office asks it: the one query, then the rule. */

type Used = { app: number; database: number }
const LECTURERS = 14
const WARM_UP = 40
const RUNS = 200

/** What the database is asked to be within (issue E): round trip, JSON and all, of one query by one asker. */
export const DATABASE_MS = 10

export async function slotSearchRows(app: AppServer, used: () => Used): Promise<Row[]> {
  const { scope, officeId } = await officeScope(app)
  listenAt(app.socketDir)
  const today = dayAt(now())
  const of = { countyId: scope.countyId!, topicCode: null, lecturerId: null, from: today }
  const asked: number[] = []
  const searched: number[] = []
  const once = () =>
    inActorTransaction(scope, async (tx) => {
      // The transaction is open before the clock starts: its opening is every page's.
      await tx.execute('select 1')
      const began = performance.now()
      const world = await loadSlotWorld(tx, { ...of, to: addDays(today, SEARCH_DAYS) })
      const answered = performance.now()
      const roomIds = world.rooms.filter((room) => room.officeId === officeId).map(({ id }) => id)
      searchSlots(world, {
        ...{ topic: { code: 'c3', minutes: 60, roomNeeds: [] }, seats: 20, time: 'any', lecturerId: null },
        ...{ from: today, to: addDays(today, SEARCH_DAYS), roomIds },
      })
      if (world.lecturers.length !== LECTURERS) throw new Error(`${world.lecturers.length} lecturers`)
      return { database: answered - began, rule: performance.now() - answered }
    })
  for (let run = 0; run < WARM_UP; run++) await once()
  const [before, began] = [used(), performance.now()]
  for (let run = 0; run < RUNS; run++) {
    const { database, rule } = await once()
    asked.push(database)
    searched.push(rule)
  }
  const [after, seconds] = [used(), (performance.now() - began) / 1000]
  await closeDatabase()
  const cell = (times: number[], cpu: Cell['cpu'], wrong: Cell['wrong'] = {}): Cell => {
    const sorted = times.toSorted((a, b) => a - b)
    return {
      ...{ requests: RUNS, seconds, connections: 1, requestsPerSecond: RUNS / seconds, cpu, wrong },
      ...{ p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) },
    }
  }
  const database = (after.database - before.database) / RUNS
  const query = cell(asked, { app: 0, database })
  const wrong: Cell['wrong'] =
    query.p50 > DATABASE_MS ? { [`${query.p50.toFixed(1)} ms, not ${DATABASE_MS}`]: RUNS } : {}
  const name = `slot search, ${LECTURERS} lecturers × ${SEARCH_DAYS} days`
  return [
    { name: `${name}: database`, cells: [{ ...query, wrong }], cold: null },
    { name: `${name}: the rule`, cells: [cell(searched, null)], cold: null },
  ]
}

/** As an office of the demo county. */
async function officeScope({ socketDir }: AppServer): Promise<{ scope: Scope; officeId: string }> {
  const root = postgres({ host: socketDir, username: 'postgres', database: 'qicheng', max: 1 })
  try {
    const [found] = await root<{ account: string; county: string; office: string }[]>`
      select f.account_id as account, t.county_id as county, t.office_id as office from sign_in_names n
      join staff f on f.account_id = n.account_id join staff_appointments t on t.staff_id = f.id
      where n.name = 'office-dongtang'`
    const { account, county, office } = found!
    const scope = { role: 'office', accountId: account, countyId: county, officeId: office, personId: null }
    return { scope, officeId: office }
  } finally {
    await root.end()
  }
}
