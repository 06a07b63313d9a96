import { describe, expect, it } from 'vitest'
import { modules } from 'virtual:lessons'
import { suppliedMenu } from './course-menu.server.ts'

describe('the menu as anyone may read it', () => {
  const menus = suppliedMenu()
  const topics = menus.flatMap((menu) => menu.topics)

  it('holds every topic once, in its menu', () => {
    expect(menus.map(({ topics: own }) => own.length)).toEqual([8, 5, 5])
    expect(topics.map(({ code }) => code)).toEqual([
      ...['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'b1', 'b2', 'b3', 'b4', 'b5'],
      ...['c1', 'c2', 'c3', 'c4', 'c5'],
    ])
  })

  it('says of a topic that it is online exactly where a module was compiled', () => {
    const online = topics.filter((topic) => topic.online).map(({ code }) => code)
    expect(online).toEqual(modules.map(({ code }) => code))
    expect(online).toContain('a1')
  })

  it('hands out public titles alone', () => {
    expect(JSON.stringify(menus)).not.toMatch(/入矫|收监|解矫|悔罪|"full"/)
  })
})
