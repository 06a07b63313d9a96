import fc from 'fast-check'
import routes from '#app/routes.ts'

/** What is asked of the server, before a session and a URL are put to it. */
export type ArbitraryRequest = {
  who: Who | null
  method: string
  path: string
  headers: Record<string, string>
  body: { type: string | null; bytes: Buffer } | null
}

export const WHO = [
  'zhou12',
  'feng01',
  'office-dongtang',
  'social-worker-dongtang',
  'lecturer-law-1',
  'counsellor-1',
  'bureau',
] as const
export type Who = (typeof WHO)[number]

/** Every path pattern of the map, `/office/people/:id`; the splat is what matches none of them. */
export const PATTERNS = routes.map(({ path }) => (path ?? '').replace(/^\/?/, '/'))

const LONG = 'x'.repeat(3_000)
const RUBBISH = [
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%',
  '%zz',
  '%e4%b8',
  '%ff%fe',
  '%ed%a0%80',
  '%F0%9F%92%A9',
  encodeURIComponent('𠮷野家𡈽'),
  encodeURIComponent('<script>alert(1)</script>'),
  encodeURIComponent("' or 1=1 --"),
  '..',
  '.',
  '',
  '0',
  '-1',
  '1e9',
  '99999999999999999999',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  '%0d%0aset-cookie:a=b',
  'a b'.replace(' ', '%20'),
  ';',
  ':',
  '*',
  '@',
  '~',
  '+',
  '&',
  '=',
  LONG,
  '01987aaa-0000-7000-8000-000000000001',
]

const rubbish = fc.oneof(
  fc.constantFrom(...RUBBISH),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map(encodeURIComponent),
  fc.string({ unit: 'binary', maxLength: 6 }).map((text) => encodeURIComponent(text.toWellFormed())),
)

/** A path of the map with its parameters filled in, sometimes bent. */
function aPath(knownIds: readonly string[]): fc.Arbitrary<string> {
  const value = (name: string) => {
    const good: Record<string, string[]> = {
      id: [...knownIds],
      module: ['a1'],
      unit: ['1', '2', '5'],
      passage: ['1', '2', '3'],
    }
    const known = good[name]
    return known
      ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 2, arbitrary: rubbish })
      : rubbish
  }
  const filled = fc
    .constantFrom(...PATTERNS)
    .chain((pattern) =>
      fc.tuple(
        ...pattern.split('/').map((part) => (/^[:*]/.test(part) ? value(part.slice(1)) : fc.constant(part))),
      ),
    )
  const bent = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: fc.constant('.data') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('/', '//', '/.', '/..', '.js', '.css', '%2f', '/index.html', '.map'),
    },
  )
  const ours = fc.tuple(filled, bent).map(([parts, end]) => `${parts.join('/')}${end}`)
  const framework = rubbish.map((text) => `/__manifest?p=${text}`)
  const files = rubbish.map((text) => `/assets/${text}`)
  return fc
    .oneof(
      { weight: 20, arbitrary: ours },
      { weight: 2, arbitrary: framework },
      { weight: 1, arbitrary: files },
    )
    .map((path) => (path.startsWith('/') ? path : `/${path}`))
}

const QUERY_NAMES = [
  'm',
  's',
  'q',
  'to',
  'page',
  'state',
  'grade',
  'again',
  'index',
  '_routes',
  '_data',
  'p',
  'switch',
]
const aQuery = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...QUERY_NAMES) }, { weight: 1, arbitrary: rubbish }),
      fc.oneof(
        rubbish,
        fc.constantFrom(
          '2026-06',
          '2026-13',
          '0000-00',
          '9999-12',
          '2',
          '1001',
          'short',
          'discharged',
          'strict',
        ),
        fc.constantFrom('//evil.example', '/my/hours', '/office', 'routes/my/today', 'root'),
      ),
    ),
    { maxLength: 4 },
  )
  .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'))

const FIELDS = ['who', 'password', 'current', 'next', 'again', 'answer', 'take-over', 'appointment', 'where']
const BEAT = ['session', 'nonce', 'seq', 'resumed', 'text', 'theme', 'language', 'return']
const aValue = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 10 }).map((text) => text.toWellFormed()),
  fc.constantFrom(
    'zhou12',
    'qicheng-demo',
    'a',
    'b',
    'here',
    'large',
    'en',
    '1',
    '999999999',
    '-1',
    '\u0000',
    LONG,
  ),
  fc.constantFrom('01987aaa-0000-7000-8000-000000000001', '/my', '//evil.example', 'https://evil.example'),
)
const aForm = fc
  .array(fc.tuple(fc.constantFrom(...FIELDS, ...BEAT), aValue), { maxLength: 12 })
  .map((pairs) => Buffer.from(new URLSearchParams(pairs).toString()))
const URLENCODED = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data; boundary=xx'

const aBody: fc.Arbitrary<ArbitraryRequest['body']> = fc.oneof(
  { weight: 6, arbitrary: aForm.map((bytes) => ({ type: URLENCODED, bytes })) },
  { weight: 1, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.json().map((json) => ({ type: 'application/json', bytes: Buffer.from(json) })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          URLENCODED,
          MULTIPART,
          'multipart/form-data',
          'text/plain',
          'application/json',
          ';;',
          null,
        ),
        fc.uint8Array({ maxLength: 300 }),
      )
      .map(([type, bytes]) => ({ type, bytes: Buffer.from(bytes) })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...FIELDS), aValue, fc.boolean()).map(([name, value, whole]) => ({
      type: MULTIPART,
      bytes: Buffer.from(
        `--xx\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}${whole ? '\r\n--xx--\r\n' : ''}`,
      ),
    })),
  },
  { weight: 1, arbitrary: fc.constant({ type: URLENCODED, bytes: Buffer.alloc(300_000, 'a=b&') }) },
)

/** Printable Latin-1: what a header's value may hold at all. */
const aHeaderValue = fc
  .string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((c) => c !== 0x7f)
      .map((c) => String.fromCharCode(c)),
    maxLength: 40,
  })
  .map((text) => text.trim())

const someHeaders = fc.dictionary(
  fc.constantFrom(
    ...[
      'accept',
      'accept-encoding',
      'accept-language',
      'cookie',
      'if-none-match',
      'if-modified-since',
      'range',
    ],
    ...[
      'x-forwarded-for',
      'x-forwarded-proto',
      'x-forwarded-host',
      'x-http-method-override',
      'referer',
      'te',
    ],
    ...['sec-fetch-site', 'authorization', 'x-remix-reload-document', 'purpose', 'forwarded', 'via'],
  ),
  fc.oneof(
    aHeaderValue,
    fc.constantFrom(
      'br',
      'gzip;q=0, br;q=0',
      'identity;q=0',
      '*',
      'bytes=0-',
      'bytes=9-1,5-2',
      'same-origin',
      'cross-site',
    ),
    fc.constantFrom(
      'qc_session=x',
      `qc_session=${'y'.repeat(64)}`,
      'qc_view=en.large.dark',
      'qc_session==;;=; qc_view',
    ),
  ),
  { maxKeys: 3 },
)

export type Origin = 'own' | 'none' | 'null' | 'foreign'

/** GET and POST mostly: the others are refused before anything is read. */
export function aRequest(
  knownIds: readonly string[],
): fc.Arbitrary<ArbitraryRequest & { origin: Origin; host: string | null }> {
  return fc
    .record({
      who: fc.option(fc.constantFrom(...WHO), { freq: 5 }),
      method: fc.oneof(
        { weight: 8, arbitrary: fc.constant('GET') },
        { weight: 8, arbitrary: fc.constant('POST') },
        { weight: 2, arbitrary: fc.constant('HEAD') },
        {
          weight: 1,
          arbitrary: fc.constantFrom('PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'PROPFIND', 'PURGE'),
        },
      ),
      path: aPath(knownIds),
      query: aQuery,
      headers: someHeaders,
      body: aBody,
      origin: fc.oneof(
        { weight: 12, arbitrary: fc.constant('own' as const) },
        { weight: 1, arbitrary: fc.constantFrom('none' as const, 'null' as const, 'foreign' as const) },
      ),
      host: fc.oneof(
        { weight: 15, arbitrary: fc.constant(null) },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            '',
            'evil.example',
            'a b',
            'u:p@h',
            '[::1',
            'x/y',
            '%',
            '启程',
            ':0',
            '?',
          ),
        },
      ),
    })
    .map(({ path, query, method, body, ...rest }) => ({
      ...rest,
      method,
      body: method === 'POST' || method === 'PUT' || method === 'PATCH' ? body : null,
      path: query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`,
    }))
}
