import { describe, expect, it } from 'vitest'
import { calendarDay, calendarMonth, instantAt } from '#app/shared/calendar-day.ts'
import { formatsFor } from './formats.ts'

const zh = formatsFor('zh')
const en = formatsFor('en')
const day = calendarDay('2026-07-22')

describe('minutes', () => {
  it.each([
    [130, '2 小时 10 分', '2 h 10 min'],
    [60, '1 小时', '1 h'],
    [40, '40 分', '40 min'],
    [0, '0 分', '0 min'],
    [-48, '−48 分', '−48 min'],
    [-90, '−1 小时 30 分', '−1 h 30 min'],
  ])('%i is written for people', (minutes, chinese, english) => {
    expect(zh.minutes(minutes)).toBe(chinese)
    expect(en.minutes(minutes)).toBe(english)
  })

  it('stays in minutes on a line of the statement', () => {
    expect(zh.plainMinutes(90)).toBe('90 分')
    expect(zh.plainMinutes(-48)).toBe('−48 分')
    expect(zh.gain(90)).toBe('+1 小时 30 分')
  })

  it('gives the big figure and its unit apart', () => {
    expect(zh.bigMinutes(130)).toEqual([
      { figure: '2', unit: '小时' },
      { figure: '10', unit: '分' },
    ])
    expect(en.bigMinutes(0)).toEqual([{ figure: '0', unit: 'min' }])
  })

  it('refuses a fraction of a minute', () => {
    expect(() => zh.minutes(1.5)).toThrow(RangeError)
  })
})

describe('days', () => {
  it('are written on the county’s calendar', () => {
    expect(zh.dateLine(day)).toBe('7 月 22 日 星期三')
    expect(en.dateLine(day)).toBe('Wednesday 22 July')
    expect(zh.shortWeekday(day)).toBe('周三')
    expect(en.shortWeekday(day)).toBe('Wed')
    expect(zh.fullDay(day)).toBe('2026 年 7 月 22 日')
    expect(en.fullDay(day)).toBe('22 July 2026')
    expect(zh.dayOfMonth(calendarDay('2026-07-03'))).toBe('3 日')
    expect(zh.fullMonth(calendarMonth('2026-07'))).toBe('2026 年 7 月')
    expect(en.month(calendarMonth('2026-07'))).toBe('July')
  })

  it('take the time of day from the county, not from the process', () => {
    const from = instantAt(day, '19:12')
    expect(zh.timeRange(from, instantAt(day, '20:00'))).toBe('19:12–20:00')
    expect(zh.stamp(instantAt(day, '00:05'))).toBe('2026-07-22 00:05')
  })
})

it('counts with a plural only in English', () => {
  expect(en.count(1, 'unit', 'units')).toBe('1 unit')
  expect(en.count(0, 'unit', 'units')).toBe('0 units')
  expect(en.span(1)).toBe('1 minute')
  expect(zh.span(1)).toBe('1 分钟')
})
