import { performance } from 'node:perf_hooks'
import postgres from 'postgres'
import { percentile } from './load.ts'
import { signIn } from './people.ts'
import type { Cell, Row } from './report.ts'
import type { AppServer } from './servers.ts'

/** A register of sixty: everybody recorded with one form, then completed into the ledger. */

const PEOPLE = 60
const CLASSES = 24
const OFFICE = 'yunxi'

type Used = { app: number; database: number }
type Class = { id: string; people: string[] }

/** Classes of this morning with sixty people of the largest office on each; half of them warm the server up. */
async function prepare({ socketDir }: AppServer, now: Date): Promise<Class[]> {
  const root = postgres({ host: socketDir, username: 'postgres', database: 'qicheng', max: 1, onnotice() {} })
  try {
    const people = await root<{ id: string; county_id: string; office_id: string; by: string }[]>`
      select p.id, p.county_id, p.office_id, (select f.account_id from staff f join staff_appointments a on a.staff_id = f.id
          where a.office_id = p.office_id and a.role = 'office' limit 1) as by
      from supervised_persons p join judicial_offices o on o.id = p.office_id and o.code = ${OFFICE}
      where p.left_on is null and not p.minors_regime order by p.register_number limit ${PEOPLE}`
    if (people.length < PEOPLE) throw new Error(`${OFFICE} has ${people.length} people, not ${PEOPLE}`)
    const { county_id: countyId, office_id: officeId, by } = people[0]!
    const classes: Class[] = []
    for (let index = 0; index < CLASSES; index++) {
      const [made] = await root<{ id: string }[]>`
        insert into occasions (id, county_id, office_id, source_kind, source_id, regime, title_code, title_zh, title_en, during,
          room_zh, room_en, capacity, state, created_by, created_as)
        values (gen_random_uuid(), ${countyId}, ${officeId}, 'collective_class', gen_random_uuid(), 'adults', 'a1', '课', 'Class',
          tstzrange(${now}::timestamptz - interval '3 hours', ${now}::timestamptz - interval '2 hours'), '会议室', 'Room', 80, 'planned', ${by}, 'office')
        returning id`
      const id = made!.id
      await root`insert into occasion_rosters (id, county_id, occasion_id, host_office_id, office_id, seats, joined)
        values (gen_random_uuid(), ${countyId}, ${id}, ${officeId}, ${officeId}, ${PEOPLE}, ${PEOPLE})`
      await root`insert into occasion_places ${root(
        people.map((person) => ({
          ...{ id: crypto.randomUUID(), county_id: countyId, occasion_id: id, office_id: officeId },
          ...{
            person_id: person.id,
            regime: 'adults',
            state: 'joined',
            offered_by: by,
            offered_as: 'office',
          },
          ...{ changed_by: by, changed_as: 'office' },
        })),
      )}`
      classes.push({ id, people: people.map((person) => person.id) })
    }
    return classes
  } finally {
    await root.end()
  }
}

/** Rows for a report: the form that records sixty, and the one that completes them; one after the other, as at a desk. */
export async function registerRows(app: AppServer, used: () => Used, now = new Date()): Promise<Row[]> {
  const classes = await prepare(app, now)
  const cookie = await signIn(app, `office-${OFFICE}`)
  const post = async (id: string, form: Record<string, string>): Promise<number> => {
    const began = performance.now()
    const answer = await fetch(`${app.url}/office/occasions/${id}/register`, {
      ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(form) },
      headers: { cookie, origin: app.url },
    })
    await answer.text()
    if (answer.status !== 303) throw new Error(`the register answered ${answer.status}`)
    return performance.now() - began
  }
  const recording = (people: readonly string[]) => ({
    ...Object.fromEntries(people.map((id) => [`who.${id}`, '0'])),
    ...{ outcome: 'attended', in: '', out: '', late: '', note: '', do: 'same' },
  })
  const cellOf = async (work: () => Promise<number[]>): Promise<Cell> => {
    const [before, began] = [used(), performance.now()]
    const times = (await work()).sort((a, b) => a - b)
    const [after, seconds] = [used(), (performance.now() - began) / 1000]
    return {
      ...{ requests: times.length, seconds, wrong: {}, connections: 1 },
      ...{ p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) },
      requestsPerSecond: times.length / seconds,
      cpu: {
        app: (after.app - before.app) / times.length,
        database: (after.database - before.database) / times.length,
      },
    }
  }
  const inTurn = async (some: readonly Class[], form: (one: Class) => Record<string, string>) => {
    const times: number[] = []
    for (const one of some) times.push(await post(one.id, form(one)))
    return times
  }
  const half = classes.slice(0, CLASSES / 2)
  await inTurn(half, ({ people }) => recording(people))
  await inTurn(half, () => ({ do: 'complete' }))
  const measured = classes.slice(CLASSES / 2)
  const saved = await cellOf(() => inTurn(measured, ({ people }) => recording(people)))
  const completed = await cellOf(() => inTurn(measured, () => ({ do: 'complete' })))
  return [
    { name: `register of ${PEOPLE}: saved`, cells: [saved], cold: null },
    { name: `register of ${PEOPLE}: completed`, cells: [completed], cold: null },
  ]
}
