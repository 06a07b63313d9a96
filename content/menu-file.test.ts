import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readModuleFile } from './module-file.ts'
import { readCourseMenu } from './menu-file.ts'

const text = fs.readFileSync('content/menu.yaml', 'utf8')
const { menus, topics } = readCourseMenu(text)

describe('the course menu', () => {
  it('has 18 topics: eight of law, five of character and work, five of the mind', () => {
    const counts = menus.map(({ menu }) => topics.filter((topic) => topic.menu === menu).length)
    expect(counts).toEqual([8, 5, 5])
  })

  it('says nothing about the reader in a public title', () => {
    const spoken = [
      ...topics.flatMap((topic) => [topic.public.zh, topic.public.en]),
      ...menus.flatMap(({ title, group }) => [title.zh, title.en, group.zh, group.en]),
    ].join('\n')
    expect(spoken).not.toMatch(/矫|收监|撤销|悔罪|supervis|recall|revocation|remorse|discharge|correction/i)
  })

  it('calls a module by the same names as the module calls itself', () => {
    for (const code of fs.readdirSync('content/modules')) {
      const file = path.join('content/modules', code, 'module.yaml')
      if (!fs.existsSync(file)) continue
      const module = readModuleFile(fs.readFileSync(file, 'utf8'))
      const topic = topics.find((one) => one.code === code)
      expect(topic?.menu, code).toBe(module.menu)
      expect(topic?.public.zh, code).toBe(module.publicTitle.zh)
    }
  })

  it.each([
    ['a code that stands twice', text.replace('code: a2', 'code: a1'), /stands twice/],
    ['a code of another menu', text.replace('code: b5', 'code: c9'), /letter of its menu/],
    ['a title without English', text.replace(", en: 'Drink-driving' }", ' }'), /menu\.yaml/],
    ['minutes that are none', text.replace('minutes: 90', 'minutes: 0'), /menu\.yaml/],
  ])('refuses %s', (_what, changed, message) => {
    expect(changed).not.toBe(text)
    expect(() => readCourseMenu(changed)).toThrow(message)
  })
})
