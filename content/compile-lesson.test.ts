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
  const compile = (body: string) =>
    compileLesson(body, import.meta.dirname, { law: nothing, word: nothing, diagram: nothing })

  test('a plain passage compiles, broken lines join, and its answer stands apart', async () => {
    const { passages: made, rightKeys } = await compile(lesson('第一行\n第二行，**要紧**。'))
    expect(made[0]).toMatchObject({
      number: 1,
      minutes: 3,
      html: '<p><span data-s="0">第一行第二行，<strong>要紧</strong>。</span></p>',
      speech: ['第一行第二行，要紧。'],
    })
    expect([...rightKeys]).toEqual([[1, 'b']])
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
