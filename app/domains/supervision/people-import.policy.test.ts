import { describe, expect, test } from 'vitest'
import { readCsv } from './csv.server.ts'
import { columns, headings, type Column } from './people-columns.policy.ts'
import { readDay, readPeople, type ImportWords } from './people-import.policy.ts'

const offices = [
  { id: 'office-1', code: 'dongtang', nameZh: '东塘镇司法所', nameEn: 'Dongtang' },
  { id: 'office-2', code: 'nanpu', nameZh: '南浦司法所', nameEn: 'Nanpu' },
  { id: 'office-3', code: 'beitang', nameZh: '南浦司法所', nameEn: 'Beitang' },
]
const words: ImportWords = {
  ...{ sex: { male: ['男'], female: ['女'] }, category: { '02': ['缓刑'] }, phase: { intake: ['入矫'] } },
  ...{
    grade: { ordinary: ['普管'] },
    offenceClass: { property: ['侵犯财产'] },
    schooling: { junior: ['初中'] },
  },
  ...{ work: { employed: ['就业'] }, local: { yes: ['是'], no: ['否'] }, needs: { hearing: ['听力弱'] } },
}
const GOOD: Record<Column, string> = {
  ...{ number: '99041207', name: '周某12', office: '东塘镇司法所', sex: '男', birthDay: '1990-05-01' },
  ...{ category: '缓刑', phase: '入矫', grade: '普管', offenceClass: '侵犯财产', schooling: '初中' },
  ...{ work: '就业', local: '是', needs: '', enteredOn: '2026-07-01', dueOn: '2027-07-01' },
}
const read = (text: string) => readPeople(readCsv(text), { offices, words })
const header = columns.map((column) => headings[column][0]).join(',')
const row = (cells: Partial<Record<Column, string>> = {}) =>
  columns.map((column) => `"${{ ...GOOD, ...cells }[column].replaceAll('"', '""')}"`).join(',')
const told = (...rows: string[]) =>
  read([header, ...rows].join('\n')).problems.map(
    ({ line, column, code }) => `${line} ${column ?? '-'} ${code}`,
  )

describe('a good list', () => {
  test('in Chinese, and in English with the columns in another order', () => {
    expect(read([header, row()].join('\n'))).toMatchObject({
      problems: [],
      people: [{ number: '99041207', officeId: 'office-1', category: '02', local: true, needs: [], line: 2 }],
    })
    const turned = [...columns].reverse()
    const english = turned.map((column) => headings[column][1]).join(';')
    const cells = { ...GOOD, office: 'DONGTANG', sex: 'male', needs: 'hearing、听力弱' }
    const found = read([english, turned.map((column) => cells[column]).join(';')].join('\n'))
    expect(found.problems).toEqual([])
    expect(found.people[0]).toMatchObject({ sex: 'male', needs: ['hearing'], enteredOn: '2026-07-01' })
  })
})

describe('every problem of every line', () => {
  test.each<[string, Partial<Record<Column, string>>, string]>([
    ['an empty name', { name: ' ' }, '2 name missing'],
    ['a formula', { name: '=HYPERLINK("x")' }, '2 name formula'],
    ['a formula with a full-width sign', { name: '＝1' }, '2 name formula'],
    ['a formula behind a blank', { name: ' +1' }, '2 name formula'],
    ['a long name', { name: '某'.repeat(41) }, '2 name too-long'],
    ['seven digits', { number: '9904120' }, '2 number number-shape'],
    ['letters', { number: '9904120a' }, '2 number number-shape'],
    ['an unknown office', { office: '西所' }, '2 office office-unknown'],
    ['a name of two offices', { office: '南浦司法所' }, '2 office office-twice'],
    ['no day', { birthDay: '2026-02-30' }, '2 birthDay day-unreadable'],
    ['no choice', { sex: '甲' }, '2 sex not-a-choice'],
    ['no need', { needs: '听力弱、飞' }, '2 needs not-a-choice'],
    ['born after entering', { birthDay: '2026-07-02' }, '2 birthDay birth-age'],
    ['eleven years old', { birthDay: '2014-07-02' }, '2 birthDay birth-age'],
    ['ends before it begins', { dueOn: '2026-07-01' }, '2 dueOn due-before-entered'],
    ['entered in 1999', { birthDay: '1960-01-01', enteredOn: '1999-12-31' }, '2 enteredOn entered-far'],
  ])('%s', (_, cells, problem) => expect(told(row(cells))).toEqual([problem]))

  test('of several lines at once, in the order of the file', () => {
    expect(told(row({ name: '', sex: '' }), row(), row({ number: '1', dueOn: 'x' }))).toEqual([
      '2 name missing',
      '2 sex missing',
      '3 number number-twice',
      '4 number number-shape',
      '4 dueOn day-unreadable',
    ])
  })

  test('what was there and what to do, for the one who mends it', () => {
    expect(read([header, row({ sex: '甲' })].join('\n')).problems).toEqual([
      { line: 2, column: 'sex', code: 'not-a-choice', found: '甲', more: '男 / 女' },
    ])
  })

  test.each([
    ['nothing', '', '1 - empty'],
    ['headings alone', header, '1 - empty'],
    ['an unknown heading', `${header},血型\n${row()},A`, '1 - column-unknown'],
    ['a heading twice', `${header},姓名\n${row()},x`, '1 name column-twice'],
    ['an open quote', `${header}\n"x`, '2 - unclosed-quote'],
    ['a cell too many', `${header}\n${row()},x`, '2 - cells-too-many'],
    [
      'a line too many',
      [header, ...Array.from({ length: 10_001 }, () => row())].join('\n'),
      '10002 - too-many',
    ],
  ])('%s', (_, text, problem) => {
    const found = read(text)
    expect(found.people).toEqual([])
    expect(found.problems.map(({ line, column, code }) => `${line} ${column ?? '-'} ${code}`)).toEqual([
      problem,
    ])
  })

  test('a missing column is named; only what people need may be left out', () => {
    const without = (gone: Column) =>
      read(
        [
          columns
            .filter((column) => column !== gone)
            .map((column) => headings[column][0])
            .join(','),
          'x',
        ].join('\n'),
      ).problems.filter(({ code }) => code === 'column-missing')
    expect(without('dueOn')).toMatchObject([{ column: 'dueOn' }])
    expect(without('needs')).toEqual([])
  })
})

test.each([
  ['2026-07-22', '2026-07-22'],
  ['2026/7/2', '2026-07-02'],
  ['2026年7月22日', '2026-07-22'],
  ['2026.7.22', '2026-07-22'],
  ['20260722', '2026-07-22'],
  ['２０２６-０７-２２', '2026-07-22'],
  ['2026-02-30', null],
  ['22/7/2026', null],
  ['46225', null],
  ['', null],
])('the day %j', (text, day) => expect(readDay(text)).toBe(day))
