import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { quietLearner } from './support/county-database.ts'
import { expect, test, type View } from './support/county.ts'
import { giveVoice, isSilent, said, voice } from './support/fake-voice.ts'
import { answer, ANSWERS, UNIT } from './support/lesson.ts'
import { beginQuiz } from './support/quiz.ts'

/** Reading aloud, with a voice that says nothing and ends when it is told to. */
test.use({ meantStatuses: [409] })
const readerOf = (project: { name: string }) => quietLearner(project, 'reading-aloud')

const bar = (page: Page) => page.getByRole('group', { name: '朗读' })
const press = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true }).click()
const marked = async (page: Page) => (await page.locator('.now').allTextContents()).join('')
const texts = async (page: Page) => (await said(page)).map(({ text }) => text)

/** The passage, counting here, whoever counted before. */
async function open(page: Page, path = `${UNIT}/1`): Promise<void> {
  await page.goto(path)
  const here = page.getByRole('button', { name: '改在这台上计' })
  if (await here.isVisible()) await here.click()
}

test('reads sentence by sentence, marks each, and stops, goes on, back and slower', async ({ visit }, {
  project,
}) => {
  const context = await visit({ as: readerOf(project) })
  await giveVoice(context)
  const page = await context.newPage()
  await open(page)
  await press(page, '听这一段')
  expect(await said(page)).toEqual([{ text: '十天之内去报到', rate: 1, lang: 'zh_CN' }])
  expect(await marked(page)).toBe('十天之内去报到')
  await expect(page.locator('html')).toHaveAttribute('data-audio')
  await voice(page, 'end')
  expect(await marked(page)).toBe('老马从法院回来，把判决书放进抽屉。')
  await voice(page, 'end')
  expect((await texts(page)).at(-1)).toBe('家里人劝他：“先歇几天，等人家打电话来再说。”')

  await press(page, '暂停')
  expect(await isSilent(page)).toBe(true)
  await expect(page.locator('html')).not.toHaveAttribute('data-audio')
  expect(await marked(page)).toBe('家里人劝他：“先歇几天，等人家打电话来再说。”')
  await expect(bar(page).getByRole('button', { name: '接着听' })).toBeFocused()
  await press(page, '接着听')
  await expect.poll(() => isSilent(page)).toBe(false)
  expect((await texts(page)).at(-1)).toBe('家里人劝他：“先歇几天，等人家打电话来再说。”')

  await press(page, '上一句')
  await expect.poll(async () => (await texts(page)).at(-1)).toBe('老马从法院回来，把判决书放进抽屉。')
  await press(page, '下一句')
  await press(page, '下一句')
  await expect.poll(async () => (await texts(page)).at(-1)).toBe('老马心里没底：到底要不要自己去？')
  await press(page, '慢一点')
  await expect.poll(async () => (await said(page)).at(-1)?.rate).toBe(0.75)
  await press(page, '不听了')
  expect(await isSilent(page)).toBe(true)
  expect(await marked(page)).toBe('')
  await expect(bar(page).getByRole('button', { name: '听这一段' })).toBeFocused()

  // The rate is the device's, also on the next page.
  await page.reload()
  await press(page, '听这一段')
  expect((await said(page)).at(-1)?.rate).toBe(0.75)
})

test('the whole passage is read in its order, drawing, explanations, question and options too', async ({
  visit,
}, { project }) => {
  const context = await visit({ as: readerOf(project) })
  await giveVoice(context)
  const page = await context.newPage()
  await open(page)
  await press(page, '听这一段')
  for (let sentence = 0; sentence < 120 && !(await isSilent(page)); sentence += 1) await voice(page, 'end')
  const all = await texts(page)
  const inOrder = [
    '去哪里？',
    '执行地，意思是：',
    '小问题：',
    '法院宣告缓刑，判决已经生效。该怎么报到？',
    `第二个：${ANSWERS[0].right}`,
  ]
  expect(inOrder.filter((one) => !all.includes(one))).toEqual([])
  expect(all.indexOf('执行地，意思是：')).toBeLessThan(all.lastIndexOf('去哪里？'))
  expect(all.some((one) => one.startsWith('图：'))).toBe(true)
  expect(all.filter((one) => one.length > 40)).toEqual([])
  // Sources are there to be read, not to be heard.
  expect(all.join('')).not.toContain('依据：')
  expect(all.indexOf('小问题：')).toBe(all.length - 5)
  await expect(bar(page).getByRole('button', { name: '听这一段' })).toBeVisible()
  expect(await marked(page)).toBe('')
})

test('a page that is left falls silent, a hidden one that is read goes on beating', async ({ visit }, {
  project,
}) => {
  const context = await visit({ as: readerOf(project) })
  await giveVoice(context)
  const page = await context.newPage()
  await page.clock.install()
  await open(page)
  const beats: number[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/my/beat')) beats.push(1)
  })
  const hide = () =>
    page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    })
  await press(page, '听这一段')
  await hide()
  const heard = page.waitForRequest('**/my/beat')
  await page.clock.runFor(30_000)
  await heard
  // A voice that never ends is not believed for ever: it is let go, and the page is out of use.
  await press(page, '暂停')
  const before = beats.length
  await page.clock.runFor(120_000)
  expect(beats.length - before, 'beats after the voice stopped').toBeLessThanOrEqual(1)

  await press(page, '接着听')
  await page.clock.runFor(200)
  expect(await isSilent(page)).toBe(false)
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide')))
  expect(await isSilent(page)).toBe(true)
})

test('a voice that loses its end is not waited for for ever; one that fails says so', async ({ visit }, {
  project,
}) => {
  const context = await visit({ as: readerOf(project) })
  await giveVoice(context)
  const page = await context.newPage()
  await page.clock.install()
  await open(page)
  await press(page, '听这一段')
  await page.clock.runFor(9_000)
  expect(await marked(page)).toBe('老马从法院回来，把判决书放进抽屉。')
  await voice(page, 'fail')
  await expect(page.locator('[data-listen-note]')).toHaveText(
    '这会儿读不出来。字都在下面，也可以请人念给您听。',
  )
  expect(await marked(page)).toBe('')
  await expect(page.locator('html')).not.toHaveAttribute('data-audio')
})

test('nothing is offered that cannot be heard', async ({ visit }, { project }) => {
  const as = readerOf(project)
  const german = await visit({ as })
  await giveVoice(german, 'none')
  const mute = await german.newPage()
  await open(mute)
  await expect(mute.getByRole('article')).toContainText('十天之内去报到')
  await expect(bar(mute)).toBeHidden()

  const late = await visit({ as })
  await giveVoice(late, 'late')
  const page = await late.newPage()
  await open(page)
  await expect(bar(page)).toBeHidden()
  await voice(page, 'voicesArrive')
  await expect(bar(page).getByRole('button', { name: '听这一段' })).toBeVisible()

  const plain = await visit({ as, javaScriptEnabled: false })
  const still = await plain.newPage()
  await open(still)
  await expect(still.getByRole('article')).toContainText('十天之内去报到')
  await expect(bar(still)).toBeHidden()
  await expect(still.locator('audio')).toHaveCount(0)
})

test('a question of a quiz is read alone, and ends when another is shown', async ({ visit }, { project }) => {
  const context = await visit({ as: readerOf(project) })
  await giveVoice(context)
  const page = await context.newPage()
  await beginQuiz(page)
  await expect(page.locator('.question:not([hidden]) h2')).toHaveCount(1)
  const asked = await page.locator('.question:not([hidden]) h2').innerText()
  const options = await page
    .locator('.question:not([hidden]) .options, .question:not([hidden]) .places')
    .count()
  await press(page, '听这一题')
  for (let sentence = 0; sentence < 40 && !(await isSilent(page)); sentence += 1) await voice(page, 'end')
  const read = (await texts(page)).join('')
  expect(options === 0 || /第一个：|对/.test(read)).toBe(true)
  const others = await page.locator('.question[hidden] h2').allInnerTexts()
  expect(others.filter((one) => one.length > 8 && one !== asked && read.includes(one))).toEqual([])
  await press(page, '听这一题')
  expect(await isSilent(page)).toBe(false)
  await page.getByRole('button', { name: '先跳过' }).click()
  await expect.poll(() => isSilent(page)).toBe(true)
})

/** A recording of silence, one byte a sample. */
function silence(seconds: number): Buffer {
  const rate = 8000
  const samples = Math.round(seconds * rate)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + samples, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(samples, 40)
  return Buffer.concat([head, Buffer.alloc(samples, 128)])
}

test('a recording is played in place of the voice, and its sentences are marked as they come', async ({
  visit,
}, { project }) => {
  const context = await visit({ as: quietLearner(project, 'reading-aloud') })
  await giveVoice(context)
  const page = await context.newPage()
  await open(page)
  const recording = '/assets/lessons/a1-1-1-recorded.wav'
  // No module has a recording yet: the page gets what ReadAloud draws for one.
  await page.route(`**${UNIT}/1`, async (route) => {
    const answer = await route.fetch()
    const drawn = `<div class="recording"><audio controls preload="none" aria-label="x" data-recording="0 1 2 60">
      <source src="${recording}" type="audio/wav"></audio></div>`
    const body = (await answer.text()).replace('<div class="listen"', `${drawn}<div class="listen"`)
    await route.fulfill({ response: answer, body })
  })
  await page.route(`**${recording}`, (route) => route.fulfill({ body: silence(4), contentType: 'audio/wav' }))
  await page.reload()
  // It goes at its own pace: what is marked is written down as it comes.
  const marks = await page.evaluateHandle(() => {
    const seen: string[] = []
    new MutationObserver(() => {
      const now = Array.from(document.querySelectorAll('.now'), (mark) => mark.textContent).join('')
      if (now && now !== seen.at(-1)) seen.push(now)
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['class'] })
    return seen
  })
  await press(page, '听这一段')
  await expect(page.locator('html')).toHaveAttribute('data-audio')
  // At its end it falls silent, and nothing is in use any more.
  await expect(page.locator('html')).not.toHaveAttribute('data-audio', { timeout: 15_000 })
  expect(await marks.jsonValue()).toEqual([
    '十天之内去报到',
    '老马从法院回来，把判决书放进抽屉。',
    '家里人劝他：“先歇几天，等人家打电话来再说。”',
  ])
  expect(await said(page), 'what the voice was given').toEqual([])
  expect(await marked(page)).toBe('')
  await expect(bar(page).getByRole('button', { name: '听这一段' })).toBeVisible()
})

test('works by keyboard, and without motion where none is wanted', async ({ visit }, { project }) => {
  const context = await visit({ as: readerOf(project), reducedMotion: 'reduce' })
  await giveVoice(context)
  const page = await context.newPage()
  await open(page)
  await page.evaluate(() => {
    const seen: unknown[] = []
    Object.assign(window, { scrolls: seen })
    Element.prototype.scrollIntoView = (how) => void seen.push(typeof how === 'object' ? how.behavior : how)
  })
  await bar(page).getByRole('button', { name: '听这一段' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(bar(page).getByRole('button', { name: '上一句' })).toBeFocused()
  await page.keyboard.press('Tab')
  for (let step = 0; step < 25; step += 1) await page.keyboard.press('Space')
  const scrolls = await page.evaluate(() => (window as unknown as { scrolls: string[] }).scrolls)
  expect(scrolls.length).toBeGreaterThan(0)
  expect(new Set(scrolls)).toEqual(new Set(['auto']))
})

const VIEWS: View[] = [
  { locale: 'zh', text: 'normal', theme: 'light' },
  { locale: 'zh', text: 'large', theme: 'dark' },
  { locale: 'en', text: 'large', theme: 'light' },
]
for (const view of VIEWS)
  test(`no barriers while it reads: ${view.locale}, ${view.text}, ${view.theme}`, async ({ visit }, {
    project,
  }) => {
    const context = await visit({ as: readerOf(project), view })
    await giveVoice(context)
    const page = await context.newPage()
    await open(page)
    await page.locator('[data-listen-play]').click()
    for (let sentence = 0; sentence < 3; sentence += 1) await voice(page, 'end')
    await page.setViewportSize({ width: 320, height: 700 })
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(over, 'wider than 320').toBe(0)
    for (const button of await page.locator('.listen button').all()) {
      const box = await button.boundingBox()
      expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(44)
      expect(box!.x).toBeGreaterThanOrEqual(0)
      expect(box!.x + box!.width).toBeLessThanOrEqual(320)
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  })

test('a missed answer is said first', async ({ visit }, { project }) => {
  const context = await visit({ as: readerOf(project) })
  await giveVoice(context)
  const page = await context.newPage()
  await open(page)
  await answer(page, ANSWERS[0].wrong)
  await expect(page.getByRole('heading', { name: '再看一眼' })).toBeVisible()
  await page.waitForLoadState('load')
  await press(page, '听这一段')
  expect(await texts(page)).toEqual(['不要紧。回去看看“谁自己去，谁由别人送”那几行。'])
})
