import { beforeAll, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { addLectureCounty, at, done, type LectureCounty } from '#tests/support/lecture-setup.ts'
import { database } from '#tests/support/this-database.ts'
import { publicCourseMenu } from './course-menu.server.ts'
import { addDraftTopic, changeDraftTopic, draftMenu, menuVersion, publishMenu } from './menu.server.ts'
import { topicStamp } from './topic-stamp.server.ts'
import { menuTopicSchema } from './menu.schema.ts'

/** The front page knows nobody: what one county has published, on the day from which it holds. */
let world: LectureCounty

const form = menuTopicSchema.parse({
  ...{ publicZh: '公开', publicEn: 'Public', fullZh: '只给工作人员', fullEn: 'Staff only', audienceZh: '' },
  ...{ audienceEn: '', minutes: '45', sittings: '2', stage: 'any', roomNeeds: [], moduleCode: 'a1' },
  withdrawn: false,
})

beforeAll(() => {
  travelTo(at('2026-07-20', '10:00'))
})

test('before a county has published anything the supplied menu is shown', async () => {
  const menus = await publicCourseMenu()
  expect(menus.map(({ topics }) => topics.length)).toEqual([8, 5, 5])
})

test('a county shows what it has published, from the day on, in public words, withdrawn topics left out', async () => {
  world = await addLectureCounty(database.ownerSql)
  // Another day: what was read is kept for a moment.
  travelTo(at('2026-07-21', '10:00'))
  const codes = async () =>
    (await publicCourseMenu()).flatMap(({ menu, topics }) =>
      topics.map(({ code, minutes, online }) => `${menu} ${code} ${minutes} ${online}`),
    )
  expect(await codes()).toEqual(['A a1 90 false', 'A a7 90 false'])
  const { versionId } = done(await draftMenu(world.bureau, 'A'))
  const [, a7] = (await menuVersion(world.bureau, versionId))!.topics
  done(await changeDraftTopic(world.bureau, versionId, a7!.id, { ...form, withdrawn: true }, topicStamp(a7!)))
  done(await addDraftTopic(world.bureau, versionId, { ...form, code: 'a9' }))
  travelTo(at('2026-07-22', '10:00'))
  expect(await codes(), 'a draft is nobody’s to see').toEqual(['A a1 90 false', 'A a7 90 false'])
  done(await publishMenu(world.bureau, versionId, calendarDay('2026-07-24')))
  travelTo(at('2026-07-23', '23:59'))
  expect(await codes()).toEqual(['A a1 90 false', 'A a7 90 false'])
  travelTo(at('2026-07-24', '00:00'))
  expect(await codes()).toEqual(['A a1 90 false', 'A a9 45 true'])
  expect(JSON.stringify(await publicCourseMenu())).not.toMatch(/只给工作人员|Staff only/)
})
