import { expect, test } from 'vitest'
import { neutral } from './calendar-file.policy.ts'

test.each([
  ['文化站二楼', '文化站二楼'],
  ['司法所会议室', '会议室'],
  ['东塘镇司法所', '东塘镇'],
  ['社区矫正中心报告厅', '报告厅'],
  ['县社区矫正机构', '县'],
  ['司法所', null],
  ['Office meeting room', 'Office meeting room'],
  ['Judicial office meeting room', 'Meeting room'],
  ['Community corrections centre', null],
  ['Correct posture at work', 'Correct posture at work'],
])('%s → %s', (words, expected) => {
  expect(neutral(words)).toBe(expected)
})
