import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { modules } from 'virtual:lessons'
import { expect, test } from 'vitest'
import { addDays } from '#app/shared/calendar-day.ts'
import { asText, reportOn } from './module-report.ts'

const a1 = modules.find(({ code }) => code === 'a1')!
const folder = fileURLToPath(new URL('modules/a1/', import.meta.url))
const read = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8')

test('a module that has everything gives no warning up to the day its review is due', () => {
  expect(reportOn(a1, read, a1.reviewDue).warnings).toEqual([])
})

test('an overdue review is a warning, with the days', () => {
  const { warnings } = reportOn(a1, read, addDays(a1.reviewDue, 3))
  expect(warnings).toEqual(['its review is 3 days overdue'])
})

test('a missing part and one that cannot be read are warnings, and the rest is still reported', () => {
  const report = reportOn(a1, (name) => (name === 'oral.yaml' ? undefined : 'questions: []'), a1.reviewed)
  expect(report.warnings).toContain('oral.yaml is missing')
  expect(report.warnings.join('\n')).toContain('lecture.yaml:')
  expect(report.units).toBe(a1.units.length)
})

test('its text says how much there is', () => {
  const text = asText([reportOn(a1, read, a1.reviewed)])
  expect(text).toMatch(/A1 入矫第一课\n {2}5 units, 50 minutes, \d{4} characters, longest sentence \d\d\n/)
  expect(text).toMatch(/single \d+, number \d+/)
  expect(text).toMatch(/1 modules, 0 with warnings$/)
})
