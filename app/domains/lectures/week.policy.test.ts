import { describe, expect, test } from 'vitest'
import { sameWeek, weekOfText, weekText, withoutSpan, withSpan, type WeekSpan } from './week.policy.ts'

const span = (weekday: number, from: number, to: number): WeekSpan => ({
  ...{ weekday, fromMinute: from * 60, toMinute: to * 60 },
})
const WEEK = [span(2, 18, 19), span(2, 9, 11), span(6, 14, 16)]

describe('a week with one span more', () => {
  test.each([
    ['on a free day', span(1, 9, 10), '1:540-600 2:540-660 2:1080-1140 6:840-960'],
    ['before another of the day', span(2, 8, 8.5), '2:480-510 2:540-660 2:1080-1140 6:840-960'],
    ['that touches one', span(2, 19, 20), '2:540-660 2:1080-1200 6:840-960'],
    ['that lies over two', span(2, 10, 18.5), '2:540-1140 6:840-960'],
    ['that is there', span(6, 14, 16), '2:540-660 2:1080-1140 6:840-960'],
    ['inside of one', span(6, 14.5, 15), '2:540-660 2:1080-1140 6:840-960'],
  ])('%s', (_, more, text) => {
    expect(weekText(withSpan(WEEK, more))).toBe(text)
  })
})

test('a span is taken out by where it begins, and nothing else goes', () => {
  expect(weekText(withoutSpan(WEEK, { weekday: 2, fromMinute: 540 }))).toBe('2:1080-1140 6:840-960')
  expect(withoutSpan(WEEK, { weekday: 3, fromMinute: 540 })).toEqual(WEEK)
})

test('a week reads back from its words; other words are no week', () => {
  expect(sameWeek(weekOfText(weekText(WEEK))!, WEEK)).toBe(true)
  expect(weekOfText('')).toEqual([])
  for (const text of ['8:0-10', '1:10', 'x', '1:0-10;2:0-10']) expect(weekOfText(text), text).toBeNull()
})
