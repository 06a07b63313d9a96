import { describe, expect, test } from 'vitest'
import type { OutboxAnswer } from '#app/domains/learning/outbox.server.ts'
import { messagesFor } from '#app/messages/dictionary.server.ts'
import { sayArrival } from './arrival-words.ts'

const [zh, en] = [messagesFor('zh'), messagesFor('en')]
const time = (claimed: number, counted = claimed, closed = 0): OutboxAnswer => ({
  ...{ id: 'time', kind: 'time', claimed, counted, closed },
})
const check = (passage: number, right: boolean): OutboxAnswer => ({
  ...{ id: 'check', kind: 'check', passage, right },
})
const refused = (why: 'finished' | 'withdrawn' | 'left' | 'unknown' | 'unreadable'): OutboxAnswer => ({
  ...{ id: 'refused', refused: why },
})
const say = (answers: OutboxAnswer[], studies: Parameters<typeof sayArrival>[1]['studies'] = []) =>
  sayArrival(zh, { answers, studies })

describe('what is said when something arrives that waited', () => {
  test.each<[string, OutboxAnswer[], string]>([
    [
      'minutes of several units',
      [time(240), time(179), check(1, true)],
      '已补记 7 分钟，学时里会写明“晚到”。',
    ],
    ['answers alone', [check(1, true)], '手机上先记着的都送到了。'],
    ['nothing', [], '手机上先记着的都送到了。'],
    [
      'what the server had seen',
      [time(600, 300)],
      '已补记 5 分钟，学时里会写明“晚到”。其余的服务器已经见到过，同一段时间只计一次。',
    ],
    ['a closed month', [time(300, 0, 300)], '5 分钟送到时那个月已经截止'],
    ['a unit finished elsewhere', [refused('finished')], '有一节已经在别处学完'],
    ['a unit withdrawn, the other one counted', [time(120), refused('withdrawn')], '有一节已经不再教'],
    ['what is none of the person’s', [refused('unknown')], '有一部分没有计入'],
    ['what cannot be read', [refused('unreadable')], '有一部分没有计入'],
    ['somebody who has left', [refused('left')], '您的学习已经结束'],
  ])('%s', (_, answers, words) => {
    const said = say(answers)
    expect(said.text).toContain(words)
    expect(said.href).toBeUndefined()
  })

  test('a miss says of which unit it is, and leads back there', () => {
    const studies = [
      { unit: 'a1/1', finished: true, place: 3, minutes: 8 },
      { unit: 'a1/2', finished: false, place: 2, minutes: 0 },
    ]
    const answers = [time(480), check(2, false), check(3, true)]
    expect(say(answers, studies)).toEqual({
      text: '已补记 8 分钟，学时里会写明“晚到”。第 2 节第 2 段的小问题没有答对。再看一眼，重新答就行，时间都在。',
      ...{ href: '/my/study/a1/2/2?again', words: '回到第 2 节第 2 段' },
    })
    expect(sayArrival(en, { answers, studies })).toMatchObject({ words: 'Back to passage 2 of unit 2' })
  })

  test('one that was put right in the same arrival is none', () => {
    const studies = [{ unit: 'a1/2', finished: false, place: 3, minutes: 0 }]
    expect(say([check(2, false), check(2, true)], studies).href).toBeUndefined()
  })
})
