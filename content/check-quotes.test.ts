import { describe, expect, it, test } from 'vitest'
import { quoteFault } from './check-quotes.ts'
import { chineseNumber, parseLaw } from './law-text.ts'

describe('quotes', () => {
  const law = parseLaw(
    '试验法',
    '---\nlaw: 试验法\nversion: 2020-01-01\nin_force: 2020-02-01\n---\n\n## 第十条\n\n应当在“十日”内办理，有下列情形之一的：\n\n（一）第一项；\n\n（二）第二项。\n\n第二款另有规定。\n',
  )
  const fault = (article: string, quote: string, version = '2020-01-01') =>
    quoteFault({ id: 'x', law: '试验法', article, quote, version }, new Map([['试验法', law]]))

  it.each([
    ['10', '应当在"十日"内办理,有下列', undefined],
    ['10 ¶1 (2)', '应当在“十日”……（二） 第二项', undefined],
    ['10 ¶2', '第二款另有规定。', undefined],
    ['10', '应当在“五日”内办理', /does not say/],
    ['10', '第二项……应当在“十日”内', /does not say/],
    ['10 ¶1', '第二款另有规定。', /does not say/],
    ['10 ¶3', '第二款另有规定。', /has 2 paragraphs/],
    ['11', '应当在“十日”内办理', /not in content\/laws/],
    ['10', '应当', /too short/],
  ])('article %s: %s', (article, quote, why) => {
    if (why) expect(fault(article, quote)).toMatch(why)
    else expect(fault(article, quote)).toBeUndefined()
  })

  test('another version of the law is another text', () => {
    expect(fault('10', '应当在“十日”内办理', '2012-01-01')).toMatch(/version/)
  })

  test('articles are numbered as statutes write them', () => {
    expect([10, 21, 100, 105, 110, 133, 1077].map(chineseNumber)).toEqual([
      '十',
      '二十一',
      '一百',
      '一百零五',
      '一百一十',
      '一百三十三',
      '一千零七十七',
    ])
  })
})
