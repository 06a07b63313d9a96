import { beforeAll, describe, expect, test, vi } from 'vitest'
import { callRoute, type RouteCall } from './support/call-route.ts'
import {
  ACCESS,
  expectedOf,
  SUBJECTS,
  unlisted,
  VIEWERS,
  withoutSubjects,
  type RouteRow,
  type Subject,
  type Viewer,
} from './support/access-table.ts'
import { signedInAs } from './support/factories/login-session.ts'
import { insertGrant } from './support/factories/grant.ts'
import { NOW } from './support/factories/county.ts'
import { neighbours, type Neighbours } from './support/factories/neighbours.ts'
import { mappedRoutes } from './support/mapped-routes.ts'

vi.mock('virtual:lessons', async () => ({ modules: (await import('./support/two-modules.ts')).modules }))
vi.mock('virtual:lesson-answers', async () => ({
  answers: (await import('./support/two-modules.ts')).answers,
}))
vi.mock('virtual:quiz-answers', async () => ({
  quizKeys: (await import('./support/two-modules.ts')).quizKeys,
}))

const routes = mappedRoutes()
let world: Neighbours

beforeAll(async () => {
  world = await neighbours()
})

function accountOf(viewer: Exclude<Viewer, 'signed-out'>) {
  const { team, people } = world
  return {
    'supervised-person': people.own,
    minor: people.minor,
    discharged: people.discharged,
    office: team.office,
    'social-worker': team.socialWorker,
    lecturer: team.lecturer,
    counsellor: team.counsellor,
    bureau: team.bureau,
  }[viewer]
}

/** A login session of its own for each call: signing out ends one. */
async function ask(viewer: Viewer, file: string, call: Omit<RouteCall, 'cookie'>): Promise<string> {
  const cookie = viewer === 'signed-out' ? undefined : await signedInAs(accountOf(viewer))
  const { status, location } = await callRoute(file, { ...call, cookie })
  return location === null ? String(status) : `${status} ${location}`
}

const idOf = ({ id = 'person' }: RouteRow, subject: Subject) =>
  world.people[subject][id === 'person' ? 'personId' : 'questionId']

const urlOf = (path: string, params: Record<string, string>) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? `missing-${name}`)

test('every route of the map has a row, and every row a route', () => {
  expect(unlisted(routes)).toEqual([])
  expect(withoutSubjects(routes)).toEqual([])
  expect(Object.keys(ACCESS).filter((file) => !routes.some((route) => route.file === file))).toEqual([])
})

test('a route without a row is named', () => {
  const planted = { file: 'routes/office/planted.tsx', path: '/office/planted/:id' }
  expect(unlisted([...routes, planted])).toEqual([planted.file])
  expect(withoutSubjects([...routes, planted])).toEqual([planted.file])
})

describe.each(routes.filter(({ file }) => ACCESS[file]))('$path ($file)', ({ file, path }) => {
  const row = ACCESS[file]!
  const subjects: readonly (Subject | undefined)[] = path.includes(':id') ? SUBJECTS : [undefined]

  test.each(['GET', 'POST'] as const)('%s', async (method) => {
    const found: Record<string, string> = {}
    const wanted: Record<string, string> = {}
    for (const viewer of VIEWERS) {
      for (const subject of subjects) {
        const key = subject ? `${viewer} → ${subject}` : viewer
        const params = { ...row.params, ...(subject ? { id: idOf(row, subject) } : {}) }
        found[key] = await ask(viewer, file, { method, url: urlOf(path, params), params })
        wanted[key] = expectedOf(row, method, viewer, subject)
      }
    }
    expect(found).toEqual(wanted)
  })
})

describe('ids in the URL', () => {
  const personPage = (viewer: Viewer, id: string) =>
    ask(viewer, 'routes/office/person.tsx', { method: 'GET', url: `/office/people/${id}`, params: { id } })

  test('what is no id, or nobody’s, is 404', async () => {
    for (const id of ['1', '', "' or true --", world.team.office.accountId, world.first.id]) {
      expect(await personPage('office', id), id).toBe('404')
      expect(await personPage('bureau', id), id).toBe('404')
    }
  })

  test('a grant opens the record to the account it names, until it ends', async () => {
    const { team, people, first } = world
    const { person } = await import('./support/factories/person.ts')
    const minor = await person.minorOpenedTo(first.here, [team.office.accountId], team.bureau.accountId)
    expect(await personPage('office', minor.personId)).toBe('200')
    expect(await personPage('social-worker', minor.personId)).toBe('404')
    expect(await personPage('bureau', minor.personId)).toBe('404')

    const late = await person.minor(first.here)
    await insertGrant(late, team.office.accountId, team.bureau.accountId, new Date(NOW.getTime() - 1))
    expect(await personPage('office', late.personId)).toBe('404')

    // A grant opens nothing of another office.
    await insertGrant(people.minorElsewhere, team.office.accountId, team.bureau.accountId)
    expect(await personPage('office', people.minorElsewhere.personId)).toBe('404')
  })
})

describe('a quiz attempt opens to the one who began it', () => {
  const call = (viewer: Viewer, method: 'GET' | 'POST', module: string, attempt: string) =>
    ask(viewer, 'routes/my/quiz-attempt.tsx', {
      ...{
        method,
        url: `/my/study/${module}/quiz/${attempt}`,
        params: { module, attempt },
        form: { q01: 'b' },
      },
    })
  const begin = async (viewer: Viewer, module = 'x1') => {
    const answer = await ask(viewer, 'routes/my/quiz.tsx', {
      ...{ method: 'POST', url: `/my/study/${module}/quiz`, params: { module }, form: { do: 'start' } },
    })
    return answer.split('/').at(-1)!
  }

  test('to nobody else, whatever module the URL names', async () => {
    const attempt = await begin('supervised-person')
    expect(await call('supervised-person', 'GET', 'x1', attempt)).toBe('200')
    for (const viewer of VIEWERS) {
      if (viewer === 'supervised-person') continue
      for (const method of ['GET', 'POST'] as const) {
        const answer = await call(viewer, method, 'x1', attempt)
        const reads = viewer === 'discharged' && method === 'POST'
        expect(answer, `${viewer} ${method}`).toBe(
          viewer === 'signed-out' ? '303 /sign-in' : reads ? '303 /my/study/x1/quiz' : '404',
        )
      }
    }
    for (const [module, id] of [
      ['x2', attempt],
      ['x1', 'nonsense'],
      ['x1', attempt.toUpperCase()],
      ['x1', world.people.own.personId],
    ] as const) {
      expect(await call('supervised-person', 'GET', module, id), `${module}/${id}`).toBe('404')
      expect(await call('supervised-person', 'POST', module, id), `${module}/${id}`).toBe('404')
    }
    const save = (viewer: Viewer) =>
      ask(viewer, 'routes/my/quiz-answer.ts', {
        ...{ method: 'POST', url: '/my/quiz-answer', form: { attempt, question: 'q01', q01: 'b' } },
      })
    expect([await save('minor'), await save('discharged'), await save('supervised-person')]).toEqual([
      ...['409', '409', '200'],
    ])
  })

  test('a discharged person begins none; a minors’ module has no quiz for an adult', async () => {
    expect(await begin('discharged')).toBe('quiz')
    expect(await begin('supervised-person', 'x3')).toBe('404')
    expect(await begin('minor', 'x3')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('units of another module, another regime, another passage', () => {
  const lesson = (viewer: Viewer, method: 'GET' | 'POST', module: string, unit: string, passage?: string) =>
    ask(viewer, passage ? 'routes/my/passage.tsx' : 'routes/my/unit.tsx', {
      method,
      url: `/my/study/${module}/${unit}${passage ? `/${passage}` : ''}`,
      params: { module, unit, ...(passage ? { passage } : {}) },
      form: { answer: 'right' },
    })

  test.each([
    ['a unit of the other module', 'supervised-person', 'x1', '5'],
    ['a unit of the other module', 'supervised-person', 'x2', '2'],
    ['no such module', 'supervised-person', 'x7', '1'],
    ['a minors’ unit for an adult', 'supervised-person', 'x1', '3'],
    ['a minors’ module for an adult', 'supervised-person', 'x3', '1'],
    ['an adults’ unit for a minor', 'minor', 'x1', '2'],
    ['an adults’ unit for a minor, other module', 'minor', 'x2', '5'],
    ['a minors’ unit of another module for a minor', 'minor', 'x2', '3'],
  ] as const)('%s: 404 for %s (%s/%s)', async (_, viewer, module, unit) => {
    expect(await lesson(viewer, 'GET', module, unit)).toBe('404')
    expect(await lesson(viewer, 'GET', module, unit, '1')).toBe('404')
    expect(await lesson(viewer, 'POST', module, unit, '1')).toBe('404')
  })

  test('a passage that is not there', async () => {
    for (const passage of ['0', '3', '-1', '1.0', '01', 'x', '1/2']) {
      expect(await lesson('supervised-person', 'GET', 'x1', '1', passage), passage).toBe('404')
      expect(await lesson('supervised-person', 'POST', 'x1', '1', passage), passage).toBe('404')
    }
  })

  test('the module page of a module without a unit for this regime', async () => {
    const page = (viewer: Viewer, module: string) =>
      ask(viewer, 'routes/my/module.tsx', {
        method: 'GET',
        url: `/my/study/${module}`,
        params: { module },
      })
    expect(await page('supervised-person', 'x3')).toBe('404')
    expect(await page('minor', 'x3')).toBe('200')
  })

  test('what is allowed is there', async () => {
    expect(await lesson('supervised-person', 'GET', 'x1', '2', '1')).toBe('200')
    expect(await lesson('minor', 'GET', 'x1', '3', '1')).toBe('200')
  })
})
