import type { LoadRequest } from 'autocannon'
import { PASSAGE, signInBody, type Learner } from './people.ts'

/** What is measured: for each connection, what makes its next request. */
export type Scenario = {
  name: string
  expectedStatus: number
  requestsOf: (connection: number) => () => LoadRequest
  /** The page of which the cold size is taken, and whose cookie opens it. */
  page?: { path: string; cookie: string }
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const BROWSER = { 'accept-encoding': 'br, gzip', accept: 'text/html', 'accept-language': 'zh-CN' }

export const hello: Scenario = {
  name: 'baseline: node:http hello',
  expectedStatus: 200,
  requestsOf: () => () => ({ method: 'GET', path: '/', headers: BROWSER }),
}

export function scenarios(given: {
  origin: string
  numbers: readonly string[]
  learners: readonly Learner[]
  officeCookie: string
}): Scenario[] {
  const { origin, numbers, learners, officeCookie } = given
  let turn = 0
  const pageOf =
    (path: string, cookieOf: (connection: number) => string): Scenario['requestsOf'] =>
    (connection) => {
      const request = { method: 'GET', path, headers: { ...BROWSER, cookie: cookieOf(connection) } }
      return () => request
    }
  const learnerOf = (connection: number) => learners[connection % learners.length]!
  const own = (connection: number) => learnerOf(connection).cookie
  return [
    {
      name: 'sign-in',
      expectedStatus: 303,
      requestsOf: () => () => ({
        ...{ method: 'POST', path: '/sign-in', headers: { ...FORM, ...BROWSER, origin } },
        // Everybody in turn: no login session is used twice.
        body: signInBody(numbers[turn++ % numbers.length]!),
      }),
      page: { path: '/sign-in', cookie: '' },
    },
    {
      name: '/my',
      expectedStatus: 200,
      requestsOf: pageOf('/my', own),
      page: { path: '/my', cookie: own(0) },
    },
    {
      name: 'passage page',
      expectedStatus: 200,
      requestsOf: pageOf(PASSAGE, own),
      page: { path: PASSAGE, cookie: own(0) },
    },
    {
      name: 'month board',
      expectedStatus: 200,
      requestsOf: pageOf('/office/hours', () => officeCookie),
      page: { path: '/office/hours', cookie: officeCookie },
    },
    {
      name: 'a topic’s week of times',
      expectedStatus: 200,
      requestsOf: pageOf('/office/menu/a7', () => officeCookie),
      page: { path: '/office/menu/a7', cookie: officeCookie },
    },
    {
      name: 'a beat',
      expectedStatus: 200,
      requestsOf(connection) {
        const learner = learnerOf(connection)
        const headers = { ...FORM, origin, cookie: learner.cookie }
        const { session, nonce } = learner
        return () => {
          const body = `session=${session}&nonce=${nonce}&seq=${++learner.seq}`
          return { method: 'POST', path: '/my/beat', headers, body }
        }
      },
    },
  ]
}
