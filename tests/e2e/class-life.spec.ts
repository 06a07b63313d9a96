import type { Page } from '@playwright/test'
import { countyDatabase, letClassBeOver, personOf, quietPerson } from './support/county-database.ts'
import { expect, test } from './support/county.ts'
import { minutesIn } from './support/lesson.ts'

/**
 * One class with everybody who has to do with it: ordered, accepted, confirmed, offered, joined, kept, counted, and told what
 * it was like. Each run has a person of its own, at that person's office, and a morning of its own on which the class was.
 */
test.use({ actionTimeout: 15_000 })

type Run = { who: string; over: string; lateTo: string }
function runOf(project: { name: string }, scripts: boolean): Run {
  const day = 13 + (project.name === 'phone' ? 0 : 1) + (scripts ? 0 : 2)
  return {
    who: quietPerson(project, scripts ? 'class-life' : 'class-life-without-scripts'),
    // Nobody of the county is at a class so early.
    ...{ over: `2026-07-${day}T06:00:00+08:00`, lateTo: '06:10' },
  }
}

/** The person's office, and a topic that all psychology lecturers teach and the person has not heard for half a year. */
async function whereOf(who: string) {
  const { id, name } = await personOf(who)
  const [found] = await countyDatabase()<{ office: string; town: string; topic: string }[]>`
    select o.code as office, o.name_zh as town, t.code as topic
    from supervised_persons p join judicial_offices o on o.id = p.office_id
    cross join (values ('c1'), ('c3'), ('c5')) t (code)
    where p.id = ${id} and not exists (select from hours_entries e where e.person_id = p.id and e.source_kind = 'lecture'
      and e.explanation -> 'subject' ->> 'code' = t.code and e.county_day > '2025-12-01')
    order by t.code limit 1`
  if (!found) throw new Error(`${who} has heard it all`)
  return { id, name, ...found }
}

/** Who was asked to teach, as they sign in, and the class of an order once there is one. */
async function orderOf(id: string) {
  const [found] = await countyDatabase()<{ seat: string; occasion: string | null; minutes: number }[]>`
    select n.name as seat, c.id as occasion, (extract(epoch from upper(o.during) - lower(o.during)) / 60)::int as minutes
    from lecture_orders o join lecturers l on l.id = o.lecturer_id join staff s on s.id = l.staff_id
    join sign_in_names n on n.account_id = s.account_id and n.name like 'lecturer-%'
    left join occasions c on c.source_kind = 'lecture' and c.source_id = o.id where o.id = ${id}`
  return found!
}

/** Two others say something too: three answers are shown. */
async function othersAnswer(occasionId: string): Promise<void> {
  await countyDatabase()`insert into feedback_answers (id, county_id, occasion_id, day, face)
    select gen_random_uuid(), o.county_id, o.id, (lower(o.during) at time zone 'Asia/Shanghai')::date, 'fair'
    from occasions o, generate_series(1, 2) where o.id = ${occasionId}`
}

/** The numbers of an office's row on the bureau's page of lectures: own, joined, seats, came. */
async function reachOf(page: Page, town: string): Promise<number[]> {
  await page.goto('/bureau/lectures')
  const row = page
    .getByRole('region', { name: '各司法所' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: town.replace('司法所', '') }) })
  return (await row.locator('td').allInnerTexts()).map((text) => Number(text.replace(/,/g, '')))
}

for (const javaScriptEnabled of [true, false]) {
  test(`a class from the menu to the minutes: scripts ${javaScriptEnabled ? 'on' : 'off'}`, async ({
    visit,
  }, { project }) => {
    test.setTimeout(180_000) // four people, some thirty pages
    const { who, over, lateTo } = runOf(project, javaScriptEnabled)
    const { id: personId, name, office: code, town, topic } = await whereOf(who)
    const open = async (as: string) => (await visit({ as, javaScriptEnabled })).newPage()
    const [office, person, bureau] = [await open(`office-${code}`), await open(who), await open('bureau')]
    const before = await reachOf(bureau, town)

    // The office chooses a topic, a lecturer and a time.
    await office.goto('/office/menu')
    await office.getByRole('link', { name: new RegExp(`点这一课.*${topic.toUpperCase()} `) }).click()
    await office.getByLabel('人数', { exact: true }).fill('9')
    const slots = office.locator('.week input[name="slot"]')
    // Two weeks on: nobody of these people is on leave then.
    for (let week = 0; week < 2; week++) await office.getByRole('button', { name: '下一周' }).click()
    for (let week = 0; week < 6 && (await slots.count()) === 0; week++)
      await office.getByRole('button', { name: '下一周' }).click()
    await slots.last().check()
    await office.getByRole('button', { name: '送出点课单' }).click()
    await expect(office.getByRole('status')).toContainText('点课单送出了')
    const order = /\/office\/orders\/([0-9a-f-]{36})/.exec(office.url())![1]!
    const { seat, minutes } = await orderOf(order)

    // The lecturer says yes; nobody is invited before the office has confirmed.
    const lecturer = await open(seat)
    await lecturer.goto('/lecturer')
    await lecturer.locator(`a[href="/lecturer/orders/${order}"]`).first().click()
    await lecturer.getByRole('button', { name: '答应这个时间' }).click()
    await expect(lecturer.getByText('答应了。司法所确认以后')).toBeVisible()
    expect((await orderOf(order)).occasion).toBeNull()
    await office.goto(`/office/orders/${order}`)
    await office.getByRole('button', { name: '确认上课' }).click()
    await expect(office.getByRole('status')).toContainText('课定下了')

    // Whom it is for: asked, told, and what it is worth.
    await office.getByRole('link', { name: '看名单，请人来听' }).click()
    const occasion = /\/office\/occasions\/([0-9a-f-]{36})$/.exec(office.url())![1]!
    const box = office.locator(`input[name="who.${personId}"]`)
    if (!(await box.isVisible())) await office.locator('summary', { hasText: '也可以请的' }).click()
    await box.check()
    await office.getByRole('button', { name: '请选中的人' }).click()
    await expect(office.getByRole('status')).toContainText('请了 1 人')
    await person.goto('/my/inbox')
    await expect(person.locator('main')).toContainText('您可以参加')
    await person.goto('/my/lectures')
    const item = person.locator(`[id="c-${occasion}"]`)
    const worth = await item.getByText(/准时到 → 计/).innerText()
    expect(minutesIn(worth.split('计')[1]!)).toBe(minutes)
    const late = await item.getByText(/迟到 10 分钟 → 计/).innerText()
    expect(minutesIn(late.split('计')[1]!)).toBe(minutes - 10)
    await item.getByRole('button', { name: /^我要去/ }).click()
    await expect(item).toContainText('有您的座位')
    await lecturer.goto(`/lecturer/orders/${order}`)
    await expect(lecturer.locator('main')).not.toContainText(name)

    // Its time passes. The lecturer notes it; the office keeps the register.
    await letClassBeOver(occasion, over)
    await lecturer.reload()
    await lecturer.getByRole('button', { name: '记下：这一课上完了' }).click()
    await expect(lecturer.getByText('记下了。谢谢您来讲课。')).toBeVisible()
    await office.goto(`/office/orders/${order}`)
    await office.getByRole('link', { name: '签到、核对名单' }).click()
    const own = office.getByRole('row').filter({ has: office.getByRole('link', { name, exact: true }) })
    await own.getByRole('link', { name: /^改/ }).click()
    await office.locator('#line-in').fill(lateTo)
    await office.getByRole('button', { name: '存下' }).click()
    await office.getByRole('link', { name: '下课，核对名单' }).click()
    await office.getByRole('button', { name: '核对完，记入学时' }).click()
    await expect(office.getByRole('status')).toContainText('核对了 1 人')
    await office.goto(`/office/orders/${order}`)
    await expect(office.locator('main')).toContainText('都办完了')

    // The minutes are what was said before: on the statement, and beside the class.
    await person.goto('/my/hours')
    const line = person.locator('.entry').filter({ hasText: `06:00 开始，${lateTo} 签到，晚到的 10 分不计` })
    await expect(line).toHaveCount(1)
    await expect(line.locator('.what')).toContainText('讲座')
    expect(minutesIn(await line.locator('.min').innerText())).toBe(minutes - 10)
    await person.goto('/my/lectures')
    await expect(item.locator('.gain')).toHaveText(/计 /)
    expect(minutesIn((await item.locator('.gain').innerText()).replace('计', ''))).toBe(minutes - 10)

    // What it was like: said by nobody, shown from three answers up.
    await item.locator('summary', { hasText: '这堂课怎么样？' }).click()
    await item.getByText('有收获').click()
    const remark = `练习回家还能做。${new Date(over).getUTCDate()}`
    await item.getByLabel('想说一句（可以不写）').fill(remark)
    await item.getByRole('button', { name: '不记名送出' }).click()
    await expect(person.getByText('送出了，谢谢。没有人知道哪一条是您写的。')).toBeVisible()
    await lecturer.goto('/lecturer/record')
    await expect(lecturer.getByRole('region', { name: '听课的人怎么说' })).not.toContainText(remark)
    await othersAnswer(occasion)
    await lecturer.reload()
    const said = lecturer.getByRole('region', { name: '听课的人怎么说' }).getByRole('row')
    const mine = said.filter({ hasText: remark })
    await expect(mine).toContainText(/2026 年 7 月 1\d 日/)
    expect((await mine.locator('td.r').allInnerTexts()).map(Number)).toEqual([1, 2, 0])

    // The bureau sees one class and one person more, and no name.
    const after = await reachOf(bureau, town)
    expect(after).toEqual([before[0]! + 1, before[1], before[2]! + 9, before[3]! + 1])
    await expect(bureau.locator('main')).not.toContainText(name)
  })
}
