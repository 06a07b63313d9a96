import { describe, expect, it, test } from 'vitest'
import { compileLesson } from './compile-lesson.ts'
import { readDiagram } from './diagram-file.ts'
import { sentencesOf } from './sentences.ts'

describe('what an author may not write', () => {
  const check = '<Check question="哪一个？" again="再看看。">\n\n- [ ] 甲\n- [x] 乙\n- [ ] 丙\n\n</Check>'
  const lesson = (inside: string, end = check) =>
    `<Passage minutes="3">\n\n${inside}\n\n${end}\n\n</Passage>\n`
  const nothing = (): never => {
    throw new Error('not in module.yaml')
  }
  const picture = (src: string) => ({ title: src, viewBox: '0 0 96 96', inner: '<rect/>' })
  const compile = (body: string) =>
    compileLesson(body, import.meta.dirname, { law: nothing, word: nothing, diagram: nothing, picture })

  test('a plain passage compiles, broken lines join, and its answer stands apart', async () => {
    const { passages: made, right } = await compile(lesson('第一行\n第二行，**要紧**。'))
    expect(made[0]).toMatchObject({
      number: 1,
      minutes: 3,
      html: '<p><span data-s="0">第一行第二行，<strong>要紧</strong>。</span></p>',
      speech: ['第一行第二行，要紧。'],
    })
    expect([...right]).toEqual([[1, ['b']]])
  })

  const ask = (attributes: string, list = '') =>
    `<Check ${attributes} question="这样对。" again="再看看。">\n\n${list}\n\n</Check>`
  const several = '- [x] 甲\n- [ ] 乙\n- [x] 丙\n- [ ] 丁'
  const drawn = '- [ ] <Picture src="a.svg" /> 甲\n- [x] <Picture src="b.svg" /> 乙\n- [ ] <Picture src="c.svg" /> 丙'

  it.each([
    ['several', 'kind="several"', several, { kind: 'several', right: ['a', 'c'], options: 4 }],
    ['true-false', 'kind="true-false" answer="false"', '', { kind: 'true-false', right: ['false'], options: 0 }],
    ['number', 'kind="number" answer="10" after="天"', '', { kind: 'number', right: ['10'], options: 0 }],
    ['pictures', '', drawn, { kind: 'single', right: ['b'], options: 3 }],
  ])('a check of the kind %s compiles', async (_, attributes, list, expected) => {
    const made = await compile(lesson('一句。', ask(attributes, list)))
    const { kind, options } = made.passages[0]!.check
    expect({ kind, right: made.right.get(1), options: options.length }).toEqual(expected)
  })

  test('pictures stand beside their option’s words and nowhere in the passage', async () => {
    const { passages: made } = await compile(lesson('一句。', ask('', drawn)))
    expect(made[0]!.check.options.map(({ text, picture: shown }) => [text, shown?.title])).toEqual([
      ['甲', 'a.svg'],
      ['乙', 'b.svg'],
      ['丙', 'c.svg'],
    ])
    expect(made[0]!.html).toBe('<p><span data-s="0">一句。</span></p>')
  })

  test('steps are never shown in the right order, and the letters do not tell it', async () => {
    const orders = new Set<string>()
    for (const steps of ['甲乙丙', '子丑寅卯', '金木水火土', '东南西北', '春夏秋冬', '梅兰竹菊'].map((word) => [...word])) {
      const list = steps.map((step, index) => `${index + 1}. ${step}`).join('\n')
      const { passages: made, right } = await compile(lesson('一句。', ask('kind="order"', list)))
      const { options } = made[0]!.check
      expect(options.map(({ text }) => text)).not.toEqual(steps)
      expect(right.get(1)!.map((key) => options.find((one) => one.key === key)?.text)).toEqual(steps)
      orders.add(right.get(1)!.join(''))
    }
    expect(orders.size).toBeGreaterThan(2)
  })

  it.each([
    ['an unknown kind', 'kind="essay"', several, 'none of single'],
    ['all of several right', 'kind="several"', several.replaceAll('[ ]', '[x]'), 'not all'],
    ['one of several right', 'kind="several"', several.replace('[x]', '[ ]'), 'not all'],
    ['three of several', 'kind="several"', several.replace('\n- [ ] 丁', ''), 'four or five'],
    ['a statement that is neither', 'kind="true-false" answer="maybe"', '', 'answer="true"'],
    ['a statement with a list', 'kind="true-false" answer="true"', several, 'no list'],
    ['an answer of a choice', 'answer="a"', several, 'to no other kind'],
    ['a number in words', 'kind="number" answer="十" after="天"', '', 'whole number'],
    ['a number of nothing', 'kind="number" answer="10"', '', 'behind the box'],
    ['two steps', 'kind="order"', '1. 甲\n2. 乙', 'three to five'],
    ['the same step twice', 'kind="order"', '1. 甲\n2. 甲\n3. 乙', 'the same'],
    ['steps without numbers', 'kind="order"', '- 甲\n- 乙\n- 丙', 'numbered list'],
    ['a picture beside one option only', '', drawn.replace('<Picture src="a.svg" /> ', ''), 'in each option'],
    ['a picture without words', '', drawn.replace(' 甲', ''), 'no words'],
  ])('a check with %s', async (_, attributes, list, why) => {
    await expect(compile(lesson('一句。', ask(attributes, list)))).rejects.toThrow(why)
  })

  it.each([
    ['an import', lesson("import fs from 'fs'"), 'mdxjsEsm'],
    ['code', lesson('{1 + 1}'), 'mdxFlowExpression'],
    ['an attribute with code', lesson('<Term id={"x"}>词</Term>'), 'plain text attributes'],
    ['raw HTML', lesson('<div>词</div>'), '<div> is not a part of lessons'],
    ['a script', lesson('<script>alert(1)</script>'), '<script>'],
    ['a link', lesson('[这里](https://example.org)'), '"link" is not allowed'],
    ['a picture', lesson('![图](a.png)'), '"image" is not allowed'],
    ['an aligned column', lesson('| 甲 | 乙 |\n| --: | --- |\n| 1 | 2 |'), 'style'],
    ['words outside a passage', `外面\n\n${lesson('里面')}`, 'inside a <Passage>'],
    ['an unknown citation', lesson('一句。<Cite id="none" />'), 'not in module.yaml'],
    ['no check', lesson('一句。', ''), 'exactly one <Check>'],
    ['two right options', lesson('一句。', check.replace('[ ]', '[x]')), 'exactly one right option'],
    ['two options', lesson('一句。', check.replace('- [ ] 丙\n', '')), 'three or four'],
    ['an option’s picture in the passage', lesson('一句。<Picture src="a.svg" />'), '<Picture> stands where'],
    ['a drawing elsewhere', lesson('<Diagram src="../x.svg" caption="图" />'), 'not in module.yaml'],
  ])('%s', async (_, body, why) => {
    await expect(compile(body)).rejects.toThrow(why)
  })

  it.each([
    ['a script', '<script>1</script>', 'cannot be read|not allowed'],
    ['a colour', '<rect fill="red"/>', 'fill="red" is not allowed'],
    ['a class of its own', '<rect class="mine"/>', 'no class'],
    ['a handler', '<rect onclick="x()"/>', 'not allowed'],
    ['what does not close', '<g><rect/>', 'cannot be read'],
  ])('in a drawing: %s', (_, inner, why) => {
    const svg = `<svg viewBox="0 0 320 90"><title>题目</title><desc>说明</desc>${inner}</svg>`
    expect(() => readDiagram(svg, 'x.svg')).toThrow(new RegExp(why))
    expect(() => readDiagram('<svg viewBox="0 0 320 90"><rect/></svg>', 'x.svg')).toThrow(
      'alternative in words',
    )
  })
})

test('a sentence ends after its closing mark and goes on after a comma', () => {
  expect(sentencesOf('他问：“几天？”，没人答。“十天。”好')).toEqual([
    '他问：“几天？”，没人答。',
    '“十天。”',
    '好',
  ])
})
